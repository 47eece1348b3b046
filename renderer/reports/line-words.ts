import type { TFunction } from 'i18next';
import type { ReportLine } from '../../electron/contract/reports.ts';
import { dateTime } from '../clock/beijing.ts';
import { yuan } from '../exit/money.ts';
import { wordOr } from '../language/languages.ts';
import type { Names } from './figures/names.ts';

/** What else a line says: what stood there before, of which money, and which charge it corrects. */
export function detailWords(t: TFunction, { kind, detail, amount, of }: ReportLine, names: Names): string {
  const said = detail === null || detail === '' ? null : wordOr(t, ['lane.class', 'control', 'fault'], detail);
  return [
    said !== null && kind === 'corrected' ? t('reports.line.was', { what: said }) : said,
    amount === null ? null : t('reports.line.amount', { amount: yuan(amount) }),
    of === null ? null : t('reports.line.of', { time: dateTime(of.at).slice(0, 16), shift: names.shift(of.shift) }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Where the window finds the picture of a line. */
export const pictureOf = ({ image }: ReportLine): string | null =>
  image === null ? null : `capture://images/${image}`;
