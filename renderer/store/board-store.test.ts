import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBridge } from '../preview/fake-bridge.ts';
import { board, lane } from '../preview/fixtures.ts';
import type { Scene } from '../preview/scenes.ts';
import { followStation } from './board-store.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const up: Scene['station'] = { state: 'up', since: at, attempt: 0, detail: null };
const scene = (revision: number, inside = 212): Scene => {
  const now = board(at, [lane(at, 1)], { revision });
  return { board: { ...now, lot: { ...now.lot, inside } }, station: up };
};
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('following the station', () => {
  it('shows the snapshot, then its events in order', async () => {
    const bridge = fakeBridge(scene(5));
    const store = followStation(bridge);
    await settled();
    bridge.emit('lot', { ...board(at, []).lot, inside: 213 }, 6);
    expect(store.getState().board).toMatchObject({ revision: 6, lot: { inside: 213 } });
    store.stop();
  });

  it('draws the events of one moment together, and misses none of them', async () => {
    const bridge = fakeBridge(scene(5));
    const moments = new Set<() => void>();
    const store = followStation(bridge, 1000, (work) => void moments.add(work));
    const drawAll = () => {
      for (const draw of moments) draw();
      moments.clear();
    };
    await settled();
    let drawn = 0;
    store.subscribe(() => (drawn += 1));
    bridge.emit('lot', { ...board(at, []).lot, inside: 213 }, 6);
    bridge.emit('notices', [], 7);
    bridge.emit('lot', { ...board(at, []).lot, inside: 214 }, 8);
    expect([moments.size, drawn]).toEqual([1, 0]);
    drawAll();
    expect(drawn).toBe(1);
    expect(store.getState().board).toMatchObject({ revision: 8, lot: { inside: 214 } });
    bridge.emit('notices', [], 9);
    expect(moments.size).toBe(1);
    store.stop();
    drawAll();
    expect(drawn).toBe(1);
  });

  it('keeps events that come before the snapshot, and drops those it holds', async () => {
    const bridge = fakeBridge(scene(5, 210));
    const store = followStation(bridge);
    bridge.emit('lot', { ...board(at, []).lot, inside: 1 }, 5);
    bridge.emit('lot', { ...board(at, []).lot, inside: 211 }, 6);
    await settled();
    expect(store.getState().board).toMatchObject({ revision: 6, lot: { inside: 211 } });
    store.stop();
  });

  it('asks for the whole board again when an event was missed', async () => {
    const bridge = fakeBridge(scene(5));
    const store = followStation(bridge);
    await settled();
    const before = bridge.asked();
    bridge.scene = scene(9, 240);
    bridge.emit('notices', [], 8);
    await settled();
    expect(bridge.asked()).toBe(before + 1);
    expect(store.getState().board).toMatchObject({ revision: 9, lot: { inside: 240 } });
    store.stop();
  });

  it('believes a station that started again, whose revisions begin anew', async () => {
    const bridge = fakeBridge(scene(900));
    const store = followStation(bridge);
    await settled();
    bridge.emitStation({ ...up, state: 'down', since: at + 1000, attempt: 1 });
    bridge.scene = scene(1, 100);
    bridge.emitStation({ ...up, since: at + 3000 });
    await settled();
    expect(store.getState().board).toMatchObject({ revision: 1, lot: { inside: 100 } });
    bridge.emit('lot', { ...board(at, []).lot, inside: 101 }, 2);
    expect(store.getState().board?.lot.inside).toBe(101);
    store.stop();
  });

  it('keeps the last board while the station is down, and says so', async () => {
    const bridge = fakeBridge(scene(5));
    const store = followStation(bridge);
    await settled();
    bridge.scene = { board: null, station: { ...up, state: 'down' } };
    bridge.emitStation({ ...up, state: 'down', since: at + 1, attempt: 2 });
    await settled();
    expect(store.getState()).toMatchObject({ board: { revision: 5 }, station: { state: 'down', attempt: 2 } });
    store.stop();
  });

  it('asks again until a station that is slow to start answers', async () => {
    const bridge = fakeBridge({ board: null, station: { ...up, state: 'starting' } });
    const store = followStation(bridge, 1000);
    await vi.advanceTimersByTimeAsync(2500);
    expect(store.getState().board).toBeNull();
    bridge.scene = scene(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.getState().board?.revision).toBe(1);
    store.stop();
  });

  it('asks no more once it is stopped', async () => {
    const bridge = fakeBridge({ board: null, station: { ...up, state: 'starting' } });
    const store = followStation(bridge, 1000);
    await settled();
    store.stop();
    const before = bridge.asked();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bridge.asked()).toBe(before);
  });
});
