import type { Db } from '../../store/open.ts';
import { toDateTime } from '../../wire/time.ts';

/** One stay under the numbers by which we and the platform know it. */
export interface Order {
  stayId: string;
  outOrderNo: string;
  /** inner_oder_no: kept for when something must be cleared up with the platform (3.2.1). Null until it said it. */
  innerOrderNo: string | null;
}

/** The stays that the platform was told of, in the table `citybrain_order`. */
export interface Orders {
  ofStay(stayId: string): Order | null;
  /** The order of a stay, made if there is none yet. Inside the caller's transaction. `enteredAt` in UTC ms. */
  open(stayId: string, enteredAt: number): Order;
  /** Keeps the platform's own number. Inside the caller's transaction. */
  keepInner(outOrderNo: string, innerOrderNo: string): void;
  /** Orders whose number on either side begins with `text`, the newest first. */
  find(text: string, limit: number): Order[];
}

/** The sequence has six digits (3.2.1). */
const SEQUENCE_END = 1_000_000;

/**
 * `random` gives [0, 1): two gatehouses of one lot number their orders apart from each other, so each begins its sequence
 * somewhere else.
 */
export function createOrders(db: Db, parkingLotNo: string, random: () => number): Orders {
  const columns = 'stay_id AS stayId, out_order_no AS outOrderNo, inner_order_no AS innerOrderNo';
  const ofStay = db.prepare<[string], Order>(`SELECT ${columns} FROM citybrain_order WHERE stay_id = ?`);
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM citybrain_order').pluck();
  const insert = db.prepare<object>(
    `INSERT INTO citybrain_order (seq, stay_id, out_order_no, entered_at)
     VALUES (@seq, @stayId, @outOrderNo, @enteredAt)`,
  );
  const keep = db.prepare<object>(
    'UPDATE citybrain_order SET inner_order_no = @innerOrderNo WHERE out_order_no = @outOrderNo',
  );
  // By each index on its own, and no further than asked: most numbers of a lot begin alike.
  const newestBy = (column: string) =>
    `SELECT seq FROM (SELECT seq FROM citybrain_order WHERE ${column} >= @text AND ${column} < @end
       ORDER BY ${column} DESC LIMIT @limit)`;
  const find = db.prepare<object, Order>(
    `SELECT ${columns} FROM citybrain_order
     WHERE seq IN (${newestBy('out_order_no')} UNION ${newestBy('inner_order_no')}) ORDER BY seq DESC LIMIT @limit`,
  );

  return {
    ofStay: (stayId) => ofStay.get(stayId) ?? null,
    open(stayId, enteredAt) {
      const known = ofStay.get(stayId);
      if (known) return known;
      const seq = (last.get() ?? Math.floor(random() * SEQUENCE_END)) + 1;
      const time = toDateTime(enteredAt).replace(/\D/g, '');
      const outOrderNo = `${parkingLotNo}${time}${String(seq % SEQUENCE_END).padStart(6, '0')}`;
      insert.run({ seq, stayId, outOrderNo, enteredAt });
      return { stayId, outOrderNo, innerOrderNo: null };
    },
    keepInner: (outOrderNo, innerOrderNo) => void keep.run({ outOrderNo, innerOrderNo }),
    find: (text, limit) => (text === '' ? [] : find.all({ text, end: `${text}\u{10FFFF}`, limit })),
  };
}
