import type { Clock } from '../../native/clock/contract.ts';
import type { makeLink } from '../../native/links/make-link.ts';
import type { Printer } from '../../native/printer/contract.ts';
import { columnsOf, makePrinter } from '../../native/printer/make-printer.ts';
import type { SiteConfig, SiteSecrets } from '../contract/site.ts';
import type { Charges } from './charge/charges.ts';
import type { Names } from './ledger/line.ts';
import type { Ledger } from './ledger/record.ts';
import type { Log } from './log.ts';
import type { Stays } from './parking/stays.ts';
import { INVOICE_PATH, receiptInvoiceLink } from './platform/db4403/url-jumps.ts';
import { createChargeOf } from './receipt/charge-of.ts';
import { createReceiptDesk } from './receipt/desk.ts';
import type { InvoiceLinkOf, ReceiptDesk } from './receipt/desk.ts';
import { watchPrinter } from './receipt/printer-watch.ts';
import type { Db } from './store/open.ts';

export interface ReceiptsParts {
  site: SiteConfig;
  secrets: SiteSecrets;
  db: Db;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  lines: typeof makeLink;
  names: Names;
  charges: Charges;
  stays: Stays;
  /** The printer needs a hand since an instant; null: it does not any more. */
  onPrinter: Parameters<typeof watchPrinter>[2];
}

/** Receipts of what was paid, and the printer of the site file if it has one. */
export interface Receipts {
  readonly desk: ReceiptDesk;
  /** Null: the site has none. */
  readonly printer: Printer | null;
  start(): void;
  /** A receipt that is being printed is written down as interrupted. */
  stop(): Promise<void>;
}

/** Wires receipts to their printer and to the page that makes out invoices. */
export function openReceipts(parts: ReceiptsParts): Receipts {
  const { site, secrets, db, ledger, clock, log, lines, names, charges, stays } = parts;
  const printer = site.printer && {
    device: makePrinter(site.printer, site.links, clock, lines),
    columns: columnsOf(site.printer.width),
    copies: site.printer.copies,
  };
  const watch = printer && watchPrinter(printer.device, clock, parts.onPrinter);
  const desk = createReceiptDesk({
    db,
    ledger,
    lotName: site.lot.name,
    names,
    chargeOf: createChargeOf(charges, stays.byId),
    invoiceLinkOf: invoiceLinkVia(site, secrets),
    printer: printer ?? null,
    onPrinted: (outcome) => watch?.printed(outcome),
    onTrouble: (error) => log.error(error, 'what became of a receipt was not written down'),
  });
  return {
    desk,
    printer: printer?.device ?? null,
    start() {
      printer?.device.start();
      watch?.start();
    },
    async stop() {
      watch?.stop();
      await printer?.device.stop();
    },
  };
}

/**
 * The page that makes out invoices, for receipts (7.4.2): the one that the platform is told of (table 34), else our own
 * when drivers can reach it and it leads somewhere.
 */
function invoiceLinkVia(site: SiteConfig, { db4403 }: SiteSecrets): InvoiceLinkOf {
  const told = site.lot.registration?.business.eInvoice;
  const publicUrl = site.platforms.find((platform) => platform.kind === 'db4403')?.inbound?.publicUrl;
  const own = publicUrl !== undefined && site.sharing?.invoicePage !== undefined && told !== false;
  const page = typeof told === 'string' ? told : own ? publicUrl.replace(/\/+$/, '') + INVOICE_PATH : null;
  return (payment) => (page !== null && db4403 ? receiptInvoiceLink(page, payment, db4403.secret) : null);
}
