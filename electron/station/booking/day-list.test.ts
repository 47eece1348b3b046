import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BookingFilter, BookingPage, BookingPlace } from '../../contract/bookings.ts';
import { beijingDay, nameOfDay, startOfDay } from '../policy/schedule.ts';
import { AT, openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import { createBookingRows } from './booking-rows.ts';
import type { BookingState } from './booking-rows.ts';
import { createDayList, statements } from './day-list.ts';
import type { DayList } from './day-list.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TODAY = nameOfDay(beijingDay(AT));
const MIDNIGHT = startOfDay(beijingDay(AT));

interface Made {
  code: string;
  plate: string;
  from: number;
  to: number;
  keptMin: number;
  state: BookingState;
  endedAt: number | null;
  noShow: boolean;
}

let book: Book;
let list: DayList;
beforeEach(() => {
  book = openBook();
  list = createDayList(book.db);
});
afterEach(() => book.end());

function make(over: Partial<Made> = {}): Made {
  const from = over.from ?? AT;
  return {
    code: 'b',
    plate: '粤B12345',
    to: from + HOUR,
    keptMin: 15,
    state: 'confirmed',
    endedAt: null,
    noShow: false,
    ...over,
    from,
  };
}

function write(made: Made): void {
  const { code, plate, from, to, keptMin, state, endedAt, noShow } = made;
  createBookingRows(book.db).write.run({
    ...{ code, plate, from, to, keptMin, state, at: from - DAY },
    ...{ plateColour: null, carColour: null, carModel: null, hold: 0, wanted: null, stallNo: null, source: 'p' },
  });
  book.db.prepare('UPDATE booking SET ended_at = ?, no_show = ? WHERE code = ?').run(endedAt, noShow ? 1 : 0, code);
}

const codes = ({ items }: BookingPage): string[] => items.map(({ code }) => code);
const page = (query: Partial<Parameters<DayList['page']>[0]> = {}) => list.page({ day: TODAY, ...query }, AT);

const endOf = ({ to, keptMin }: Made): number => to + keptMin * MINUTE;

/** What a booking is, said the slow way. */
function kindOf(made: Made): Exclude<BookingFilter, 'all' | 'late'> {
  switch (made.state) {
    case 'locked':
    case 'confirmed':
      return 'expected';
    case 'used':
      return 'inside';
    case 'finished':
      return 'left';
    case 'cancelled':
      return 'called-off';
    case 'expired':
      return made.noShow ? 'no-show' : 'called-off';
  }
}

function wanted(all: readonly Made[], filter: BookingFilter, text: string): string[] {
  const isWanted = (made: Made): boolean => {
    if (filter === 'late') return kindOf(made) === 'expected' && made.to < AT;
    return filter === 'all' || kindOf(made) === filter;
  };
  return all
    .filter((made) => made.from < MIDNIGHT + DAY && endOf(made) >= MIDNIGHT)
    .filter((made) => isWanted(made) && (made.plate.includes(text) || made.code.toUpperCase().includes(text)))
    .toSorted((a, b) => a.from - b.from || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
}

const states: BookingState[] = ['locked', 'confirmed', 'used', 'finished', 'cancelled', 'expired'];
const filters: BookingFilter[] = ['all', 'late', 'expected', 'inside', 'left', 'no-show', 'called-off'];
// Instants on few and even marks, so that bookings meet one another, midnight and now.
const someBookings = fc.array(
  fc.record({
    plate: fc.constantFrom('粤B12345', '粤BD08888', '京A90031'),
    from: fc.integer({ min: -60, max: 60 }).map((halves) => MIDNIGHT + halves * 30 * MINUTE),
    halves: fc.constantFrom(1, 2, 19, 48, 96),
    keptMin: fc.constantFrom(0, 15, 30),
    state: fc.constantFrom(...states),
    missed: fc.boolean(),
  }),
  { maxLength: 40 },
);

describe('the bookings of a day', () => {
  it('are those whose time touches it, by their beginning, of each kind and text, with none twice and none left out', () => {
    fc.assert(
      fc.property(
        someBookings,
        fc.constantFrom(...filters),
        fc.constantFrom('', 'B1', '08888', 'C1'),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: -4, max: 52 }),
        (given, filter, text, limit, around) => {
          book.db.exec('DELETE FROM booking');
          const all = given.map(({ halves, missed, ...rest }, index): Made => {
            const made = make({ ...rest, code: `c${index}`, to: rest.from + halves * 30 * MINUTE });
            return made.state === 'expired' ? { ...made, endedAt: endOf(made) + 1, noShow: missed } : made;
          });
          all.forEach(write);
          const expected = wanted(all, filter, text);
          const query = { filter, text, limit };

          const down: string[] = [];
          for (let at: BookingPage = page(query); ;) {
            down.push(...codes(at));
            const last = at.items.at(-1);
            expect(at.later).toBe(down.length < expected.length);
            if (!last || !at.later) break;
            at = page({ ...query, where: { kind: 'after', place: placeOf(last) } });
            expect(at.earlier).toBe(true);
          }
          expect(down).toEqual(expected);

          // From the middle to both ends.
          const instant = MIDNIGHT + around * 30 * MINUTE;
          const middle = page({ ...query, where: { kind: 'around', instant } });
          const up = codes(middle);
          for (let at = middle; at.earlier;) {
            const [first] = at.items;
            if (!first) break;
            at = page({ ...query, where: { kind: 'before', place: placeOf(first) } });
            expect(at.later).toBe(true);
            up.unshift(...codes(at));
          }
          expect(up).toEqual(expected.slice(0, up.length));
          expect(middle.later).toBe(up.length < expected.length);
          expect(middle.items).toHaveLength(Math.min(limit, expected.length));
          const [first] = middle.items;
          if (first) expect(page({ ...query, where: { kind: 'at', place: placeOf(first) } })).toEqual(middle);

          if (text === '' && filter !== 'all') expect(list.count(TODAY, AT)[filter]).toBe(expected.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('begins and ends at midnight in Beijing, the last instant of a place kept included', () => {
    write(make({ code: 'over', from: MIDNIGHT - 2 * HOUR, to: MIDNIGHT - 15 * MINUTE - 1 }));
    write(make({ code: 'kept', from: MIDNIGHT - 2 * HOUR, to: MIDNIGHT - 15 * MINUTE }));
    write(make({ code: 'first', from: MIDNIGHT }));
    write(make({ code: 'last', from: MIDNIGHT + DAY - 1 }));
    write(make({ code: 'tomorrow', from: MIDNIGHT + DAY }));
    write(make({ code: 'month', from: MIDNIGHT - 29 * DAY, to: MIDNIGHT + 2 * DAY }));
    expect(codes(page())).toEqual(['month', 'kept', 'first', 'last']);
    expect(codes(list.page({ day: nameOfDay(beijingDay(AT) + 1) }, AT))).toEqual(['month', 'last', 'tomorrow']);
  });

  it('carry when the car came and went, and when the place is given back', () => {
    const made = make({ state: 'used' });
    write(made);
    book.db
      .prepare(
        `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name,
           entry_cause) VALUES ('s', '', '', 'blue', 'reserved', 'open', ?, 'e', 'East', 'automatic')`,
      )
      .run(AT + MINUTE);
    book.db.exec(`UPDATE booking SET stay_id = 's'`);
    expect(page().items).toMatchObject([
      { keptUntil: endOf(made), stay: { enteredAt: AT + MINUTE, entrance: 'East', leftAt: null, exit: null } },
    ]);
  });

  it('are found by a part of a plate as people write it', () => {
    write(make({ plate: '粤BD08888' }));
    for (const text of ['bd0', '粤B·D08', 'D08 888', 'B']) expect(codes(page({ text })), text).toEqual(['b']);
    expect(codes(page({ text: '·' }))).toEqual([]);
  });

  it.each(Object.entries(statements))('%s reads no table from end to end', (_, sql) => {
    const given = ['earliest', 'begin', 'end', 'filter', 'text', 'plate', 'now', 'from', 'code', 'limit'];
    const plan = book.db
      .prepare<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(Object.fromEntries(given.map((name) => [name, 1])))
      .map(({ detail }) => detail);
    expect(plan.filter((detail) => /^SCAN (booking|stay|s)\b/.test(detail))).toEqual([]);
    expect(plan.join('\n')).toMatch(/USING INDEX booking_(day|overnight) \(from_at>\? AND from_at<\?\)/);
    expect(plan.join('\n')).not.toContain('ORDER BY');
  });
});

const placeOf = ({ from, code }: { from: number; code: string }): BookingPlace => ({ from, code });
