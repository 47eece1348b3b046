import type { Kind } from '../cases/kinds.ts';

export type Standard = 'db4403' | 'citybrain';
export type Carrier = 'mqtts' | 'https';

/** One case and what came of it. */
export interface Outcome {
  /** Null: the object, or the message, as a whole. */
  attribute: string | null;
  kind: Kind;
  detail: string;
  expected: string;
  seen: string;
  passed: boolean;
  /** From sending to the answer; null where nothing was measured. */
  ms: number | null;
}

/** The cases of one interface over one transport. */
export interface Section {
  standard: Standard;
  /** The interface's code, or a word for what is no interface. */
  code: string;
  clause: string;
  title: { zh: string; en: string };
  /** Who asks: the lot reports (up), the platform asks (down), or both are looked at. */
  direction: 'up' | 'down' | 'both';
  /** Tables of the request and of the reply, as the standard numbers them. */
  tables: readonly string[];
  transport: Carrier;
  outcomes: Outcome[];
}

/** Told of each section as it is done. */
export type OnSection = (section: Section) => void;

export const passedIn = ({ outcomes }: Section): number => outcomes.filter(({ passed }) => passed).length;
export const failedIn = (section: Section): number => section.outcomes.length - passedIn(section);

/** The longest that a case took, ms; null where none was measured. */
export function slowestIn({ outcomes }: Section): number | null {
  const measured = outcomes.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  return measured.length === 0 ? null : Math.max(...measured);
}

/** Which way an interface is asked. */
export const ARROWS = {
  up: { sign: '↑', zh: '上行', en: 'up' },
  down: { sign: '↓', zh: '下行', en: 'down' },
  both: { sign: '↕', zh: '双向', en: 'both ways' },
} as const;

export const standardName = (standard: Standard): string => (standard === 'db4403' ? 'DB4403/T' : '城市大脑 V2.9');
export const carrierName = (carrier: Carrier): string => carrier.toUpperCase();

/** One section for each interface and transport, in the order given: an interface's cases come from several parts. */
export function merged(sections: readonly Section[], orderOf: (standard: Standard, code: string) => number): Section[] {
  const byKey = new Map<string, Section>();
  for (const section of sections) {
    const key = `${section.standard} ${section.code} ${section.transport}`;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { ...section, outcomes: [...section.outcomes] });
    else known.outcomes.push(...section.outcomes);
  }
  return [...byKey.values()].sort(
    (a, b) => orderOf(a.standard, a.code) - orderOf(b.standard, b.code) || (a.transport < b.transport ? 1 : -1),
  );
}
