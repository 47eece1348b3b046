import { rmSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import type { Report, ReportLanguage } from '../contract/reports.ts';
import { spreadOf } from './platform/outbox/histogram.ts';
import { tableCsv, tablesCsv } from './report/csv.ts';
import { figureTables } from './report/figure-tables.ts';
import { linesOf } from './report/lines.ts';
import { makeReport } from './report/make.ts';
import type { Unmade } from './report/make.ts';
import { monthsTable } from './report/months.ts';
import { rowsOf } from './report/rows.ts';
import { scopeAgain } from './report/scope.ts';
import type { Table } from './report/table.ts';
import { reportTables, rowTables } from './report/tables.ts';
import { wordsOf } from './report/words.ts';
import type { ReportWords } from './report/words.ts';
import { writeBook } from './report/xlsx/book.ts';
import { renameDurably } from './store/durable.ts';
import { migrations } from './store/migrations/all.ts';
import type { Db } from './store/open.ts';

const BY = ['day', 'month', 'lane', 'person', 'shift'] as const;
type By = (typeof BY)[number];

const USAGE = `report --data DIR --from 2026-11-01 --to 2026-11-30 --out FILE.xlsx|FILE.csv|FILE.json
  [--by ${BY.join('|')}] [--lang zh-CN|en]`;

const COUNTING =
  'What an older program wrote of these days is not all counted yet: the station does it while it runs, the newest first.';

/**
 * A report for the back office, at a terminal, beside a station at work or without one: the store is only read. Writes the
 * file whole or not at all, in the place of one that is there. `by`: the one table that a CSV is to be. Returns the exit
 * code: 0 written, 1 not written, 2 not asked properly.
 */
export function reportCommand(args: string[], now: number, say: (line: string) => void = console.log): number {
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(
      ['data', 'from', 'to', 'out', 'by', 'lang'].map((name) => [name, { type: 'string' as const }]),
    ),
    strict: false,
  });
  const { data, from, to, out, by, lang = 'zh-CN' } = values as Record<string, string | undefined>;
  const as = out === undefined ? '' : extname(out);
  const isBy = by === undefined || (BY as readonly string[]).includes(by);
  const isLanguage = lang === 'zh-CN' || lang === 'en';
  if (!data || !from || !to || !out || !isBy || !isLanguage || !['.xlsx', '.csv', '.json'].includes(as)) {
    say(USAGE);
    return 2;
  }
  const file = join(resolve(data), 'gatehouse.sqlite');
  const target = resolve(out);
  const draft = `${target}.part`;
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const known = db.pragma('user_version', { simple: true }) as number;
      if (known !== migrations.length)
        throw new Error(`${file}: schema ${known}, this program reads ${migrations.length}`);
      const report = spanReport(db, { from, to, now });
      if (typeof report === 'string') {
        say(report === 'counting' ? COUNTING : USAGE);
        return report === 'counting' ? 1 : 2;
      }
      rmSync(draft, { force: true });
      write(db, report, { file: draft, as, by: by as By | undefined, language: lang });
      renameDurably(draft, target);
      say(`${target}\nSHA-256: ${report.sha256}`);
      return 0;
    } finally {
      db.close();
    }
  } catch (error) {
    rmSync(draft, { force: true });
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function spanReport(db: Db, { from, to, now }: { from: string; to: string; now: number }): Report | Unmade {
  const wish = { period: { by: 'span' as const, from, to }, laneId: null, person: null };
  // Without its site file a lot is known by its store alone.
  const lot = { name: '', desk: '', stalls: null };
  return makeReport(db, wish, { now, lot, lanes: {} }, { spreadOf });
}

function write(
  db: Db,
  report: Report,
  { file, as, by, language }: { file: string; as: string; by: By | undefined; language: ReportLanguage },
): void {
  const words = wordsOf(language);
  const scope = scopeAgain(db, report.figures.period);
  const whole = { ...report, ...linesOf(db, scope, Number.MAX_SAFE_INTEGER) };
  const chosen = by === undefined ? [] : [tableBy(by, report, words)];
  if (as === '.json') writeText(file, `${JSON.stringify(whole, null, 2)}\n`);
  else if (as === '.csv') writeText(file, chosen[0] ? tableCsv(chosen[0]) : tablesCsv(reportTables(whole, words)));
  else {
    const [overview, ...others] = reportTables(whole, words);
    const tables = [
      ...(overview ? [overview] : []),
      ...chosen,
      ...others.filter(({ title }) => title !== chosen[0]?.title),
    ];
    writeBook(file, [...tables, ...rowTables(report, words, rowsOf(db, scope))], words.total);
  }
}

const writeText = (file: string, text: string): void => writeFileSync(file, text, { mode: 0o600, flag: 'wx' });

function tableBy(by: By, report: Report, words: ReportWords): Table {
  if (by === 'month') return monthsTable(report, words);
  const title = words.titles[({ day: 'days', lane: 'lanes', person: 'people', shift: 'shifts' } as const)[by]];
  const table = figureTables(report, words).find((each) => each.title === title);
  if (!table) throw new Error(`no table by ${by}`);
  return table;
}
