import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import type { OrderLine } from '../../electron/contract/bookings.ts';
import { shortTime } from '../clock/beijing.ts';
import { Plate } from '../plate/plate.tsx';
import { yuan } from '../exit/money.ts';
import type { Row, Tab } from './bookings-state.ts';
import { forceOf, planWords, spanWords, usedWords, worthWords } from './words.ts';

type Columns = TableColumnType<Row>[];

export function newestColumns(t: TFunction, now: number, tab: Exclude<Tab, 'bookings'>): Columns {
  switch (tab) {
    case 'orders':
      return orderColumns(t, now);
    case 'coupons':
      return couponColumns(t, now);
    case 'control':
      return controlColumns(t, now);
  }
}

/** Columns of one kind of line; `lineOf` is null for a row of another, which is never in its table. */
const columnOf =
  <Line,>(t: TFunction, lineOf: (row: Row) => Line | null) =>
  (key: string, width: number | undefined, render: (line: Line) => React.ReactNode): TableColumnType<Row> => ({
    key,
    title: t(`bookings.column.${key}`),
    ellipsis: true,
    ...(width !== undefined && { width }),
    render: (_, row) => {
      const line = lineOf(row);
      return line === null ? null : render(line);
    },
  });

const idColumn = ({ id }: { id: string }) => <code title={id}>{id}</code>;
const smallPlate = (plate: string, colour: OrderLine['plateColour']) => (
  <Plate small text={plate} colour={colour ?? 'unknown'} marked={[]} />
);

function orderColumns(t: TFunction, now: number): Columns {
  const column = columnOf(t, (row) => (row.tab === 'orders' ? row.line : null));
  return [
    column('receivedAt', 112, ({ receivedAt }) => shortTime(receivedAt, now)),
    column('plate', 144, ({ plate, plateColour }) => smallPlate(plate, plateColour)),
    column('plan', 150, (order) => planWords(order)),
    column('validity', 226, (order) => spanWords(order, now)),
    column('entries', 84, ({ entries, entriesTotal }) => usedWords(entries, entriesTotal)),
    column('days', 84, ({ days, daysTotal }) => usedWords(days, daysTotal)),
    column('payable', 92, ({ payable }) => yuan(payable)),
    column('paid', 150, ({ paid, refunded }) => (
      <>
        <strong>{yuan(paid)}</strong>{' '}
        {refunded > 0 && <span className="dim">{t('bookings.refunded', { yuan: yuan(refunded) })}</span>}
      </>
    )),
    column('overdue', 120, ({ overdue }) =>
      overdue.count === 0 ? (
        <span className="dim">—</span>
      ) : (
        <strong className="tone-ask">{t('bookings.owes', { yuan: yuan(overdue.amount) })}</strong>
      ),
    ),
    column('orderNo', undefined, idColumn),
  ];
}

function couponColumns(t: TFunction, now: number): Columns {
  const column = columnOf(t, (row) => (row.tab === 'coupons' ? row.line : null));
  return [
    column('receivedAt', 130, ({ receivedAt }) => shortTime(receivedAt, now)),
    column('plate', 144, ({ plate }) => smallPlate(plate, null)),
    column('worth', 160, (coupon) => <strong>{worthWords(t, coupon)}</strong>),
    column('madeOutAt', 130, ({ madeOutAt }) => shortTime(madeOutAt, now)),
    column('endedAt', 130, ({ endedAt }) => (endedAt === null ? '—' : shortTime(endedAt, now))),
    column('source', 220, ({ source, channel }) => channel ?? source),
    column('couponNo', undefined, idColumn),
  ];
}

function controlColumns(t: TFunction, now: number): Columns {
  const column = columnOf(t, (row) => (row.tab === 'control' ? row.line : null));
  return [
    column('receivedAt', 130, ({ receivedAt }) => shortTime(receivedAt, now)),
    column('plate', 144, ({ plate, plateColour }) => smallPlate(plate, plateColour)),
    column('strategy', 250, ({ strategy }) => <strong>{t(`bookings.strategy.${strategy}`)}</strong>),
    column('validity', 230, ({ from, to }) => spanOrUntil(t, from, to, now)),
    column('force', 110, (line) => t(`bookings.force.${forceOf(line, now)}`)),
    column('source', 200, ({ source }) => source),
    column('lineNo', undefined, idColumn),
  ];
}

export const spanOrUntil = (t: TFunction, from: number | null, to: number, now: number): string =>
  from === null ? t('bookings.until', { time: shortTime(to, now) }) : spanWords({ from, to }, now);
