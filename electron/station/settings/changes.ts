import type { z } from 'zod';
import { siteConfig } from '../../contract/site.ts';
import type { Effect, SiteChange, SiteSection } from '../../contract/setup.ts';

export type Json = z.infer<ReturnType<typeof z.json>>;
/** A site file as far as it goes: sections by name, whatever is wrong with them. */
export type SiteData = Record<string, Json>;

/** The sections in the order of the file. */
export const SECTIONS = Object.keys(siteConfig.shape) as (keyof typeof siteConfig.shape)[];

/** With defaults where a section is whole, and as it was written where it is not: so sites are compared, and shown. */
export function normalised(data: SiteData): SiteData {
  const known = SECTIONS.flatMap((name) => {
    const parsed = siteConfig.shape[name].safeParse(data[name]);
    const value = parsed.success ? (parsed.data as Json | undefined) : data[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const others = Object.entries(data).filter(([name]) => !Object.hasOwn(siteConfig.shape, name));
  return Object.fromEntries([...known, ...others]);
}

/** What differs, in the order of the file. People are left out: they are the store's. Both sides normalised. */
export function changesBetween(before: SiteData, after: SiteData): SiteChange[] {
  const names = [...new Set([...SECTIONS, ...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => name !== 'people' && name !== '$schema')
    .flatMap((name) => differences(name, before[name], after[name]))
    .map((change) => ({ ...change, secret: false, effect: effectOf(change.path) }));
}

type Difference = Pick<SiteChange, 'path' | 'before' | 'after'>;

function differences(path: string, before: Json | undefined, after: Json | undefined): Difference[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(`${path}.${name}`, before[name], after[name]));
  }
  const [one, other] = [byId(before), byId(after)];
  if (one !== null && other !== null) {
    const ids = [...new Set([...one.keys(), ...other.keys()])];
    const members = ids.flatMap((id) => differences(`${path}[${id}]`, one.get(id), other.get(id)));
    const common = (of: ReadonlyMap<string, Json>): string[] =>
      [...of.keys()].filter((id) => one.has(id) && other.has(id));
    return [...unlike(path, common(one), common(other)), ...members];
  }
  return unlike(path, before, after);
}

function unlike(path: string, before: Json | undefined, after: Json | undefined): Difference[] {
  if (canonical(before) === canonical(after)) return [];
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of things that each have an id of their own; null: it is no such list. */
function byId(value: Json | undefined): Map<string, Json> | null {
  if (!Array.isArray(value)) return null;
  const entries = value.map((item) => [isObject(item) ? item['id'] : undefined, item] as const);
  const isNamed = entries.every((entry): entry is readonly [string, Json] => typeof entry[0] === 'string');
  const map = new Map(isNamed ? entries : []);
  return map.size === value.length ? map : null;
}

/** One text for one value, however its members are ordered. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  ) ?? '';

/**
 * What takes hold at once, and nothing stops: values that every part reads anew (live-site.ts). A tariff that comes or goes
 * opens or closes the till, so as a whole it is not among them.
 */
const NOW = new RegExp(
  `^(${[
    'lot\\.(name|desk|totalStalls|reservableStalls|stalls)',
    'lot\\.saturation\\..+',
    '(booking|flow|access|retention|reports|clock)\\..+',
    'capture\\.(staleS|sameVehicleS|minConfidence)',
    'displayTexts(\\..+)?',
    'tariff\\..+',
    '(vouchers|calendar)([.[].+)?',
    'backup\\.(at|keep)',
    'lanes\\[[^\\]]*\\]\\.(name|kind|others|closed|place)(\\..+)?',
  ].join('|')})$`,
);

export const effectOf = (path: string): Effect => (NOW.test(path) ? 'now' : 'restart');

/** The strongest of them; null: there is none. */
export const effectOfAll = (changes: readonly SiteChange[]): Effect | null =>
  changes.length === 0 ? null : changes.some(({ effect }) => effect === 'restart') ? 'restart' : 'now';

/** Sections that a person may put, as the contract lists them. */
export const isSection = (name: string): name is SiteSection =>
  Object.hasOwn(siteConfig.shape, name) && name !== 'people' && name !== '$schema';
