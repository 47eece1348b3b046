import type { EChartsCoreOption } from 'echarts/core';
import { FONT } from '../look/look.ts';
import { paletteOf } from './palette.ts';
import type { Ground, Palette } from './palette.ts';
import type { Bars, ChartSpec, Line, StackedBars } from './spec.ts';

/** Dashes of lines in their order: on paper nothing else tells them apart. */
const DASHES = ['solid', 'dashed', 'dotted'] as const;
/** Patterns of parts, as the library writes them: none, strokes both ways, dots, lines, squares. */
const PATTERNS = [
  { symbol: 'none' },
  { symbol: 'none' },
  { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: '#ffffff' },
  { symbol: 'circle', symbolSize: 0.6, dashArrayX: [[4, 4]], dashArrayY: [4, 4], color: '#000000' },
  { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4, color: '#000000' },
  { dashArrayX: [1, 0], dashArrayY: [1, 4], color: '#000000' },
] as const;

/** How the library is told to draw a chart on a ground. */
export function optionOf(spec: ChartSpec, ground: Ground): EChartsCoreOption {
  const palette = paletteOf(ground);
  const paper = ground === 'paper';
  return {
    animation: false,
    color: [...palette.series],
    textStyle: { color: palette.text, fontFamily: FONT, fontSize: 13 },
    ...(paper
      ? {}
      : {
          tooltip: {
            trigger: 'axis',
            confine: true,
            axisPointer: { type: spec.kind === 'line' ? 'line' : 'shadow' },
            backgroundColor: palette.ground,
            borderColor: palette.line,
            textStyle: { color: palette.text, fontSize: 13 },
            ...(spec.kind === 'bars' && { valueFormatter: (value: unknown) => spec.say(Number(value)) }),
          },
        }),
    ...partsOf(spec, palette, paper),
  };
}

function partsOf(spec: ChartSpec, palette: Palette, paper: boolean): EChartsCoreOption {
  switch (spec.kind) {
    case 'stacked-bars':
      return stackedBars(spec, palette, paper);
    case 'line':
      return line(spec, palette, paper);
    case 'bars':
      return bars(spec, palette, paper);
  }
}

const labelsIn = (palette: Palette) => ({ color: palette.dim, fontSize: 12 });

const categoryAxis = (categories: readonly string[], palette: Palette) => ({
  type: 'category' as const,
  data: [...categories],
  axisTick: { alignWithLabel: true },
  axisLine: { lineStyle: { color: palette.line } },
  axisLabel: { ...labelsIn(palette), hideOverlap: true },
});

const valueAxis = (palette: Palette) => ({
  type: 'value' as const,
  minInterval: 1,
  splitLine: { lineStyle: { color: palette.line, opacity: 0.6 } },
  axisLabel: labelsIn(palette),
});

const legendIn = (palette: Palette, names: readonly string[]) => ({
  data: [...new Set(names)],
  top: 0,
  left: 0,
  itemWidth: 22,
  itemHeight: 13,
  textStyle: { color: palette.text, fontSize: 13 },
});

const GRID = { left: 8, right: 20, top: 38, bottom: 6, containLabel: true };

function stackedBars({ categories, series }: StackedBars, palette: Palette, paper: boolean): EChartsCoreOption {
  const names = [...new Set(series.map(({ name }) => name))];
  const place = (name: string): number => names.indexOf(name);
  return {
    grid: GRID,
    legend: legendIn(palette, names),
    xAxis: categoryAxis(categories, palette),
    yAxis: valueAxis(palette),
    series: series.map(({ name, stack, values }) => ({
      type: 'bar',
      name,
      stack,
      data: [...values],
      barMaxWidth: 26,
      barGap: '12%',
      itemStyle: {
        color: palette.series[place(name) % palette.series.length],
        ...(paper && {
          borderColor: '#000000',
          borderWidth: 0.6,
          decal: PATTERNS[place(name) % PATTERNS.length],
        }),
      },
    })),
  };
}

function line({ categories, series, levels }: Line, palette: Palette, paper: boolean): EChartsCoreOption {
  return {
    grid: { ...GRID, right: 64 },
    legend: legendIn(
      palette,
      series.map(({ name }) => name),
    ),
    xAxis: { ...categoryAxis(categories, palette), boundaryGap: false },
    yAxis: { ...valueAxis(palette), ...(levels.length > 0 && { max: topOf(series, levels) }) },
    series: series.map(({ name, values }, n) => ({
      type: 'line',
      name,
      data: [...values],
      step: 'middle',
      showSymbol: false,
      connectNulls: false,
      lineStyle: { width: 2, type: paper ? (DASHES[n] ?? 'solid') : 'solid', ...(paper && { color: '#000000' }) },
      ...(n === 0 && {
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: palette.dim, type: 'dashed' },
          label: { color: palette.text, formatter: '{b}', position: 'end' },
          data: levels.map((level) => ({ name: level.name, yAxis: level.value })),
        },
      }),
    })),
  };
}

/** Room for the line and for its levels. */
function topOf(series: Line['series'], levels: Line['levels']): number {
  const most = Math.max(
    ...series.flatMap(({ values }) => values.map((value) => value ?? 0)),
    ...levels.map(({ value }) => value),
  );
  return Math.ceil(most * 1.05);
}

function bars({ categories, values, say }: Bars, palette: Palette, paper: boolean): EChartsCoreOption {
  return {
    grid: { ...GRID, top: 6, right: 110 },
    // The first at the top, as in the table.
    yAxis: { ...categoryAxis(categories, palette), inverse: true },
    xAxis: { ...valueAxis(palette), axisLabel: { show: false }, splitLine: { show: false } },
    series: [
      {
        type: 'bar',
        data: [...values],
        barMaxWidth: 22,
        itemStyle: { color: palette.series[0], ...(paper && { borderColor: '#000000' }) },
        label: {
          show: true,
          position: 'right',
          color: palette.text,
          formatter: ({ value }: { value: number }) => say(value),
        },
      },
    ],
  };
}
