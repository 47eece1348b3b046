import { constants, openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';

/**
 * A relay board at the far end of a pty, written from the text of the Modbus specification and of the boards' manuals, and
 * from nothing else: it shares no code with the driver it is to test.
 *
 * Modbus over serial line V1.02, 2.5.1: address, function, data, CRC (low byte first). 6.2.2: CRC by shifting out each
 * bit, polynomial A001 hex, start FFFF hex. Application protocol V1.1b3: 6.1 read coils, 6.2 read discrete inputs, 6.5
 * write single coil (FF00 on, 0000 off, echoed), 7 exceptions (function + 80 hex; 1 function, 2 address, 3 value).
 */
export interface Slave {
  /** Discrete inputs 0–7 as the board reads them. */
  inputs: boolean[];
  /** Relays 0–7. */
  readonly coils: boolean[];
  /** Each frame to this board that writes, in hex, oldest first. */
  readonly writes: string[];
  /** Frames to this board that read. */
  readonly reads: number;
  /** Turns the last bit of each answer. */
  spoilCrc: boolean;
  onCoil(listener: (coil: number, on: boolean) => void): void;
  /** Sits down at the pty's far end; again after a replug. */
  connect(path: string): void;
  disconnect(): void;
}

const FRAME_LENGTH = 8;

export function createSlave(address: number): Slave {
  const listeners: ((coil: number, on: boolean) => void)[] = [];
  let received: number[] = [];
  let reads = 0;
  let leave: (() => void) | null = null;

  const slave: Slave = {
    inputs: new Array<boolean>(8).fill(false),
    coils: new Array<boolean>(8).fill(false),
    writes: [],
    spoilCrc: false,
    get reads() {
      return reads;
    },
    onCoil: (listener) => void listeners.push(listener),
    connect(path) {
      const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
      const input = new ReadStream(fd);
      const output = new WriteStream(fd);
      let gone = false;
      leave = () => {
        if (gone) return;
        gone = true;
        input.destroy();
        output.destroy();
        received = [];
      };
      // The pty is taken away: that is what unplugging looks like from here.
      input.on('error', leave);
      output.on('error', leave);
      input.on('end', leave);
      input.on('data', (bytes: Buffer) => {
        received.push(...bytes);
        while (received.length >= FRAME_LENGTH) {
          const frame = received.slice(0, FRAME_LENGTH);
          if (!isWhole(frame)) {
            received.shift();
            continue;
          }
          received = received.slice(FRAME_LENGTH);
          const answer = frame[0] === address ? answerTo(frame) : null;
          if (answer === null) continue;
          const bytesOut = withCrc([address, ...answer]);
          const last = bytesOut.length - 1;
          if (slave.spoilCrc) bytesOut[last] = (bytesOut[last] ?? 0) ^ 1;
          output.write(Uint8Array.from(bytesOut));
        }
      });
    },
    disconnect: () => leave?.(),
  };

  function answerTo(frame: number[]): number[] {
    const [, code = 0, startHigh = 0, startLow = 0, high = 0, low = 0] = frame;
    const start = startHigh * 256 + startLow;
    const number = high * 256 + low;
    if (code === 1 || code === 2) {
      reads += 1;
      const bits = code === 1 ? slave.coils : slave.inputs;
      if (number < 1 || number > 2000) return [code + 0x80, 3];
      if (start + number > bits.length) return [code + 0x80, 2];
      let byte = 0;
      for (let index = 0; index < number; index += 1) if (bits[start + index]) byte += 2 ** index;
      return [code, 1, byte];
    }
    if (code !== 5) return [code + 0x80, 1];
    slave.writes.push(frame.map((byte) => byte.toString(16).padStart(2, '0')).join(' '));
    if (start >= slave.coils.length) return [0x85, 2];
    if (number !== 0xff00 && number !== 0x0000) return [0x85, 3];
    slave.coils[start] = number === 0xff00;
    for (const listener of listeners) listener(start, number === 0xff00);
    return [code, startHigh, startLow, high, low];
  }

  return slave;
}

function crcOf(bytes: number[]): [number, number] {
  let register = 0xffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = register % 2;
      register = Math.floor(register / 2);
      if (carry === 1) register ^= 0xa001;
    }
  }
  return [register % 256, Math.floor(register / 256)];
}

const withCrc = (bytes: number[]): number[] => [...bytes, ...crcOf(bytes)];

function isWhole(frame: number[]): boolean {
  const [low, high] = crcOf(frame.slice(0, -2));
  return frame.at(-2) === low && frame.at(-1) === high;
}
