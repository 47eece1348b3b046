/** SNTP (RFC 4330) as bytes: the question of a client and what an answer to it says. Pure; instants are UTC ms. */

export const PACKET_BYTES = 48;
/** No leap warning, version 4, client. */
const CLIENT = 0x23;
const SERVER_MODE = 4;
const UNSYNCHRONISED = 3;
const MOST_STRATUM = 15;
/** Where the times stand. */
const ORIGINATE = 24;
const RECEIVE = 32;
const TRANSMIT = 40;
/** Seconds from 1900 to 1970. */
const TO_1970 = 2_208_988_800;
const ERA_SECONDS = 2 ** 32;

export interface Measured {
  kind: 'measured';
  /** What must be added to our clock: positive when it is behind. */
  offsetMs: number;
  /** Time on the way, there and back. */
  delayMs: number;
}

export type Answer =
  | Measured
  /** The server wants to be asked less (RATE), or never again (DENY, RSTR). */
  | { kind: 'kiss'; code: string }
  | { kind: 'refused'; why: 'short' | 'mode' | 'not-ours' | 'unsynchronised' | 'stratum' | 'no-time' };

/**
 * A question sent at `t1`. `nonce`, 0 to 1, fills what is finer than a millisecond, so that nobody who has not seen the
 * question can answer it.
 */
export function question(t1: number, nonce: number): Buffer {
  const bytes = Buffer.alloc(PACKET_BYTES);
  bytes[0] = CLIENT;
  writeTime(bytes, TRANSMIT, Math.floor(t1) + nonce * 0.999);
  return bytes;
}

/** What `bytes`, come at `t4`, say to a question sent at `t1`. */
export function readAnswer(bytes: Buffer, asked: Buffer, t1: number, t4: number): Answer {
  if (bytes.length < PACKET_BYTES) return { kind: 'refused', why: 'short' };
  const head = bytes[0] ?? 0;
  const stratum = bytes[1] ?? 0;
  if ((head & 7) !== SERVER_MODE) return { kind: 'refused', why: 'mode' };
  const ours = asked.subarray(TRANSMIT, TRANSMIT + 8);
  if (!bytes.subarray(ORIGINATE, ORIGINATE + 8).equals(ours)) return { kind: 'refused', why: 'not-ours' };
  if (stratum === 0) return { kind: 'kiss', code: bytes.toString('latin1', 12, 16).replace(/[^A-Z0-9]/g, '') };
  if (head >> 6 === UNSYNCHRONISED) return { kind: 'refused', why: 'unsynchronised' };
  if (stratum > MOST_STRATUM) return { kind: 'refused', why: 'stratum' };
  const t2 = readTime(bytes, RECEIVE);
  const t3 = readTime(bytes, TRANSMIT);
  if (t2 === null || t3 === null) return { kind: 'refused', why: 'no-time' };
  return { kind: 'measured', ...offsetAndDelay(t1, t2, t3, t4) };
}

/** From when it was sent, came there, was answered and came back; all in one unit. */
export const offsetAndDelay = (t1: number, t2: number, t3: number, t4: number): Omit<Measured, 'kind'> => ({
  offsetMs: (t2 - t1 + (t3 - t4)) / 2,
  delayMs: t4 - t1 - (t3 - t2),
});

export function writeTime(bytes: Buffer, at: number, utcMs: number): void {
  const seconds = Math.floor(utcMs / 1000);
  bytes.writeUInt32BE((((seconds + TO_1970) % ERA_SECONDS) + ERA_SECONDS) % ERA_SECONDS, at);
  bytes.writeUInt32BE(Math.floor(((utcMs - seconds * 1000) / 1000) * ERA_SECONDS), at + 4);
}

/** Null: the server has no time to give. */
export function readTime(bytes: Buffer, at: number): number | null {
  const seconds = bytes.readUInt32BE(at);
  const fraction = bytes.readUInt32BE(at + 4);
  if (seconds === 0 && fraction === 0) return null;
  // The count rolls over on 2036-02-07: without its highest bit it is of the era after (RFC 4330, section 3).
  const era = seconds >= ERA_SECONDS / 2 ? 0 : ERA_SECONDS;
  return (seconds + era - TO_1970) * 1000 + (fraction / ERA_SECONDS) * 1000;
}
