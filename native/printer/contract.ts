import type { PrintFailure, PrinterState, ReceiptLine } from '../../electron/contract/receipt.ts';

export type PrintOutcome = { type: 'printed' } | { type: 'failed'; code: PrintFailure };

/**
 * A receipt printer. Nothing at the gate waits for it: it says of each sheet what became of it, and never prints one again
 * by itself; a sheet that was interrupted by a lost line is not taken up when the line is back.
 */
export interface Printer {
  readonly state: PrinterState;
  start(): void;
  /** Resolves when the line is free; a sheet under way comes to an end as `interrupted`. */
  stop(): Promise<void>;
  /**
   * Prints a sheet, `copies` times in one go. Never rejects. `printed` is said only when the printer itself confirmed that
   * it worked off all of it; one that has no way to answer is printed on all the same, and that comes to `unconfirmed`.
   */
  print(sheet: readonly ReceiptLine[], copies: number): Promise<PrintOutcome>;
  onState(listener: (state: PrinterState) => void): () => void;
}
