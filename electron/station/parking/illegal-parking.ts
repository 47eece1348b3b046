import type { CommandInput } from '../../contract/commands.ts';
import type { LaneConfig } from '../../contract/site.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { parsePlate } from '../policy/plate.ts';

/**
 * Writes down that a vehicle is parked where it must not be, or blocks others, and reports it (1003 of table A.3). `by`:
 * the person's id; `note` runs inside the act's transaction. Throws `bad-input` for a lane that is not there.
 */
export type ReportIllegalParking = (
  seen: Omit<CommandInput<'lot.report-illegal-parking'>, 'key'>,
  by: string,
  note: (tx: Tx) => void,
) => void;

export interface IllegalParkingParts {
  ledger: Ledger;
  lanes: readonly Pick<LaneConfig, 'id' | 'name'>[];
  /** 32 hex digits. */
  newId: () => string;
}

export function createIllegalParking({ ledger, lanes, newId }: IllegalParkingParts): ReportIllegalParking {
  return ({ laneId, plate: written, because }, by, note) => {
    const lane = laneId === null ? null : lanes.find(({ id }) => id === laneId);
    if (lane === undefined) throw unknownLane(laneId);
    const plate = parsePlate(written ?? '').text || null;
    ledger.record((tx) => {
      note(tx);
      const fact = tx.fact({ kind: 'illegal-parking', laneId, plate, who: by, reason: because });
      tx.report(
        {
          kind: 'event',
          id: newId(),
          at: tx.at,
          type: 'illegal-parking',
          level: 'warning',
          plate,
          stallNo: null,
          position: lane?.name ?? null,
          text: because,
        },
        fact,
      );
    });
  };
}

const unknownLane = (laneId: string | null): Error =>
  Object.assign(new Error(`no lane ${laneId}`), { code: 'bad-input' as const, fields: { laneId: 'unknown' } });
