import type { Tx } from '../ledger/record.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Db } from '../store/open.ts';
import { refused } from './contract.ts';
import type { CouponDesk, CouponOutcome, CouponRequest } from './contract.ts';

/** A coupon that can still be used. `value`: fen, hours, the share taken off, or 1 for free. */
export type Coupon = Pick<CouponRequest, 'couponNo' | 'type' | 'value' | 'madeOutAt' | 'channel' | 'channelOrgCode'>;

export interface Coupons extends CouponDesk {
  /** The unused coupons of a plate, oldest first. */
  couponsFor(plate: string): Coupon[];
  /** Whether a coupon of that number was ever made out. */
  isKnown(couponNo: string): boolean;
  /** Takes a coupon for a charge. False: it was used or void already, and stays so. */
  use(tx: Tx, couponNo: string, chargeId: string): boolean;
  /** A person declares an unused coupon void. False: there is none. */
  annul(tx: Tx, couponNo: string, who: string, because: string): boolean;
}

/** When a car was here last: null when it never was; `leftAt` null while it is inside. */
export type LastStayOf = (plate: string) => { leftAt: number | null } | null;

interface CouponRow {
  coupon_no: string;
  plate: string;
  type: CouponRequest['type'];
  value: number;
  made_out_at: number;
  channel: string | null;
  channel_org_code: string | null;
}

/**
 * Keeps coupons (table 38) from when they come until an exit takes them. A coupon may come before its car; one that was
 * made out for a stay that is over came too late, and the platform hears so (4001).
 */
export function createCoupons(db: Db, lastStayOf: LastStayOf): Coupons {
  const requestOf = db.prepare<[string], string>('SELECT request FROM coupon WHERE coupon_no = ?').pluck();
  const write = db.prepare(
    `INSERT INTO coupon (coupon_no, plate, type, value, made_out_at, channel, channel_org_code, source, state,
       received_at, request)
     VALUES (@couponNo, @plate, @type, @value, @madeOutAt, @channel, @channelOrgCode, @source, 'unused', @at, @request)`,
  );
  // By name: for the sake of the order the planner would go through every coupon that is not used.
  const ofPlate = db.prepare<[string], CouponRow>(
    `SELECT * FROM coupon INDEXED BY coupon_plate WHERE plate = (SELECT ?) AND state = 'unused' ORDER BY received_at, coupon_no`,
  );
  const use = db.prepare<[number, string, string], { plate: string }>(
    `UPDATE coupon SET state = 'used', ended_at = ?, charge_id = ? WHERE coupon_no = ? AND state = 'unused' RETURNING plate`,
  );
  const annul = db.prepare<[number, string], { plate: string }>(
    `UPDATE coupon SET state = 'void', ended_at = ? WHERE coupon_no = ? AND state = 'unused' RETURNING plate`,
  );

  function take(tx: Tx, asked: CouponRequest): CouponOutcome {
    const plate = parsePlate(asked.plate).text;
    if (plate === '') return refused('no-vehicle');
    const request = JSON.stringify({ ...asked, plate });
    const known = requestOf.get(asked.couponNo);
    if (known !== undefined) return known === request ? { outcome: 'done' } : refused('number-taken');
    const last = lastStayOf(plate);
    if (last && last.leftAt !== null && asked.madeOutAt <= last.leftAt) return refused('car-has-left');
    write.run({ ...asked, plate, request, at: tx.at });
    tx.fact({
      kind: 'coupon-received',
      plate,
      data: { couponNo: asked.couponNo, type: asked.type, value: asked.value, source: asked.source },
    });
    return { outcome: 'done' };
  }

  return {
    take,
    couponsFor: (plate) =>
      ofPlate.all(plate).map((row) => ({
        couponNo: row.coupon_no,
        type: row.type,
        value: row.value,
        madeOutAt: row.made_out_at,
        channel: row.channel,
        channelOrgCode: row.channel_org_code,
      })),
    isKnown: (couponNo) => requestOf.get(couponNo) !== undefined,
    use(tx, couponNo, chargeId) {
      const row = use.get(tx.at, chargeId, couponNo);
      if (row) tx.fact({ kind: 'coupon-used', plate: row.plate, data: { couponNo, chargeId } });
      return row !== undefined;
    },
    annul(tx, couponNo, who, because) {
      const row = annul.get(tx.at, couponNo);
      if (row) tx.fact({ kind: 'coupon-void', plate: row.plate, who, reason: because, data: { couponNo } });
      return row !== undefined;
    },
  };
}
