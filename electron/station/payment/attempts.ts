import { createHash } from 'node:crypto';
import type { PayType } from '../ledger/report.ts';
import type { Db } from '../store/open.ts';
import type { Payment } from './contract.ts';

/**
 * What is known of an attempt. `created`: the provider has not answered yet. `pending`: it is the driver's turn. `unknown`:
 * nobody can say whether money was taken. `mismatch`: money was taken, but not what was asked for. `refunded`: all of it
 * was paid back.
 */
export type AttemptState =
  'created' | 'pending' | 'unknown' | 'paid' | 'mismatch' | 'failed' | 'cancelled' | 'refunded';
/** States in which money may still be on its way. */
export type OpenState = Extract<AttemptState, 'created' | 'pending' | 'unknown'>;

/**
 * What is to be done next. `queued`: an earlier attempt for the stay must end first. `ask`: the provider is asked to show or
 * to charge. `wait`: it is asked what became of it. `withdraw`: it is ended. `look`: it is over, and is looked at once more.
 */
export type Step = 'queued' | 'ask' | 'wait' | 'withdraw' | 'look';

/** Why a person must look: other money than was asked for, or money that was not owed any more. */
export type Raised = 'mismatch' | 'paid-twice';

/** Fen, UTC ms. */
export interface Attempt {
  tradeNo: string;
  /** Of the press that began it. */
  key: string;
  stayId: string;
  provider: string;
  mode: 'shown' | 'scanned';
  amount: number;
  /** Up to when the stay is settled by it. */
  until: number;
  subject: string;
  plate: string | null;
  laneId: string | null;
  who: string | null;
  /** What the code to be scanned says; null: none is shown. */
  qr: string | null;
  createdAt: number;
  expiresAt: number;
  state: AttemptState;
  wanted: boolean;
  raised: Raised | null;
  /** Why it failed or was ended: the provider's code, or one of `EndedBecause`. */
  code: string | null;
  words: string | null;
  settledAt: number | null;
  transactionId: string | null;
  payType: PayType | null;
  paidAt: number | null;
  paidAmount: number | null;
  refunded: number;
  /** Who said that the money came. */
  confirmedBy: string | null;
  step: Step | null;
  nextAt: number | null;
  /** How often in a row nothing new was learnt. */
  asks: number;
}

/** Our own codes of why an attempt was ended. */
export type EndedBecause =
  'by-person' | 'expired' | 'superseded' | 'paid-otherwise' | 'earlier-paid' | 'payment-unknown' | 'scan-again';

export const isOpen = ({ state }: Pick<Attempt, 'state'>): boolean => OPEN.has(state);
const OPEN: ReadonlySet<AttemptState> = new Set<OpenState>(['created', 'pending', 'unknown']);

type Row = Omit<Attempt, 'wanted'> & { wanted: 0 | 1 };

const COLUMNS = `trade_no AS tradeNo, key, stay_id AS stayId, provider, mode, amount, until, subject, plate,
  lane_id AS laneId, who, qr, created_at AS createdAt, expires_at AS expiresAt, state, wanted, raised, code, words,
  settled_at AS settledAt, transaction_id AS transactionId, pay_type AS payType, paid_at AS paidAt,
  paid_amount AS paidAmount, refunded, confirmed_by AS confirmedBy, step, next_at AS nextAt, asks`;
const IS_OPEN = `state IN ('created', 'pending', 'unknown')`;

/** An attempt before anything became of it. `scannedCode`: what the driver's phone showed; it is not kept. */
export type NewAttempt = Pick<
  Attempt,
  'tradeNo' | 'key' | 'stayId' | 'provider' | 'mode' | 'amount' | 'until' | 'subject' | 'plate' | 'laneId' | 'who'
> & { createdAt: number; expiresAt: number; step: 'queued' | 'ask'; scannedCode: string | null };

/** A part of what may change while money is not there yet. */
export type Progress = Pick<Attempt, 'state' | 'step' | 'nextAt' | 'asks' | 'qr' | 'expiresAt' | 'code' | 'words'> & {
  settledAt: number | null;
};

/** The attempts in the store. Whatever writes runs inside a record of the ledger. */
export function createAttempts(db: Db) {
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM payment WHERE trade_no = ?`);
  const byKey = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM payment WHERE key = ?`);
  const ofStay = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM payment WHERE stay_id = ? ORDER BY created_at, rowid`,
  );
  const openOf = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM payment WHERE stay_id = ? AND ${IS_OPEN} ORDER BY created_at, rowid`,
  );
  const raised = db.prepare<[], Row>(
    `SELECT ${COLUMNS} FROM payment INDEXED BY payment_raised WHERE raised IS NOT NULL ORDER BY created_at`,
  );
  const scannedSince = db.prepare<[string, number], Row>(
    `SELECT ${COLUMNS} FROM payment WHERE scanned = ? AND created_at > ? ORDER BY created_at DESC LIMIT 1`,
  );
  // A time far ahead is none that was ever set: the machine's clock was set back meanwhile.
  const due = db.prepare<{ provider: string; now: number; far: number }, Row>(
    `SELECT ${COLUMNS} FROM payment INDEXED BY payment_next
     WHERE next_at IS NOT NULL AND (next_at <= @now OR next_at > @far) AND provider = @provider ORDER BY next_at`,
  );
  const nextAt = db
    .prepare<[string], number | null>(
      'SELECT min(next_at) FROM payment INDEXED BY payment_next WHERE next_at IS NOT NULL AND provider = ?',
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO payment (trade_no, key, stay_id, provider, mode, amount, until, subject, plate, lane_id, who, scanned,
       created_at, expires_at, state, step, next_at)
     VALUES (@tradeNo, @key, @stayId, @provider, @mode, @amount, @until, @subject, @plate, @laneId, @who, @scanned,
       @createdAt, @expiresAt, 'created', @step, @createdAt)`,
  );
  const progress = db.prepare(
    `UPDATE payment SET state = @state, step = @step, next_at = @nextAt, asks = @asks, qr = @qr,
       expires_at = @expiresAt, code = @code, words = @words, settled_at = @settledAt
     WHERE trade_no = @tradeNo`,
  );
  const paid = db.prepare(
    `UPDATE payment SET state = @state, paid_amount = @amount, paid_at = @paidAt, transaction_id = @transactionId,
       pay_type = @payType, confirmed_by = @confirmedBy, settled_at = @at, qr = NULL, code = NULL, words = NULL,
       step = NULL, next_at = NULL
     WHERE trade_no = @tradeNo`,
  );
  const raise = db.prepare('UPDATE payment SET raised = @raised WHERE trade_no = @tradeNo');
  const unwanted = db.prepare(
    `UPDATE payment SET wanted = 0 WHERE stay_id = @stayId AND paid_amount IS NULL AND trade_no <> @but`,
  );
  const paidBack = db.prepare(
    `UPDATE payment SET refunded = refunded + @amount,
       state = CASE WHEN refunded + @amount = paid_amount THEN 'refunded' ELSE state END,
       raised = CASE WHEN refunded + @amount = paid_amount THEN NULL ELSE raised END
     WHERE trade_no = @tradeNo`,
  );

  const read = (row: Row): Attempt => ({ ...row, wanted: row.wanted === 1 });
  const found = (row: Row | undefined): Attempt | null => (row ? read(row) : null);

  return {
    byTradeNo: (tradeNo: string) => found(one.get(tradeNo)),
    byKey: (key: string) => found(byKey.get(key)),
    /** The oldest first. */
    ofStay: (stayId: string) => ofStay.all(stayId).map(read),
    openOf: (stayId: string) => openOf.all(stayId).map(read),
    raised: () => raised.all().map(read),
    /** The attempt that this code was scanned for after an instant. */
    byScannedCode: (code: string, since: number) => found(scannedSince.get(digestOf(code), since)),
    /** Those whose time has come. `longestPause`: none is ever set further ahead. */
    due: (provider: string, now: number, longestPause: number) =>
      due.all({ provider, now, far: now + longestPause }).map(read),
    nextAt: (provider: string) => nextAt.get(provider) ?? null,
    add({ scannedCode, ...attempt }: NewAttempt): void {
      insert.run({ ...attempt, scanned: scannedCode === null ? null : digestOf(scannedCode) });
    },
    move(attempt: Attempt, change: Partial<Progress>): void {
      progress.run({ ...attempt, ...change });
    },
    paid(tradeNo: string, state: 'paid' | 'mismatch', payment: Payment, confirmedBy: string | null, at: number): void {
      paid.run({ tradeNo, state, ...payment, confirmedBy, at });
    },
    raise(tradeNo: string, why: Raised | null): void {
      raise.run({ tradeNo, raised: why });
    },
    /** What comes by attempts of this stay from now on is not owed; `but`: one of them it still is by. */
    noneWanted(stayId: string, but: string | null): void {
      unwanted.run({ stayId, but: but ?? '' });
    },
    paidBack(tradeNo: string, amount: number): void {
      paidBack.run({ tradeNo, amount });
    },
  };
}
export type Attempts = ReturnType<typeof createAttempts>;

const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex');
