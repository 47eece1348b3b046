import { describe, expect, it } from 'vitest';
import { createLanguages } from '../language/languages.ts';
import { factWords } from './fact-words.ts';

const { t } = createLanguages('zh-CN');

describe('what a check measured', () => {
  it('is told with its unit', () => {
    expect(factWords(t, { plate: '粤B12345' })).toBe('车牌 粤B12345');
    expect(factWords(t, { offsetMs: -120 })).toBe('时钟差 -0.1 秒');
    expect(factWords(t, { bytes: 204_800, width: 1920, height: 1080 })).toBe('图片 200 KB，1920 × 1080');
  });

  it('is shown as it is where nobody has a word for it', () => {
    expect(factWords(t, { firmware: 'V5.1' })).toBe('firmware V5.1');
    expect(factWords(t, {})).toBe('');
  });
});
