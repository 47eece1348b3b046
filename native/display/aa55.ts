import type { Aa55Config } from '../../electron/contract/site-displays.ts';
import { crc16 } from '../frames/checksum.ts';
import type { Match } from '../links/question.ts';
import type { BoardProtocol, Telling } from './protocol.ts';
import { boardText } from './text.ts';

/**
 * The protocol of boards whose frames are `AA 55 number address(2) CMD length(2) DATA CRC AF`: CRC-16/Modbus over number to
 * data and two zeros, its high byte first; GBK. Pure. Makers differ in what else they know, so what they answer and how they
 * speak is a setting.
 */
export const SHOW = 0x27;

const START = [0xaa, 0x55];
const END = 0xaf;
const HEAD = 8;
const TAIL = 3;

export interface Aa55Frame {
  number: number;
  address: number;
  command: number;
  data: Uint8Array;
}

export function encodeAa55({ number, address, command, data }: Aa55Frame): Uint8Array {
  const { length } = data;
  const body = [number & 0xff, address >> 8, address & 0xff, command, length >> 8, length & 0xff, ...data];
  const crc = crc16(Uint8Array.of(...body, 0, 0));
  return Uint8Array.of(...START, ...body, crc >> 8, crc & 0xff, END);
}

/** The frame that bytes begin with; null: none, or not all of it. */
export function decodeAa55(bytes: Uint8Array): (Aa55Frame & { used: number }) | null {
  if (bytes[0] !== START[0] || bytes[1] !== START[1] || bytes.length < HEAD + TAIL) return null;
  const [, , number = 0, high = 0, low = 0, command = 0, lengthHigh = 0, lengthLow = 0] = bytes;
  const length = (lengthHigh << 8) | lengthLow;
  const used = HEAD + length + TAIL;
  if (bytes.length < used || bytes[used - 1] !== END) return null;
  const data = bytes.slice(HEAD, HEAD + length);
  const frame = { number, address: (high << 8) | low, command, data };
  return encodeAa55(frame).every((byte, index) => byte === bytes[index]) ? { ...frame, used } : null;
}

/** Looks for the answer to a frame: one of the same number and command. What it holds differs from maker to maker. */
export function matchAa55({ number, command }: Aa55Frame, heard: Uint8Array): Match<{ done: boolean }> {
  let fault: 'noise' | 'truncated' | 'other-content' = 'noise';
  for (let start = 0; start < heard.length; start += 1) {
    const frame = decodeAa55(heard.subarray(start));
    if (frame === null) {
      if (heard[start] === START[0] && heard[start + 1] === START[1]) fault = 'truncated';
    } else if (frame.number !== (number & 0xff) || frame.command !== command) fault = 'other-content';
    else return { type: 'reply', reply: { done: true }, skipped: start, used: start + frame.used };
  }
  return { type: 'none', fault: heard.length === 0 ? 'silence' : fault };
}

/** Row from 1, shown for ever, colour, and a zero: as the manual's own frame. */
const textData = (row: number, colour: number, text: string): Uint8Array =>
  Uint8Array.of(row + 1, 0, colour, 0, ...boardText(text));

export function createAa55(config: Pick<Aa55Config, 'address' | 'colour' | 'speakCommand' | 'answers'>): BoardProtocol {
  const { address, colour, speakCommand, answers } = config;
  let number = 0;
  const made = (command: number, data: Uint8Array) => {
    number = (number % 255) + 1;
    const frame: Aa55Frame = { number, address, command, data };
    return {
      bytes: encodeAa55(frame),
      match: answers ? (heard: Uint8Array) => matchAa55(frame, heard) : null,
    };
  };
  return {
    frame(telling: Telling) {
      switch (telling.what) {
        case 'row':
          return made(SHOW, textData(telling.row, colour, telling.text));
        case 'speech':
          return speakCommand === undefined ? null : made(speakCommand, boardText(telling.text));
        case 'brightness':
        case 'volume':
          return null;
      }
    },
  };
}
