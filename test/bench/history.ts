import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createFacts } from '../../electron/station/history/facts.ts';
import { createFind } from '../../electron/station/history/find.ts';
import { createRows } from '../../electron/station/history/rows.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { percentile, report, round } from './figures.ts';
import { cars, fill, seeded } from './history/stays.ts';
import type { Car } from './history/stays.ts';

/**
 * How long a search of the history takes over a million stays in a real file: by parts of a plate of one to five
 * characters, at its beginning, middle and end, rare, common and absent, alone and with filters; against the same parts by
 * LIKE over the same file in the same run. And what the index costs a stay that is written: one transaction each, on the
 * disk, with it and without.
 */
const { values } = parseArgs({
  options: { json: { type: 'string' }, count: { type: 'string', default: '1000000' } },
});
const count = Number(values.count);
if (!Number.isSafeInteger(count) || count < 1000) throw new Error('--count: 1000 or more');
const ROUNDS = 20;
const WRITTEN = 400;
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
  const madeMs = timed(() => {
    fill(file, count, random);
  });
  const db = openStore(file);
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
      if (round < 3 && query.text !== undefined) theirs.push(timed(() => like.all(`%${query.text}%`)));
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

  const write = (): number[] => {
    const ms: number[] = [];
    const insert = db.prepare(
      `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name,
         entry_cause) VALUES (?, ?, ?, 'blue', 'other', 'open', ?, 'in-1', 'in-1', 'automatic')`,
    );
    for (const { plate } of cars(WRITTEN, random))
      ms.push(timed(() => insert.run(`w${random()}`, plate, plate, span.to + Math.floor(random() * 1e9))));
    return ms;
  };
  const withIndex = write();
  db.exec('DROP TRIGGER history_stay_comes');
  const without = write();
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
      writeP50ms: round(percentile(withIndex, 0.5), 3),
      writeWithoutP50ms: round(percentile(without, 0.5), 3),
      writeRatio: round(percentile(withIndex, 0.5) / percentile(without, 0.5)),
      stays: count,
      fileMB: round(statSync(file).size / 1e6, 0),
      makingSeconds: round(madeMs / 1000, 0),
    },
    values.json,
    {
      ratio: 'search p99 to LIKE p50',
      writeP50ms: 'a stay written, p50',
      writeWithoutP50ms: 'the same without the index',
    },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
