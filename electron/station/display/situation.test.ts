import { describe, expect, it } from 'vitest';
import { displayTexts } from '../../contract/site-displays.ts';
import type { LaneState } from '../lane/state.ts';
import { idle } from '../lane/state.ts';
import { AT, car, going, judged, standing } from './display.fixture.ts';
import { levelsAt } from './levels.ts';
import { situationOf } from './situation.ts';
import type { Seen } from './situation.ts';
import { filled, rowsOf } from './wording.ts';

const seen = (state: LaneState, change: Partial<Seen> = {}): Seen => ({
  direction: 'entrance',
  closed: false,
  state,
  free: 5,
  place: null,
  lot: '东门停车场',
  ...change,
});

const TEXTS = displayTexts.parse({});
const rows = (state: LaneState, change: Partial<Seen> = {}): string[] => {
  const { message, values } = situationOf(seen(state, change));
  return rowsOf(TEXTS[message], values, 2);
};
const said = (state: LaneState, change: Partial<Seen> = {}): string => {
  const { message, values } = situationOf(seen(state, change));
  return filled(TEXTS[message].speak ?? '', values);
};

const exit = { direction: 'exit' } as const;

describe('what a board says', () => {
  it.each<[string, LaneState, Partial<Seen>, string[]]>([
    ['an empty entrance: free places', idle(AT), {}, ['东门停车场', '余位 5']],
    ['an entrance of a full lot', idle(AT), { free: 0 }, ['东门停车场', '车位已满']],
    ['a closed lane', idle(AT), { closed: true }, ['东门停车场', '通道关闭']],
    ['an empty exit', idle(AT), exit, ['东门停车场', '减速慢行']],
    ['a reserved car', going('opening', car('粤B12345', { class: 'reserved' })), {}, ['粤B12345', '预约车 请通行']],
    ['another car', going('passing', car('粤B12345')), {}, ['粤B12345', '欢迎光临']],
    ['a car that leaves', going('opening', car('粤B12345')), exit, ['粤B12345', '一路平安']],
    ['a car that no camera saw', going('opening', null), {}, ['欢迎光临']],
    ['a fee', standing('asking', judged('粤B12345', 'fee-due', { due: 1050 })), exit, ['粤B12345', '请缴费10.5元']],
    ['a fee that is not known', standing('asking', judged('粤B12345', 'fee-unclear')), exit, ['粤B12345', '请稍候']],
    ['a car in the queue', standing('waiting', car('粤B12345')), { place: 3 }, ['粤B12345', '请等候 第3位']],
    ['a plate that was not read', standing('asking', judged('', 'plate-unreadable')), {}, ['请等候', '岗亭处理']],
    ['a full lot', standing('refused', judged('粤B12345', 'lot-full')), {}, ['粤B12345', '车位已满']],
    ['a lane for others', standing('refused', judged('粤B1', 'lane-is-reserved-only')), {}, ['粤B1', '预约车专用']],
    ['a control list', standing('refused', judged('粤B12345', 'control-no-entry')), {}, ['粤B12345', '禁止通行']],
    ['another refusal', standing('refused', judged('粤B12345', 'card-over')), {}, ['粤B12345', '请联系岗亭']],
    ['a passage nobody is sure of', going('unsure', car('粤B12345')), {}, ['粤B12345', '请稍候']],
  ])('%s', (_, state, change, expected) => {
    expect(rows(state, change)).toEqual(expected);
  });

  it('speaks the fee, and nothing of an empty lane', () => {
    expect(said(standing('asking', judged('粤B12345', 'fee-due', { due: 1000 })), exit)).toBe('粤B12345，请缴费10元');
    expect(said(idle(AT))).toBe('');
  });

  it('a month card is greeted as one', () => {
    const withCard = car('粤B12345', { card: { no: '1', kind: 'month' } as never });
    expect(rows(going('opening', withCard))).toEqual(['粤B12345', '月卡车 请通行']);
  });

  it('the fee of the car before never shows for the next: a paid one has none', () => {
    const before = situationOf(seen(standing('asking', judged('粤B11111', 'fee-due', { due: 1000 })), exit));
    const next = situationOf(seen(standing('asking', judged('粤B22222', 'no-entry-record')), exit));
    expect([before.values.fee, next.values.fee]).toEqual(['10', '']);
  });
});

describe('words in braces', () => {
  const values = { plate: '粤B12345', fee: '', free: '0', place: '', lot: '东' };

  it('what has no value leaves no gap', () => {
    expect(filled('请缴费 {fee} 元', values)).toBe('请缴费 元');
    expect(filled('{place} {plate}', values)).toBe('粤B12345');
  });

  it('what is more than the board has stands behind its last row', () => {
    expect(rowsOf({ show: ['{plate}', '预约车', '请通行'] }, values, 2)).toEqual(['粤B12345', '预约车 请通行']);
    expect(rowsOf({ show: ['{plate}', '请通行'] }, values, 1)).toEqual(['粤B12345 请通行']);
    expect(rowsOf({ show: ['{plate}'] }, values, 4)).toEqual(['粤B12345']);
  });
});

describe('day and night', () => {
  const day = { brightness: 100, volume: 80 };
  const night = { brightness: 40, volume: 30 };
  const at = (beijing: string): number => Date.parse(`2026-03-01T${beijing}:00+08:00`);

  it('are told by Beijing time, whatever the zone of the machine', () => {
    const levels = { dayFrom: '07:00', nightFrom: '20:00', day, night };
    expect(['06:59', '07:00', '19:59', '20:00', '00:00'].map((time) => levelsAt(levels, at(time)))).toEqual([
      night,
      day,
      day,
      night,
      night,
    ]);
  });

  it('may end past midnight', () => {
    const levels = { dayFrom: '09:00', nightFrom: '01:00', day, night };
    expect(['00:30', '01:00', '08:59', '09:00'].map((time) => levelsAt(levels, at(time)))).toEqual([
      day,
      night,
      night,
      day,
    ]);
  });
});
