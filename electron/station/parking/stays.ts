import { randomUUID } from 'node:crypto';
import type {
  CarColour,
  CardKind,
  CarModel,
  OpeningCause,
  PlateColour,
  VehicleClass,
} from '../../contract/vocabulary.ts';
import type { StayCard, StayRecord } from '../ledger/report.ts';
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
  orderNo: string | null;
  card: StayCard | null;
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

interface StayRow {
  id: string;
  plate: string;
  plate_read: string;
  plate_colour: PlateColour;
  car_colour: CarColour | null;
  car_model: CarModel | null;
  class: VehicleClass;
  booking_code: string | null;
  order_no: string | null;
  card_no: string | null;
  card_kind: CardKind | null;
  stall_no: string | null;
  entered_at: number;
  entrance_id: string;
  entrance_name: string;
  entry_capture: string | null;
  left_at: number | null;
  exit_id: string | null;
  exit_name: string | null;
  exit_capture: string | null;
}

/** One stay a vehicle, from its passage in to its passage out. */
export interface Stays {
  /** `stallNo`: the stall that is kept for it. */
  enter(tx: Tx, id: string, vehicle: PassedVehicle, stallNo: string | null, passage: Passage): StayRecord;
  leave(tx: Tx, stayId: string, captureId: string | null, passage: Passage): StayRecord;
  /**
   * The same plate comes in again at `at`: an exit was missed, and its open stays end then, by no exit that is known.
   * Returns them.
   */
  supersede(tx: Tx, plate: string, at: number): StayRecord[];
  byId(id: string): StayRecord | null;
  /** The open stay of exactly this plate; the latest, should there be two. */
  openByPlate(plate: string): StayRecord | null;
  /** When a car was here last; `leftAt` null: it is inside. Null: it never was. */
  lastOf(plate: string): { leftAt: number | null } | null;
  openPlates(): { id: string; plate: string }[];
  /** Of cars that came without a plate, under their temporary ones. */
  openWithoutPlate(): StayRecord[];
  inside(): number;
}

/** 32 hex digits: the Uuid of the platforms' basic types. */
export const newId = (): string => randomUUID().replaceAll('-', '');

/** Keeps stays in the store. */
export function createStays(db: Db): Stays {
  const insert = db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, car_colour, car_model, class, booking_code, order_no,
       card_no, card_kind, stall_no, state, entered_at, entrance_id, entrance_name, entry_cause, entry_capture)
     VALUES (@id, @plate, @plateRead, @plateColour, @carColour, @carModel, @class, @bookingCode, @orderNo,
       @cardNo, @cardKind, @stallNo, 'open', @at, @laneId, @laneName, @cause, @captureId)`,
  );
  const close = db.prepare(
    `UPDATE stay SET state = 'closed', left_at = @at, exit_id = @laneId, exit_name = @laneName, exit_cause = @cause,
       exit_capture = @captureId
     WHERE id = @stayId AND state = 'open'`,
  );
  const supersede = db.prepare<[number, string], StayRow>(
    `UPDATE stay SET state = 'closed', left_at = max(entered_at, ?), exit_cause = 'superseded'
     WHERE plate = ? AND state = 'open' RETURNING *`,
  );
  const byId = db.prepare<[string], StayRow>('SELECT * FROM stay WHERE id = ?');
  const openByPlate = db.prepare<[string], StayRow>(
    `SELECT * FROM stay WHERE plate = (SELECT ?) AND state = 'open' ORDER BY entered_at DESC LIMIT 1`,
  );
  const lastOf = db.prepare<[string], { leftAt: number | null }>(
    'SELECT left_at AS leftAt FROM stay WHERE plate = (SELECT ?) ORDER BY entered_at DESC LIMIT 1',
  );
  const openPlates = db.prepare<[], { id: string; plate: string }>(`SELECT id, plate FROM stay WHERE state = 'open'`);
  const openWithoutPlate = db.prepare<[], StayRow>(
    `SELECT * FROM stay WHERE state = 'open' AND plate GLOB '无牌[0-9][0-9][0-9][0-9]' ORDER BY entered_at`,
  );
  const inside = db.prepare<[], number>(`SELECT count(*) FROM stay WHERE state = 'open'`).pluck();

  const found = (row: StayRow | undefined): StayRecord | null => (row ? fromRow(row) : null);

  return {
    enter(_tx, id, { card, ...vehicle }, stallNo, passage) {
      const on = { cardNo: card?.no ?? null, cardKind: card?.kind ?? null };
      insert.run({ id, stallNo, ...vehicle, ...on, ...passage });
      return mustFind(byId.get(id), id);
    },
    leave(_tx, stayId, captureId, passage) {
      if (close.run({ stayId, captureId, ...passage }).changes === 0) throw new Error(`no open stay ${stayId}`);
      return mustFind(byId.get(stayId), stayId);
    },
    supersede: (_tx, plate, at) => supersede.all(at, plate).map(fromRow),
    byId: (id) => found(byId.get(id)),
    openByPlate: (plate) => found(openByPlate.get(plate)),
    lastOf: (plate) => lastOf.get(plate) ?? null,
    openPlates: () => openPlates.all(),
    openWithoutPlate: () => openWithoutPlate.all().map(fromRow),
    inside: () => inside.get() ?? 0,
  };
}

function mustFind(row: StayRow | undefined, id: string): StayRecord {
  if (!row) throw new Error(`stay ${id} is gone`);
  return fromRow(row);
}

function fromRow(row: StayRow): StayRecord {
  return {
    id: row.id,
    plate: row.plate,
    plateRead: row.plate_read,
    plateColour: row.plate_colour,
    carColour: row.car_colour,
    carModel: row.car_model,
    class: row.class,
    bookingCode: row.booking_code,
    orderNo: row.order_no,
    card: row.card_no === null || row.card_kind === null ? null : { no: row.card_no, kind: row.card_kind },
    stallNo: row.stall_no,
    enteredAt: row.entered_at,
    entranceId: row.entrance_id,
    entranceName: row.entrance_name,
    entryCapture: row.entry_capture,
    leftAt: row.left_at,
    exitId: row.exit_id,
    exitName: row.exit_name,
    exitCapture: row.exit_capture,
  };
}
