import type { CustomDisplayConfig } from '../../electron/contract/site-displays.ts';
import type { Clock } from '../clock/contract.ts';
import { checked } from '../frames/mistake.ts';
import { parsePattern } from '../frames/pattern.ts';
import type { FarEnd } from '../links/line-server.ts';
import { misanswer } from '../links/simulated-answer.ts';
import type { Misanswering } from '../links/simulated-answer.ts';
import { decodeGbk } from '../printer/gbk.ts';
import { SHOW, decodeAa55, encodeAa55 } from './aa55.ts';
import { OLM_COMMAND, decodeOlm, encodeOlm } from './olm.ts';
import type { Telling } from './protocol.ts';

/** A board at the end of a line, with the faults of boards. */
export interface SimulatedDisplay {
  /** What is to be read on it now. */
  readonly rows: readonly string[];
  /** What its loudspeaker said, oldest first. */
  readonly spoken: readonly string[];
  readonly levels: { brightness: number | null; volume: number | null };
  /** Everything it was ever told, in order. */
  readonly told: readonly Telling[];
  answering: Misanswering;
  /** How it answers the next frames, before `answering` applies again. */
  answerNext(...answers: Misanswering[]): void;
  /** Goes dark: what is on it is lost, nothing is heard. */
  losePower(): void;
  restorePower(): void;
  /** Puts it on a line. Returns: take it off. */
  serve(line: FarEnd): () => void;
}

/** One frame read from the beginning of what was heard; `telling` null: it knows the frame, and does nothing for it. */
interface Read {
  used: number;
  telling: Telling | null;
  answer: Uint8Array | null;
}

/** The temporary row of an OLM frame: its text follows its length. */
const OLM_ROW_LENGTH_AT = 17;
const OLM_ROW_TEXT_AT = 19;

export function createSimulatedOlm(clock: Clock, options: { address?: number; rows?: number } = {}): SimulatedDisplay {
  const { address = 0, rows = 2 } = options;
  return createSimulatedDisplay(clock, rows, (heard) => {
    const frame = decodeOlm(heard);
    if (frame === null) return null;
    if (frame.address !== address) return { used: frame.used, telling: null, answer: null };
    const telling = olmTelling(frame.command, frame.data);
    const data = Uint8Array.of(telling === null ? 1 : 0);
    return { used: frame.used, telling, answer: encodeOlm({ address, command: frame.command, data }) };
  });
}

function olmTelling(command: number, data: Uint8Array): Telling | null {
  const [first = 0] = data;
  switch (command) {
    case OLM_COMMAND.row: {
      const length = data[OLM_ROW_LENGTH_AT] ?? 0;
      return { what: 'row', row: first, text: decodeGbk(data.subarray(OLM_ROW_TEXT_AT, OLM_ROW_TEXT_AT + length)) };
    }
    case OLM_COMMAND.speak:
      return { what: 'speech', text: decodeGbk(data.subarray(1)) };
    case OLM_COMMAND.brightness:
      return { what: 'brightness', level: first };
    case OLM_COMMAND.volume:
      return { what: 'volume', level: first };
    default:
      return null;
  }
}

export function createSimulatedAa55(
  clock: Clock,
  options: { address?: number; rows?: number; speakCommand?: number; answers?: boolean } = {},
): SimulatedDisplay {
  const { address = 0x6400, rows = 2, speakCommand, answers = false } = options;
  return createSimulatedDisplay(clock, rows, (heard) => {
    const frame = decodeAa55(heard);
    if (frame === null) return null;
    const { used, number, command, data } = frame;
    if (frame.address !== address) return { used, telling: null, answer: null };
    const answer = answers ? encodeAa55({ number, address, command, data: Uint8Array.of(0) }) : null;
    if (command === SHOW)
      return { used, telling: { what: 'row', row: (data[0] ?? 1) - 1, text: decodeGbk(data.subarray(4)) }, answer };
    if (command === speakCommand) return { used, telling: { what: 'speech', text: decodeGbk(data) }, answer };
    return { used, telling: null, answer };
  });
}

/** A board of its own frames: `55 AA row length text sum`, as `OWN_FRAMES` writes them down, answered with `55 AB sum`. */
export const OWN_FRAMES = {
  show: '55 AA {line} {length} {text} {check}',
  firstLine: 1,
  reply: '55 AB {check}',
  checksum: { kind: 'sum8', order: 'low-first', from: 0 },
} as const satisfies Partial<CustomDisplayConfig>;

export function createSimulatedOwnBoard(clock: Clock, rows = 2): SimulatedDisplay {
  const reply = checked(parsePattern(OWN_FRAMES.reply, OWN_FRAMES.checksum));
  const answer = Uint8Array.from(reply.bytes, ({ value }) => value).with(2, (0x55 + 0xab) & 0xff);
  return createSimulatedDisplay(clock, rows, (heard) => {
    const [first, second, row = 0, length = 0] = heard;
    const used = 4 + length + 1;
    if (first !== 0x55 || second !== 0xaa || heard.length < used) return null;
    const sum = heard.subarray(0, used - 1).reduce((all, byte) => (all + byte) & 0xff, 0);
    if (heard[used - 1] !== sum) return null;
    return { used, telling: { what: 'row', row: row - 1, text: decodeGbk(heard.subarray(4, used - 1)) }, answer };
  });
}

/** More than a whole frame: what is older is noise. */
const REMEMBERED = 600;

function createSimulatedDisplay(
  clock: Clock,
  rowCount: number,
  read: (heard: Uint8Array) => Read | null,
): SimulatedDisplay {
  const rows = new Array<string>(rowCount).fill('');
  const spoken: string[] = [];
  const levels: { brightness: number | null; volume: number | null } = { brightness: null, volume: null };
  const told: Telling[] = [];
  const nextAnswers: Misanswering[] = [];
  let powered = true;

  const obey = (telling: Telling): void => {
    told.push(telling);
    switch (telling.what) {
      case 'row':
        if (telling.row < rows.length) rows[telling.row] = telling.text;
        return;
      case 'speech':
        spoken.push(telling.text);
        return;
      case 'brightness':
      case 'volume':
        levels[telling.what] = telling.level;
    }
  };

  const display: SimulatedDisplay = {
    rows,
    spoken,
    levels,
    told,
    answering: { type: 'normal' },
    answerNext: (...answers) => void nextAnswers.push(...answers),
    losePower() {
      powered = false;
      rows.fill('');
    },
    restorePower() {
      powered = true;
    },
    serve(line) {
      let heard: Uint8Array = new Uint8Array();
      let served = true;
      // A line that closed before the answer takes the answer with it, as a cable would.
      const say = (bytes: Uint8Array): void => void (served && line.write(bytes).catch(() => undefined));
      const off = line.onData((bytes) => {
        if (!powered) return;
        heard = Uint8Array.from([...heard, ...bytes]).slice(-REMEMBERED);
        for (let start = 0; start < heard.length;) {
          const found = read(heard.subarray(start));
          if (found === null) {
            start += 1;
            continue;
          }
          heard = heard.subarray(start + found.used);
          start = 0;
          if (found.telling !== null) obey(found.telling);
          const answer = found.answer && misanswer(found.answer, nextAnswers.shift() ?? display.answering);
          if (answer !== null) clock.after(answer.afterMs, () => say(answer.bytes));
        }
      });
      return () => {
        served = false;
        off();
      };
    },
  };
  return display;
}
