import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, Result } from '../../../electron/contract/bridge.ts';
import { fakeBridge } from '../../preview/fake-bridge.ts';
import type { FakeBridge } from '../../preview/fake-bridge.ts';
import { historySceneOf } from '../../preview/history-scenes.ts';
import { NO_OPENINGS, openingOf, unopenedOf, viewOf } from '../../preview/openings-fixtures.ts';
import { sceneOf } from '../../preview/scenes.ts';
import { isDoubtful, rowKey, rowsOf } from './openings-state.ts';
import { createOpeningsStore } from './openings-store.ts';
import type { OpeningsStore } from './openings-store.ts';

/** 2024-11-21 09:41:27 in Beijing. */
const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const HOUR = 3_600_000;
const MIDNIGHT = Date.UTC(2024, 10, 20, 16);
let bridge: FakeBridge;
let store: OpeningsStore;
let leave: () => void = () => undefined;

beforeEach(() => {
  bridge = fakeBridge(sceneOf('3', at));
  bridge.history = historySceneOf('history-day', at);
  store = createOpeningsStore(bridge, () => at);
});
afterEach(() => leave());

const state = () => store.getState();
const settled = () => vi.waitFor(() => expect(state().asking).toBe(false));

/** Answers what is asked from then on. */
async function visit() {
  leave = store.visit();
  await settled();
  return vi.spyOn(bridge, 'call');
}

it('what does not reconcile comes first, passages without an opening among it, and of each the newest', () => {
  const view = viewOf(
    [
      openingOf(40, { id: 'well, new' }),
      openingOf(30, { id: 'nobody', passages: 0, reconciles: false }),
      openingOf(20, { id: 'well, old' }),
      openingOf(10, { id: 'two', passages: 2, reconciles: false }),
    ],
    [unopenedOf(25, { id: 7 })],
  );
  expect(rowsOf(view).map(rowKey)).toEqual([
    'opening-nobody',
    'passage-7',
    'opening-two',
    'opening-well, new',
    'opening-well, old',
  ]);
  expect(rowsOf(view).map(isDoubtful)).toEqual([true, true, true, false, false]);
});

describe('the period', () => {
  it('is today at first, the whole of it, at every lane', async () => {
    const asked = vi.spyOn(bridge, 'call');
    leave = store.visit();
    await settled();
    expect(asked.mock.calls).toEqual([['openings.get', { from: MIDNIGHT, to: MIDNIGHT + 24 * HOUR, limit: 200 }]]);
  });

  it('is another day, a shift and a lane; a night lasts into the next morning', async () => {
    const asked = await visit();
    store.stepDay(-1);
    store.nextPart();
    store.nextPart();
    store.chooseLane('in-1');
    await settled();
    expect(asked).toHaveBeenLastCalledWith('openings.get', {
      from: MIDNIGHT - 4 * HOUR,
      to: MIDNIGHT + 8 * HOUR,
      limit: 200,
      laneId: 'in-1',
    });
    store.nextPart();
    expect(state().part).toBe('day');
  });

  it('stays today over a midnight, unless that day was chosen', async () => {
    await visit();
    store.stepDay(-1);
    expect([state().day, store.day()]).toEqual(['2024-11-20', '2024-11-20']);
    store.stepDay(1);
    expect([state().day, store.day()]).toEqual([null, '2024-11-21']);
  });

  it('another one shows nothing of the one before, and the answer to the last question alone', async () => {
    await visit();
    const answers: ((value: Result<never>) => void)[] = [];
    bridge.call = vi.fn(() => new Promise((resolve) => answers.push(resolve))) as Bridge['call'];
    store.stepDay(-1);
    store.stepDay(-1);
    expect([state().view, state().asking]).toEqual([null, true]);
    answers[1]?.({ ok: true, value: NO_OPENINGS as never });
    await settled();
    answers[0]?.({ ok: false, error: { code: 'station-down', message: '' } });
    await Promise.resolve();
    expect([state().view, state().failure]).toEqual([NO_OPENINGS, null]);
  });
});

describe('the lines', () => {
  it('are walked over from the first that stands out', async () => {
    await visit();
    const [first, second] = rowsOf(state().view);
    expect(first && [isDoubtful(first), state().selected]).toEqual([true, first && rowKey(first)]);
    store.step(1);
    expect(store.selectedRow()).toEqual(second);
    store.step(-Infinity);
    expect(store.selectedRow()).toEqual(first);
  });

  it('grow page by page, up to all there are, and the chosen one stays chosen', async () => {
    const asked = await visit();
    store.stepDay(-1);
    await settled();
    store.step(3);
    const { selected } = state();
    store.more();
    await settled();
    expect(asked).toHaveBeenLastCalledWith('openings.get', expect.objectContaining({ limit: 400 }));
    expect([state().view?.openings.length, state().selected]).toEqual([349, selected]);
    asked.mockClear();
    store.more();
    expect(asked).not.toHaveBeenCalled();
  });
});

it('a station that does not answer is told, and what was shown stays', async () => {
  await visit();
  const { view } = state();
  bridge.history = null;
  store.more();
  await settled();
  expect([state().failure, state().view]).toEqual(['station-down', view]);
});
