// What people, cameras and site files write, and the numbers that things are given.

export const HOUR = 3_600_000;
/** UTC ms. */
export const at = Date.UTC(2026, 2, 4, 5, 6, 7);
let last = 0;
/** 32 hex digits, another each time. */
export const id = (): string => (last += 1).toString(16).padStart(32, 'c0ffee');
export const number = (letter: string): string => `${letter}-${(last += 1)}`;

/** Words as they come: long, beyond the basic plane, with what nobody can read, or hardly any. */
export const WORDS: readonly (readonly [string, string])[] = [
  ['300 characters', '车'.repeat(300)],
  ['emoji', '🅿️🚗👨‍👩‍👧‍👦'.repeat(40)],
  ['controls and halves of characters', 'A\u0000B\u001b[31m\ud83d\u007fC'],
  ['line breaks', '第一行\r\n第二行\t完'],
  ['spaces', '  前后有空格  '],
  ['one character', '门'],
];
export const PLATES: readonly (readonly [string, string])[] = [
  ['new energy', '粤BD12345'],
  ['police', '粤B1234警'],
  ['Hong Kong', '粤Z1234港'],
  ['embassy', '123456使'],
  ['emergency', '粤B1234应急'],
  ['military', 'KA12345'],
  ['as read from a bumper', 'MY OTHER CAR IS A BOAT'],
  ['beyond the basic plane', '𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷'],
  ['none', ''],
];

/** A lot's stalls on an ordinary day. */
export const numbers = { total: 300, used: 120, free: 100, reserved: 80 };
