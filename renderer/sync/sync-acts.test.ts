import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from '../../electron/contract/commands.ts';
import type { CommandName } from '../../electron/contract/commands.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { Role } from '../../electron/contract/vocabulary.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import type { FakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { chargeReport, entryReport, lotReport, syncPlatform, syncView } from '../preview/sync-fixtures.ts';
import { pageOf, QUIET, refundsAt } from '../preview/sync-scenes.ts';
import { offered } from './offered.ts';
import { createSyncActs } from './sync-acts.ts';
import { createSyncStore } from './sync-store.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const parked = [entryReport(at, 3, '粤B12345'), chargeReport(at, 2), lotReport(at, 1)];

let bridge: FakeBridge;
let close: () => void;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  close();
  vi.useRealTimers();
});

async function screen(role: Role = 'supervisor', over: Partial<Bridge> = {}) {
  bridge = fakeBridge(sceneOf('3', at));
  bridge.sync = {
    view: () => syncView(at, [syncPlatform(at, { platform: { parked: parked.length } })], { role }),
    items: (query) => pageOf(parked, query),
    baseData: [],
    ...QUIET,
  };
  const used = { ...bridge, ...over };
  const store = createSyncStore(used);
  close = store.open(null);
  await vi.advanceTimersByTimeAsync(0);
  return { store, acts: createSyncActs(store, used) };
}

const pressed = () => {
  const { command, input } = bridge.pressed.at(-1) ?? { command: '', input: {} };
  // Everything that is sent is what the station parses at its door.
  expect(commands[command as CommandName].input.safeParse(input).error).toBeUndefined();
  return { command, input };
};

describe('acts of the sync screen', () => {
  it('a press of R gives the row back; A all of what is listed', async () => {
    const { store, acts } = await screen();
    acts.press('retry');
    expect(pressed()).toMatchObject({ command: 'sync.retry', input: { platform: 'city', seq: 3 } });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().outcome).toMatchObject({ act: 'retry', ok: true });
    acts.press('retry-all');
    expect(pressed()).toMatchObject({ command: 'sync.retry', input: { platform: 'city' } });
    await vi.advanceTimersByTimeAsync(0);
    store.chooseTab('parked', 'chargeRecord');
    await vi.advanceTimersByTimeAsync(0);
    acts.press('retry-all');
    expect(pressed().input).toMatchObject({ interface: 'chargeRecord' });
  });

  it('while one is on its way, another is not sent', async () => {
    const { acts } = await screen();
    acts.press('retry');
    acts.press('retry');
    acts.press('retry-all');
    expect(bridge.pressed).toHaveLength(1);
  });

  it.each([
    ['accept-refund', true],
    ['refuse-refund', false],
  ] as const)('%s asks why, and sends the answer', async (act, accept) => {
    const { store, acts } = await screen();
    if (bridge.sync !== null) bridge.sync.refunds = refundsAt(at);
    store.chooseTab('refunds');
    await vi.advanceTimersByTimeAsync(0);
    acts.press(act);
    expect(store.getState().panel).toMatchObject({ kind: 'why-refund', accept });
    acts.because('与司机核实');
    expect(pressed()).toMatchObject({
      command: 'orders.decide-refund',
      input: { refundNo: 'RF-0', accept, because: '与司机核实' },
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState()).toMatchObject({ panel: null, outcome: { act, ok: true } });
  });

  it('a refund is a supervisor’s to decide', async () => {
    const { store } = await screen('attendant');
    if (bridge.sync !== null) bridge.sync.refunds = refundsAt(at);
    store.chooseTab('refunds');
    await vi.advanceTimersByTimeAsync(0);
    expect(offered(store.getState(), 'accept-refund')).toBe('not-yours');
  });

  it('dismissing asks why, and sends the reason', async () => {
    const { store, acts } = await screen();
    acts.press('dismiss');
    expect(store.getState().panel).toMatchObject({ kind: 'why-dismiss', detail: false });
    expect(bridge.pressed).toEqual([]);
    acts.because('重复上报');
    expect(pressed()).toMatchObject({ command: 'sync.dismiss', input: { seq: 3, because: '重复上报' } });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().panel).toBeNull();
  });

  it('correcting: the form, then why, then both go', async () => {
    const { store, acts } = await screen();
    acts.press('correct');
    acts.submit({});
    expect(store.getState().panel?.kind).toBe('correct');
    acts.submit({ carNo: '粤B12346' });
    expect(store.getState().panel?.kind).toBe('why-correct');
    acts.because('车牌识别有误');
    expect(pressed()).toMatchObject({
      command: 'sync.correct',
      input: { seq: 3, fields: { carNo: '粤B12346' }, because: '车牌识别有误' },
    });
  });

  it('what the station refuses is put right in the form, with what was typed', async () => {
    const { store, acts } = await screen('supervisor', {
      call: (command, input) =>
        command === 'sync.correct'
          ? Promise.resolve({
              ok: false,
              error: { code: 'bad-input', message: '', fields: { 'fields.carNo': 'bad-characters', platform: 'x' } },
            })
          : bridge.call(command, input),
    });
    acts.press('correct');
    acts.submit({ carNo: '?' });
    acts.because('x');
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState()).toMatchObject({
      panel: { kind: 'correct', texts: { carNo: '?' }, problems: { carNo: 'bad-characters' } },
      outcome: { act: 'correct', ok: false, code: 'bad-input' },
    });
    expect(Object.keys((store.getState().panel as { problems: object }).problems)).toEqual(['carNo']);
  });

  it('a failure leaves the report open where it was open, and is said until the next act', async () => {
    const { store, acts } = await screen();
    bridge.answer = 'gone';
    store.show({ kind: 'detail', item: entryReport(at, 3, '粤B12345') });
    acts.press('dismiss');
    acts.because('x');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(store.getState()).toMatchObject({ panel: { kind: 'detail' }, outcome: { ok: false, code: 'gone' } });
  });

  it('a success is said for a while', async () => {
    const { store, acts } = await screen();
    acts.press('retry');
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.getState().outcome).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1001);
    expect(store.getState().outcome).toBeNull();
  });
});

describe('what is offered', () => {
  it('an attendant may retry; the rest is a supervisor’s and does nothing', async () => {
    const { store, acts } = await screen('attendant');
    const state = store.getState();
    expect(offered(state, 'retry')).toBe('yes');
    expect(offered(state, 'retry-all')).toBe('yes');
    expect(offered(state, 'correct')).toBe('not-yours');
    expect(offered(state, 'dismiss')).toBe('not-yours');
    acts.press('dismiss');
    expect(store.getState().panel).toBeNull();
    store.chooseTab('base-data');
    expect(offered(store.getState(), 'report-all')).toBe('not-yours');
  });

  it('the roles are those that the station checks', () => {
    expect(commands['sync.retry'].role).toBe('attendant');
    for (const command of ['sync.correct', 'sync.dismiss', 'sync.report-base-data'] as const) {
      expect(commands[command].role).toBe('supervisor');
    }
  });

  it('nothing is put right by hand where the table has nothing for it', async () => {
    const { store } = await screen();
    store.select(1);
    expect(offered(store.getState(), 'correct')).toBe('no');
    expect(offered(store.getState(), 'dismiss')).toBe('yes');
  });

  it('nothing while the station is away', async () => {
    const { store } = await screen();
    bridge.sync = null;
    await vi.advanceTimersByTimeAsync(1000);
    for (const act of ['retry', 'retry-all', 'correct', 'dismiss', 'export'] as const) {
      expect(offered(store.getState(), act)).toBe('no');
    }
  });
});
