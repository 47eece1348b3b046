import type { NewestPlace } from '../../contract/bookings.ts';
import type { Db } from '../store/open.ts';
import { searchedFor } from './searched-for.ts';

/** A table whose rows came from a platform, one by one. Its index: state, received_at, number, plate. */
export interface NewestTable {
  table: string;
  /** The column of its number. */
  id: string;
  index: string;
}

export interface NewestQuery {
  state: string;
  text?: string | undefined;
  after?: NewestPlace | undefined;
  limit?: number | undefined;
}

/** A page from the newest to the oldest; `next`: where the next one follows. */
export type NewestList<Row> = (query: NewestQuery) => { rows: Row[]; next: NewestPlace | null };

/**
 * So many lines are looked through for one page of a search: a few milliseconds, while the gate waits. Where there are more,
 * the page leads on from there.
 */
export const LOOKED_THROUGH = 10_000;

/** Lines of a page. */
const MOST = 50;

const BEYOND_ALL: NewestPlace = { receivedAt: Number.MAX_SAFE_INTEGER, id: '' };
const BEFORE_ALL: NewestPlace = { receivedAt: Number.MIN_SAFE_INTEGER, id: '' };

/** The SQL of a list. */
export const newestStatements = ({ table, id, index }: NewestTable) => {
  const after = `FROM ${table} INDEXED BY ${index}
    WHERE state = @state AND (received_at, ${id}) < (@receivedAt, @id)`;
  const newestFirst = `ORDER BY received_at DESC, ${id} DESC`;
  return {
    /** The last line that one search looks at. */
    last: `SELECT received_at AS receivedAt, ${id} AS id ${after} ${newestFirst} LIMIT 1 OFFSET ${LOOKED_THROUGH - 1}`,
    page: `SELECT * ${after} AND (received_at, ${id}) >= (@lastReceivedAt, @lastId)
      AND (@text = '' OR instr(plate, @plate) OR instr(upper(${id}), @text)) ${newestFirst} LIMIT @limit`,
  };
};

export function createNewestList<Row extends { received_at: number }>(
  db: Db,
  table: NewestTable,
  idOf: (row: Row) => string,
): NewestList<Row> {
  const statements = newestStatements(table);
  const last = db.prepare<{ state: string } & NewestPlace, NewestPlace>(statements.last);
  const page = db.prepare<object, Row>(statements.page);
  const placeOf = (row: Row): NewestPlace => ({ receivedAt: row.received_at, id: idOf(row) });

  return ({ state, text = '', after = BEYOND_ALL, limit = MOST }) => {
    const searched = searchedFor(text);
    const cut = searched.text === '' ? undefined : last.get({ state, ...after });
    const { receivedAt: lastReceivedAt, id: lastId } = cut ?? BEFORE_ALL;
    const rows = page.all({ state, ...after, lastReceivedAt, lastId, ...searched, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const lastShown = shown.at(-1);
    const next = rows.length > limit && lastShown ? placeOf(lastShown) : (cut ?? null);
    return { rows: shown, next };
  };
}
