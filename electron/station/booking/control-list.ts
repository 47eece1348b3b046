import type { PlateColour } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import { controlOf, isBarred } from '../policy/control.ts';
import type { ControlEntry } from '../policy/control.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Db } from '../store/open.ts';
import { refused } from './contract.ts';
import type { ControlDesk, ControlOutcome, ControlRequest } from './contract.ts';

interface EntryRow {
  id: string;
  plate_colour: PlateColour | null;
  strategy: ControlEntry['strategy'];
  from_at: number | null;
  to_at: number;
  source: string;
}

/** The desk with what the gate and the bookings ask of the list. */
export interface ControlList extends ControlDesk {
  /** The lines about a plate, in force or not. */
  entriesOf(plate: string): ControlEntry[];
  /** Whether a plate may not come in at some time of a window. */
  isBarred(plate: string, plateColour: PlateColour | null, window: { from: number; to: number }): boolean;
  /** Whether a car leaves without paying (strategy 5). */
  isFree(plate: string, plateColour: PlateColour, now: number): boolean;
}

/** Keeps the control list (table 40). A deleted line is remembered: its id never comes back. */
export function createControlList(db: Db): ControlList {
  const stateOf = db.prepare<[string], 'listed' | 'deleted'>('SELECT state FROM control_entry WHERE id = ?').pluck();
  const write = db.prepare(
    `INSERT INTO control_entry (id, plate, plate_colour, car_colour, car_model, strategy, from_at, to_at, source, state,
       received_at, updated_at)
     VALUES (@id, @plate, @plateColour, @carColour, @carModel, @strategy, @from, @to, @source, 'listed', @at, @at)
     ON CONFLICT (id) DO UPDATE SET plate = @plate, plate_colour = @plateColour, car_colour = @carColour,
       car_model = @carModel, strategy = @strategy, from_at = @from, to_at = @to, source = @source, updated_at = @at`,
  );
  const remove = db.prepare(
    `UPDATE control_entry SET state = 'deleted', updated_at = ? WHERE id = ? AND state = 'listed'`,
  );
  const ofPlate = db.prepare<[string], EntryRow>(`SELECT * FROM control_entry WHERE plate = ? AND state = 'listed'`);

  function put(tx: Tx, request: ControlRequest): ControlOutcome {
    const state = stateOf.get(request.id);
    if (request.remove) {
      if (state === undefined) return refused('unknown-entry');
      // Deleted twice is deleted.
      remove.run(tx.at, request.id);
      return { outcome: 'done' };
    }
    if (state === 'deleted') return refused('deleted');
    const plate = parsePlate(request.plate).text;
    if (plate === '') return refused('no-vehicle');
    if (request.from !== null && request.to < request.from) return refused('ends-before-it-begins');
    const { remove: _, ...line } = request;
    write.run({ ...line, plate, at: tx.at });
    return { outcome: 'done' };
  }

  const entriesOf = (plate: string): ControlEntry[] =>
    plate === ''
      ? []
      : ofPlate.all(plate).map((row) => ({
          id: row.id,
          plateColour: row.plate_colour,
          strategy: row.strategy,
          from: row.from_at,
          to: row.to_at,
          source: row.source,
        }));

  return {
    put,
    noteBatch: (tx, lines) => void tx.fact({ kind: 'control-list-changed', data: { detail: String(lines) } }),
    entriesOf,
    isBarred: (plate, plateColour, window) => isBarred(entriesOf(plate), plateColour, window),
    isFree: (plate, plateColour, now) => controlOf(entriesOf(plate), 'exit', plateColour, now)?.effect === 'free',
  };
}
