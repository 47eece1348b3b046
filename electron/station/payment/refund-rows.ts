import type { Db } from '../store/open.ts';

/** Money on its way back. `asked`: until the provider says what became of it. Fen, UTC ms. */
export interface Refund {
  refundNo: string;
  /** Of the press that began it. */
  key: string;
  tradeNo: string;
  amount: number;
  reason: string;
  who: string;
  state: 'asked' | 'refunded' | 'failed';
  code: string | null;
  words: string | null;
  askedAt: number;
  settledAt: number | null;
  nextAt: number | null;
  asks: number;
}

export type NewRefund = Pick<Refund, 'refundNo' | 'key' | 'tradeNo' | 'amount' | 'reason' | 'who' | 'askedAt'>;
export type RefundProgress = Pick<Refund, 'state' | 'code' | 'words' | 'settledAt' | 'nextAt' | 'asks'>;

const COLUMNS = `refund_no AS refundNo, payment_refund.key, payment_refund.trade_no AS tradeNo, payment_refund.amount,
  reason, payment_refund.who, payment_refund.state, payment_refund.code, payment_refund.words, asked_at AS askedAt,
  payment_refund.settled_at AS settledAt, payment_refund.next_at AS nextAt, payment_refund.asks`;

/** The refunds in the store. Whatever writes runs inside a record of the ledger. */
export function createRefundRows(db: Db) {
  const byKey = db.prepare<[string], Refund>(`SELECT ${COLUMNS} FROM payment_refund WHERE key = ?`);
  const one = db.prepare<[string], Refund>(`SELECT ${COLUMNS} FROM payment_refund WHERE refund_no = ?`);
  const of = db.prepare<[string], Refund>(
    `SELECT ${COLUMNS} FROM payment_refund WHERE trade_no = ? ORDER BY asked_at, rowid`,
  );
  const asked = db
    .prepare<[string], number>(
      `SELECT coalesce(sum(amount), 0) FROM payment_refund WHERE trade_no = ? AND state = 'asked'`,
    )
    .pluck();
  const ofProvider = `FROM payment_refund INDEXED BY payment_refund_next JOIN payment USING (trade_no)
    WHERE payment_refund.next_at IS NOT NULL AND provider = @provider`;
  const due = db.prepare<{ provider: string; now: number; far: number }, Refund>(
    `SELECT ${COLUMNS} ${ofProvider} AND (payment_refund.next_at <= @now OR payment_refund.next_at > @far)`,
  );
  const nextAt = db
    .prepare<{ provider: string }, number | null>(`SELECT min(payment_refund.next_at) ${ofProvider}`)
    .pluck();
  const insert = db.prepare(
    `INSERT INTO payment_refund (refund_no, key, trade_no, amount, reason, who, state, asked_at, next_at)
     VALUES (@refundNo, @key, @tradeNo, @amount, @reason, @who, 'asked', @askedAt, @askedAt)`,
  );
  const move = db.prepare(
    `UPDATE payment_refund SET state = @state, code = @code, words = @words, settled_at = @settledAt, next_at = @nextAt,
       asks = @asks
     WHERE refund_no = @refundNo`,
  );
  return {
    byKey: (key: string): Refund | null => byKey.get(key) ?? null,
    byRefundNo: (refundNo: string): Refund | null => one.get(refundNo) ?? null,
    ofTrade: (tradeNo: string): Refund[] => of.all(tradeNo),
    /** What of a payment is on its way back, fen. */
    askedOf: (tradeNo: string): number => asked.get(tradeNo) ?? 0,
    due: (provider: string, now: number, longestPause: number): Refund[] =>
      due.all({ provider, now, far: now + longestPause }),
    nextAt: (provider: string): number | null => nextAt.get({ provider }) ?? null,
    add: (refund: NewRefund): void => void insert.run(refund),
    move: (refund: Refund, change: Partial<RefundProgress>): void => void move.run({ ...refund, ...change }),
  };
}
export type RefundRows = ReturnType<typeof createRefundRows>;
