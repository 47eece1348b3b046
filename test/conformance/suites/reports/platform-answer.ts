import type { RawAnswer } from '../../ends/raw-lot.ts';
import { departuresFrom } from '../../standard/departures.ts';
import type { Table } from '../../standard/description.ts';
import { table3 } from '../../standard/db4403-envelope.ts';

/** An answer of the platform as it was read, with what it breaks of table 3 and of its interface's table. */
export interface ReadAnswer {
  /** The object's code, or that of the envelope where there is no object. */
  code: number | null;
  words: string;
  items: readonly Record<string, unknown>[];
  departures: readonly string[];
}

/** Holds an answer against table 3 and each of its objects against `reply`. */
export function readAnswer({ json, text }: RawAnswer, reply: Table): ReadAnswer {
  if (json === null) return { code: null, words: text.slice(0, 100), items: [], departures: ['no JSON object'] };
  const { code: lower, ...others } = json;
  const envelope: Record<string, unknown> = lower === undefined ? others : { Code: lower, ...others };
  const items = Array.isArray(envelope['data']) ? (envelope['data'] as Record<string, unknown>[]) : [];
  const outer = typeof envelope['Code'] === 'number' ? envelope['Code'] : null;
  const [first] = items;
  const inner = typeof first?.['code'] === 'number' ? first['code'] : null;
  const words = first?.['message'] ?? envelope['message'];
  return {
    code: inner ?? outer,
    words: typeof words === 'string' ? words : '',
    items,
    departures: [
      ...departuresFrom(table3, envelope).map(({ field, fault }) => `table 3: ${field} ${fault}`),
      ...items.flatMap((item) => inObject(reply, item)),
    ],
  };
}

/** An object that says no has nothing to say but that; and what names the object may be what was wrong with it. */
function inObject(reply: Table, item: Record<string, unknown>): string[] {
  const isTaken = item['code'] === 0;
  return departuresFrom(reply, item)
    .filter(({ field }) => isTaken || field === 'code' || field === 'message')
    .filter(({ field, fault }) => isTaken || field === 'code' || fault !== 'missing')
    .map(({ field, fault }) => `table ${reply.number}: ${field} ${fault}`);
}
