import type { BookingFilter, BookingLine, BookingPage, BookingPlace, BookingQuery } from '../../contract/bookings.ts';
import { instantOf } from '../policy/schedule.ts';
import type { Db } from '../store/open.ts';
import { AWAITED, END, endOf, fromRow } from './booking-rows.ts';
import type { BookingRow } from './booking-rows.ts';
import { LONGEST_MS } from './places.ts';
import { searchedFor } from './searched-for.ts';

/** The bookings of a day of Beijing: all whose time, until their place is no longer kept, touches it. */
export interface DayList {
  /** A page by time, as asked for; `now` says which are late. */
  page(query: BookingQuery, now: number): BookingPage;
  /** How many there are of each kind. */
  count(day: string, now: number): Readonly<Record<Exclude<BookingFilter, 'all'>, number>>;
}

interface ListedRow extends BookingRow {
  entered_at: number | null;
  entrance_name: string | null;
  left_at: number | null;
  exit_name: string | null;
}

interface Range {
  earliest: number;
  begin: number;
  end: number;
  filter: BookingFilter;
  text: string;
  plate: string;
  now: number;
}

const DAY_MS = 86_400_000;
/** Bookings of a page. */
const MOST = 100;

/** Exactly one for each booking. Given back is no no-show where the lock was never confirmed, or the car came without it. */
const KIND = `CASE state WHEN 'used' THEN 'inside' WHEN 'finished' THEN 'left' WHEN 'cancelled' THEN 'called-off'
  WHEN 'expired' THEN CASE WHEN no_show = 1 THEN 'no-show' ELSE 'called-off' END ELSE 'expected' END`;
const LATE = `${AWAITED} AND to_at < @now`;
const WANTED = `(@filter IN ('all', ${KIND}) OR (@filter = 'late' AND ${LATE}))
  AND (@text = '' OR instr(plate, @plate) OR instr(upper(code), @text))`;

/** Those that begin on the day, and before them those that last into it: the index holds what lasts over a midnight. */
const BEGINS = `FROM booking INDEXED BY booking_day WHERE from_at >= @begin AND from_at < @end`;
const LASTS = `FROM booking INDEXED BY booking_overnight
  WHERE (${END} + 28800000) / 86400000 > (from_at + 28800000) / 86400000
    AND from_at >= @earliest AND from_at < @begin AND ${END} >= @begin`;

const FOUND = `SELECT b.*, s.entered_at, s.entrance_name, s.left_at, s.exit_name FROM found AS b
  LEFT JOIN stay AS s ON s.id = b.stay_id`;
const rising = (part: string): string =>
  `WITH found AS (SELECT * ${part} AND (from_at, code) >= (@from, @code) AND ${WANTED}
     ORDER BY from_at, code LIMIT @limit)
   ${FOUND} ORDER BY b.from_at, b.code`;
const falling = (part: string): string =>
  `WITH found AS (SELECT * ${part} AND (from_at, code) < (@from, @code) AND ${WANTED}
     ORDER BY from_at DESC, code DESC LIMIT @limit)
   ${FOUND} ORDER BY b.from_at DESC, b.code DESC`;

/** The SQL, for the tests that see to it that each finds its rows by an index. */
export const statements = {
  beginsRising: rising(BEGINS),
  beginsFalling: falling(BEGINS),
  lastsRising: rising(LASTS),
  lastsFalling: falling(LASTS),
  count: `SELECT ${KIND} AS kind, count(*) AS n, count(*) FILTER (WHERE ${LATE}) AS late
    FROM (SELECT * ${LASTS} UNION ALL SELECT * ${BEGINS}) GROUP BY kind`,
} as const;

type Asked = Range & BookingPlace & { limit: number };

/** Reads bookings for the screen. What is late follows from the instant asked at. */
export function createDayList(db: Db): DayList {
  const begins = {
    rising: db.prepare<Asked, ListedRow>(statements.beginsRising),
    falling: db.prepare<Asked, ListedRow>(statements.beginsFalling),
  };
  const lasts = {
    rising: db.prepare<Asked, ListedRow>(statements.lastsRising),
    falling: db.prepare<Asked, ListedRow>(statements.lastsFalling),
  };
  const kinds = db.prepare<
    Pick<Range, 'earliest' | 'begin' | 'end' | 'now'>,
    { kind: Exclude<BookingFilter, 'all' | 'late'>; n: number; late: number }
  >(statements.count);

  /** From a place on, itself included. */
  function from(range: Range, place: BookingPlace, limit: number): ListedRow[] {
    const asked = { ...range, ...place };
    const first = lasts.rising.all({ ...asked, limit });
    return first.length === limit ? first : [...first, ...begins.rising.all({ ...asked, limit: limit - first.length })];
  }

  /** Before a place, the nearest first. */
  function before(range: Range, place: BookingPlace, limit: number): ListedRow[] {
    const asked = { ...range, ...place };
    const last = begins.falling.all({ ...asked, limit });
    return last.length === limit ? last : [...last, ...lasts.falling.all({ ...asked, limit: limit - last.length })];
  }

  function pageFrom(range: Range, place: BookingPlace, limit: number): BookingPage {
    const rows = from(range, place, limit + 1);
    const earlier = before(range, placeOf(rows[0]) ?? place, 1).length > 0;
    return { items: rows.slice(0, limit).map(lineOf), earlier, later: rows.length > limit };
  }

  function pageBefore(range: Range, place: BookingPlace, limit: number): BookingPage {
    const rows = before(range, place, limit + 1);
    const items = rows.slice(0, limit).map(lineOf).reverse();
    return { items, earlier: rows.length > limit, later: from(range, place, 1).length > 0 };
  }

  /** Half of it before the instant, unless there is less on one side. */
  function pageAround(range: Range, instant: number, limit: number): BookingPage {
    const place = { from: instant, code: '' };
    const [past, coming] = [before(range, place, limit + 1), from(range, place, limit + 1)];
    const pastShown = Math.min(past.length, Math.max(Math.floor(limit / 2), limit - coming.length));
    return {
      items: [...past.slice(0, pastShown).reverse(), ...coming.slice(0, limit - pastShown)].map(lineOf),
      earlier: past.length > pastShown,
      later: coming.length > limit - pastShown,
    };
  }

  return {
    page({ day, filter = 'all', text = '', where, limit = MOST }, now) {
      const range = { ...rangeOf(day), filter, now, ...searchedFor(text) };
      switch (where?.kind) {
        case undefined:
          return pageFrom(range, { from: range.earliest, code: '' }, limit);
        case 'at':
          return pageFrom(range, where.place, limit);
        case 'after':
          return pageFrom(range, next(where.place), limit);
        case 'before':
          return pageBefore(range, where.place, limit);
        case 'around':
          return pageAround(range, where.instant, limit);
      }
    },
    count(day, now) {
      const counted = { expected: 0, late: 0, inside: 0, left: 0, 'no-show': 0, 'called-off': 0 };
      for (const { kind, n, late } of kinds.all({ ...rangeOf(day), now })) {
        counted[kind] += n;
        counted.late += late;
      }
      return counted;
    },
  };
}

function rangeOf(day: string): Pick<Range, 'earliest' | 'begin' | 'end'> {
  const begin = instantOf(`${day} 00:00:00`);
  // No booking lasts longer, so none that began before reaches into the day.
  return { earliest: begin - LONGEST_MS, begin, end: begin + DAY_MS };
}

const placeOf = (row: ListedRow | undefined): BookingPlace | null => row ? { from: row.from_at, code: row.code } : null; // prettier-ignore

/** The first place after a booking's: no text lies between a code and the same with the least character behind it. */
const next = ({ from, code }: BookingPlace): BookingPlace => ({ from, code: `${code}\0` });

function lineOf(row: ListedRow): BookingLine {
  const { code, plate, plateColour, carColour, carModel, from, to, keptMin, holdStall, stallNo, state, lockedAt } =
    fromRow(row);
  return {
    ...{ code, plate, plateColour, carColour, carModel, from, to, keptMin, holdStall, stallNo, state, lockedAt },
    keptUntil: endOf(row),
    source: row.source,
    endedAt: row.ended_at,
    noShow: row.no_show === 1,
    stay:
      row.entered_at === null
        ? null
        : {
            enteredAt: row.entered_at,
            entrance: row.entrance_name ?? '',
            leftAt: row.left_at,
            exit: row.exit_name,
          },
  };
}
