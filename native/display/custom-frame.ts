import type { CustomDisplayConfig } from '../../electron/contract/site-displays.ts';
import { checked } from '../frames/mistake.ts';
import type { FrameMistake } from '../frames/mistake.ts';
import { matches, parsePattern } from '../frames/pattern.ts';
import { frameOf, parseTemplate } from '../frames/template.ts';
import type { FrameTemplate, FrameValues } from '../frames/template.ts';
import type { BoardProtocol, Telling } from './protocol.ts';
import { boardText } from './text.ts';

/** What may stand in braces in each frame of a board. */
const NAMES = {
  show: ['text', 'line', 'length'],
  speak: ['text', 'length'],
  brightness: ['level'],
  volume: ['level'],
} as const;

type Wording = Pick<
  CustomDisplayConfig,
  'show' | 'speak' | 'brightness' | 'volume' | 'reply' | 'checksum' | 'firstLine'
>;

/** A board that speaks the frames of the site file. Throws on what `mistakesOf` names. */
export function createCustomBoard(wording: Wording): BoardProtocol {
  const { checksum, firstLine } = wording;
  const reply = wording.reply === undefined ? null : checked(parsePattern(wording.reply, checksum));
  const templateOf = (name: keyof typeof NAMES): FrameTemplate | null => {
    const text = wording[name];
    return text === undefined ? null : checked(parseTemplate(text, checksum, NAMES[name]));
  };
  const templates = {
    row: templateOf('show'),
    speech: templateOf('speak'),
    brightness: templateOf('brightness'),
    volume: templateOf('volume'),
  };
  const valuesOf = (telling: Telling): FrameValues => {
    switch (telling.what) {
      case 'row':
        return { ...textValues(telling.text), line: telling.row + firstLine };
      case 'speech':
        return textValues(telling.text);
      case 'brightness':
      case 'volume':
        return { level: telling.level };
    }
  };
  return {
    frame(telling) {
      const template = templates[telling.what];
      if (template === null) return null;
      return {
        bytes: frameOf(template, valuesOf(telling)),
        match:
          reply &&
          ((heard) => {
            const match = matches(reply, heard);
            return match.type === 'reply' ? { ...match, reply: { done: true } } : match;
          }),
      };
    },
  };
}

function textValues(text: string): FrameValues {
  const bytes = boardText(text);
  return { text: bytes, length: bytes.length };
}

/** Every mistake in the frames of a board, each with the setting it stands in. */
export function mistakesOf(wording: Wording): { path: string; mistake: FrameMistake }[] {
  const parsed = (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((name) => {
    const text = wording[name];
    return text === undefined ? [] : [{ path: name, parsed: parseTemplate(text, wording.checksum, NAMES[name]) }];
  });
  const reply =
    wording.reply === undefined ? [] : [{ path: 'reply', parsed: parsePattern(wording.reply, wording.checksum) }];
  return [...parsed, ...reply].flatMap(({ path, parsed: { type, ...rest } }) =>
    type === 'mistake' && 'mistake' in rest ? [{ path, mistake: rest.mistake }] : [],
  );
}
