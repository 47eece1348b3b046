import type { TFunction } from 'i18next';
import type { BillLine } from '../../electron/contract/bill.ts';
import { yuan } from '../exit/money.ts';

type Hours = Extract<BillLine, { kind: 'first' }>['band'];

/** What a line is for: First 1 h, Then each 30 min (Workdays 08:00–20:00). */
export function whatWords(t: TFunction, line: BillLine): string {
  switch (line.kind) {
    case 'free':
      return t('tariff.line.free', { length: lengthWords(t, line.minutes) });
    case 'first':
    case 'then':
      return withHours(t, line.band, t(`tariff.line.${line.kind}`, { length: lengthWords(t, line.minutes) }));
    case 'band-cap':
      return withHours(t, line.band, t('tariff.line.band-cap', { cap: yuan(line.cap) }));
    case 'cap':
      return t(`tariff.line.cap.${line.per}`, { cap: yuan(line.cap) });
    case 'percent-off':
      return t('tariff.line.percent-off', { percent: line.percent });
    case 'rounding':
      return t(`tariff.line.rounding.${line.way}`, { to: yuan(line.to) });
  }
}

/** How its sum comes about: 5.00 × 3; how often a cap was reached; empty: it needs no figures. */
export function figureWords(t: TFunction, line: BillLine): string {
  switch (line.kind) {
    case 'first':
    case 'then':
      return t('tariff.each', { each: yuan(line.each), times: line.times });
    case 'band-cap':
    case 'cap':
      return t('tariff.reached', { times: line.times });
    case 'free':
    case 'percent-off':
    case 'rounding':
      return '';
  }
}

/** 1 h, 90 min: prices are by lengths that people say so. */
const lengthWords = (t: TFunction, minutes: number): string =>
  minutes > 0 && minutes % 60 === 0
    ? t('tariff.length.hours', { count: minutes / 60 })
    : t('tariff.length.minutes', { count: minutes });

function withHours(t: TFunction, { days, from, to }: Hours, what: string): string {
  const wholeDay = from === to;
  if (wholeDay && days === 'every-day' && from === '00:00') return what;
  const day = t(`tariff.days.${days}`);
  const hours = wholeDay && from === '00:00' ? day : t('tariff.hours', { days: day, from, to });
  return t('tariff.during', { what, hours });
}
