import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createMemoryLine } from '../../../native/links/memory.ts';
import { createEscPosPrinter } from '../../../native/printer/driver.ts';
import { createSimulatedPrinter, servePrinter } from '../../../native/printer/simulator.ts';
import { actsOf } from '../access/acts.fixture.ts';
import { openBook } from '../booking/book.fixture.ts';
import type { Book } from '../booking/book.fixture.ts';
import { createReceiptDesk } from './desk.ts';
import type { InvoiceLinkOf, ReceiptDesk } from './desk.ts';
import { CHARGE_ID, INPUT } from './receipt.fixture.ts';
import type { ReceiptInput } from './receipt.ts';

const KEYS = [1, 2, 3].map((n) => `3f0c4a52-7f0e-4d0a-9a53-0a7d7c2f6c1${n}`);

let book: Book;
let charge: ReceiptInput['charge'];
let troubles: unknown[];
let end: () => Promise<void>;

beforeEach(() => {
  book = openBook();
  charge = INPUT.charge;
  troubles = [];
  end = () => Promise.resolve();
});
afterEach(async () => {
  await end();
  book.end();
});

const invoiceLinkOf: InvoiceLinkOf = ({ orderNo, amount, paidAt }) =>
  `https://x/${orderNo.slice(0, 4)}/${amount}/${paidAt}`;

/** A desk with a simulated printer on a line in memory. */
async function openDesk() {
  const clock = createManualClock();
  const line = createMemoryLine(clock);
  const device = createSimulatedPrinter(clock);
  line.onConnect((far) => void servePrinter(far, device));
  const printer = createEscPosPrinter({ makeLink: () => line.makeLink(), clock, columns: 32 });
  printer.start();
  end = () => printer.stop();
  const desk = deskWith({ device: printer, columns: 32, copies: 1 });
  const pass = (ms = 100) => clock.advanceAsync(ms);
  await pass();
  return { desk, device, line, pass };
}

function deskWith(printer: Parameters<typeof createReceiptDesk>[0]['printer']): ReceiptDesk {
  return createReceiptDesk({
    db: book.db,
    ledger: book.ledger,
    lotName: '南山医院停车场',
    names: { lane: (id) => id, person: (id) => (id === 'wang' ? '王师傅' : id) },
    chargeOf: (id) => (id === CHARGE_ID ? { ...INPUT, charge } : null),
    invoiceLinkOf,
    printer,
    onPrinted: () => undefined,
    onTrouble: (error) => troubles.push(error),
  });
}

const nothing = (): void => undefined;
const textsOf = (rows: readonly { text: string }[] = []): string[] => rows.map(({ text }) => text);

describe('receipts', () => {
  it('are shown as they would be printed, with the link for the sum that was kept', async () => {
    const { desk } = await openDesk();
    const view = desk.view(CHARGE_ID);
    expect(view).toMatchObject({ columns: 32, printed: 0, last: null, printer: 'ready' });
    expect(view.lines).toContainEqual({ kind: 'line', left: '收费员', right: '王师傅' });
    expect(view.lines).toContainEqual({ kind: 'qr', text: `https://x/0123/1000/${charge.paidAt}` });
    charge = { ...charge, refunded: 400 };
    expect(desk.view(CHARGE_ID).lines).toContainEqual({ kind: 'qr', text: `https://x/0123/600/${charge.paidAt}` });
    charge = { ...charge, refunded: 1000 };
    expect(desk.view(CHARGE_ID).lines.filter(({ kind }) => kind === 'qr')).toEqual([]);
  });

  it('come out of the printer, are counted, and say from the second on that they are printed again', async () => {
    const { desk, device, pass } = await openDesk();
    desk.print(CHARGE_ID, 'wang', nothing);
    expect(desk.view(CHARGE_ID)).toMatchObject({ printed: 1, last: { state: 'printing' } });
    await pass();
    expect(desk.view(CHARGE_ID)).toMatchObject({ printed: 1, last: { state: 'printed' } });
    expect(textsOf(device.sheets[0]?.rows)).not.toContain('补打 第1次');
    desk.print(CHARGE_ID, 'wang', nothing);
    await pass();
    expect(textsOf(device.sheets[1]?.rows)).toContain('补打 第1次');
    expect(book.facts()).toEqual(['receipt-printed', 'receipt-printed']);
    expect(book.ledger.recent(1)[0]).toMatchObject({ plate: '粤B12345', who: 'wang', stayId: INPUT.stay.id });
  });

  it('that surely did not come out are not counted, and the next is an original', async () => {
    const { desk, device, pass } = await openDesk();
    device.paper = 0;
    desk.print(CHARGE_ID, 'wang', nothing);
    await pass();
    expect(desk.view(CHARGE_ID)).toMatchObject({
      printed: 0,
      last: { state: 'failed', code: 'paper-out' },
      printer: 'paper-out',
    });
    device.paper = 1000;
    await pass(5000);
    expect(device.sheets).toEqual([]);
    desk.print(CHARGE_ID, 'wang', nothing);
    await pass();
    expect(textsOf(device.sheets[0]?.rows)).not.toContain('补打 第1次');
    expect(book.facts()).toEqual(['receipt-printed', 'receipt-failed', 'receipt-printed']);
  });

  it('that may have come out are counted, and never printed again by themselves', async () => {
    const { desk, device, line, pass } = await openDesk();
    device.rowMs = 200;
    desk.print(CHARGE_ID, 'wang', nothing);
    await pass(1000);
    line.unplug();
    await pass();
    expect(desk.view(CHARGE_ID)).toMatchObject({
      printed: 1,
      last: { state: 'failed', code: 'interrupted' },
      printer: 'offline',
    });
    device.restart();
    const before = device.hanging.rows.length;
    line.plug();
    await pass(10_000);
    expect([device.hanging.rows.length, device.sheets]).toEqual([before, []]);
  });

  it('are turned away while another is printed, and nothing is written down', async () => {
    const { desk, device, pass } = await openDesk();
    device.rowMs = 200;
    desk.print(CHARGE_ID, 'wang', nothing);
    expect(() => desk.print(CHARGE_ID, 'wang', nothing)).toThrow(expect.objectContaining({ code: 'not-now' }));
    await pass(60_000);
    expect(device.sheets).toHaveLength(1);
    expect(book.facts()).toEqual(['receipt-printed']);
  });

  it('the same press twice is one paper', async () => {
    const { desk, device, pass } = await openDesk();
    const acts = actsOf(book.db);
    const [key = ''] = KEYS;
    desk.print(CHARGE_ID, 'wang', acts.once(key, 'receipt.print', 'wang'));
    await pass();
    expect(acts.isDone(key)).toBe(true);
    expect(() => desk.print(CHARGE_ID, 'wang', acts.once(key, 'receipt.print', 'wang'))).toThrow();
    await pass();
    expect([device.sheets.length, book.facts()]).toEqual([1, ['receipt-printed']]);
  });

  it('without a printer are shown, and cannot be printed', () => {
    const desk = deskWith(null);
    expect(desk.view(CHARGE_ID)).toMatchObject({ columns: 32, printer: null });
    expect(() => desk.print(CHARGE_ID, 'wang', nothing)).toThrow(expect.objectContaining({ code: 'not-now' }));
  });

  it('of no charge are gone', async () => {
    const { desk } = await openDesk();
    expect(() => desk.view('other')).toThrow(expect.objectContaining({ code: 'gone' }));
    expect(() => desk.print('other', 'wang', nothing)).toThrow(expect.objectContaining({ code: 'gone' }));
  });

  it('a count is that of its own charge, and outlives a restart', async () => {
    const { desk, pass } = await openDesk();
    desk.print(CHARGE_ID, 'wang', nothing);
    await pass();
    expect(deskWith(null).view(CHARGE_ID)).toMatchObject({ printed: 1, last: null });
    charge = { ...charge, id: 'another' };
    expect(deskWith(null).view(CHARGE_ID).printed).toBe(0);
  });

  it('a full disk in the middle: what became of the paper is told aside', async () => {
    const { desk, device, pass } = await openDesk();
    device.paper = 0;
    desk.print(CHARGE_ID, 'wang', nothing);
    book.db.exec(`CREATE TRIGGER full BEFORE INSERT ON fact BEGIN SELECT RAISE(ABORT, 'full'); END`);
    await pass();
    expect(troubles).toHaveLength(1);
    expect(desk.view(CHARGE_ID).last).toEqual({ state: 'failed', code: 'paper-out' });
  });
});
