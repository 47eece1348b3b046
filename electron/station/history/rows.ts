import type { EventRow, PassageCauseView, StayRow } from '../../contract/history.ts';
import type { CardKind, PlateColour, VehicleClass } from '../../contract/vocabulary.ts';
import type { Db } from '../store/open.ts';
import { lineOf } from '../ledger/line.ts';
import type { Names } from '../ledger/line.ts';
import type { Facts } from './facts.ts';

/** Rows of the list, as a person reads them; null for what is not there. */
export interface Rows {
  stay(id: string): StayRow | null;
  event(factSeq: number): EventRow | null;
}

export interface RowParts {
  facts: Facts;
  names: Names;
  /** `capture://` URL of a filed picture. */
  imageOf(captureId: string | null): string | null;
}

interface StayColumns {
  id: string;
  plate: string;
  plateRead: string;
  plateColour: PlateColour;
  class: VehicleClass;
  cardKind: CardKind | null;
  enteredAt: number;
  entrance: string;
  entryCause: PassageCauseView;
  leftAt: number | null;
  exit: string | null;
  exitCause: PassageCauseView | null;
}

export function createRows(db: Db, { facts, names, imageOf }: RowParts): Rows {
  const stay = db.prepare<[string], StayColumns>(
    `SELECT id, plate, plate_read AS plateRead, plate_colour AS plateColour, class, card_kind AS cardKind, entered_at AS enteredAt,
       entrance_name AS entrance, entry_cause AS entryCause, left_at AS leftAt, exit_name AS exit, exit_cause AS exitCause
     FROM stay WHERE id = ?`,
  );
  const letThrough = db
    .prepare<[string], string>('SELECT who FROM fact WHERE stay_id = ? AND who IS NOT NULL ORDER BY seq')
    .pluck();

  return {
    stay(id) {
      const found = stay.get(id);
      const who = new Set(letThrough.all(id).map(names.person));
      return found ? { row: 'stay', ...found, who: [...who] } : null;
    },
    event(factSeq) {
      const fact = facts.bySeq(factSeq);
      if (!fact) return null;
      const { captureId, card } = fact.data;
      return {
        row: 'event',
        id: fact.seq,
        ...lineOf(fact, names),
        plate: fact.plate ?? '',
        image: imageOf(typeof captureId === 'string' ? captureId : null),
        stayId: fact.arrivalId === null ? null : facts.stayOf(fact.arrivalId),
        cardNo: typeof card === 'string' ? card : null,
      };
    },
  };
}
