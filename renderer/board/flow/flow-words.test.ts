import { describe, expect, it } from 'vitest';
import type { FlowView } from '../../../electron/contract/board.ts';
import { createLanguages } from '../../language/languages.ts';
import { flow } from '../../preview/fixtures.ts';
import { goingNow, goingWords, priorityWords, ruleSentences } from './flow-words.ts';

/** 2024-11-21 09:41:27 in Beijing; the hours of the fixture are 06:41 to 18:41. */
const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const lot = (over: Partial<FlowView> = {}, free = 71) => ({ flow: flow(at, over), free });
const byHours = { on: false, by: 'schedule', since: null, who: null, because: null } as const;
const byHand = {
  on: false,
  by: 'person',
  since: null,
  until: at + 3_600_000,
  who: '王师傅',
  because: '门口拥堵',
} as const;

describe('how cars go, in words', () => {
  const { t } = createLanguages('zh-CN');
  const en = createLanguages('en').t;

  it('saturated: the ratio, and whose turn is next', () => {
    expect(goingWords(t, lot())).toBe('放行 预约 2 : 非预约 1（下一辆：预约 2/2）');
    expect(goingWords(t, lot({ turn: 'other' }))).toBe('放行 预约 2 : 非预约 1（下一辆：非预约）');
    expect(goingWords(en, lot())).toBe('Opens reserved 2 : other 1 (next: reserved 2/2)');
  });

  it('full: how many must leave, or how many may come', () => {
    const full = { band: 'full', exitsPerEntry: 2, exitsNeeded: 1 } as const;
    expect(goingWords(t, lot(full))).toBe('出 2 进 1 · 再出 1 辆可进 1 辆非预约车');
    expect(goingWords(t, lot({ ...full, credits: 3 }))).toBe('出 2 进 1 · 可进 3 辆非预约车');
  });

  it('unsaturated, or with nobody first: first come, first served; without a place only who has one', () => {
    expect(goingWords(t, lot({ band: 'unsaturated' }))).toBe('先到先放');
    expect(goingWords(t, lot({ band: 'full', priority: { ...byHours, until: null } }))).toBe('先到先放');
    expect(goingNow(lot({ band: 'full' }, 0))).toBe('no-place');
  });

  it('the rule: since whom and until when', () => {
    expect(priorityWords(t, lot().flow.priority, at)).toBe('预约优先 · 06:41–18:41');
    expect(priorityWords(t, { ...lot().flow.priority, since: null }, at)).toBe('预约优先 · 至 18:41');
    expect(priorityWords(t, { ...byHours, until: at }, at)).toBe('预约优先 关 · 09:41 起');
    expect(priorityWords(t, { ...byHours, until: null }, at)).toBe('预约优先 关');
    expect(priorityWords(t, byHand, at)).toBe('预约优先 关 · 王师傅 · 至 10:41');
    expect(priorityWords(en, { ...byHand, on: true }, at)).toBe('Reserved first · 王师傅 · until 10:41');
  });

  it('the rule in two sentences, each with its figures, in both languages', () => {
    expect(ruleSentences(t, lot(), at)).toEqual([
      '预约车先放（按时间表），至 18:41。',
      '车位已饱和：两队都有车时，每放 2 辆预约车再放 1 辆非预约车，下一辆是预约车（第 2/2 辆）。',
    ]);
    expect(ruleSentences(t, lot({ priority: { ...byHand, until: null } }), at)[0]).toBe(
      '王师傅关闭了预约优先：不分先后，直到有人改回（门口拥堵）。',
    );
    const priorities = [
      flow(at).priority,
      { ...flow(at).priority, until: null },
      { ...byHours, until: at },
      { ...byHours, until: null },
      byHand,
      { ...byHand, on: true },
    ];
    for (const priority of priorities) {
      for (const band of ['unsaturated', 'saturated', 'full'] as const) {
        for (const free of [0, 5]) {
          for (const credits of [0, 2]) {
            for (const words of [t, en]) {
              const said = ruleSentences(words, lot({ priority, band, credits }, free), at).join(' ');
              expect(said).not.toMatch(/flow\.|\{\{|undefined|null/);
            }
          }
        }
      }
    }
  });
});
