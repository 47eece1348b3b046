import { setTimeout as delay } from 'node:timers/promises';
import type { Cashier } from './cashier.ts';

/** Drivers who scan what they are shown, and pay after so long. Until `signal`. */
export async function payWhatIsShown(cashier: Cashier, afterMs: number, signal: AbortSignal): Promise<void> {
  const seen = new Set<string>();
  const pay = async (qr: string): Promise<void> => {
    await delay(afterMs, undefined, { signal });
    try {
      cashier.trades.scanQr(qr);
    } catch (error) {
      // The attendant took cash meanwhile: the code is void.
      if (!(error instanceof RangeError)) throw error;
    }
  };
  const ended = (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
  while (!signal.aborted) {
    for (const qr of cashier.trades.shown.keys()) {
      if (seen.has(qr)) continue;
      seen.add(qr);
      pay(qr).catch(ended);
    }
    await delay(200, undefined, { signal }).catch(ended);
  }
}
