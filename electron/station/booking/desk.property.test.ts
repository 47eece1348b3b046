import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createBookings } from './desk.ts';
import type { BookingRules, Bookings } from './desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RULES: BookingRules = { reservable: 2, stalls: ['A1', 'A2'], earlyMin: 15, unconfirmedMin: 15 };

let directory: string;
let db: Db;
let clock: ManualClock;
let ledger: Ledger;
let desk: Bookings;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'desk-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  clock = createManualClock();
  ledger = createLedger(db, clock, []);
  desk = createBookings(db, RULES, { onPlaces: () => undefined, isBarred: () => false, isAtGate: () => false });
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

describe('in any mixture of acts', () => {
  const codes = fc.constantFrom('b1', 'b2', 'b3', 'b4', 'b5', 'b6');
  const stall = fc.option(fc.constantFrom('A1', 'A2', 'A3'));
  const hours = fc.integer({ min: 0, max: 12 });
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('lock' as const), code: codes, from: hours, length: fc.integer({ min: 1, max: 5 }), change: fc.boolean(), holdStall: fc.boolean(), stallNo: stall }) }, // prettier-ignore
    fc.record({ do: fc.constantFrom('confirm' as const, 'cancel' as const, 'use' as const, 'finish' as const), code: codes }), // prettier-ignore
    fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  const act = <T>(work: (tx: Tx) => T): T => ledger.record(work);
  const unsaid = { plate: '粤B12345', plateColour: null, carColour: null, carModel: null, keptMin: 30, source: null };
  const hoursFromNow = (each: { from: number; length: number }) => ({
    from: clock.now() + each.from * HOUR,
    to: clock.now() + (each.from + each.length) * HOUR,
  });

  function carryOut(each: Step): void {
    switch (each.do) {
      case 'lock':
        act((tx) => desk.lock(tx, { ...unsaid, ...each, ...hoursFromNow(each) }));
        return;
      case 'confirm':
        act((tx) => desk.confirm(tx, each.code));
        return;
      case 'cancel':
        act((tx) => desk.cancel(tx, each.code));
        return;
      case 'use':
        // Only a car that comes in its time is let in.
        if (desk.usableNow(clock.now(), () => true).some((b) => b.code === each.code))
          act((tx) => desk.use(tx, each.code, 'stay'));
        return;
      case 'finish':
        if (desk.byCode(each.code)?.state === 'used') act((tx) => desk.finish(tx, each.code, 'stay'));
        return;
      case 'wait':
        clock.advance(each.minutes * MINUTE);
        act(desk.sweep);
    }
  }

  it('no instant has more bookings than places, and no stall is given twice', () => {
    const booked = db.prepare<[], { from: number; to: number; stall: string | null }>(
      `SELECT from_at AS "from", to_at + kept_min * ${MINUTE} AS "to", stall_no AS stall FROM booking
       WHERE state IN ('locked', 'confirmed', 'used')`,
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
        db.exec('DELETE FROM booking');
        for (const each of steps) {
          carryOut(each);
          const spans = booked.all();
          for (const { from: at } of spans) {
            const here = spans.filter((span) => span.from <= at && at < span.to);
            const stalls = here.flatMap((span) => span.stall ?? []);
            expect(here.length).toBeLessThanOrEqual(RULES.reservable);
            expect(new Set(stalls).size).toBe(stalls.length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
