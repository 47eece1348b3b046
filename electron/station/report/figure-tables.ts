import type { ClassCounts, Report } from '../../contract/reports.ts';
import { flowClass } from '../../contract/reports.ts';
import { carsOf } from './flows.ts';
import type { Cell, Column, Table } from './table.ts';
import type { ReportWords } from './words.ts';

/** Names of what figures have as ids. */
export const namesOf = ({ names, shift }: Report, words: ReportWords) => ({
  lane: (id: string | null): string => (id === null ? words.none : (names.lanes[id] ?? id)),
  person: (id: string | null): string => (id === null ? words.machine : (names.people[id] ?? id)),
  shift: (id: number | null): string =>
    id === null ? words.noShift : shift?.id === id ? `${id} ${shift.person.name}` : String(id),
});

const int = (title: string): Column => ({ title, kind: 'int', total: true });
const money = (title: string): Column => ({ title, kind: 'money', total: true });
const text = (title: string, width?: number): Column => ({
  title,
  kind: 'text',
  ...(width !== undefined && { width }),
});
const time = (title: string): Column => ({ title, kind: 'time' });
const plain = (title: string): Column => ({ title, kind: 'int' });

const CLASSES = flowClass.options;

/** The numbers of a report as tables, in the order in which they are read. */
export function figureTables(report: Report, words: ReportWords): Table[] {
  const { heads, titles, word } = words;
  const { figures } = report;
  const name = namesOf(report, words);
  const flowColumns = (['in', 'out'] as const).flatMap((way) =>
    CLASSES.map((each) => int(`${word(['way'], way)} ${word(['flowClass'], each)}`)),
  );
  const flowCells = (flows: { in: ClassCounts; out: ClassCounts }): number[] =>
    (['in', 'out'] as const).flatMap((way) => CLASSES.map((each) => flows[way][each]));
  const moneyColumns = [money(heads.received), money(heads.refunded), money(heads.cash)];
  const moneyCells = (of: { received: number; refunded: number; cash: number }): number[] => [
    of.received,
    of.refunded,
    of.cash,
  ];

  return [
    {
      title: titles.hours,
      columns: [time(heads.hour), ...flowColumns],
      rows: figures.flows.hours.map(({ hour, ...flows }) => [hour, ...flowCells(flows)]),
    },
    {
      title: titles.days,
      columns: [text(heads.day), ...flowColumns, ...moneyColumns],
      rows: figures.days.map((each) => [each.day, ...flowCells(each), ...moneyCells(each)]),
    },
    {
      title: titles.lanes,
      columns: [text(heads.lane, 20), ...flowColumns, int(heads.openings), int(heads.passages), ...moneyColumns],
      rows: figures.lanes.map((each) => [
        name.lane(each.laneId),
        ...flowCells(each),
        each.openings,
        each.passages,
        ...moneyCells(each),
      ]),
    },
    {
      title: titles.people,
      columns: [
        text(heads.person),
        int(heads.in),
        int(heads.out),
        int(heads.openings),
        int(heads.overrides),
        int(heads.refusals),
        int(heads.corrections),
        ...moneyColumns,
      ],
      rows: figures.people.map((each) => [
        name.person(each.person),
        each.in,
        each.out,
        each.openings,
        each.overrides,
        each.refusals,
        each.corrections,
        ...moneyCells(each),
      ]),
    },
    {
      title: titles.shifts,
      columns: [text(heads.shift), int(heads.in), int(heads.out), int(heads.openings), ...moneyColumns],
      rows: figures.shifts.map((each) => [
        name.shift(each.shift),
        carsOf(each.in),
        carsOf(each.out),
        each.openings,
        ...moneyCells(each),
      ]),
    },
    {
      title: titles.waits,
      columns: [
        text(heads.way),
        text(heads.class),
        int(heads.cars),
        ...[heads.p50, heads.p95, heads.longest].map(plain),
      ],
      rows: figures.waits.map((each) => [
        word(['way'], each.way),
        word(['flowClass'], each.class),
        each.cars,
        each.p50S,
        each.p95S,
        each.maxS,
      ]),
    },
    ...saturationTable(report, words),
    ...moneyTables(report, words),
    ...gateTables(report, words),
  ];
}

function saturationTable({ figures, lot }: Report, { heads, titles }: ReportWords): Table[] {
  if (!figures.saturation) return [];
  const { stalls } = lot;
  return [
    {
      title: titles.saturation,
      columns: [time(heads.hour), plain(heads.peak), plain(heads.last), { title: heads.share, kind: 'share' }],
      rows: figures.saturation.hours.map(({ hour, peak, last }) => [
        hour,
        peak,
        last,
        stalls === null || stalls === 0 ? null : peak / stalls,
      ]),
    },
  ];
}

function moneyTables(report: Report, words: ReportWords): Table[] {
  const { heads, titles, sums, word } = words;
  const { income, drawer } = report.figures;
  const name = namesOf(report, words);
  const pay = (type: string): string => word(['payType'], type);
  const others: Cell[][] = [
    ...income.cards.map(({ payType, n, amount }) => [`${sums.card} ${pay(payType)}`, n, amount]),
    ...income.refunds.map(({ payType, n, amount }) => [`${sums.refund} ${pay(payType)}`, n, amount]),
    ...(
      [
        ['debtsOwed', income.debts.owed],
        ['debtsPaid', income.debts.paid],
        ['debtsWaived', income.debts.waived],
        ['ordersPaid', income.orders.paid],
        ['ordersRefunded', income.orders.refunded],
        ['uncountedCame', income.uncounted.came],
        ['uncountedReturned', income.uncounted.returned],
      ] as const
    ).map(([name, { n, amount }]) => [sums[name], n, amount]),
  ];
  return [
    {
      title: titles.income,
      columns: [
        text(heads.payType),
        int(heads.count),
        ...[heads.receivable, heads.discount, heads.received].map(money),
      ],
      rows: income.charges.map(({ payType, n, receivable, discount, received }) => [
        pay(payType),
        n,
        receivable,
        discount,
        received,
      ]),
    },
    {
      title: titles.discounts,
      columns: [text(heads.name, 24), text(heads.type), int(heads.count), money(heads.discount)],
      rows: income.discounts.map(({ name, type, n, amount }) => [name, word(['discountType'], type), n, amount]),
    },
    {
      title: titles.otherMoney,
      // Of different kinds: there is nothing to add up.
      columns: [text(heads.item, 30), plain(heads.count), { title: heads.amount, kind: 'money' }],
      rows: others,
    },
    ...(drawer
      ? [
          {
            title: titles.counts,
            columns: [
              time(heads.at),
              text(heads.person),
              ...[heads.counted, heads.expected, heads.over].map((title): Column => ({ title, kind: 'money' })),
            ],
            rows: drawer.counts.map(({ at, who, counted, expected, difference }) => [
              at,
              name.person(who),
              counted,
              expected,
              difference,
            ]),
          },
        ]
      : []),
  ];
}

function gateTables({ figures }: Report, words: ReportWords): Table[] {
  const { heads, titles, word, reason: why } = words;
  const { openings, overrides, noted, sync } = figures;
  return [
    {
      title: titles.openings,
      columns: [text(heads.cause), ...[heads.openings, heads.passages, heads.again, heads.difference].map(int)],
      rows: [
        ...openings.byCause.map(({ cause, openings: opened, passages, again, difference }) => [
          word(['opening'], cause),
          opened,
          passages,
          again,
          difference,
        ]),
        [words.facts.unopened, 0, openings.unopened, 0, -openings.unopened],
      ],
    },
    {
      title: titles.overrides,
      columns: [text(heads.cause), text(heads.reason, 40), int(heads.times)],
      rows: overrides.map(({ cause, reason, n }) => [word(['opening'], cause), why(reason), n]),
    },
    {
      title: titles.noted,
      columns: [text(heads.kind, 20), text(heads.reason, 40), int(heads.times)],
      rows: noted.map(({ kind, reason, n }) => [word(['noted'], kind), why(reason), n]),
    },
    ...(sync
      ? [
          {
            title: titles.sync,
            columns: [
              text(heads.platform),
              text(heads.interface, 24),
              ...[heads.taken, heads.measured, heads.late].map(int),
              { title: heads.inTime, kind: 'share' } as const,
              ...[heads.p50Ms, heads.p99Ms, heads.maxMs].map(plain),
            ],
            rows: sync.map((each) => [
              each.platform,
              word(['interface'], each.interface),
              each.taken,
              each.measured,
              each.late,
              each.share,
              each.p50Ms,
              each.p99Ms,
              each.maxMs,
            ]),
          },
        ]
      : []),
  ];
}
