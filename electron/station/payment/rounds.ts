import type { Clock } from '../../../native/clock/contract.ts';
import type { Log } from '../log.ts';
import { isStoreError } from '../store/open.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { unknown } from './contract.ts';
import type { Charged, PaymentProvider } from './contract.ts';
import * as moves from './moves.ts';
import type { Move } from './moves.ts';
import type { Refund, RefundRows } from './refund-rows.ts';
import type { Settling } from './settling.ts';

export interface RoundParts {
  attempts: Attempts;
  refunds: RefundRows;
  provider: PaymentProvider;
  settling: Settling;
  clock: Clock;
  log: Log;
  /** An attempt whose turn has come after those before it. */
  onQueued(attempt: Attempt): void;
  onRefundAnswer(refundNo: string, answer: Awaited<ReturnType<PaymentProvider['queryRefund']>>): void;
}

/** Asks the provider about whatever is open, as often as the rows of the store say: a restart changes nothing. */
export interface Rounds {
  start(): void;
  /** Something may be due sooner than was thought. */
  kick(): void;
  /** The code that is to be charged by an attempt: money for a minute, so it is kept in memory alone. */
  remember(tradeNo: string, scannedCode: string): void;
  forget(tradeNo: string): void;
  /** Breaks off what is under way; nothing of it is written down, and it is asked again after the next start. */
  stop(): Promise<void>;
}

/** Questions under way at once. */
const AT_ONCE = 8;
/** The longest the store is not looked at: somebody may set the machine's clock meanwhile, ms. */
const LOOK_EVERY_MS = 30_000;
/** After the disk refused, ms. */
const REST_MS = 5_000;

export function createRounds(parts: RoundParts): Rounds {
  const { attempts, refunds, provider, settling, clock, log } = parts;
  const underWay = new Map<string, Promise<void>>();
  const codes = new Map<string, string>();
  const breakOff = new AbortController();
  const { signal } = breakOff;
  let running = false;
  let restingUntil = 0;
  let stopTimer = (): void => undefined;

  /** What is due starts; then sleeps until the next one is. */
  function kick(): void {
    stopTimer();
    if (!running) return;
    const now = clock.now();
    const rest = restingUntil - clock.monotonic();
    if (rest > 0) {
      stopTimer = clock.after(rest, kick);
      return;
    }
    for (const attempt of attempts.due(provider.id, now, moves.LONGEST_PAUSE_MS))
      begin(attempt.tradeNo, () => ask(attempt));
    for (const refund of refunds.due(provider.id, now, moves.LONGEST_PAUSE_MS))
      begin(refund.refundNo, () => askRefund(refund));
    const next = [attempts.nextAt(provider.id), refunds.nextAt(provider.id)].filter((at) => at !== null);
    if (next.length === 0) return;
    // What is under way is due still, and kicks when it has ended.
    const pause = Math.min(LOOK_EVERY_MS, Math.min(...next) - now);
    stopTimer = clock.after(pause > 0 ? pause : LOOK_EVERY_MS, kick);
  }

  function begin(no: string, work: () => Promise<void>): void {
    if (underWay.size >= AT_ONCE || underWay.has(no)) return;
    const ended = (): void => {
      underWay.delete(no);
      kick();
    };
    const troubled = (error: unknown): void => {
      restingUntil = clock.monotonic() + REST_MS;
      log.error({ err: error, no }, isStoreError(error) ? 'a payment could not be written down' : 'a payment failed');
    };
    underWay.set(no, work().catch(troubled).then(ended));
  }

  async function ask(attempt: Attempt): Promise<void> {
    const { tradeNo, step } = attempt;
    if (step === null) return;
    if (step === 'queued') return parts.onQueued(attempt);
    const move = await answerOf(attempt, step);
    if (!signal.aborted) settling.apply(tradeNo, step, move);
    if (step === 'ask') codes.delete(tradeNo);
  }

  async function answerOf(attempt: Attempt, step: 'ask' | 'wait' | 'withdraw' | 'look'): Promise<Move> {
    const { tradeNo, mode } = attempt;
    switch (step) {
      case 'ask':
        return mode === 'shown'
          ? moves.whenShown(
              await provider.show(attempt, signal),
              clock.now(),
              provider.capabilities.confirmsByHand === null,
            )
          : moves.whenCharged(attempt, await charge(attempt), clock.now());
      case 'wait':
        return moves.whenQueried(attempt, await provider.query(tradeNo, signal), clock.now());
      case 'withdraw': {
        // Asked first: ending a payment that was made sends the money back, and the driver would pay again.
        const queried = await provider.query(tradeNo, signal);
        if (queried.kind === 'paid') return queried;
        if (queried.kind === 'unknown') return moves.whenCancelled(attempt, queried, clock.now());
        // It ended by itself: there is nothing left to end.
        if (queried.kind === 'failed')
          return moves.whenCancelled(attempt, { kind: 'cancelled', returned: false }, clock.now());
        return moves.whenCancelled(attempt, await provider.cancel(tradeNo, signal), clock.now());
      }
      case 'look': {
        const move = moves.whenLookedAt(attempt, await provider.query(tradeNo, signal), clock.now());
        if (move) return move;
        const cancelled = await provider.cancel(tradeNo, signal);
        return cancelled.kind === 'cancelled' ? moves.lookedAt(attempt, clock.now()) : moves.lookAgain(clock.now());
      }
    }
  }

  function charge(attempt: Attempt): Promise<Charged> {
    const code = codes.get(attempt.tradeNo);
    if (code !== undefined) return provider.charge(attempt, code, signal);
    // The program ended in between: nobody can say whether the charge had gone out.
    return Promise.resolve(unknown('the program was restarted'));
  }

  async function askRefund(refund: Refund): Promise<void> {
    const order = { ...refund };
    // The first time it is asked for; later what became of it, and asked for again where nothing did.
    const before = refund.asks === 0 ? ({ kind: 'none' } as const) : await provider.queryRefund(order, signal);
    const answer = before.kind === 'none' ? await provider.refund(order, signal) : before;
    if (!signal.aborted) parts.onRefundAnswer(refund.refundNo, answer);
  }

  return {
    start() {
      running = true;
      kick();
    },
    kick,
    remember: (tradeNo, scannedCode) => void codes.set(tradeNo, scannedCode),
    forget: (tradeNo) => void codes.delete(tradeNo),
    async stop() {
      running = false;
      stopTimer();
      breakOff.abort();
      await Promise.all(underWay.values());
    },
  };
}
