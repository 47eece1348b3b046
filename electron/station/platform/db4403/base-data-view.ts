import { isDeepStrictEqual } from 'node:util';
import type { BaseDataView } from '../../../contract/base-data.ts';
import type { Held } from './base-data-held.ts';
import { pictureKey } from './base-data-keys.ts';
import type { UnusablePicture } from './base-data-pictures.ts';
import { PICTURE_TITLES } from './base-data-site.ts';

/** What the site file says of one order key. */
export interface Wanted {
  interface: string;
  /** As a person calls it. */
  title: string;
  /** JSON, as it will be sent. */
  payload: string;
  /** False: the site file has it no longer, and this is how the platform is told so. */
  present: boolean;
}

/** Where a picture's bytes lie, and how old they are, says nothing about it. */
const BESIDE_THE_POINT: ReadonlySet<string> = new Set(['file', 'pickTime']);

/** Whether two payloads of one interface, JSON, say the same of the lot. */
export const saysTheSame = (a: string, b: string): boolean => a === b || isDeepStrictEqual(substance(a), substance(b));

/** One line of the screen: what the site file has beside what the platform took last. */
export function baseDataView(key: string, wanted: Wanted | null, held: Held | null): BaseDataView {
  const taken = held?.taken ?? null;
  return {
    key,
    interface: wanted?.interface ?? held?.newest.interface ?? '',
    title: wanted?.title ?? titleFrom(substance(held?.newest.payload ?? '{}')),
    state: stateOf(wanted, held),
    heldSince: taken?.settledAt ?? null,
    message: held?.newest.state === 'parked' || held?.newest.state === 'dismissed' ? held.newest.answer : null,
    fields: differences(wanted?.payload ?? '{}', taken?.payload ?? '{}'),
  };
}

/** A picture that cannot be told at all, with the reason. */
export function unusableView({ picture, why }: UnusablePicture): BaseDataView {
  return {
    key: pictureKey(picture),
    interface: 'imageUpload',
    title: PICTURE_TITLES[picture],
    state: 'never',
    heldSince: null,
    message: why,
    fields: [],
  };
}

function stateOf(wanted: Wanted | null, held: Held | null): BaseDataView['state'] {
  // Gone from the site file, and no table has a word for that: the platform still holds it.
  if (!wanted) return 'removed';
  if (held && saysTheSame(wanted.payload, held.newest.payload)) {
    switch (held.newest.state) {
      case 'waiting':
        return 'queued';
      case 'parked':
        return 'refused';
      case 'acknowledged':
        return wanted.present ? 'same' : 'removed';
      case 'dismissed':
    }
  }
  return held?.taken ? 'differs' : 'never';
}

function differences(site: string, platform: string): BaseDataView['fields'] {
  if (site === platform) return [];
  const [ours, theirs] = [substance(site), substance(platform)];
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return names
    .filter((name) => !isDeepStrictEqual(ours[name], theirs[name]))
    .map((name) => ({ name, site: shown(ours[name]), platform: shown(theirs[name]) }));
}

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Payload = Readonly<Record<string, unknown>>;

const substance = (payload: string): Payload =>
  Object.fromEntries(Object.entries(JSON.parse(payload) as Payload).filter(([name]) => !BESIDE_THE_POINT.has(name)));

/** What something that is gone from the site file was called when it was told. */
function titleFrom(payload: Payload): string {
  const names = ['parkName', 'name', 'stallNo', 'packageName', 'charger', 'fileName'].map((name) => payload[name]);
  return names.find((name) => typeof name === 'string') ?? '';
}
