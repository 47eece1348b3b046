import type { ServiceItem } from './downlink.ts';
import { isServiceInterface } from './tables/interfaces.ts';
import type { ServiceInterface } from './tables/interfaces.ts';

/** What can be typed at a running platform. */
export type ConsoleLine =
  | { what: 'request'; code: ServiceInterface; items: ServiceItem | ServiceItem[] }
  | { what: 'faults'; change: Record<string, unknown> }
  | { what: 'cut'; seconds: number | null }
  | { what: 'restore' }
  | { what: 'invoice'; orderNo: string; page: string | null }
  | { what: 'help' }
  | { what: 'nothing' }
  | { what: 'wrong'; words: string };

export const CONSOLE_HELP = `Lines that can be typed here:
  SERVICE {…} | SERVICE [{…}, …]   asks the lot: requestBookStall, confirmBookStall, coupon, vehicleControl,
                                   shareOrder, overduePayment, refundRequest
  faults {…}      misbehaves from now on, e.g. {"slowMs": 5000}, {"silent": true}, {"halfOpen": true}
  faults          shows how it misbehaves
  cut [SECONDS]   is gone, for good or for so long;  restore   is back
  invoice ORDER [PAGE]   prints a signed link to the lot's invoice page (7.4.2)
  help`;

/** Reads one line. */
export function parseConsoleLine(line: string): ConsoleLine {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
  const argument = rest.trim();
  if (isServiceInterface(word)) {
    const items = parsed(argument);
    const isBatch = Array.isArray(items) && items.every(isObject);
    return isBatch || isObject(items)
      ? { what: 'request', code: word, items }
      : { what: 'wrong', words: `${word}: a JSON object or a list of them follows` };
  }
  switch (word) {
    case '':
      return { what: 'nothing' };
    case 'faults': {
      const change = argument === '' ? {} : parsed(argument);
      return isObject(change)
        ? { what: 'faults', change }
        : { what: 'wrong', words: 'faults: a JSON object follows, or nothing' };
    }
    case 'cut': {
      const seconds = argument === '' ? null : Number(argument);
      return seconds === null || seconds > 0
        ? { what: 'cut', seconds }
        : { what: 'wrong', words: `cut ${argument}: a number of seconds, or nothing` };
    }
    case 'restore':
      return { what: 'restore' };
    case 'invoice': {
      const [orderNo = '', page = null] = argument.split(/\s+/);
      return orderNo === ''
        ? { what: 'wrong', words: 'invoice: an order number follows' }
        : { what: 'invoice', orderNo, page };
    }
    case 'help':
      return { what: 'help' };
    default:
      return { what: 'wrong', words: `${word}: nothing is called so; type help` };
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
