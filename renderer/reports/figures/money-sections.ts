import type { TFunction } from 'i18next';
import type { CountedSum, Report, ReportFigures } from '../../../electron/contract/reports.ts';
import { wordOr } from '../../language/languages.ts';
import { yuan } from '../../exit/money.ts';
import type { Bars } from '../../charts/spec.ts';
import { carsOf } from './hours.ts';
import { moneyCells, moneyColumns } from './flow-sections.ts';
import type { Names } from './names.ts';
import { section, totalOf } from './table.ts';
import type { Column, FigureTable, Row, Section } from './table.ts';

/** Money: what came, how, less what; the drawer; and the same by lane, person and shift. */
export function moneySections(t: TFunction, report: Report, names: Names): Section[] {
  return [...drawerSection(t, report), incomeSection(t, report.figures, names), partsSection(t, report.figures, names)];
}

const text = (title: string): Column => ({ title, kind: 'text' });
const count = (title: string): Column => ({ title, kind: 'count' });
const money = (title: string): Column => ({ title, kind: 'money' });

/** Of a shift: what was counted beside what there should be. */
function drawerSection(t: TFunction, { figures: { drawer } }: Report): Section[] {
  if (drawer === null) return [];
  const columns: Column[] = [
    { title: t('reports.column.at'), kind: 'time' },
    text(t('reports.column.person')),
    ...['counted', 'expected', 'over'].map((name) => money(t(`reports.column.${name}`))),
  ];
  const rows = drawer.counts.map(({ at, who, counted, expected, difference }): Row => ({
    cells: [at, who, counted, expected, difference],
    odd: difference !== 0,
  }));
  return [
    section('drawer', t('reports.section.drawer'), {
      tables: [{ id: 'drawer', title: null, columns, rows, total: null }],
      note: t('reports.note.drawer', { till: yuan(drawer.till), expected: yuan(drawer.expected) }),
    }),
  ];
}

function incomeSection(t: TFunction, { income }: ReportFigures, names: Names): Section {
  const word = t('reports.total');
  const taken: Column[] = [
    text(t('reports.column.payType')),
    count(t('reports.column.count')),
    ...['receivable', 'discount', 'received'].map((name) => money(t(`reports.column.${name}`))),
  ];
  const charges = income.charges.map(({ payType, n, receivable, discount, received }): Row => ({
    cells: [names.payType(payType), n, receivable, discount, received],
  }));
  const paid: Column[] = [
    text(t('reports.column.payType')),
    count(t('reports.column.count')),
    money(t('reports.column.amount')),
  ];
  const paidTable = (id: 'cards' | 'refunds'): FigureTable => {
    const rows = income[id].map(({ payType, n, amount }): Row => ({ cells: [names.payType(payType), n, amount] }));
    return { id, title: t(`reports.table.${id}`), columns: paid, rows, total: totalOf(paid, rows, word) };
  };
  const named: Column[] = [
    text(t('reports.column.name')),
    text(t('reports.column.type')),
    count(t('reports.column.count')),
    money(t('reports.column.discount')),
  ];
  const discounts = income.discounts.map(({ name, type, n, amount }): Row => ({
    cells: [name, wordOr(t, ['reports.discountType'], type), n, amount],
  }));
  const tables: FigureTable[] = [
    {
      id: 'charges',
      title: t('reports.table.charges'),
      columns: taken,
      rows: charges,
      total: totalOf(taken, charges, word),
    },
    paidTable('cards'),
    paidTable('refunds'),
    {
      id: 'discounts',
      title: t('reports.table.discounts'),
      columns: named,
      rows: discounts,
      total: totalOf(named, discounts, word),
    },
    otherTable(t, income),
  ];
  return section('income', t('reports.section.income'), {
    charts: [incomeChart(t, income, names)],
    tables: tables.filter(({ rows }) => rows.length > 0),
    note: t('reports.note.net', { net: yuan(income.net), cash: yuan(income.cash) }),
  });
}

function incomeChart(t: TFunction, { charges }: ReportFigures['income'], names: Names): Bars {
  return {
    kind: 'bars',
    label: t('reports.chart.income'),
    categories: charges.map(({ payType }) => names.payType(payType)),
    values: charges.map(({ received }) => received),
    say: yuan,
  };
}

/** Of different kinds: there is nothing to add up. What did not happen is left out. */
function otherTable(t: TFunction, { debts, orders, uncounted }: ReportFigures['income']): FigureTable {
  const line = (name: string, { n, amount }: CountedSum): Row[] =>
    n === 0 ? [] : [{ cells: [t(`reports.sum.${name}`), n, amount] }];
  const rows = [
    ...line('debtsOwed', debts.owed),
    ...line('debtsPaid', debts.paid),
    ...line('debtsWaived', debts.waived),
    ...line('ordersPaid', orders.paid),
    ...line('ordersRefunded', orders.refunded),
    ...line('uncountedCame', uncounted.came),
    ...line('uncountedReturned', uncounted.returned),
  ];
  const columns = [text(t('reports.column.item')), count(t('reports.column.count')), money(t('reports.column.amount'))];
  return { id: 'other', title: t('reports.table.other'), columns, rows, total: null };
}

/** The same figures by lane, person and shift. */
function partsSection(t: TFunction, { lanes, people, shifts }: ReportFigures, names: Names): Section {
  const word = t('reports.total');
  const flow = [count(t('reports.way.in')), count(t('reports.way.out')), count(t('reports.column.openings'))];
  const table = (id: string, columns: readonly Column[], rows: readonly Row[]): FigureTable => ({
    id,
    title: t(`reports.table.${id}`),
    columns,
    rows,
    total: rows.length > 1 ? totalOf(columns, rows, word) : null,
  });
  const byLane = lanes.map((each): Row => ({
    cells: [names.lane(each.laneId), carsOf(each.in), carsOf(each.out), each.openings, ...moneyCells(each)],
  }));
  const byPerson = people.map(
    (each): Row => ({
      cells: [names.person(each.person), each.in, each.out, each.openings, each.overrides, each.refusals, each.corrections, ...moneyCells(each)],
    }),
  ); // prettier-ignore
  const byShift = shifts.map((each): Row => ({
    cells: [names.shift(each.shift), carsOf(each.in), carsOf(each.out), each.openings, ...moneyCells(each)],
  }));
  const did = ['overrides', 'refusals', 'corrections'].map((name) => count(t(`reports.column.${name}`)));
  return section('parts', t('reports.section.parts'), {
    tables: [
      table('lanes', [text(t('reports.column.lane')), ...flow, ...moneyColumns(t)], byLane),
      table('people', [text(t('reports.column.person')), ...flow, ...did, ...moneyColumns(t)], byPerson),
      table('shifts', [text(t('reports.column.shift')), ...flow, ...moneyColumns(t)], byShift),
    ].filter(({ rows }) => rows.length > 0),
  });
}
