import type { OlmConfig } from '../../electron/contract/site-displays.ts';
import { crc16 } from '../frames/checksum.ts';
import type { Match } from '../links/question.ts';
import type { BoardFrame, BoardProtocol, Telling } from './protocol.ts';
import { boardText, widthOf } from './text.ts';

/**
 * The protocol of 科发 (OLM) boards as bytes: `DA 64 FF FF CMD DL DATA CRC`, CRC-16/Modbus with its low byte first, GBK.
 * Pure. Commands that write the board's flash (0x67) are not here: no text of a car is worth its wear.
 */
export const OLM_COMMAND = { speak: 0x30, row: 0x62, brightness: 0x0c, volume: 0x0d } as const;

const VERSION = 0x64;
const PACKAGE = [0xff, 0xff];
const HEAD = 6;
const CRC = 2;

/** What is played before goes silent: the car that it was for is gone. */
const CLEAR_AND_PLAY = 2;
const STATIC = 0x00;
const CONTINUOUS = 0x15;
const SPEED = 1;
const DWELL_S = 5;
const FONT_16 = 0x03;
const FOR_EVER = 0;
const COLOUR = { red: [0xff, 0, 0], green: [0, 0xff, 0], yellow: [0xff, 0xff, 0] } as const;

const LONGEST_DATA = 255;

export interface OlmFrame {
  address: number;
  command: number;
  data: Uint8Array;
}

/** `data` of at most 255 bytes. */
export function encodeOlm({ address, command, data }: OlmFrame): Uint8Array {
  if (data.length > LONGEST_DATA) throw new RangeError(`${data.length} bytes: at most ${LONGEST_DATA}`);
  const body = Uint8Array.of(address, VERSION, ...PACKAGE, command, data.length, ...data);
  const crc = crc16(body);
  return Uint8Array.of(...body, crc & 0xff, crc >> 8);
}

/** The frame that bytes begin with; null: none, or not all of it. */
export function decodeOlm(bytes: Uint8Array): (OlmFrame & { used: number }) | null {
  const [address = 0, version, one, two, command = 0, length = 0] = bytes;
  const used = HEAD + length + CRC;
  if (version !== VERSION || one !== PACKAGE[0] || two !== PACKAGE[1] || bytes.length < used) return null;
  if (crc16(bytes.subarray(0, used)) !== 0) return null;
  return { address, command, data: bytes.slice(HEAD, HEAD + length), used };
}

/** Looks for the answer to a command of a board: one byte, 0 where it took it. */
export function matchOlm(address: number, command: number, heard: Uint8Array): Match<{ done: boolean }> {
  let fault: 'noise' | 'truncated' | 'crc' | 'other-unit' | 'other-function' = 'noise';
  for (let start = 0; start < heard.length; start += 1) {
    const rest = heard.subarray(start);
    const frame = decodeOlm(rest);
    if (frame === null) {
      if (rest[0] === address && rest[1] === VERSION) fault = rest.length < HEAD + 1 + CRC ? 'truncated' : 'crc';
    } else if (frame.address !== address) fault = 'other-unit';
    else if (frame.command !== command || frame.data.length !== 1) fault = 'other-function';
    else return { type: 'reply', reply: { done: frame.data[0] === 0 }, skipped: start, used: start + frame.used };
  }
  return { type: 'none', fault: heard.length === 0 ? 'silence' : fault };
}

/** The data of a temporary row: it goes when the board loses its power, and writes no flash. */
export function olmRow(row: number, text: string, colour: OlmConfig['colour'], columns: number): Uint8Array {
  const letters = boardText(text);
  const mode = widthOf(text) > columns ? CONTINUOUS : STATIC;
  return Uint8Array.of(
    ...[row, mode, SPEED, 0, DWELL_S, 0, 1, FONT_16, FOR_EVER],
    ...[...COLOUR[colour], 0],
    ...[0, 0, 0, 0],
    ...[letters.length, 0],
    ...letters,
  );
}

export function createOlm(config: Pick<OlmConfig, 'address' | 'colour' | 'columns'>): BoardProtocol {
  const { address } = config;
  const asked = (command: number, data: Uint8Array): BoardFrame => ({
    bytes: encodeOlm({ address, command, data }),
    match: (heard) => matchOlm(address, command, heard),
  });
  return {
    frame(telling: Telling) {
      switch (telling.what) {
        case 'row':
          return asked(OLM_COMMAND.row, olmRow(telling.row, telling.text, config.colour, config.columns));
        case 'speech':
          return asked(OLM_COMMAND.speak, Uint8Array.of(CLEAR_AND_PLAY, ...boardText(telling.text)));
        case 'brightness':
          return asked(OLM_COMMAND.brightness, Uint8Array.of(telling.level));
        case 'volume':
          return asked(OLM_COMMAND.volume, Uint8Array.of(telling.level));
      }
    },
  };
}
