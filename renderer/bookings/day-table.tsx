import { Empty, Spin, Table } from 'antd';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingLine } from '../../electron/contract/bookings.ts';
import { clockTime, shortTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { Plate } from '../plate/plate.tsx';
import { useBookings, useDesk } from '../store/desk.tsx';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { isToday } from './bookings-state.ts';
import { keptMinutes, standingOf } from './standing.ts';
import { StandingMark } from './standing-mark.tsx';
import { cameWords, carWords, spanWords, stallWords } from './words.ts';

/** A booking, or the line that says where now is: what is above has begun, what is below is to come. */
type Line = { row: 'now' } | { row: 'booking'; line: BookingLine };
type Column = TableColumnType<Line>;

const COLUMNS = 8;

/** The bookings of a day, by time. */
export function DayTable() {
  const { t } = useTranslation();
  const { store } = useDesk().bookings;
  const now = useNow();
  const page = useBookings((state) => (state.page?.tab === 'bookings' ? state.page : null));
  const today = useBookings(isToday);
  const text = useBookings((state) => state.text.trim());
  const filter = useBookings((state) => state.filters.bookings);
  const selected = useBookings((state) => state.selected);
  useRowInSight(selected);
  useNowInSight(today && page !== null);
  if (page === null) return <Spin className="lists-wait" data-testid="list-loading" />;
  if (page.items.length === 0) {
    const empty =
      text !== ''
        ? t('bookings.empty.search', { text })
        : t(filter === 'all' ? 'bookings.empty.bookings' : 'bookings.empty.filtered');
    return <Empty className="lists-wait" description={empty} data-testid="list-empty" />;
  }
  return (
    <Table
      rowKey={(line) => (line.row === 'now' ? 'now' : line.line.code)}
      size="small"
      pagination={false}
      tableLayout="fixed"
      dataSource={linesOf(page.items, today && text === '' ? now : null)}
      columns={columnsOf(t, now)}
      rowClassName={(line) => classOf(line, selected, now)}
      onRow={(line) =>
        line.row === 'now'
          ? { 'data-testid': 'now-line' }
          : {
              'data-testid': `booking-${line.line.code}`,
              'data-plate': line.line.plate,
              'data-standing': standingOf(line.line, now),
              'aria-selected': line.line.code === selected,
              onClick: () => {
                store.select(line.line.code);
                store.show({ kind: 'detail', row: { tab: 'bookings', line: line.line } });
              },
            }
      }
    />
  );
}

/** With the line for now between what has begun and what has not; `now` null: without it. */
function linesOf(items: readonly BookingLine[], now: number | null): Line[] {
  const lines: Line[] = items.map((line) => ({ row: 'booking', line }));
  if (now === null) return lines;
  const begun = items.filter(({ from }) => from <= now).length;
  return [...lines.slice(0, begun), { row: 'now' }, ...lines.slice(begun)];
}

function classOf(line: Line, selected: string | null, now: number): string {
  if (line.row === 'now') return 'now-line';
  const standing = standingOf(line.line, now);
  return [line.line.code === selected ? 'row-selected' : '', standing === 'late' ? 'row-late' : ''].join(' ');
}

/** Once, when the day's list appears. */
function useNowInSight(ready: boolean): void {
  useEffect(() => {
    if (ready) document.querySelector('.bookings .now-line')?.scrollIntoView({ block: 'center' });
  }, [ready]);
}

function columnsOf(t: TFunction, now: number): Column[] {
  const column = (
    key: string,
    width: number | undefined,
    render: (booking: BookingLine) => React.ReactNode,
  ): Column => ({
    key,
    title: t(`bookings.column.${key}`),
    ellipsis: true,
    ...(width !== undefined && { width }),
    onCell: (line) => (line.row === 'now' ? { colSpan: 0 } : {}),
    render: (_, line) => (line.row === 'now' ? null : render(line.line)),
  });
  const first = column('time', 196, (booking) => <strong>{spanWords(booking, now)}</strong>);
  return [
    {
      ...first,
      onCell: (line) => (line.row === 'now' ? { colSpan: COLUMNS } : {}),
      render: (value, line, index) =>
        line.row === 'now' ? (
          <span className="now-line-words">{t('bookings.now', { time: clockTime(now).slice(0, 5) })}</span>
        ) : (
          first.render?.(value, line, index)
        ),
    },
    column('plate', 138, ({ plate, plateColour }) => (
      <Plate small text={plate} colour={plateColour ?? 'unknown'} marked={[]} />
    )),
    column('car', 112, (booking) => carWords(t, booking) || <span className="dim">—</span>),
    column('stall', 98, (booking) => {
      const words = stallWords(t, booking);
      return words === null ? <span className="dim">—</span> : <strong>{words}</strong>;
    }),
    column('standing', 122, (booking) => <StandingMark standing={standingOf(booking, now)} />),
    column('kept', 188, (booking) => <Kept booking={booking} now={now} />),
    column('came', 226, (booking) => <Came booking={booking} now={now} />),
    column('source', undefined, ({ source, code }) => (
      <>
        {source} <code title={code}>{code}</code>
      </>
    )),
  ];
}

/** When the place is given back, and how long that is still to come. */
function Kept({ booking, now }: { booking: BookingLine; now: number }) {
  const { t } = useTranslation();
  const minutes = keptMinutes(booking, now);
  const awaited = booking.state === 'locked' || booking.state === 'confirmed';
  if (!awaited) return <span className="dim">—</span>;
  return (
    <>
      {shortTime(booking.keptUntil, now)}{' '}
      {minutes !== null && (
        <span className={standingOf(booking, now) === 'late' ? 'kept-late' : 'dim'}>
          {t('bookings.keeps', { minutes })}
        </span>
      )}
    </>
  );
}

function Came({ booking, now }: { booking: BookingLine; now: number }) {
  const { t } = useTranslation();
  const { stay } = booking;
  if (stay === null) return <span className="dim">—</span>;
  return (
    <>
      <strong>{shortTime(stay.enteredAt, now)}</strong> {cameWords(t, booking)}
      {stay.leftAt !== null && (
        <span className="dim"> · {t('bookings.leftAt', { time: shortTime(stay.leftAt, now) })}</span>
      )}
    </>
  );
}
