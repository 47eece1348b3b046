import type { CarColour, CarModel, PlateColour } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import type { StayTotal } from '../charge/desk.ts';
import type { StayRecord } from '../ledger/report.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Db } from '../store/open.ts';
import { newId } from './stays.ts';
import type { Stays } from './stays.ts';

/** What of a stay a person puts right; what is absent stays. Instants are UTC ms. */
export interface StayCorrection {
  plate?: string;
  plateColour?: PlateColour;
  carColour?: CarColour | null;
  carModel?: CarModel | null;
  stallNo?: string | null;
  enteredAt?: number;
  entranceName?: string;
  leftAt?: number;
  exitName?: string | null;
}

export interface Corrections {
  /**
   * Puts the record of a stay right, with the fact that says what it was before: inside the caller's record. `report`:
   * platforms that were told otherwise hear it (table 30). A stay that is not known changes nothing. When it was left is
   * put right only where it was left.
   */
  correct(
    tx: Tx,
    stayId: string,
    changes: StayCorrection,
    why: { who: string; because: string; report: boolean },
  ): void;
}

/** `totalOf`: what a stay cost, as it was told at the exit, and by which charges. */
export function createCorrections(db: Db, stays: Stays, totalOf: (stayId: string) => StayTotal): Corrections {
  const write = db.prepare(
    `UPDATE stay SET plate = @plate, plate_colour = @plateColour, car_colour = @carColour, car_model = @carModel,
       stall_no = @stallNo, entered_at = @enteredAt, entrance_name = @entranceName, left_at = @leftAt,
       exit_name = @exitName
     WHERE id = @id`,
  );

  return {
    correct(tx, stayId, changes, { who, because, report }) {
      const before = stays.byId(stayId);
      if (!before) return;
      const after = corrected(before, changes);
      write.run(after);
      const fact = tx.fact({
        kind: 'corrected',
        stayId,
        bookingCode: after.bookingCode,
        plate: after.plate,
        who,
        reason: because,
        data: { before: differing(before, after) },
      });
      if (report) tx.report({ kind: 'corrected', id: newId(), stay: after, ...totalOf(stayId) }, fact);
    },
  };
}

function corrected(stay: StayRecord, changes: StayCorrection): StayRecord {
  const { plate, leftAt, exitName, ...rest } = changes;
  return {
    ...stay,
    ...rest,
    ...(plate !== undefined && { plate: parsePlate(plate).text || plate }),
    ...(stay.leftAt !== null && leftAt !== undefined && { leftAt }),
    ...(stay.leftAt !== null && exitName !== undefined && { exitName }),
  };
}

/** What stood there before, of all that is different now. */
const differing = (before: StayRecord, after: StayRecord): Record<string, unknown> =>
  Object.fromEntries(Object.entries(before).filter(([name, value]) => after[name as keyof StayRecord] !== value));
