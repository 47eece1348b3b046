import type { CustomFrameConfig } from '../../electron/contract/site-barriers.ts';
import type { Checksum } from '../../electron/contract/site-frames.ts';
import { mistakeAt, checked } from '../frames/mistake.ts';
import type { FrameMistake, Parsed } from '../frames/mistake.ts';
import { parsePattern } from '../frames/pattern.ts';
import type { FramePattern } from '../frames/pattern.ts';
import { frameOf, parseTemplate } from '../frames/template.ts';
import type { CoilName } from './relay-coils.ts';
import type { Reading, Senses } from './sensors.ts';

/** A controller of its own frames, as written down in the site file, ready to be spoken to. Pure. */
export interface CustomFrames {
  commands: Partial<Record<CoilName, { bytes: Uint8Array; reply: FramePattern | null }>>;
  status: { bytes: Uint8Array; reply: FramePattern; readingOf(frame: Uint8Array): Reading } | null;
  senses: Senses;
}

type Wording = Pick<CustomFrameConfig, 'commands' | 'status' | 'checksum'>;

/** The frames of a controller. Throws on what `mistakesOf` names. */
export function customFrames({ commands, status, checksum }: Wording): CustomFrames {
  const bits = Object.entries(status?.bits ?? {}) as [
    keyof Reading,
    { byte: number; bit: number; inverted: boolean },
  ][];
  const senses: Senses = {
    opened: false,
    closed: false,
    passageLoop: false,
    approachLoop: false,
    button: false,
    remote: false,
  };
  for (const [name] of bits) senses[name] = true;
  const frames: CustomFrames = { commands: {}, status: null, senses };
  for (const name of ['open', 'close', 'stop'] as const) {
    const command = commands[name];
    if (command === undefined) continue;
    const reply = command.reply === undefined ? null : checked(parsePattern(command.reply, checksum));
    frames.commands[name] = { bytes: bytesOf(command.send, checksum), reply };
  }
  if (status)
    frames.status = {
      bytes: bytesOf(status.send, checksum),
      reply: checked(parsePattern(status.reply, checksum)),
      readingOf(frame) {
        const reading: Reading = {};
        for (const [name, { byte, bit, inverted }] of bits)
          reading[name] = (((frame[byte] ?? 0) >> bit) & 1) === (inverted ? 0 : 1);
        return reading;
      },
    };
  return frames;
}

const bytesOf = (text: string, checksum: Checksum): Uint8Array => frameOf(checked(parseTemplate(text, checksum)));

/** Every mistake in the frames of a controller, each with the setting it stands in. */
export function mistakesOf({ commands, status, checksum }: Wording): { path: string; mistake: FrameMistake }[] {
  const mistakes: { path: string; mistake: FrameMistake }[] = [];
  const note = (path: string, parsed: Parsed<unknown>): void => {
    if (parsed.type === 'mistake') mistakes.push({ path, mistake: parsed.mistake });
  };
  for (const name of ['open', 'close', 'stop'] as const) {
    const command = commands[name];
    if (command === undefined) continue;
    note(`commands.${name}.send`, parseTemplate(command.send, checksum));
    if (command.reply !== undefined) note(`commands.${name}.reply`, parsePattern(command.reply, checksum));
  }
  if (status === undefined) return mistakes;
  note('status.send', parseTemplate(status.send, checksum));
  const reply = parsePattern(status.reply, checksum);
  note('status.reply', reply);
  if (reply.type === 'mistake') return mistakes;
  for (const [name, bit] of Object.entries(status.bits))
    if (bit !== undefined && bit.byte >= reply.value.bytes.length)
      note(`status.bits.${name}.byte`, mistakeAt('no-such-byte', 0, String(bit.byte)));
  return mistakes;
}
