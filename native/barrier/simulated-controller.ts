import type { CustomFrameConfig } from '../../electron/contract/site-barriers.ts';
import type { Clock } from '../clock/contract.ts';
import { checkBytes } from '../frames/checksum.ts';
import type { FramePattern } from '../frames/pattern.ts';
import type { FarEnd } from '../links/line-server.ts';
import { customFrames } from './custom-frame.ts';
import { misanswer } from '../links/simulated-answer.ts';
import type { Misanswering } from '../links/simulated-answer.ts';
import type { SimulatedArm } from './simulated-arm.ts';
import type { Reading } from './sensors.ts';

/** A controller that speaks the frames of a site file, and its arm. */
export interface SimulatedController {
  /** Commands it obeyed, oldest first. */
  readonly obeyed: readonly ('open' | 'close' | 'stop')[];
  /** How often its status was asked. */
  readonly reads: number;
  answering: Misanswering;
  /** How it answers the next questions, before `answering` applies again. */
  answerNext(...answers: Misanswering[]): void;
  losePower(): void;
  restorePower(): void;
  /** Puts it on a line. Returns: take it off. */
  serve(line: FarEnd): () => void;
}

type Said = Pick<CustomFrameConfig, 'commands' | 'status' | 'checksum'>;

/** Each contact is closed for this long, as a finger on the controller's button would. */
const PRESS_MS = 50;
/** More than its longest frame: what came before is noise. */
const REMEMBERED = 64;

export function createSimulatedController(said: Said, arm: SimulatedArm, clock: Clock): SimulatedController {
  const frames = customFrames(said);
  const obeyed: ('open' | 'close' | 'stop')[] = [];
  const nextAnswers: Misanswering[] = [];
  let powered = true;
  let reads = 0;

  const press = (contact: 'open' | 'close' | 'stop'): void => {
    obeyed.push(contact);
    arm.setContact(contact, true);
    clock.after(PRESS_MS, () => arm.setContact(contact, false));
  };

  const sensed = (): Required<Reading> => ({
    ...arm.limits,
    passageLoop: arm.isOccupied('passage'),
    approachLoop: arm.isOccupied('approach'),
    button: arm.button,
    remote: arm.remote,
  });

  const status = (reply: FramePattern): Uint8Array => {
    const now = sensed();
    return replyOf(reply, (frame) => {
      for (const [name, bit] of Object.entries(said.status?.bits ?? {}))
        if (bit && now[name as keyof Reading] !== bit.inverted)
          frame[bit.byte] = (frame[bit.byte] ?? 0) | (1 << bit.bit);
    });
  };

  /** The first frame that the bytes end with, obeyed; null: none yet. */
  const take = (heard: Uint8Array): Uint8Array | null | undefined => {
    for (const name of ['open', 'close', 'stop'] as const) {
      const command = frames.commands[name];
      if (command === undefined || !endsWith(heard, command.bytes)) continue;
      press(name);
      return command.reply && replyOf(command.reply);
    }
    if (frames.status === null || !endsWith(heard, frames.status.bytes)) return undefined;
    reads += 1;
    return status(frames.status.reply);
  };

  const controller: SimulatedController = {
    obeyed,
    answering: { type: 'normal' },
    get reads() {
      return reads;
    },
    answerNext: (...answers) => void nextAnswers.push(...answers),
    losePower() {
      powered = false;
    },
    restorePower() {
      powered = true;
    },
    serve(line) {
      let heard: number[] = [];
      let served = true;
      // A line that closed before the answer takes the answer with it, as a cable would.
      const say = (bytes: Uint8Array): void => void (served && line.write(bytes).catch(() => undefined));
      const off = line.onData((bytes) => {
        if (!powered) return;
        for (const byte of bytes) {
          heard = [...heard.slice(1 - REMEMBERED), byte];
          const honest = take(Uint8Array.from(heard));
          if (honest === undefined) continue;
          heard = [];
          const answer = honest && misanswer(honest, nextAnswers.shift() ?? controller.answering);
          if (answer === null) continue;
          if (answer.afterMs === 0) say(answer.bytes);
          else clock.after(answer.afterMs, () => say(answer.bytes));
        }
      });
      return () => {
        served = false;
        off();
      };
    },
  };
  return controller;
}

const endsWith = (heard: Uint8Array, frame: Uint8Array): boolean =>
  heard.length >= frame.length && frame.every((byte, index) => heard[heard.length - frame.length + index] === byte);

/** A reply of that form, with zeros where anything may stand. */
function replyOf({ bytes, checkAt, checksum }: FramePattern, fill?: (frame: Uint8Array) => void): Uint8Array {
  const frame = Uint8Array.from(bytes, ({ value }) => value);
  fill?.(frame);
  if (checkAt !== null) frame.set(checkBytes(checksum, frame, checkAt), checkAt);
  return frame;
}
