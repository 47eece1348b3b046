import type { Report, ReportLines } from '../../contract/reports.ts';
import type { Codes } from '../../contract/words/codes-zh-CN.ts';
import { toDateTime } from '../wire/time.ts';
import { figureTables, namesOf } from './figure-tables.ts';
import { carsOf } from './flows.ts';
import type { ChargeLine, OpeningLine, rowsOf, StayLine } from './rows.ts';
import type { Cell, Table } from './table.ts';
import type { ReportWords } from './words.ts';

/** A report as tables: what it is, its numbers, and the acts and alarms behind them. */
export function reportTables(report: Report, words: ReportWords): Table[] {
  const { titles } = words;
  return [
    overview(report, words),
    ...figureTables(report, words),
    linesTable(report, words, titles.overrideLines, report.overrides),
    linesTable(report, words, titles.refusalLines, report.refusals),
    linesTable(report, words, titles.correctionLines, report.corrections),
    linesTable(report, words, titles.alarmLines, report.alarms),
  ];
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);

function overview(report: Report, words: ReportWords): Table {
  const { facts, heads, by } = words;
  const { figures, lot, shift } = report;
  const { period, income, saturation, bookings, drawer } = figures;
  const rows: Cell[][] = [
    [facts.lot, lot.name],
    [facts.desk, lot.desk],
    [facts.period, by[period.by]],
    ...(shift ? [[facts.holder, `${shift.id} ${shift.person.name}`]] : []),
    [facts.from, toDateTime(period.from)],
    [facts.to, toDateTime(period.to)],
    ...(period.laneId === null ? [] : [[heads.lane, namesOf(report, words).lane(period.laneId)]]),
    ...(period.person === null ? [] : [[heads.person, namesOf(report, words).person(period.person)]]),
    [facts.askedAt, toDateTime(report.askedAt)],
    [facts.sha256, report.sha256],
    ...(lot.stalls === null ? [] : [[facts.stalls, String(lot.stalls)]]),
    ...(saturation ? [[facts.peak, String(saturation.peak)]] : []),
    [facts.carsIn, String(carsOf(figures.flows.in))],
    [facts.carsOut, String(carsOf(figures.flows.out))],
    [facts.receivable, yuan(income.total.receivable)],
    [facts.discount, yuan(income.total.discount)],
    [facts.received, yuan(income.total.received)],
    [facts.cards, yuan(income.cards.reduce((sum, { amount }) => sum + amount, 0))],
    [facts.refunded, yuan(income.refunds.reduce((sum, { amount }) => sum + amount, 0))],
    [facts.net, yuan(income.net)],
    [facts.cash, yuan(income.cash)],
    ...(drawer
      ? [
          [facts.till, yuan(drawer.till)],
          [facts.expected, yuan(drawer.expected)],
        ]
      : []),
    [facts.openings, String(figures.openings.openings)],
    [facts.unopened, String(figures.openings.unopened)],
    ...(bookings
      ? [
          [facts.confirmed, String(bookings.confirmed)],
          [facts.cancelled, String(bookings.cancelled)],
          [facts.noShows, String(bookings.noShows)],
          [facts.early, String(bookings.early)],
          [facts.onTime, String(bookings.onTime)],
          [facts.late, String(bookings.late)],
          [facts.lateP50, String(bookings.lateP50Min)],
          [facts.lateP95, String(bookings.lateP95Min)],
        ]
      : []),
  ];
  return {
    title: words.titles.overview,
    columns: [
      { title: heads.item, kind: 'text', width: 30 },
      { title: heads.value, kind: 'text', width: 70 },
    ],
    rows,
  };
}

function linesTable(report: Report, words: ReportWords, title: string, { lines }: ReportLines): Table {
  const { heads } = words;
  const name = namesOf(report, words);
  return {
    title,
    columns: [
      { title: heads.at, kind: 'time' },
      { title: heads.kind, kind: 'text' },
      { title: heads.lane, kind: 'text' },
      { title: heads.plate, kind: 'text' },
      { title: heads.person, kind: 'text' },
      { title: heads.reason, kind: 'text', width: 30 },
      { title: heads.detail, kind: 'text', width: 30 },
      { title: heads.amount, kind: 'money' },
      { title: heads.of, kind: 'time' },
      { title: heads.ofShift, kind: 'text' },
      { title: heads.picture, kind: 'text', width: 50 },
    ],
    rows: lines.map(({ at, kind, laneId, plate, who, reason, detail, amount, of, image }) => [
      at,
      words.word(['noted', 'opening'], kind),
      laneId === null ? null : name.lane(laneId),
      plate,
      name.person(who),
      reason && words.reason(reason),
      detail && words.word(['flowClass', 'control'], detail),
      amount,
      of?.at ?? null,
      of && name.shift(of.shift),
      image,
    ]),
  };
}

/** The rows behind a report, each read as it is written. */
export function rowTables(report: Report, words: ReportWords, rows: ReturnType<typeof rowsOf>): Table[] {
  const { heads, titles } = words;
  const name = namesOf(report, words);
  const word = (list: keyof Codes, code: string | null): string | null => code && words.word([list], code);
  const text = (title: string) => ({ title, kind: 'text' }) as const;
  const time = (title: string) => ({ title, kind: 'time' }) as const;
  const money = (title: string) => ({ title, kind: 'money', total: true }) as const;
  return [
    {
      title: titles.stays,
      columns: [
        ...[heads.plate, heads.class].map(text),
        time(heads.entered),
        ...[heads.entrance, heads.entryCause].map(text),
        time(heads.left),
        ...[heads.exit, heads.exitCause, heads.booking, heads.order, heads.card].map(text),
      ],
      rows: mapped(rows.stays(), (stay: StayLine) => [
        stay.plate,
        word('flowClass', stay.class),
        stay.enteredAt,
        stay.entrance,
        word('opening', stay.entryCause),
        stay.leftAt,
        stay.exit,
        word('opening', stay.exitCause),
        stay.booking,
        stay.order,
        stay.card,
      ]),
    },
    {
      title: titles.charges,
      columns: [
        time(heads.at),
        ...[heads.plate, heads.lane].map(text),
        ...[heads.receivable, heads.discount, heads.received, heads.refunded].map(money),
        ...[heads.payType, heads.person, heads.id].map(text),
      ],
      rows: mapped(rows.charges(), (charge: ChargeLine) => [
        charge.at,
        charge.plate,
        charge.laneId === null ? null : name.lane(charge.laneId),
        charge.receivable,
        charge.discount,
        charge.received,
        charge.refunded,
        word('payType', charge.payType),
        name.person(charge.who),
        charge.id,
      ]),
    },
    {
      title: titles.openingRows,
      columns: [
        time(heads.at),
        ...[heads.lane, heads.cause, heads.plate, heads.class, heads.person, heads.reason].map(text),
        { title: heads.passages, kind: 'int', total: true },
      ],
      rows: mapped(rows.openings(), (opening: OpeningLine) => [
        opening.at,
        name.lane(opening.laneId),
        word('opening', opening.cause),
        opening.plate,
        word('flowClass', opening.class),
        name.person(opening.who),
        opening.because && words.reason(opening.because),
        opening.passages,
      ]),
    },
  ];
}

function* mapped<T>(rows: Iterable<T>, cellsOf: (row: T) => Cell[]): Generator<Cell[]> {
  for (const row of rows) yield cellsOf(row);
}
