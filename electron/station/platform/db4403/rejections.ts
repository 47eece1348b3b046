import type { Clock } from '../../../../native/clock/contract.ts';
import type { Ledger } from '../../ledger/record.ts';
import type { Refusal } from './envelope.ts';
import { PLATFORM } from './reports.ts';

/** As many in a row are written down one by one; */
const BURST = 20;
/** after them one in so many ms, which says how many were left out: a flood must not fill the disk. */
const ONE_IN_MS = 30_000;

export interface Rejection extends Refusal {
  interface: string;
  bookingCode?: string | null;
  plate?: string | null;
}

/** Writes refused messages down where the attendant sees them (`message-rejected`), at a bounded rate. */
export function createRejections(
  ledger: Ledger,
  clock: Clock,
  onTrouble: (error: unknown) => void,
): (rejection: Rejection) => void {
  let allowance = BURST;
  let at = clock.monotonic();
  let leftOut = 0;

  return ({ interface: name, code, message, bookingCode = null, plate = null }) => {
    const now = clock.monotonic();
    allowance = Math.min(BURST, allowance + (now - at) / ONE_IN_MS);
    at = now;
    if (allowance < 1) {
      leftOut += 1;
      return;
    }
    allowance -= 1;
    try {
      ledger.record((tx) =>
        tx.fact({
          kind: 'message-rejected',
          bookingCode,
          plate,
          data: { platform: PLATFORM, interface: name, code, message, leftOut },
        }),
      );
      leftOut = 0;
    } catch (error) {
      leftOut += 1;
      onTrouble(error);
    }
  };
}
