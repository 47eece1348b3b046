/** What is wrong with a frame as somebody wrote it down. */
export type FrameMistakeCode =
  | 'empty'
  /** No hex digit, no brace, no space. */
  | 'not-hex'
  /** A digit without its second one. */
  | 'half-byte'
  /** A brace that is never shut. */
  | 'unclosed'
  /** In braces stands nothing that is known here. */
  | 'unknown-name'
  | 'check-twice'
  /** A checksum is set, and no `{check}` says where it stands. */
  | 'check-missing'
  /** `{check}` stands here, and none is set. */
  | 'check-unset'
  /** The range of the checksum begins behind the place where it ends. */
  | 'check-range'
  /** Every byte may be anything: all would be taken for the reply. */
  | 'nothing-fixed'
  /** A bit is looked for in a byte that the reply does not have. */
  | 'no-such-byte';

/** `at`: where in the text, in characters from 0; `found`: what stands there. */
export interface FrameMistake {
  code: FrameMistakeCode;
  at: number;
  found: string;
}

export type Parsed<T> = { type: 'parsed'; value: T } | { type: 'mistake'; mistake: FrameMistake };

export const mistakeAt = (
  code: FrameMistakeCode,
  at: number,
  found = '',
): { type: 'mistake'; mistake: FrameMistake } => ({
  type: 'mistake',
  mistake: { code, at, found },
});

/** The value of what was checked when the settings were read. Throws where it was not. */
export function checked<T>(parsed: Parsed<T>): T {
  if (parsed.type === 'parsed') return parsed.value;
  const { code, at, found } = parsed.mistake;
  throw new Error(`${code} at ${at} (${found}): such settings are turned away when they are read`);
}
