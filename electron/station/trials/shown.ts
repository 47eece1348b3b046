import type { Clock } from '../../../native/clock/contract.ts';
import { makeDisplay } from '../../../native/display/make-display.ts';
import type { Printer } from '../../../native/printer/contract.ts';
import { columnsOf, makePrinter } from '../../../native/printer/make-printer.ts';
import type { DisplayConfig } from '../../contract/site-displays.ts';
import type { PrinterConfig } from '../../contract/site-printer.ts';
import type { PrintFailure, ReceiptLine } from '../../contract/receipt.ts';
import type { LineTrouble, SendTrial } from '../../contract/trials.ts';
import type { makeLink } from '../../../native/links/make-link.ts';
import type { LinkConfig } from '../../contract/site.ts';
import type { BenchLine } from './bench-lines.ts';
import { waitFor } from './wait-for.ts';

/** What people read: boards at the lane, and paper. */

/** A board has taken a line and a sentence by then, or it is not there. */
const SHOWN_WITHIN_MS = 4_000;
/** A printer says by then that it is there; one that cannot answer is printed on all the same. */
const PRINTER_WITHIN_MS = 4_000;

/** Shows and says a text on a board of the draft. */
export async function tryDisplay(
  bench: BenchLine,
  name: string,
  config: DisplayConfig,
  text: string,
  clock: Clock,
): Promise<SendTrial> {
  const device = await bench.device(name, JSON.stringify(config), () => makeDisplay(config, bench.line, clock));
  device.show([text]);
  device.speak(text);
  const settled = await waitFor(clock, SHOWN_WITHIN_MS, () => device.state === 'ready' || device.state === 'silent');
  if (settled && device.state === 'ready') return { type: 'sent' };
  return { type: 'failed', trouble: 'no-answer', detail: '' };
}

export const printerFrom = (
  config: PrinterConfig,
  links: readonly LinkConfig[],
  clock: Clock,
  lines: typeof makeLink,
): Printer => makePrinter(config, links, clock, lines);

/** A sheet that shows how wide the paper is, and that Chinese comes out. */
const sheetOf = (columns: number): ReceiptLine[] => [
  { kind: 'title', text: '打印测试' },
  { kind: 'line', left: '门岗', right: '正常' },
  { kind: 'text', text: '1234567890'.repeat(5).slice(0, columns), centred: false },
  { kind: 'rule' },
  { kind: 'cut' },
];

export async function tryPrinter(printer: Printer, config: PrinterConfig, clock: Clock): Promise<SendTrial> {
  await waitFor(clock, PRINTER_WITHIN_MS, () => printer.state === 'ready' || printer.state === 'paper-out');
  const outcome = await printer.print(sheetOf(columnsOf(config.width)), 1);
  // One that has no way to answer: whoever looks at the paper knows.
  if (outcome.type === 'printed' || outcome.code === 'unconfirmed') return { type: 'sent' };
  return { type: 'failed', trouble: TROUBLE[outcome.code], detail: outcome.code };
}

const TROUBLE: Record<Exclude<PrintFailure, 'unconfirmed'>, LineTrouble> = {
  'paper-out': 'failed',
  offline: 'failed',
  'not-reachable': 'no-answer',
  'not-understood': 'garbage',
  busy: 'failed',
  interrupted: 'failed',
};
