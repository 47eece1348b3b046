import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as echarts from 'echarts';
import sharp from 'sharp';
import type { SimulatedDay } from './simulated-day.ts';

const BEIJING_MS = 8 * 3_600_000;
const clock = (at: number): string => new Date(at + BEIJING_MS).toISOString().slice(11, 16);
const COLOURS = { reserved: '#1668dc', other: '#d87a16', saturation: '#389e0d' };

/** Draws a simulated day: saturation, queue lengths and waits by class, over the clock. */
export async function plotDay(day: SimulatedDay, stalls: number, file: string): Promise<void> {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 1400, height: 1000 });
  const times = day.samples.map(({ at }) => clock(at));
  const grids = [60, 380, 700].map((top) => ({ left: 80, right: 40, top, height: 230 }));
  const titles = ['Saturation, %', 'Cars in the queues', 'Wait of each car, min (hollow: gave up)'];
  const line = (name: string, index: number, colour: string, data: number[]) => ({
    type: 'line' as const,
    name,
    xAxisIndex: index,
    yAxisIndex: index,
    showSymbol: false,
    lineStyle: { color: colour },
    itemStyle: { color: colour },
    data,
  });
  const waits = (kind: 'reserved' | 'other') => ({
    type: 'scatter' as const,
    name: kind,
    xAxisIndex: 2,
    yAxisIndex: 2,
    symbolSize: 6,
    data: day.waits
      .filter((wait) => wait.class === kind)
      .map(({ at, ms, gaveUp }) => ({
        value: [clock(at), ms / 60_000],
        itemStyle: gaveUp ? { color: 'transparent', borderColor: COLOURS[kind] } : { color: COLOURS[kind] },
      })),
  });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    legend: { top: 8, data: ['saturation', 'reserved', 'other'] },
    title: titles.map((text, index) => ({ text, left: 80, top: [30, 350, 670][index], textStyle: { fontSize: 14 } })),
    grid: grids,
    xAxis: grids.map((_, gridIndex) => ({ type: 'category', gridIndex, data: times, boundaryGap: false })),
    yAxis: grids.map((_, gridIndex) => ({ type: 'value', gridIndex, min: 0 })),
    series: [
      {
        ...line(
          'saturation',
          0,
          COLOURS.saturation,
          day.samples.map(({ inside }) => (100 * inside) / stalls),
        ),
        markLine: { symbol: 'none', data: [{ yAxis: 70 }, { yAxis: 90 }] },
      },
      line(
        'reserved',
        1,
        COLOURS.reserved,
        day.samples.map(({ queues }) => queues.reserved),
      ),
      line(
        'other',
        1,
        COLOURS.other,
        day.samples.map(({ queues }) => queues.other),
      ),
      waits('reserved'),
      waits('other'),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  await mkdir(dirname(file), { recursive: true });
  await sharp(Buffer.from(svg)).png().toFile(file);
}
