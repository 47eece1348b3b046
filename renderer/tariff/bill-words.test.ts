import { describe, expect, it } from 'vitest';
import type { BillLine } from '../../electron/contract/bill.ts';
import { createLanguages } from '../language/languages.ts';
import { figureWords, whatWords } from './bill-words.ts';

const ALL_DAY = { days: 'every-day', from: '00:00', to: '00:00' } as const;
const NIGHT = { days: 'workdays', from: '20:00', to: '08:00' } as const;

const LINES: [BillLine, string, string, string, string][] = [
  [{ kind: 'free', minutes: 30, fen: 0 }, '免费时长 30 分钟', '', 'Free for 30 min', ''],
  [
    { kind: 'first', band: ALL_DAY, minutes: 60, each: 1000, times: 1, fen: 1000 },
    ...(['首 1 小时', '10.00 × 1', 'First 1 h', '10.00 × 1'] as const),
  ],
  [
    { kind: 'then', band: NIGHT, minutes: 90, each: 250, times: 3, fen: 750 },
    ...([
      '后每 90 分钟（工作日 20:00–08:00）',
      '2.50 × 3',
      'Then each 90 min (Workdays 20:00–08:00)',
      '2.50 × 3',
    ] as const),
  ],
  [
    { kind: 'then', band: { ...ALL_DAY, days: 'weekends' }, minutes: 60, each: 0, times: 3, fen: 0 },
    ...(['后每 1 小时（周末）', '0.00 × 3', 'Then each 1 h (Weekends)', '0.00 × 3'] as const),
  ],
  [
    { kind: 'band-cap', band: NIGHT, cap: 500, times: 2, fen: -300 },
    ...([
      '时段封顶 5.00 元（工作日 20:00–08:00）',
      '2 次',
      'At most 5.00 yuan in these hours (Workdays 20:00–08:00)',
      '2 ×',
    ] as const),
  ],
  [
    { kind: 'cap', per: '24h', cap: 6000, times: 1, fen: -500 },
    ...(['每 24 小时封顶 60.00 元', '1 次', 'At most 60.00 yuan in 24 hours', '1 ×'] as const),
  ],
  [{ kind: 'percent-off', percent: 50, fen: -500 }, '减免 50%', '', '50 % off', ''],
  [
    { kind: 'rounding', to: 100, way: 'nearest', fen: 50 },
    ...(['四舍五入到 1.00 元', '', 'Rounded to the nearest 1.00 yuan', ''] as const),
  ],
];

describe('a line of a bill', () => {
  const chinese = createLanguages('zh-CN').t;
  const english = createLanguages('en').t;

  it.each(LINES)('$kind', (line, ...words) => {
    expect([whatWords(chinese, line), figureWords(chinese, line), whatWords(english, line), figureWords(english, line)]).toEqual(words); // prettier-ignore
  });
});
