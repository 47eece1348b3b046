import type { CommandInput } from '../../contract/commands.ts';
import type { HistoryPage, HistoryRow } from '../../contract/history.ts';
import type { Db } from '../store/open.ts';
import { ageOf, matchOf, seqAt } from './query.ts';
import type { Wanted } from './query.ts';
import type { Rows } from './rows.ts';

type Query = CommandInput<'history.find'>;

/** Rows of one page. */
export const PAGE = 50;

interface Place {
  seq: number;
  stayId: string | null;
  factSeq: number | null;
}

const columns = 'h.seq AS seq, h.stay_id AS stayId, h.fact_seq AS factSeq';
const span = (seq: string): string => `${seq} >= @from AND ${seq} < @before`;
const matched = (also: string): string =>
  `SELECT ${columns} FROM history_index CROSS JOIN history AS h ON h.seq = history_index.rowid
   WHERE history_index MATCH @match AND ${span('history_index.rowid')} ${also}
   ORDER BY history_index.rowid DESC LIMIT @limit`;

/** The statements of a search: each is led by the index, or by the rows' own order, and stops at its limit. */
export const statements = {
  all: `SELECT ${columns} FROM history AS h WHERE ${span('h.seq')} ORDER BY h.seq DESC LIMIT @limit`,
  matched: matched(''),
  // All threes of a part are there; whether one after the other is for the plate itself to say.
  wholePart: matched('AND instr(h.plates, @part) > 0'),
} as const;

/** Finds rows newest first, a page at a time; `from` and `to` are when a car came in, or when it happened. */
export function createFind(db: Db, rows: Rows): (query: Query) => HistoryPage {
  const places = createPlaces(db);
  const filing = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM history_backlog)').pluck();
  return ({ from = 0, to, after, ...wanted }) => {
    const end = to === undefined ? Number.MAX_SAFE_INTEGER : seqAt(to + 1);
    // One more than is shown tells whether there are more.
    const found = places(wanted, seqAt(from), Math.min(end, after ?? end), PAGE + 1);
    const shown = found.slice(0, PAGE);
    return {
      rows: shown.flatMap((place): HistoryRow[] => {
        const row = place.stayId === null ? rows.event(place.factSeq ?? 0) : rows.stay(place.stayId);
        return row ? [row] : [];
      }),
      next: found.length > PAGE ? (shown.at(-1)?.seq ?? null) : null,
      filing: filing.get() === 1,
    };
  };
}

type Places = (wanted: Wanted, from: number, before: number, limit: number) => Place[];

function createPlaces(db: Db): Places {
  const all = db.prepare<object, Place>(statements.all);
  const byIndex = db.prepare<object, Place>(statements.matched);
  const byPart = db.prepare<object, Place>(statements.wholePart);
  const first = db.prepare<[], number | null>('SELECT min(seq) FROM history').pluck();
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM history').pluck();

  return (wanted, from, before, limit) => {
    const { matchIn, part } = matchOf(wanted);
    if (matchIn === null) return all.all({ from, before, limit });
    const [oldest, newest] = [first.get() ?? null, last.get() ?? null];
    if (oldest === null || newest === null) return [];
    const found: Place[] = [];
    const end = ageOf(Math.max(from, oldest));
    for (let age = ageOf(Math.min(before - 1, newest)); age >= end && found.length < limit; age -= 1) {
      const asked = { from, before, match: matchIn(age), limit: limit - found.length };
      found.push(...(part === '' ? byIndex.all(asked) : byPart.all({ ...asked, part })));
    }
    return found;
  };
}

/** Ids of the stays whose plate, or what a camera read of it, holds a part; the newest first. */
export type FindStays = (text: string, limit: number) => string[];

export function createFindStays(db: Db): FindStays {
  const places = createPlaces(db);
  return (text, limit) =>
    // Without a part every stay would do.
    matchOf({ text }).matchIn === null
      ? []
      : places({ text }, 0, Number.MAX_SAFE_INTEGER, limit).flatMap(({ stayId }) => (stayId === null ? [] : [stayId]));
}
