import { describe, expect, it } from 'vitest';
import { createLanguages } from '../../language/languages.ts';
import { emptyReport, reportOf } from '../../preview/reports-fixtures.ts';
import { carsOf, flowsByHour, insideByDay, insideByHour, monthsOf, daysOf, periodName } from './hours.ts';
import { keyFigures, sectionsOf, signed } from './sections.ts';
import { cellWords, hasNothing } from './table.ts';

const { t } = createLanguages('zh-CN');
const AT = Date.parse('2024-11-22T01:00:00Z');
const DAY = { period: { by: 'day', day: '2024-11-21' } } as const;
const MONTH = { period: { by: 'month', month: '2024-11' } } as const;
const SHIFT = { period: { by: 'shift', shift: 42 } } as const;

describe('figures along time', () => {
  it('a day has its 24 hours, with nought where nobody came', () => {
    const { figures } = reportOf(DAY, AT);
    figures.flows.hours = figures.flows.hours.slice(0, 3);
    const { of, lines } = flowsByHour(figures);
    expect(of).toBe('period');
    expect(lines).toHaveLength(24);
    expect(lines.slice(3).every((line) => carsOf(line.in) + carsOf(line.out) === 0)).toBe(true);
  });

  it('a month is told by the hours of the day, and loses no car by it', () => {
    const { figures } = reportOf(MONTH, AT);
    const { of, lines } = flowsByHour(figures);
    expect(of).toBe('day');
    expect(lines.map(({ at }) => at)).toEqual(Array.from({ length: 24 }, (_, n) => n));
    expect(lines.reduce((sum, line) => sum + carsOf(line.in), 0)).toBe(carsOf(figures.flows.in));
  });

  it('an hour in which nothing moved is as full as the one before ended', () => {
    const { period } = reportOf(DAY, AT).figures;
    const hours = insideByHour(period, { peak: 9, hours: [{ hour: period.from + 3_600_000, peak: 9, last: 4 }] });
    expect(hours.slice(0, 3).map(({ peak, last }) => [peak, last])).toEqual([
      [null, null],
      [9, 4],
      [4, 4],
    ]);
    expect(insideByDay(hours)).toEqual([{ day: '2024-11-21', peak: 9, last: 4 }]);
  });

  it('days on which nothing happened are there, and months add them up', () => {
    const { figures } = reportOf(MONTH, AT);
    const all = daysOf({ ...figures, days: figures.days.slice(0, 2) });
    expect(all).toHaveLength(30);
    expect(all.at(-1)).toMatchObject({ day: '2024-11-30', received: 0 });
    const [month] = monthsOf(daysOf(figures));
    expect(month?.received).toBe(figures.days.reduce((sum, { received }) => sum + received, 0));
  });

  it('names its period so that a file can be called after it', () => {
    expect(periodName(reportOf(DAY, AT))).toBe('2024-11-21');
    expect(periodName(reportOf(MONTH, AT))).toBe('2024-11');
    expect(periodName(reportOf(SHIFT, AT))).toBe('42-2024-11-21');
    const span = { period: { by: 'span', from: '2024-11-01', to: '2024-11-07' } } as const;
    expect(periodName(reportOf(span, AT))).toBe('2024-11-01_2024-11-07');
  });
});

describe('a report as it is read', () => {
  const sectionOf = (id: string, wish: Parameters<typeof reportOf>[0] = DAY) => {
    const found = sectionsOf(t, reportOf(wish, AT)).find((each) => each.id === id);
    if (found === undefined) throw new Error(`no section ${id}`);
    return found;
  };

  it('every row has a cell for each column, and every word is known', () => {
    for (const wish of [DAY, MONTH, SHIFT])
      for (const { title, note, tables, charts } of sectionsOf(t, reportOf(wish, AT))) {
        for (const { columns, rows, total } of tables) {
          for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
          if (total !== null) expect(total).toHaveLength(columns.length);
          for (const column of columns) expect(column.title).not.toContain('reports.');
        }
        expect(`${title} ${note ?? ''}`).not.toMatch(/reports\.|\{\{/);
        for (const chart of charts)
          if (chart.kind !== 'bars')
            for (const { values } of chart.series) expect(values).toHaveLength(chart.categories.length);
      }
  });

  it('a difference of openings stands out, in the sum and in its rows', () => {
    const { odd, tables } = sectionOf('openings');
    expect(odd).toContain('2');
    const rows = tables[0]?.rows.filter((row) => row.odd === true).map(({ cells }) => cells[0]);
    expect(rows).toEqual(['自动放行', '手动抬杆', '无开闸通过']);
  });

  it('the totals under income are those of the figures', () => {
    const { figures } = reportOf(DAY, AT);
    const charges = sectionOf('income').tables.find(({ id }) => id === 'charges');
    const { n, receivable, discount, received } = figures.income.total;
    expect(charges?.total).toEqual(['合计', n, receivable, discount, received]);
  });

  it('a shift shows its drawer, and no timeliness; a day the other way round', () => {
    const ids = (wish: Parameters<typeof reportOf>[0]) => sectionsOf(t, reportOf(wish, AT)).map(({ id }) => id);
    expect(ids(SHIFT)).toContain('drawer');
    expect(ids(SHIFT)).not.toContain('sync');
    expect(ids(DAY)).toContain('sync');
    expect(ids(DAY)).not.toContain('drawer');
    expect(ids(MONTH)).toContain('days');
  });

  it('a day on which nobody came has no odd figure, and nothing but its sections', () => {
    const report = emptyReport(DAY, AT);
    expect(keyFigures(t, report).filter(({ odd }) => odd)).toEqual([]);
    expect(sectionsOf(t, report).filter((each) => !hasNothing(each)).map(({ id }) => id)).toEqual([]); // prettier-ignore
  });

  it('numbers read as what they are', () => {
    expect(cellWords(t, 'money', 123_450)).toBe('1234.50');
    expect(cellWords(t, 'share', 0.9933)).toBe('99.3%');
    expect(cellWords(t, 'count', null)).toBe('—');
    expect(cellWords(t, 'hour', AT)).toBe('11-22 09:00');
    expect([signed(200), signed(-200), signed(0)]).toEqual(['+2.00', '-2.00', '0.00']);
  });
});
