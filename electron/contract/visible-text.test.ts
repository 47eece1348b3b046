import { expect, it } from 'vitest';
import { visible, visibleText } from './visible-text.ts';

it.each([
  ['a NUL', '王\0师傅', '王师傅'],
  ['a mark that turns the direction', '粤B\u202E54321', '粤B54321'],
  ['marks around a number, as telephones paste it', '\u202D13800138000\u202C', '13800138000'],
  ['no-width spaces and joiners', '张\u200B三\u200D\uFEFF', '张三'],
  ['line ends', 'one\r\ntwo\u2028three', 'one two three'],
  ['half a character', 'x\uD83Dy', 'xy'],
  ['a terminal’s escape', '\u001B[31mred', '[31mred'],
])('%s is not taken over', (_what, text, shown) => {
  expect(visible(text)).toBe(shown);
});

it('what people write stays as it is', () => {
  for (const text of ['王师傅', "O'Brien", '张三（东门）', '🚗 粤B·12345', '<b>=1+1</b>'])
    expect(visible(text)).toBe(text);
});

it('bounds count what is seen: a name of marks alone is none', () => {
  const name = visibleText.trim().min(1).max(3);
  expect(name.safeParse(' \u202E\u200B ').success).toBe(false);
  expect(name.parse('\u202Eabc\u202C')).toBe('abc');
});
