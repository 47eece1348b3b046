import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import {
  createSimulatedArm,
  createSimulatedBoard,
  createSimulatedVehicle,
  serveBoards,
} from '../../../native/barrier/simulator.ts';
import { captureRequest } from '../../../native/camera/push-message.ts';
import type { PushRequest } from '../../../native/camera/push-message.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import { createSerialLink } from '../../../native/links/serial.ts';
import type { PtyPair } from '../../support/pty.ts';
import { plateOf } from './site.ts';

export const OPEN_FRAME = '01050000ff008c3a';
/** 300 KB that no compression makes smaller, as of a camera. */
export const IMAGE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(300_000)]);
const LINE = { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1 } as const;

/** How a camera posts its captures: the two documented formats. */
export type PushFormat = 'json' | 'multipart';

/** Posts a prepared capture, on a connection of its own as cameras do; `sentAt` is the instant before that. */
function post(port: number, headers: Record<string, string>, { path, body }: PushRequest) {
  let sentAt = 0;
  const answered = new Promise<number>((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sending.on('error', reject);
    sentAt = performance.now();
    sending.end(body as Uint8Array);
  });
  return { answered, sentAt: () => sentAt };
}

function shotOf(camera: string, n: number, clock: Clock, format: PushFormat): PushRequest {
  const capture = { captureId: `c${n}`, capturedAt: clock.now(), plate: plateOf(n), plateColour: 'blue', confidence: 98, charConfidence: null, carColour: null, carModel: null, image: IMAGE } as const; // prettier-ignore
  return captureRequest(camera, capture, format);
}

/** What the station's cameras post to. */
export interface Door {
  port: number;
  key: string;
  format: PushFormat;
}

/** A gate of the station: its arm, its board at the far end of the line, and cars. */
export interface Gate {
  /** The car with this number comes; answers ms from its capture to the open frame, and the way through for it. */
  opens(n: number, door: Door): Promise<{ ms: number; goThrough: () => Promise<void> }>;
}

/** The gate behind lane `in-<index>`. */
export async function openGate(line: PtyPair, index: number, clock: Clock): Promise<Gate> {
  const arm = createSimulatedArm({ clock, travelMs: 20 });
  const inputs = { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3 };
  const board = createSimulatedBoard({ clock, unit: 1, arms: [{ arm, coils: { open: 0, close: 1 }, inputs }] });
  const far = createSerialLink({ path: line.far, ...LINE });
  await far.open();
  serveBoards(far, [board], clock);
  return {
    async opens(n, door) {
      const vehicle = createSimulatedVehicle(arm, clock);
      vehicle.approach();
      const message = shotOf(`cam-${index}`, n, clock, door.format);
      const framed = new Promise<number>((resolve) => {
        const off = board.onFrame((frame) => {
          if (frame.hex.replaceAll(' ', '').toLowerCase() !== OPEN_FRAME) return;
          off();
          resolve(performance.now());
        });
      });
      const headers = { ...message.headers, Authorization: `Bearer ${door.key}` };
      const posted = post(door.port, headers, message);
      const frameAt = await framed;
      if ((await posted.answered) !== 200) throw new Error('the station did not take a capture');
      return {
        ms: frameAt - posted.sentAt(),
        goThrough: async () => void (await vehicle.drive({ reactionMs: 0, onLoopMs: 300 })),
      };
    },
  };
}

/** The raw limit's line; `port` is its bare server's. */
export interface RawLine {
  /** As a gate's, in ms. One at a time: whoever comes meanwhile waits. */
  opens(n: number, port: number): Promise<number>;
}

/** The far end of the raw line: it only notes when an open frame has arrived. */
export async function openRawLine(line: PtyPair, clock: Clock, format: PushFormat): Promise<RawLine> {
  let onFrame: (at: number) => void = () => undefined;
  const far = createSerialLink({ path: line.far, ...LINE });
  await far.open();
  let heard = 0;
  far.onData((bytes) => {
    heard += bytes.length;
    for (; heard >= OPEN_FRAME.length / 2; heard -= OPEN_FRAME.length / 2) onFrame(performance.now());
  });
  let turn: Promise<unknown> = Promise.resolve();
  const one = async (n: number, port: number): Promise<number> => {
    const framed = new Promise<number>((resolve) => (onFrame = resolve));
    const message = shotOf('cam', n, clock, format);
    const posted = post(port, message.headers, message);
    const frameAt = await framed;
    await posted.answered;
    return frameAt - posted.sentAt();
  };
  return {
    opens(n, port) {
      const mine = turn.then(() => one(n, port));
      // A failure ends the run by whoever asked for it.
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
