import type { BookingView } from '../../contract/board.ts';
import type { PassageCauseView, PassageView, StayFile } from '../../contract/history.ts';
import type { StayRecord } from '../ledger/report.ts';
import type { Db } from '../store/open.ts';
import { auditLine } from './facts.ts';
import type { KeptFact } from './facts.ts';
import type { RowParts } from './rows.ts';

/** What the platforms were told of a stay. */
export interface Told {
  file(stayId: string): Pick<StayFile, 'numbers' | 'reports'>;
  /** A platform that takes corrections of records has, or will get, a report of it. */
  told(stayId: string): boolean;
}

export interface StayFileParts extends RowParts {
  stay(id: string): StayRecord | null;
  booking(code: string): BookingView | null;
  platforms: Told;
  /** What was taken for a stay, what of it is owed, and its electronic payments. */
  moneyOf(stayId: string): Pick<StayFile, 'charges' | 'owed' | 'due' | 'payments'>;
}

/** One stay with all that is known of it; null when there is none of this id. */
export function createStayFile(db: Db, parts: StayFileParts): (stayId: string) => StayFile | null {
  const causes = db.prepare<[string], { entry: PassageCauseView; exit: PassageCauseView | null }>(
    'SELECT entry_cause AS entry, exit_cause AS exit FROM stay WHERE id = ?',
  );
  const overdue = db.prepare<[string], NonNullable<StayFile['overdue']>>(
    'SELECT amount - discount AS amount, paid_amount AS paid, minutes FROM overdue_order WHERE stay_id = ?',
  );

  function passage(facts: readonly KeptFact[], kind: 'entered' | 'left', known: Known): PassageView {
    const wanted = known.cause === 'unauthorised' ? 'unauthorised-passage' : kind;
    const found = facts.filter((fact) => fact.kind === wanted);
    const fact = kind === 'entered' ? found[0] : found.at(-1);
    return {
      ...known,
      who: fact === undefined || fact.who === null ? null : parts.names.person(fact.who),
      because: fact?.reason ?? null,
      assumed: fact?.data['assumed'] === true,
    };
  }

  return (stayId) => {
    const stay = parts.stay(stayId);
    const cause = causes.get(stayId);
    if (!stay || !cause) return null;
    const facts = parts.facts.ofStay(stayId);
    const own = facts.filter((fact) => fact.stayId === stayId);
    return {
      id: stayId,
      plate: stay.plate,
      plateRead: stay.plateRead,
      plateColour: stay.plateColour,
      carColour: stay.carColour,
      carModel: stay.carModel,
      class: stay.class,
      stallNo: stay.stallNo,
      orderNo: stay.orderNo,
      booking: stay.bookingCode === null ? null : parts.booking(stay.bookingCode),
      card: stay.card,
      overdue: overdue.get(stayId) ?? null,
      ...parts.moneyOf(stayId),
      entry: passage(own, 'entered', {
        at: stay.enteredAt,
        laneName: stay.entranceName,
        cause: cause.entry,
        image: parts.imageOf(stay.entryCapture),
      }),
      exit:
        stay.leftAt === null || cause.exit === null
          ? null
          : passage(own, 'left', {
              at: stay.leftAt,
              laneName: stay.exitName,
              cause: cause.exit,
              image: parts.imageOf(stay.exitCapture),
            }),
      audit: facts.map((fact) => auditLine(fact, parts.names)),
      ...parts.platforms.file(stayId),
      told: parts.platforms.told(stayId),
    };
  };
}

type Known = Pick<PassageView, 'at' | 'laneName' | 'cause' | 'image'>;
