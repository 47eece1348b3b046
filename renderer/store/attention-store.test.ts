import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LaneView } from '../../electron/contract/board.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import type { FakeBridge } from '../preview/fake-bridge.ts';
import { arrival, board, lane, plate } from '../preview/fixtures.ts';
import { SETTLE_MS } from './attention-store.ts';
import { createDesk } from './desk.tsx';
import type { Desk } from './desk.tsx';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const up = { state: 'up', since: at, attempt: 0, detail: null } as const;
const nowhere = { getItem: () => null, setItem: () => undefined };

const asking = (number: number, text: string, over: Partial<LaneView> = {}): LaneView =>
  lane(at, number, {
    phase: 'asking',
    attention: 'ask',
    acts: ['release', 'refuse', 'correct', 'turn-away', 'open-by-hand'],
    arrival: arrival(at, { plate: plate(text) }),
    ...over,
  });

let bridge: FakeBridge;
let desk: Desk;
let revision: number;

async function open(lanes: LaneView[]): Promise<void> {
  revision = 1;
  bridge = fakeBridge({ board: board(at, lanes, { revision }), station: up });
  desk = createDesk(bridge, nowhere, (work) => {
    work();
  });
  await vi.advanceTimersByTimeAsync(SETTLE_MS);
}
const say = (now: LaneView): void => {
  revision += 1;
  bridge.emit('lane', now, revision);
};
const commands = () => bridge.pressed.map(({ command, input }) => ({ command, input: input as object }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  desk.attention.stop();
  desk.boardStore.stop();
  vi.useRealTimers();
});

describe('another screen', () => {
  it('leaves the board alive: who asks meanwhile is active when it is seen again', async () => {
    await open([lane(at, 1), lane(at, 2)]);
    desk.attention.visit({ kind: 'sync', platformId: null });
    say(asking(2, '粤B22222'));
    desk.attention.visit({ kind: 'board' });
    expect(desk.attention.getState()).toMatchObject({ screen: { kind: 'board' }, activeId: 'lane-2' });
  });

  it('a card that comes back into sight takes no press before it was seen', async () => {
    await open([asking(1, '粤B11111')]);
    desk.attention.visit({ kind: 'sync', platformId: null });
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    desk.attention.visit({ kind: 'board' });
    desk.press('lane-1', 'release');
    expect(commands()).toEqual([]);
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    desk.press('lane-1', 'release');
    expect(commands()).toHaveLength(1);
  });

  it('closes what lay over the one before', async () => {
    await open([lane(at, 1)]);
    desk.attention.open({ kind: 'keys' });
    desk.attention.visit({ kind: 'sync', platformId: 'city' });
    expect(desk.attention.getState().dialog).toBeNull();
  });
});

describe('the active lane', () => {
  it('is the one that has asked longest', async () => {
    await open([asking(1, '粤B11111', { since: at - 5 }), asking(2, '粤B22222', { since: at - 9 }), lane(at, 3)]);
    expect(desk.attention.getState().activeId).toBe('lane-2');
  });

  it('is the one picked by hand while its car stands there', async () => {
    await open([asking(1, '粤B11111'), asking(2, '粤B22222', { since: at - 9000 })]);
    desk.attention.pick('lane-1');
    expect(desk.attention.getState().activeId).toBe('lane-1');
    say(lane(at, 1));
    expect(desk.attention.getState().activeId).toBe('lane-2');
  });
});

describe('a press meant for the car before', () => {
  it('is not sent when another car took its place a moment ago', async () => {
    await open([asking(1, '粤B11111')]);
    say(asking(1, '粤B22222'));
    desk.press('lane-1', 'release');
    expect(commands()).toEqual([]);
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    desk.press('lane-1', 'release');
    expect(commands()).toMatchObject([{ command: 'lane.release', input: { arrivalId: 'arrival-粤B22222' } }]);
  });

  it('is not sent to the next lane that became active by itself', async () => {
    await open([asking(1, '粤B11111'), asking(2, '粤B22222', { since: at })]);
    say(lane(at, 1));
    expect(desk.attention.getState().activeId).toBe('lane-2');
    desk.press('lane-2', 'release');
    expect(commands()).toEqual([]);
  });

  it('is sent at once when only the loops of the lane changed', async () => {
    await open([asking(1, '粤B11111')]);
    const same = asking(1, '粤B11111');
    say({ ...same, barrier: { ...same.barrier, approachLoop: 'occupied' } });
    desk.press('lane-1', 'release');
    expect(commands()).toHaveLength(1);
  });
});

describe('a question about a car', () => {
  it('closes when the car has gone, so that its answer never reaches the next', async () => {
    await open([asking(1, '粤B11111')]);
    desk.press('lane-1', 'turn-away');
    expect(desk.attention.getState().dialog?.kind).toBe('sure');
    say(asking(1, '粤B22222'));
    expect(desk.attention.getState().dialog).toBeNull();
  });

  it('asks the reason of an override first, and sends it with the act', async () => {
    await open([asking(1, '粤B11111', { phase: 'refused', attention: 'none' })].map((one) => refuse(one)));
    desk.press('lane-1', 'release');
    expect(commands()).toEqual([]);
    const { dialog } = desk.attention.getState();
    if (dialog?.kind !== 'reason') throw new Error('no reason asked');
    desk.send(dialog.intent.press('上级同意'));
    expect(commands()).toMatchObject([{ command: 'lane.release', input: { because: '上级同意' } }]);
  });

  it('asks the reason when the station wants one that the window did not expect', async () => {
    await open([asking(1, '粤B11111')]);
    bridge.answer = 'reason-needed';
    desk.press('lane-1', 'release');
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.attention.getState().dialog).toMatchObject({ kind: 'reason', intent: { reasons: 'release' } });
  });
});

function refuse(one: LaneView): LaneView {
  const { arrival: car } = one;
  if (car === null) throw new Error('no car');
  return { ...one, arrival: { ...car, decision: { action: 'refuse', reason: 'no-booking', figures: {} } } };
}
