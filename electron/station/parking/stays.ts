import { randomUUID } from 'node:crypto';
import type { CarColour, CarModel, OpeningCause, PlateColour, VehicleClass } from '../../contract/vocabulary.ts';
import type { StayRecord } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

/** What a passage tells about the vehicle that made it. */
export interface PassedVehicle {
  plate: string;
  plateRead: string;
  plateColour: PlateColour;
  carColour: CarColour | null;
  carModel: CarModel | null;
  class: VehicleClass;
  bookingCode: string | null;
  captureId: string | null;
}

/** `unauthorised`: it went through without an opening of its own. */
export type PassageCause = OpeningCause | 'unauthorised';

export interface Passage {
  at: number;
  laneId: string;
  laneName: string;
  cause: PassageCause;
}

export interface OpenStay extends StayRecord {
  entryCapture: string | null;
}

interface StayRow {
  id: string;
  plate: string;
  plate_read: string;
  plate_colour: PlateColour;
  car_colour: CarColour | null;
  car_model: CarModel | null;
  class: VehicleClass;
  booking_code: string | null;
  entered_at: number;
  entrance_name: string;
  entry_capture: string | null;
  left_at: number | null;
  exit_name: string | null;
}

/** One stay a vehicle, from its passage in to its passage out. */
export interface Stays {
  enter(tx: Tx, id: string, vehicle: PassedVehicle, passage: Passage): StayRecord;
  leave(tx: Tx, stayId: string, captureId: string | null, passage: Passage): StayRecord;
  /** The same plate comes in again: an exit was missed, and its open stays end here. Returns how many. */
  supersede(tx: Tx, plate: string): number;
  byId(id: string): OpenStay | null;
  /** The open stay of exactly this plate; the latest, should there be two. */
  openByPlate(plate: string): OpenStay | null;
  openPlates(): { id: string; plate: string }[];
  inside(): number;
}

/** 32 hex digits: the Uuid of the platforms' basic types. */
export const newId = (): string => randomUUID().replaceAll('-', '');

/** Keeps stays in the store. */
export function createStays(db: Db): Stays {
  const insert = db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, car_colour, car_model, class, booking_code, state,
       entered_at, entrance_id, entrance_name, entry_cause, entry_capture)
     VALUES (@id, @plate, @plateRead, @plateColour, @carColour, @carModel, @class, @bookingCode, 'open', @at, @laneId,
       @laneName, @cause, @captureId)`,
  );
  const close = db.prepare(
    `UPDATE stay SET state = 'closed', left_at = @at, exit_id = @laneId, exit_name = @laneName, exit_cause = @cause,
       exit_capture = @captureId
     WHERE id = @stayId AND state = 'open'`,
  );
  const supersede = db.prepare(
    `UPDATE stay SET state = 'closed', left_at = ?, exit_cause = 'superseded' WHERE plate = ? AND state = 'open'`,
  );
  const byId = db.prepare<[string], StayRow>('SELECT * FROM stay WHERE id = ?');
  const openByPlate = db.prepare<[string], StayRow>(
    `SELECT * FROM stay WHERE plate = ? AND state = 'open' ORDER BY entered_at DESC LIMIT 1`,
  );
  const openPlates = db.prepare<[], { id: string; plate: string }>(`SELECT id, plate FROM stay WHERE state = 'open'`);
  const inside = db.prepare<[], number>(`SELECT count(*) FROM stay WHERE state = 'open'`).pluck();

  const found = (row: StayRow | undefined): OpenStay | null => (row ? fromRow(row) : null);

  return {
    enter(_tx, id, vehicle, passage) {
      insert.run({ id, ...vehicle, ...passage });
      return mustFind(byId.get(id), id);
    },
    leave(_tx, stayId, captureId, passage) {
      if (close.run({ stayId, captureId, ...passage }).changes === 0) throw new Error(`no open stay ${stayId}`);
      return mustFind(byId.get(stayId), stayId);
    },
    supersede: (tx, plate) => supersede.run(tx.at, plate).changes,
    byId: (id) => found(byId.get(id)),
    openByPlate: (plate) => found(openByPlate.get(plate)),
    openPlates: () => openPlates.all(),
    inside: () => inside.get() ?? 0,
  };
}

function mustFind(row: StayRow | undefined, id: string): StayRecord {
  if (!row) throw new Error(`stay ${id} is gone`);
  return fromRow(row);
}

function fromRow(row: StayRow): OpenStay {
  return {
    id: row.id,
    plate: row.plate,
    plateRead: row.plate_read,
    plateColour: row.plate_colour,
    carColour: row.car_colour,
    carModel: row.car_model,
    class: row.class,
    bookingCode: row.booking_code,
    enteredAt: row.entered_at,
    entranceName: row.entrance_name,
    leftAt: row.left_at,
    exitName: row.exit_name,
    entryCapture: row.entry_capture,
  };
}
