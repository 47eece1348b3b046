/** Characters as people use them: of one byte, of three, and beyond the basic plane, where a character is two code units. */
const SCRIPTS = {
  ascii: 'abcdefghijklmnopqrstuvwxyz0123456789',
  han: '停车场预约共享接口规范深圳市地方标准入口出口收费记录车位',
  astral: '𠮷𡃁🚗🅿𠀋🛣𪚥🚙',
} as const;

export type Script = keyof typeof SCRIPTS;

/**
 * A text of exactly `length` characters (not code units) that is another for each `serial`, as far as it is long enough to
 * say so.
 */
export function textOf(length: number, script: Script, serial: number): string {
  const characters = [...SCRIPTS[script]];
  const tag = [...serial.toString(36).toUpperCase()].slice(-length);
  const rest = Array.from(
    { length: length - tag.length },
    (_, i) => characters[(serial + i) % characters.length] ?? '',
  );
  return [...tag, ...rest].join('');
}

/** A plate-like text of `length` characters: a province, then letters and digits. */
export function plateOf(length: number, serial: number): string {
  const tag = serial.toString(36).toUpperCase().replaceAll('I', 'J').replaceAll('O', 'P');
  return `粤${tag.padStart(length - 1, '0').slice(-(length - 1))}`;
}
