import type { Clock } from '../../../native/clock/contract.ts';
import type { PrintOutcome, Printer } from '../../../native/printer/contract.ts';

/** What a person must do about the printer: it says so itself, or a sheet was not seen to come out. */
export const PRINTER_TROUBLES = ['printer-paper-out', 'printer-offline', 'receipt-unconfirmed'] as const;
export type PrinterTrouble = (typeof PRINTER_TROUBLES)[number];

export interface PrinterWatch {
  start(): void;
  /** What became of a sheet. */
  printed(outcome: PrintOutcome): void;
  stop(): void;
}

/** A printer that is switched on, or moves on to the next sheet, is not in trouble yet. */
const LASTS_MS = 2_000;
/** A sheet that nobody looked for by then was not missed, where no later one says that the printer is well. */
const LOOKED_FOR_MS = 10 * 60_000;

/**
 * Tells when the printer needs a hand, since when (UTC ms), and when it does no more (null). One that has never said how it
 * is gives no trouble by that alone: its sheets do, each until it was looked for.
 */
export function watchPrinter(
  device: Pick<Printer, 'state' | 'onState'>,
  clock: Clock,
  tell: (trouble: PrinterTrouble | null, since?: number) => void,
): PrinterWatch {
  let lacking: { trouble: PrinterTrouble; since: number } | null = null;
  let unconfirmedSince: number | null = null;
  let stopLasting = (): void => undefined;
  let stopLooking = (): void => undefined;
  let stopFollowing = (): void => undefined;

  function say(): void {
    if (lacking !== null && clock.now() - lacking.since >= LASTS_MS) tell(lacking.trouble, lacking.since);
    else if (unconfirmedSince !== null) tell('receipt-unconfirmed', unconfirmedSince);
    else tell(null);
  }

  function look(): void {
    const { state } = device;
    const trouble = state === 'paper-out' || state === 'offline' ? (`printer-${state}` as const) : null;
    if (trouble !== (lacking?.trouble ?? null)) {
      stopLasting();
      lacking = trouble && { trouble, since: clock.now() };
      if (lacking !== null) stopLasting = clock.after(LASTS_MS, say);
    }
    say();
  }

  function looked(): void {
    stopLooking();
    unconfirmedSince = null;
  }

  return {
    start() {
      stopFollowing = device.onState(look);
      look();
    },
    printed(outcome) {
      looked();
      if (outcome.type === 'failed' && (outcome.code === 'unconfirmed' || outcome.code === 'interrupted')) {
        unconfirmedSince = clock.now();
        stopLooking = clock.after(LOOKED_FOR_MS, () => {
          looked();
          say();
        });
      }
      say();
    },
    stop() {
      stopLasting();
      stopLooking();
      stopFollowing();
    },
  };
}
