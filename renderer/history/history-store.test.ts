import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import type { FakeBridge } from '../preview/fake-bridge.ts';
import { historySceneOf, stayRow } from '../preview/history-scenes.ts';
import { sceneOf } from '../preview/scenes.ts';
import { createHistoryStore, rowKey } from './history-store.ts';
import type { HistoryStore } from './history-store.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
let bridge: FakeBridge;
let store: HistoryStore;
let leave: () => void;

function visit(scene = 'history-day'): void {
  bridge.history = historySceneOf(scene, at);
  leave = store.visit();
}

beforeEach(() => {
  vi.useFakeTimers();
  bridge = fakeBridge(sceneOf('3', at));
  store = createHistoryStore(bridge, () => 'key');
});
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const settled = () => vi.advanceTimersByTimeAsync(1000);
const state = () => store.getState();

describe('what is found', () => {
  it('stands there at once, the newest chosen, and grows page by page to its end', async () => {
    visit();
    await settled();
    expect(state().rows).toHaveLength(50);
    expect(state().selected).toBe(rowKey(state().rows?.[0] ?? stayRow(at)));
    for (let i = 0; i < 6; i += 1) await store.more();
    expect([state().rows?.length, state().next]).toEqual([160, null]);
    expect(new Set(state().rows?.map(rowKey)).size).toBe(160);
  });

  it('answers what was typed last, once the hand rests', async () => {
    visit();
    await settled();
    const asked = vi.spyOn(bridge, 'call');
    for (const text of ['a', 'a7', 'a77']) store.narrow({ text });
    await settled();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked).toHaveBeenCalledWith('history.find', { text: 'a77' });
    expect(state().rows?.every(({ plate }) => plate.includes('A77'))).toBe(true);
  });

  it('may miss older rows while the station files them, and says so', async () => {
    visit('history-filing');
    await settled();
    expect(state().filing).toBe(true);
    bridge.history = historySceneOf('history-day', at);
    store.narrow({ kind: 'inside' });
    await settled();
    expect(state().filing).toBe(false);
  });

  it('never gives way to a slower answer to an earlier question', async () => {
    visit();
    await settled();
    const answers: ((value: Result<never>) => void)[] = [];
    bridge.call = vi.fn(() => new Promise((resolve) => answers.push(resolve))) as Bridge['call'];
    store.narrow({ kind: 'inside' });
    store.narrow({ kind: 'refused' });
    const page = (id: string) =>
      ({ ok: true, value: { rows: [stayRow(at, { id })], next: null, filing: false } as never }) as const;
    answers[1]?.(page('second'));
    await settled();
    answers[0]?.(page('first'));
    await settled();
    expect(state().rows).toMatchObject([{ id: 'second' }]);
    expect(state().asking).toBe(false);
  });

  it('a station that does not answer is said, and what stood there stays', async () => {
    visit();
    await settled();
    bridge.history = null;
    store.narrow({ laneId: 'in-1' });
    await settled();
    expect([state().failure, state().rows?.length]).toEqual(['station-down', 50]);
  });
});

describe('a stay', () => {
  it('opens, gives way to the next row, and closes step by step', async () => {
    visit();
    await settled();
    store.openSelected();
    expect(state().open).toMatchObject({ stayId: 'stay-0', file: null });
    await settled();
    expect(state().open?.file?.id).toBe('stay-0');
    store.step(1);
    await settled();
    expect(state().open?.file?.id).toBe('stay-1');
    store.correct(true);
    store.close();
    expect(state().open).toMatchObject({ stayId: 'stay-1', corrects: false });
    store.close();
    expect(state().open).toBeNull();
  });

  it('is corrected once, by a key of its own, and read again', async () => {
    visit();
    await settled();
    store.openSelected();
    await settled();
    store.correct(true);
    await store.sendCorrection({ plate: 'B', because: 'why' });
    expect(bridge.pressed).toEqual([
      { command: 'history.correct', input: { key: 'key', stayId: 'stay-0', plate: 'B', because: 'why' } },
    ]);
    expect(state()).toMatchObject({ acting: false, open: { corrects: false }, outcome: { ok: true } });
  });

  it('that the station does not correct keeps its form, and says why', async () => {
    visit();
    await settled();
    store.openSelected();
    await settled();
    store.correct(true);
    bridge.answer = 'not-recorded';
    await store.sendCorrection({ plate: 'B', because: 'why' });
    expect(state()).toMatchObject({ open: { corrects: true }, outcome: { ok: false, code: 'not-recorded' } });
  });

  it('is not for an attendant to correct', async () => {
    visit('history-attendant');
    await settled();
    store.openSelected();
    await settled();
    store.correct(true);
    expect(state().open?.corrects).toBe(false);
  });
});
