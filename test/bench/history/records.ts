import { createLedger } from '../../../electron/station/ledger/record.ts';
import { createStays, newId } from '../../../electron/station/parking/stays.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { cars } from './stays.ts';

/** What a passage takes to record, ms: its stay and its fact in one transaction, on the disk. */
export interface RecordTimes {
  entry: number[];
  exit: number[];
}

/** One in twenty is let through by a person, whose name joins the index. */
const BY_HAND = 0.05;
const ROUNDS = 6;

/**
 * Records `count` entries and as many exits with the index kept and without, in turns, so that whatever else the disk does
 * falls on both. Cars come after `from`, UTC ms.
 */
export function recordCars(db: Db, count: number, from: number, random: () => number) {
  const clock = createManualClock(from);
  const ledger = createLedger(db, clock, []);
  const stays = createStays(db);
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master
       WHERE type = 'trigger' AND tbl_name IN ('stay', 'fact') AND name LIKE 'history_%'`,
    )
    .all();

  const timed = (work: () => void): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const round = (some: number, times: RecordTimes): void => {
    const inside: string[] = [];
    for (const { plate, read } of cars(some, random)) {
      clock.advance(90_000);
      const at = clock.now();
      const id = newId();
      const who = random() < BY_HAND ? 'person-1' : null;
      const vehicle = { plate, plateRead: read, plateColour: 'blue', carColour: null, carModel: null, class: 'other', bookingCode: null, orderNo: null, card: null, captureId: null } as const; // prettier-ignore
      times.entry.push(
        timed(() =>
          ledger.record((tx) => {
            stays.enter(tx, id, vehicle, null, { at, laneId: 'in-1', laneName: 'in-1', cause: 'automatic' });
            tx.fact({ kind: 'entered', laneId: 'in-1', arrivalId: id, stayId: id, plate, who });
          }),
        ),
      );
      inside.push(id);
    }
    for (const id of inside) {
      clock.advance(1000);
      const at = clock.now();
      times.exit.push(
        timed(() =>
          ledger.record((tx) => {
            const { plate } = stays.leave(tx, id, null, { at, laneId: 'out-1', laneName: 'out-1', cause: 'automatic' });
            tx.fact({ kind: 'left', laneId: 'out-1', arrivalId: `${id}-out`, stayId: id, plate });
          }),
        ),
      );
    }
  };

  const kept: RecordTimes = { entry: [], exit: [] };
  const without: RecordTimes = { entry: [], exit: [] };
  for (let each = 0; each < ROUNDS; each += 1) {
    round(Math.ceil(count / ROUNDS), kept);
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    round(Math.ceil(count / ROUNDS), without);
    for (const { sql } of triggers) db.exec(sql);
  }
  return { kept, without };
}
