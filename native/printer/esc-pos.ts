import { printer as Document, types } from 'node-thermal-printer';
import type { ReceiptColumns, ReceiptLine } from '../../electron/contract/receipt.ts';
import { between } from './columns.ts';
import { encodeGbk } from './gbk.ts';

// ESC/POS, both directions. The printing library makes the bytes of what it knows; what a printer answers it does not read.

/** ESC @, then FS &: as it was switched on, and two bytes are one Chinese character, whatever a switch in it says. */
const BEGIN = Buffer.of(0x1b, 0x40, 0x1c, 0x26);
/** GS r 1: says how its paper is once all before it is printed. */
const SAY_WHEN_DONE = Buffer.of(0x1d, 0x72, 0x01);
/** In steps of four rows: the knife is above the head. */
const FEED_BEFORE_CUT = 1;
/** Dots of a QR code's module: an address of 500 characters stays within the paper. */
const QR_DOTS: Readonly<Record<ReceiptColumns, 4 | 6>> = { 32: 4, 48: 6 };

/**
 * Bytes that print a sheet so many times, and then have the printer say that it is done: GS r is worked off in its turn,
 * behind all that is to be printed. Text is handed to the library as GBK, for its own Chinese set changes the character
 * set in the middle of a line for what it lacks.
 */
export function printBytes(sheet: readonly ReceiptLine[], columns: ReceiptColumns, copies: number): Uint8Array {
  // No interface: the bytes go out over our own links.
  const document = new Document({ type: types.EPSON, interface: '', width: columns });
  const row = (text: string): void => {
    document.add(Buffer.from(encodeGbk(text)));
    document.newLine();
  };
  for (let copy = 0; copy < copies; copy += 1) {
    document.add(BEGIN);
    for (const line of sheet) addLine(document, line, row, columns);
  }
  document.add(SAY_WHEN_DONE);
  return Uint8Array.from(document.getBuffer());
}

function addLine(document: Document, line: ReceiptLine, row: (text: string) => void, columns: ReceiptColumns): void {
  switch (line.kind) {
    case 'title':
      document.alignCenter();
      document.setTextQuadArea();
      row(line.text);
      document.setTextNormal();
      document.alignLeft();
      return;
    case 'text':
      if (line.centred) document.alignCenter();
      row(line.text);
      if (line.centred) document.alignLeft();
      return;
    case 'line':
      row(between(line.left, line.right, columns));
      return;
    case 'rule':
      document.drawLine();
      return;
    case 'qr':
      document.alignCenter();
      document.printQR(line.text, { model: 2, cellSize: QR_DOTS[columns], correction: 'M' });
      document.alignLeft();
      return;
    case 'cut':
      document.partialCut({ verticalTabAmount: FEED_BEFORE_CUT });
      return;
  }
}

/** DLE EOT 1, 2 and 4, answered at once whatever waits to be printed: whether it is online, why not, and its paper. */
export const QUESTION: Uint8Array = Uint8Array.of(0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 4);
export const ANSWERS = 3;

/** Whether a byte answers DLE EOT: its fixed bits are 0..1..10. */
export const isStatus = (byte: number): boolean => (byte & 0x93) === 0x12;
/** Whether a byte answers GS r, and so ends what was printed: its high bits are 0000. */
export const isEnd = (byte: number): boolean => (byte & 0xf0) === 0;
/** XON and XOFF: a serial printer that asks for a pause says nothing about itself. */
export const isPause = (byte: number): boolean => byte === 0x11 || byte === 0x13;

const OFFLINE = 0x08;
const COVER_OPEN = 0x04;
const STOPPED_FOR_PAPER = 0x20;
const ERROR = 0x40;
const PAPER_END = 0x60;

/** What the three answers to `QUESTION`, in its order, say. */
export function readingOf([status = 0, cause = 0, paper = 0]: readonly number[]): 'ready' | 'paper-out' | 'offline' {
  if ((paper & PAPER_END) !== 0 || (cause & STOPPED_FOR_PAPER) !== 0) return 'paper-out';
  return (status & OFFLINE) !== 0 || (cause & (COVER_OPEN | ERROR)) !== 0 ? 'offline' : 'ready';
}
