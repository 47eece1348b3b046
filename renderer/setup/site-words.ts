import type { TFunction } from 'i18next';
import { longer, namesOf, stepsOf, valueAt } from './site-paths.ts';
import type { Json, Site } from './site-paths.ts';

/** What the places of a site file are called, and how their values read: the same words in forms, mistakes and changes. */

/** Shapes that stand at several places have their words once. */
const SHARED: readonly (readonly [RegExp, string])[] = [
  [/^(?:flow\.priority|sharing\.plans\.rules|tariff\.rates\.bands)\.(days|from|to)$/, 'hours.$1'],
  [/^lanes\.barrier\.inputs\.\w+\.(input|inverted)$/, 'lanes.barrier.contact.$1'],
  [/^lanes\.barrier\.coils\.\w+\.(coil|mode|ms)$/, 'lanes.barrier.relay.$1'],
  [/^lanes\.barrier\.status\.bits\.\w+\.(byte|bit|inverted)$/, 'lanes.barrier.bit.$1'],
  [/^lanes\.barrier\.commands\.\w+\.(send|reply)$/, 'frames.$1'],
  [/^lanes\.barrier\.status\.(send|reply)$/, 'frames.$1'],
  [/^lanes\.(?:barrier|displays)\.checksum\.(\w+)$/, 'frames.checksum.$1'],
  [/^lanes\.displays\.levels\.(?:day|night)\.(\w+)$/, 'lanes.displays.levels.$1'],
  [/^displayTexts\.\w+\.(show|speak)$/, 'displayTexts.$1'],
  [/^lot\.registration\.stalls\.except\..+\.(\w+)$/, 'lot.registration.stalls.common.$1'],
];

/** Key under which a place has its `label`, its `help` and the words of its `choice`s. */
export function wordsKeyOf(path: string): string {
  const names = namesOf(path).join('.');
  const [from, to] = SHARED.find(([pattern]) => pattern.test(names)) ?? [null, ''];
  return `setup.site.${from === null ? names : names.replace(from, to)}`;
}

/** `lanes[0].camera.address` as people say it: Lanes › East entrance › Camera › Address. */
export function placeWords(t: TFunction, site: Site, path: string): string {
  let walked = '';
  const words = stepsOf(path).map((step) => {
    walked = longer(walked, step);
    // What people named themselves has no word of ours.
    if (typeof step === 'string') return t(`${wordsKeyOf(walked)}.label`, { defaultValue: step });
    const line = valueAt(site, walked);
    return typeof step === 'number' ? itemWords(t, line, step) : nameOf(line) || step.id;
  });
  return words.join(' › ');
}

/** How a line of a list is known: by the name that it was given, else by its number. */
export function itemWords(t: TFunction, item: Json | undefined, index: number): string {
  return nameOf(item) || t('setup.form.nth', { n: index + 1 });
}

/** Empty: it has none. */
function nameOf(item: Json | undefined): string {
  if (typeof item === 'string') return item;
  const named = ['name', 'item', 'id', 'kind'].map((key) => valueAt(item, key));
  return named.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
}

const MONEY = /(?:^|\.)(?:fen|cap|price|originalPrice|perHour|capPerDay|till)$/;
const SHARE = /^lot\.saturation\.\w+$/;

/** A value as the form shows it; of what has many parts, each with its name. */
export function valueWords(t: TFunction, path: string, value: Json | undefined): string {
  const names = namesOf(path).join('.');
  if (value === undefined || value === null) return t('setup.changes.nothing');
  if (typeof value === 'boolean') return t(value ? 'setup.changes.yes' : 'setup.changes.no');
  if (typeof value === 'number') {
    if (MONEY.test(names)) return t('setup.changes.yuan', { yuan: (value / 100).toFixed(2) });
    if (SHARE.test(names)) return `${Math.round(value * 100)} %`;
    return t(`${wordsKeyOf(path)}.choice.${value}`, { defaultValue: String(value) });
  }
  if (typeof value === 'string') return t(`${wordsKeyOf(path)}.choice.${value}`, { defaultValue: value });
  const parts = Array.isArray(value)
    ? value.map((item, index) => valueWords(t, `${path}[${index}]`, item))
    : Object.entries(value).map(([name, part]) =>
        t('setup.changes.part', {
          name: t(`${wordsKeyOf(`${path}.${name}`)}.label`, { defaultValue: name }),
          value: valueWords(t, `${path}.${name}`, part),
        }),
      );
  return parts.length === 0 ? t('setup.changes.nothing') : parts.join(t('setup.changes.and'));
}
