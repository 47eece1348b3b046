import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemoLot } from '../../demo/lot.ts';
import { openDisplay } from '../../scripts/display.mjs';
import { electronCommand } from '../../scripts/electron.mjs';
import { signInAs } from '../e2e/booth.ts';
import { percentile, report, round } from './figures.ts';
import { forgetFiles } from './start/cold.ts';
import { timeStart } from './start/program.ts';
import type { Started, Starting } from './start/program.ts';
import { buildWindow } from './start/window/build.ts';

/**
 * From the spawn of the program to a board on which one can work: its attendant signed in, every arm read from its board over
 * the wire, and a key answered. The raw limit, in turn with it: an empty Electron window with one button of the same component
 * library, which takes a key. Then both once more with their files forgotten by the system, where that can be done.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    'cold-rounds': { type: 'string', default: '3' },
  },
});
const [rounds, coldRounds] = [Number(values.rounds), Number(values['cold-rounds'])];
if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error('--rounds: 1 or more');
if (!Number.isSafeInteger(coldRounds) || coldRounds < 0) throw new Error('--cold-rounds: 0 or more');

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const lot = await startDemoLot({ lanes: '3', cars: 0, pace: 8, light: 'day' });
const display = await openDisplay();

async function measure(): Promise<void> {
  await buildWindow(folder);
  const { path, args, env } = electronCommand();
  // As in every test: on a virtual screen some starts with the GPU would hang.
  const shared = { ...env, ...display.env, GATEHOUSE_NO_GPU: '1' };
  const { data, site, secrets } = lot.files;
  const board: Starting = {
    path,
    args: [...args, '--data', data, '--site', site, '--secrets', secrets, '--size', '1366x768'],
    env: { ...shared, GATEHOUSE_SIGN_IN: signInAs('wang') },
    shows: [
      '[data-testid="board"][data-stale="false"]',
      ...lot.lanes.map(({ plan }) => `[data-testid="lane-${plan.id}"] [data-testid="arm"][data-state="closed"]`),
    ],
    key: '?',
    answer: '[data-testid="keys-dialog"]',
  };
  const empty: Starting = {
    path,
    // The last of them is the folder of the program.
    args: [...args.slice(0, -1), folder],
    env: { ...shared, BENCH_WINDOW: folder },
    shows: ['[data-testid="button"]'],
    key: 'Enter',
    answer: '[data-pressed="true"]',
  };

  const inTurns = async (count: number, before: () => void) => {
    const took = { board: [] as Started[], empty: [] as Started[] };
    for (let n = 0; n < count; n += 1)
      for (const [what, into] of [
        [empty, took.empty],
        [board, took.board],
      ] as const) {
        before();
        into.push(await timeStart(what));
      }
    return took;
  };
  const middle = (some: readonly Started[], of: keyof Started): number =>
    percentile(
      some.map((each) => each[of]),
      0.5,
    );

  // The first start of all makes the store and fills the caches.
  await inTurns(1, () => undefined);
  const warm = await inTurns(rounds, () => undefined);
  const isLinux = process.platform === 'linux';
  const cold = await inTurns(isLinux ? coldRounds : 0, () => forgetFiles(path));
  const ours = warm.board.map(({ usableMs }) => usableMs);
  const [p50, raw] = [middle(warm.board, 'usableMs'), middle(warm.empty, 'usableMs')];
  const coldFigures = () => ({
    coldP50ms: round(middle(cold.board, 'usableMs'), 0),
    coldRawP50ms: round(middle(cold.empty, 'usableMs'), 0),
    coldRatio: round(middle(cold.board, 'usableMs') / middle(cold.empty, 'usableMs')),
  });
  report(
    {
      bench: 'start',
      p50ms: round(p50, 0),
      p99ms: round(percentile(ours, 0.99), 0),
      ratio: round(p50 / raw),
      rawP50ms: round(raw, 0),
      shownP50ms: round(middle(warm.board, 'shownMs'), 0),
      ...(cold.board.length > 0 ? coldFigures() : {}),
      starts: ours.length,
    },
    values.json,
    {
      p50ms: 'spawn to usable board, p50, ms',
      p99ms: 'the longest of them, ms',
      ratio: 'p50 to the empty window',
      rawP50ms: 'spawn to usable button in an empty window, p50, ms',
      shownP50ms: 'spawn to the board with every arm, p50, ms',
      coldP50ms: 'usable board, files forgotten, p50, ms',
      coldRawP50ms: 'empty window, files forgotten, p50, ms',
      coldRatio: 'p50 to the empty window, files forgotten',
    },
  );
}

try {
  await measure();
} finally {
  await display.close();
  await lot.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
