import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { makeDisplay } from '../../../native/display/make-display.ts';
import { createSimulatedOlm } from '../../../native/display/simulator.ts';
import { timingOf } from '../../../native/links/line-timing.ts';
import { createMemoryLine } from '../../../native/links/memory.ts';
import { createSharedLine } from '../../../native/links/shared-line.ts';
import { displayConfig } from '../../contract/site-displays.ts';
import type { DisplayTexts } from '../../contract/site-displays.ts';
import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import type { LaneState } from '../lane/state.ts';
import { idle } from '../lane/state.ts';
import { createLaneBoards } from './boards.ts';
import { AT, car, going, judged, laneOf, standing } from './display.fixture.ts';

const TIMING = timingOf({ id: 'boards', kind: 'tcp', host: 'memory', port: 1 });

/** Lanes whose states the test sets, each with a board on a line of its own. */
async function openBoards(configs: LaneConfig[], texts?: DisplayTexts) {
  const clock = createManualClock(AT);
  const lot = { free: 5 };
  const lanes = configs.map((config): { config: LaneConfig; state: LaneState } => ({ config, state: idle(AT) }));
  const boards = configs.map(() => createSimulatedOlm(clock));
  const cables = boards.map((board) => {
    const cable = createMemoryLine(clock);
    cable.onConnect((far) => void board.serve(far));
    return cable;
  });
  const lines = cables.map((cable) => createSharedLine({ makeLink: () => cable.makeLink(), clock, timing: TIMING }));
  let made = 0;
  const laneBoards = createLaneBoards({
    site: { lot: { name: '东门停车场' }, displayTexts: texts } as SiteConfig,
    lanes,
    display(config) {
      const line = lines[made];
      made += 1;
      if (line === undefined) throw new Error('more boards than lines');
      return makeDisplay(config, line, clock);
    },
    free: () => lot.free,
    clock,
  });
  laneBoards.start();
  for (const line of lines) line.start();
  await clock.advanceAsync(2000);
  const set = async (at: number, state: LaneState): Promise<void> => {
    const lane = lanes[at];
    if (lane === undefined) throw new Error(`no lane ${at}`);
    lane.state = state;
    laneBoards.laneChanged(lane.config.id);
    await clock.advanceAsync(2000);
  };
  return { clock, lot, boards, cables, laneBoards, set };
}

const board = <T>(boards: readonly T[], at = 0): T => {
  const found = boards[at];
  if (found === undefined) throw new Error(`no board ${at}`);
  return found;
};

describe('the boards of the lanes', () => {
  it('an empty entrance shows the free places, and follows them', async () => {
    const { clock, lot, boards, laneBoards } = await openBoards([laneOf('in', 'entrance')]);
    expect(board(boards).rows).toEqual(['东门停车场', '余位 5']);
    lot.free = 4;
    for (let times = 0; times < 50; times += 1) laneBoards.lotChanged();
    await clock.advanceAsync(2000);
    expect(board(boards).rows).toEqual(['东门停车场', '余位 4']);
    expect(board(boards).told.filter((told) => told.what === 'row' && told.text.startsWith('余位'))).toHaveLength(2);
  });

  it('a fee of an earlier car never shows for the next', async () => {
    const { boards, cables, set, clock } = await openBoards([laneOf('out', 'exit')]);
    await set(0, standing('asking', judged('粤B11111', 'fee-due', { due: 2000 })));
    expect(board(boards).rows).toEqual(['粤B11111', '请缴费20元']);
    // Its board is cut off while it pays and goes, and the next one comes.
    board(cables).unplug();
    await set(0, going('opening', car('粤B11111')));
    await set(0, standing('asking', judged('粤B22222', 'no-entry-record')));
    const before = board(boards).told.length;
    board(cables).plug();
    await clock.advanceAsync(10_000);
    expect(board(boards).rows).toEqual(['粤B22222', '请稍候']);
    const since = JSON.stringify(board(boards).told.slice(before));
    expect(since).not.toMatch(/20元|11111/);
    await set(0, idle(AT));
    expect(board(boards).rows).toEqual(['东门停车场', '减速慢行']);
  });

  it('a sentence is said once for each vehicle, and again for another sum', async () => {
    const { boards, set, laneBoards, clock } = await openBoards([laneOf('out', 'exit')]);
    const owing = (due: number) => standing('asking', judged('粤B11111', 'fee-due', { due }));
    await set(0, owing(2000));
    await set(0, owing(2000));
    laneBoards.lotChanged();
    await clock.advanceAsync(2000);
    await set(0, owing(1500));
    expect(board(boards).spoken).toEqual(['粤B11111，请缴费20元', '粤B11111，请缴费15元']);
  });

  it('a car in the queue is told its place, counted over the entrances', async () => {
    const { boards, set, laneBoards, clock } = await openBoards([
      laneOf('in-1', 'entrance'),
      laneOf('in-2', 'entrance'),
    ]);
    await set(1, standing('waiting', car('粤B22222', { at: AT + 1000 })));
    expect(board(boards, 1).rows).toEqual(['粤B22222', '请等候 第1位']);
    await set(0, standing('waiting', car('粤B11111')));
    laneBoards.lotChanged();
    await clock.advanceAsync(2000);
    expect(board(boards, 1).rows).toEqual(['粤B22222', '请等候 第2位']);
  });

  it('is dimmed and quiet by night, from the minute on', async () => {
    const levels = displayConfig.parse({ driver: 'olm', link: 'boards', levels: {} });
    const { boards, clock } = await openBoards([laneOf('in', 'entrance', { displays: [levels] })]);
    expect(board(boards).levels).toEqual({ brightness: 100, volume: 80 });
    // From noon in Beijing until past eight in the evening.
    await clock.advanceAsync(8 * 3_600_000 + 120_000);
    expect(board(boards).levels).toEqual({ brightness: 40, volume: 30 });
  }, 30_000);

  it('stops, and nothing is told after', async () => {
    const { boards, set, laneBoards, clock } = await openBoards([laneOf('in', 'entrance')]);
    await laneBoards.stop();
    const before = board(boards).told.length;
    await set(0, standing('asking', car('粤B11111')));
    laneBoards.lotChanged();
    await clock.advanceAsync(120_000);
    expect(board(boards).told).toHaveLength(before);
  });
});
