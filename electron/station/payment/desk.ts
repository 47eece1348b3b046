import type { Clock } from '../../../native/clock/contract.ts';
import { mayRun } from '../../contract/rights.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Log } from '../log.ts';
import type { Db } from '../store/open.ts';
import { createAttempts, isOpen } from './attempts.ts';
import type { Attempt, EndedBecause, Progress } from './attempts.ts';
import type { Capabilities, PaymentProvider } from './contract.ts';
import { withdrawn } from './moves.ts';
import { createRefundRows } from './refund-rows.ts';
import type { Refund } from './refund-rows.ts';
import { createRefunds } from './refunds.ts';
import type { OnRefunded, RefundOutcome, RefundWish } from './refunds.ts';
import { createRounds } from './rounds.ts';
import { createSettling } from './settling.ts';
import type { OnPaid } from './settling.ts';

/** What is to be paid, and what for. */
export interface PaymentWish {
  /** Of the press, made by the window: the same again is the same attempt. */
  key: string;
  stayId: string;
  /** Fen, more than nothing. */
  amount: number;
  /** Up to when the stay is settled by it, UTC ms. */
  until: number;
  /** In the driver's words. */
  subject: string;
  plate: string | null;
  laneId: string | null;
}

/** Who acts. */
export interface By {
  id: string;
  role: Role;
}

/** Runs inside the act's own transaction; what it throws undoes the act. */
export type Note = (tx: Tx) => void;

export type Refusal =
  /** The provider cannot do this. */
  | 'not-supported'
  | 'bad-amount'
  /** Nobody can say what became of an attempt for this stay: cash, or wait. */
  | 'payment-unknown'
  /** Money came for this stay that nobody has dealt with yet: what it is for is said first. */
  | 'money-raised'
  /** This code was scanned for another stay just now. */
  | 'code-used'
  | 'unknown-payment'
  /** Money came already, or it ended. */
  | 'not-open'
  | 'not-allowed'
  | 'reason-needed';
/** `attempt`: the one that the act made or met; the one that is in its way. */
export type Outcome =
  { outcome: 'done'; attempt: Attempt } | { outcome: 'refused'; because: Refusal; attempt: Attempt | null };

export interface AttemptFile extends Attempt {
  refunds: Refund[];
}

/**
 * Electronic payments for stays. Acts write and return at once; what the provider makes of it comes by `onChange`. For a
 * stay one attempt is asked of the provider at a time: a later one waits until the earlier has ended without money, and is
 * refused while nobody can say what became of that one, or while money that it brought is raised. So no press, and no
 * restart, charges twice.
 */
export interface PaymentDesk {
  readonly capabilities: Capabilities;
  /** Asks for a code that the driver scans. */
  show(wish: PaymentWish, by: By, note?: Note): Outcome;
  /** Charges by the code of the driver's phone. The same code again, while it may live, is the same attempt. */
  scan(wish: PaymentWish, scannedCode: string, by: By, note?: Note): Outcome;
  /** A person saw that the money came, where nobody else can say so. */
  confirmByHand(tradeNo: string, by: By, note?: Note): Outcome;
  /** Ends an open attempt. It is ended once the provider says so. */
  cancel(tradeNo: string, by: By, note?: Note): Outcome;
  /** Inside the record of another payment, or of a car that left: money that comes by an attempt from now on is raised. */
  takenOtherwise(tx: Tx, stayId: string): void;
  /** Pays back, whole or in part. Supervisors only, with a reason. */
  refund(wish: RefundWish, by: By, note?: Note): RefundOutcome | Extract<Outcome, { outcome: 'refused' }>;
  /** A person dealt with what was raised otherwise. Supervisors only, with a reason. */
  dealtWith(tradeNo: string, because: string, by: By, note?: Note): Outcome;
  /** All attempts of a stay, the oldest first. */
  ofStay(stayId: string): AttemptFile[];
  byTradeNo(tradeNo: string): AttemptFile | null;
  /** What a person must look at. */
  raised(): AttemptFile[];
  /** Begins to ask the provider, with whatever was open before. */
  start(): void;
  stop(): Promise<void>;
}

export interface PaymentDeskParts {
  db: Db;
  ledger: Ledger;
  provider: PaymentProvider;
  clock: Clock;
  log: Log;
  /** 32 hex digits. */
  newId(): string;
  /** How long a code is shown, ms. */
  shownForMs: number;
  onPaid: OnPaid;
  onRefunded: OnRefunded;
  /** Something about the payments of a stay is new. After the commit. */
  onChange(stayId: string): void;
}

/** The code on a driver's phone is a new one after a minute; some a little later. */
const SCANNED_LIVES_MS = 120_000;
/** How long a driver has to agree to a charge. */
const AGREES_WITHIN_MS = 60_000;

export function createPaymentDesk(parts: PaymentDeskParts): PaymentDesk {
  const { db, ledger, provider, clock, log, newId, onPaid, onRefunded } = parts;
  const attempts = createAttempts(db);
  const rows = createRefundRows(db);
  const onChange = (stayId: string): void => {
    parts.onChange(stayId);
    rounds.kick();
  };
  const settling = createSettling({ ledger, attempts, log, onPaid, onChange });
  const refunds = createRefunds({ ledger, attempts, rows, log, newId, onRefunded, onChange });
  const rounds = createRounds({
    attempts,
    refunds: rows,
    provider,
    settling,
    clock,
    log,
    onQueued: (attempt) => ledger.record((tx) => promote(tx, attempt)),
    onRefundAnswer: refunds.answered,
  });

  /** An attempt that waited for those before it: they have ended, or one of them stands in its way. */
  function promote(tx: Tx, { tradeNo }: Attempt): void {
    const attempt = attempts.byTradeNo(tradeNo);
    if (attempt?.step !== 'queued') return;
    const earlier = attempts.ofStay(attempt.stayId).filter((other) => other.tradeNo !== tradeNo);
    if (earlier.some(({ settledAt, paidAt }) => paidAt !== null && (settledAt ?? 0) >= attempt.createdAt))
      return endUnasked(tx, attempt, 'earlier-paid');
    if (earlier.some(({ state }) => state === 'unknown')) return endUnasked(tx, attempt, 'payment-unknown');
    if (earlier.some(isOpen)) return settling.progress(tx, attempt, { nextAt: tx.at + LOOK_AGAIN_MS });
    ask(tx, attempt);
  }

  /** From here on money that comes by an earlier attempt is not owed any more. */
  function ask(tx: Tx, attempt: Attempt): void {
    attempts.noneWanted(attempt.stayId, attempt.tradeNo);
    settling.progress(tx, attempt, { step: 'ask', nextAt: tx.at });
    tx.committed(rounds.kick);
  }

  /** It was never asked of the provider: it ends at once. */
  function endUnasked(tx: Tx, attempt: Attempt, code: EndedBecause, who: string | null = null): void {
    settling.progress(tx, attempt, { ...UNASKED, code, settledAt: tx.at }, who);
    tx.committed(() => rounds.forget(attempt.tradeNo));
  }

  function withdraw(tx: Tx, attempt: Attempt, code: EndedBecause, who: string | null): void {
    if (attempt.step === 'queued') return endUnasked(tx, attempt, code, who);
    const move = withdrawn(code, tx.at);
    if (move.kind === 'progress') settling.progress(tx, attempt, move.change, who);
    tx.committed(rounds.kick);
  }

  function begin(wish: PaymentWish, scannedCode: string | null, by: By, note: Note): Outcome {
    const known = attempts.byKey(wish.key);
    if (known) return { outcome: 'done', attempt: known };
    if (!(scannedCode === null ? provider.capabilities.shows : provider.capabilities.scans))
      return refusedFor('not-supported');
    if (!Number.isSafeInteger(wish.amount) || wish.amount <= 0) return refusedFor('bad-amount');
    const now = clock.now();
    const twin = scannedCode === null ? null : attempts.byScannedCode(scannedCode, now - SCANNED_LIVES_MS);
    if (twin) return twin.stayId === wish.stayId ? { outcome: 'done', attempt: twin } : refusedFor('code-used', twin);
    const open = attempts.openOf(wish.stayId);
    const raised = attempts.ofStay(wish.stayId).find((each) => each.raised !== null);
    if (raised) return refusedFor('money-raised', raised);
    const inTheWay = open.find(({ state }) => state === 'unknown');
    if (inTheWay) return refusedFor('payment-unknown', inTheWay);

    const tradeNo = newId();
    return ledger.record((tx): Outcome => {
      note(tx);
      for (const earlier of open) withdraw(tx, earlier, 'superseded', by.id);
      const mode = scannedCode === null ? 'shown' : 'scanned';
      const expiresAt = tx.at + (mode === 'shown' ? parts.shownForMs : AGREES_WITHIN_MS);
      const made = { tradeNo, provider: provider.id, mode, who: by.id, createdAt: tx.at, expiresAt } as const;
      attempts.add({ ...wish, ...made, step: 'queued', scannedCode });
      if (scannedCode !== null) rounds.remember(tradeNo, scannedCode);
      tx.fact({
        kind: 'payment',
        ...placeOf(wish),
        who: by.id,
        data: { tradeNo, state: 'created', amount: wish.amount },
      });
      promote(tx, mustFind(tradeNo));
      tx.committed(() => onChange(wish.stayId));
      return { outcome: 'done', attempt: mustFind(tradeNo) };
    });
  }

  function mustFind(tradeNo: string): Attempt {
    const attempt = attempts.byTradeNo(tradeNo);
    if (!attempt) throw new Error(`payment ${tradeNo} is gone`);
    return attempt;
  }

  /** Runs an act on an attempt that is still open, and answers with what it is then. */
  function onOpen(tradeNo: string, act: (attempt: Attempt) => void): Outcome {
    const attempt = attempts.byTradeNo(tradeNo);
    if (!attempt) return refusedFor('unknown-payment');
    if (!isOpen(attempt)) return refusedFor('not-open', attempt);
    act(attempt);
    return { outcome: 'done', attempt: mustFind(tradeNo) };
  }

  const fileOf = (attempt: Attempt): AttemptFile => ({ ...attempt, refunds: rows.ofTrade(attempt.tradeNo) });

  return {
    capabilities: provider.capabilities,
    show: (wish, by, note = NOTHING) => begin(wish, null, by, note),
    scan: (wish, scannedCode, by, note = NOTHING) => begin(wish, scannedCode, by, note),
    confirmByHand(tradeNo, by, note = NOTHING) {
      const { confirmsByHand: payType } = provider.capabilities;
      if (payType === null) return refusedFor('not-supported');
      return onOpen(tradeNo, ({ amount }) => {
        settling.paid(tradeNo, { amount, paidAt: clock.now(), transactionId: null, payType }, by.id, note);
      });
    },
    cancel: (tradeNo, by, note = NOTHING) =>
      onOpen(tradeNo, (attempt) => {
        ledger.record((tx) => {
          note(tx);
          withdraw(tx, attempt, 'by-person', by.id);
        });
      }),
    takenOtherwise(tx, stayId) {
      attempts.noneWanted(stayId, null);
      for (const attempt of attempts.openOf(stayId)) withdraw(tx, attempt, 'paid-otherwise', null);
    },
    refund(wish, by, note = NOTHING) {
      if (!provider.capabilities.refunds) return refusedFor('not-supported');
      return maySettle(by, wish.because) ?? refunds.ask(wish, by.id, note);
    },
    dealtWith(tradeNo, because, by, note = NOTHING) {
      const attempt = attempts.byTradeNo(tradeNo);
      if (!attempt) return refusedFor('unknown-payment');
      const refusal = maySettle(by, because);
      if (refusal) return refusal;
      if (attempt.raised === null) return { outcome: 'done', attempt };
      ledger.record((tx) => {
        note(tx);
        attempts.raise(tradeNo, null);
        const data = { tradeNo, dealtWith: attempt.raised };
        tx.fact({ kind: 'payment', ...placeOf(attempt), who: by.id, reason: because, data });
        tx.committed(() => onChange(attempt.stayId));
      });
      return { outcome: 'done', attempt: mustFind(tradeNo) };
    },
    ofStay: (stayId) => attempts.ofStay(stayId).map(fileOf),
    byTradeNo(tradeNo) {
      const attempt = attempts.byTradeNo(tradeNo);
      return attempt && fileOf(attempt);
    },
    raised: () => attempts.raised().map(fileOf),
    start: rounds.start,
    async stop() {
      await rounds.stop();
      provider.stop();
    },
  };
}

/** An attempt behind another one is moved on when that one ends; this is how long that can be missed, ms. */
const LOOK_AGAIN_MS = 5_000;
const NOTHING: Note = () => undefined;
const UNASKED: Partial<Progress> = { state: 'cancelled', step: null, nextAt: null };

const refusedFor = (because: Refusal, attempt: Attempt | null = null): Extract<Outcome, { outcome: 'refused' }> => ({
  outcome: 'refused',
  because,
  attempt,
});

const placeOf = ({ stayId, plate, laneId }: Pick<Attempt, 'stayId' | 'plate' | 'laneId'>) => ({
  stayId,
  plate,
  laneId,
});

/** Money goes back, or is left where it is, by those who answer for it; null: this one may. */
function maySettle({ role }: By, because: string): Extract<Outcome, { outcome: 'refused' }> | null {
  if (!mayRun(role, 'supervisor')) return refusedFor('not-allowed');
  return because.trim() === '' ? refusedFor('reason-needed') : null;
}
