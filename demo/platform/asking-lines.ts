import { isObject, parsed } from './console.ts';
import type { OwnLines } from './console.ts';
import type { ServiceItem } from './downlink.ts';
import { answerLine } from './lines.ts';
import type { Platform } from './platform.ts';
import { isServiceInterface } from './tables/interfaces.ts';
import type { ServiceInterface } from './tables/interfaces.ts';

/** What can be typed at a DB4403/T platform alone: it asks the lot. */
export type AskingLine =
  | { what: 'request'; code: ServiceInterface; items: ServiceItem | ServiceItem[] }
  | { what: 'invoice'; orderNo: string; page: string | null }
  | { what: 'wrong'; words: string };

const HELP = `  SERVICE {…} | SERVICE [{…}, …]   asks the lot: requestBookStall, confirmBookStall, coupon, vehicleControl,
                                   shareOrder, overduePayment, refundRequest
  invoice ORDER [PAGE]   prints a signed link to the lot's invoice page (7.4.2)
`;

/** Reads one line; null: its word is none of these. */
export function parseAskingLine(word: string, argument: string): AskingLine | null {
  if (isServiceInterface(word)) {
    const items = parsed(argument);
    const isBatch = Array.isArray(items) && items.every(isObject);
    return isBatch || isObject(items)
      ? { what: 'request', code: word, items }
      : { what: 'wrong', words: `${word}: a JSON object or a list of them follows` };
  }
  if (word !== 'invoice') return null;
  const [orderNo = '', page = null] = argument.split(/\s+/);
  return orderNo === ''
    ? { what: 'wrong', words: 'invoice: an order number follows' }
    : { what: 'invoice', orderNo, page };
}

export const askingLines = (platform: Platform): OwnLines => ({
  help: HELP,
  async obey(word, argument) {
    const line = parseAskingLine(word, argument);
    switch (line?.what) {
      case undefined:
        return null;
      case 'wrong':
        return line.words;
      case 'request':
        return answerLine(line.code, await platform.request(line.code, line.items));
      case 'invoice':
        return platform.invoiceLink(line.orderNo, line.page ?? undefined);
    }
  },
});
