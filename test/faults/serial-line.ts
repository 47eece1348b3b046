import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chance } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import { serveBoards } from '../../native/barrier/simulator.ts';
import type { SimulatedBoard } from '../../native/barrier/simulator.ts';
import type { Clock } from '../../native/clock/contract.ts';
import type { Link } from '../../native/links/contract.ts';
import { makeLink } from '../../native/links/make-link.ts';
import { openPtyPair } from '../support/pty.ts';
import type { PtyPair } from '../support/pty.ts';

/** What befalls a serial line, or the board at its far end. */
export const SERIAL_TROUBLES = [
  /** The adapter is pulled; its path is gone, and back under the same name. */
  'unplugged',
  /** Bytes that nobody sent, in the middle of half the answers. */
  'noise',
  /** Whatever is asked, the board says again what it once said of its relays. */
  'stuck',
  /** Its inputs are for ever what they were. */
  'frozen',
  /** Before half of its answers, or in their place, comes that of the board with the next number: all is clear. */
  'other-board',
  /** To each question it gives the answer to the one before. */
  'one-behind',
] as const;
export type SerialTrouble = (typeof SERIAL_TROUBLES)[number];

/** A pseudo terminal for the station, with a board at its other end. */
export interface SerialLine {
  /** What the station opens. */
  readonly config: ReturnType<typeof configOf>;
  begin(trouble: SerialTrouble): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** All clear, by unit 2: right in every byte, and no answer to a question to unit 1. */
const OTHER_BOARDS_ANSWER = Buffer.from('0202010060cc', 'hex');
const READ_COILS = 0x01;
const READ_INPUTS = 0x02;
const SHARE = 0.5;
const MOST_NOISE_BYTES = 8;

const configOf = (path: string) =>
  ({ id: 'line', kind: 'serial', path, baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 }) as const;

export async function openSerialLine(board: SimulatedBoard, clock: Clock, random: Random): Promise<SerialLine> {
  const folder = mkdtempSync(join(tmpdir(), 'serial-fault-'));
  let trouble: SerialTrouble | null = null;
  let last: Uint8Array | null = null;
  let lastCoils: Uint8Array | null = null;
  let lastInputs: Uint8Array | null = null;
  let pair: PtyPair | null = null;
  let far: Link | null = null;
  let leave: () => void = () => undefined;

  const noisy = (frame: Uint8Array): Uint8Array => {
    if (!chance(random, SHARE)) return frame;
    const middle = 1 + Math.floor(random.next() * (frame.length - 1));
    const noise = Array.from({ length: 1 + Math.floor(random.next() * MOST_NOISE_BYTES) }, () =>
      Math.floor(random.next() * 256),
    );
    return Uint8Array.from([...frame.subarray(0, middle), ...noise, ...frame.subarray(middle)]);
  };

  /** What comes out of the line for an honest answer. */
  const carried = (honest: Uint8Array): Uint8Array => {
    const before = last;
    last = honest;
    if (honest[1] === READ_COILS) lastCoils = honest;
    if (trouble !== 'frozen' && honest[1] === READ_INPUTS) lastInputs = honest;
    switch (trouble) {
      case null:
      case 'unplugged':
        return honest;
      case 'noise':
        return noisy(honest);
      case 'stuck':
        return lastCoils ?? honest;
      case 'one-behind':
        return before ?? honest;
      case 'frozen':
        return honest[1] === READ_INPUTS ? (lastInputs ?? honest) : honest;
      case 'other-board':
        if (!chance(random, SHARE)) return honest;
        return chance(random, SHARE) ? OTHER_BOARDS_ANSWER : Uint8Array.from([...OTHER_BOARDS_ANSWER, ...honest]);
    }
  };

  const plug = async (): Promise<void> => {
    pair = await openPtyPair(folder, 'line');
    const link = makeLink(configOf(pair.far), clock);
    await link.open();
    far = link;
    leave = serveBoards(
      { write: (bytes) => link.write(carried(bytes)), onData: (listener) => link.onData(listener) },
      [board],
      clock,
    );
  };

  const unplug = async (): Promise<void> => {
    leave();
    await far?.close();
    await pair?.cut();
  };

  await plug();
  return {
    config: configOf(join(folder, 'line-near')),
    async begin(next) {
      if (next === 'unplugged') await unplug();
      trouble = next;
    },
    async mend() {
      if (trouble === 'unplugged') await plug();
      trouble = null;
    },
    async stop() {
      await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
