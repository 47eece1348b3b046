import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createFacts } from '../../electron/station/history/facts.ts';
import { createFind } from '../../electron/station/history/find.ts';
import { createRows } from '../../electron/station/history/rows.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { percentile, report, round } from './figures.ts';
import { recordCars } from './history/records.ts';
import { cars, fillOlder, seeded } from './history/stays.ts';
import type { Car } from './history/stays.ts';
import { checkUpgrade, fileAll } from './history/upgrade.ts';

/**
 * How long a search of the history takes over a million stays in a real file: by parts of a plate of one to five
 * characters, at its beginning, middle and end, rare, common and absent, alone and with filters; against the same parts by
 * LIKE over the same file in the same run. How long a store of an older program takes to be opened for the first time, and
 * how long each step takes in which its rows are filed (on a sample: the same that the triggers make). And what the index adds to the record of
 * an entry and of an exit, on the disk.
 */
const { values } = parseArgs({
  options: { json: { type: 'string' }, count: { type: 'string', default: '1000000' } },
});
const count = Number(values.count);
if (!Number.isSafeInteger(count) || count < 1000) throw new Error('--count: 1000 or more');
const ROUNDS = 50;
const LIKE_ROUNDS = 3;
const RECORDED = 600;
const SAMPLE = 5000;
const random = seeded(7);

type Query = Parameters<ReturnType<typeof createFind>>[0];

const timed = (work: () => unknown): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

/** What is asked, by name. Each asks for another part each round. */
function questions(some: readonly Car[], span: { from: number; to: number }): Record<string, () => Query> {
  const plate = (): string => some[Math.floor(random() * some.length)]?.plate ?? '';
  const part = (length: number, at: (n: number) => number) => () => {
    const text = plate();
    const from = at(text.length - length);
    return { text: text.slice(from, from + length) };
  };
  const month = (): { from: number; to: number } => {
    const from = Math.floor(span.from + random() * (span.to - span.from));
    return { from, to: from + 30 * 86_400_000 };
  };
  const asked: Record<string, () => Query> = {};
  for (const length of [1, 2, 3, 4, 5]) {
    asked[`${length} at the beginning`] = part(length, () => 0);
    asked[`${length} in the middle`] = part(length, (rest) => Math.ceil(rest / 2));
    asked[`${length} at the end`] = part(length, (rest) => rest);
  }
  return {
    ...asked,
    'a rare province': () => ({ text: '藏' }),
    'absent, 2': () => ({ text: 'QO' }),
    'absent, 3': () => ({ text: 'OOO' }),
    'absent, 5': () => ({ text: 'QOQOQ' }),
    'nothing narrows': () => ({}),
    'a month alone': month,
    '2 and a month': () => ({ ...part(2, () => 3)(), ...month() }),
    'the commonest 2 and a month': () => ({ text: '粤B', ...month() }),
    '3 and a lane': () => ({ ...part(3, () => 3)(), laneId: 'in-2' }),
    '2, a kind, a lane and a person': () => ({
      ...part(2, () => 3)(),
      kind: 'reserved',
      laneId: 'in-1',
      who: 'person-1',
    }),
    'a person and a month': () => ({ who: 'person-2', ...month() }),
    'still inside': () => ({ kind: 'inside' }),
    'a kind that nothing is of': () => ({ kind: 'overdue' }),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const file = join(folder, 'history.sqlite');
try {
  checkUpgrade(folder, SAMPLE);
  console.log(`An older store of ${count} stays is made, then opened …`);
  fillOlder(file, count, random);
  const openFrom = performance.now();
  const db = openStore(file);
  const upgradeMs = performance.now() - openFrom;
  const steps = fileAll(db);
  const find = createFind(
    db,
    createRows(db, {
      facts: createFacts(db),
      names: { lane: (id) => id, person: (id) => id },
      imageOf: () => null,
    }),
  );
  const span = db
    .prepare<[], { from: number; to: number }>('SELECT min(entered_at) AS "from", max(entered_at) AS "to" FROM stay')
    .get() ?? { from: 0, to: 0 };
  const like = db.prepare<[string], unknown>(
    'SELECT id, plate, entered_at FROM stay WHERE plate LIKE ? ORDER BY entered_at DESC LIMIT 50',
  );

  const ours: number[] = [];
  const raw: number[] = [];
  let worst = { name: '', p99: 0 };
  console.log(`${'asked'.padEnd(34)} p50 ms   p99 ms   LIKE p50 ms`);
  for (const [name, ask] of Object.entries(questions(cars(2000, random), span))) {
    const mine: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const query = ask();
      mine.push(timed(() => find(query)));
      if (round < LIKE_ROUNDS && query.text !== undefined) theirs.push(timed(() => like.all(`%${query.text}%`)));
    }
    ours.push(...mine);
    raw.push(...theirs);
    const p99 = percentile(mine, 0.99);
    if (p99 > worst.p99) worst = { name, p99 };
    const figure = (ms: number): string => (Number.isNaN(ms) ? '-' : ms.toFixed(2)).padStart(7);
    console.log(
      `${name.padEnd(34)}${figure(percentile(mine, 0.5))}  ${figure(p99)}  ${figure(percentile(theirs, 0.5))}`,
    );
  }

  const { kept, without } = recordCars(db, RECORDED, span.to, random);
  db.close();

  report(
    {
      bench: 'history',
      p50ms: round(percentile(ours, 0.5)),
      p99ms: round(percentile(ours, 0.99)),
      ratio: round(percentile(ours, 0.99) / percentile(raw, 0.5), 3),
      worst: worst.name,
      worstP99ms: round(worst.p99),
      likeP50ms: round(percentile(raw, 0.5)),
      entryP50ms: round(percentile(kept.entry, 0.5), 3),
      entryP99ms: round(percentile(kept.entry, 0.99), 3),
      entryWithoutP50ms: round(percentile(without.entry, 0.5), 3),
      entryWithoutP99ms: round(percentile(without.entry, 0.99), 3),
      exitP50ms: round(percentile(kept.exit, 0.5), 3),
      exitP99ms: round(percentile(kept.exit, 0.99), 3),
      exitWithoutP50ms: round(percentile(without.exit, 0.5), 3),
      exitWithoutP99ms: round(percentile(without.exit, 0.99), 3),
      upgradeSeconds: round(upgradeMs / 1000, 1),
      filingSteps: steps.length,
      filingStepP50ms: round(percentile(steps, 0.5)),
      filingStepP99ms: round(percentile(steps, 0.99)),
      stays: count,
      fileMB: round(statSync(file).size / 1e6, 0),
    },
    values.json,
    {
      ratio: 'search p99 to LIKE p50',
      entryP50ms: 'an entry recorded, p50, ms',
      entryWithoutP50ms: 'the same without the index',
      exitP50ms: 'an exit recorded, p50, ms',
      exitWithoutP50ms: 'the same without the index',
      upgradeSeconds: 'an older store opened, s',
      filingStepP50ms: 'a step of filing its rows, p50, ms',
    },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
