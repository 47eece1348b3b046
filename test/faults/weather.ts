import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { chance } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';

/** How a line carries what it carries. */
export type Weather =
  | { kind: 'fair' }
  /** Each piece is so much later. */
  | { kind: 'latency'; ms: number }
  /** Of the pieces such a share is lost below TCP: it and all behind it wait until it is sent again. */
  | { kind: 'loss'; share: number }
  /** Into such a share of the pieces bytes come that nobody sent; `stray`: which ones; absent: any. */
  | { kind: 'garbage'; share: number; stray?: Buffer }
  /** One byte at a time. */
  | { kind: 'drip'; everyMs: number };

/** A first repetition comes after about so long. */
const SENT_AGAIN_MS = 200;
const MOST_GARBAGE_BYTES = 24;

/** One direction of one connection: pieces go in their order, whatever befalls them. */
export function openCarrier(into: Socket, weather: () => Weather, random: Random): (bytes: Buffer) => void {
  /** When what was sent last is through. */
  let until = 0;

  const at = (time: number, bytes: Buffer): void => {
    until = Math.max(until, time);
    const wait = until - performance.now();
    const write = (): void => void (into.destroyed || into.write(bytes));
    if (wait <= 0) write();
    else setTimeout(write, wait);
  };

  return (bytes) => {
    const now = performance.now();
    const how = weather();
    switch (how.kind) {
      case 'fair':
        return at(now, bytes);
      case 'latency':
        return at(now + how.ms, bytes);
      case 'loss': {
        let lost = 0;
        while (chance(random, how.share)) lost = lost === 0 ? SENT_AGAIN_MS : lost * 2;
        return at(now + lost, bytes);
      }
      case 'garbage': {
        if (!chance(random, how.share)) return at(now, bytes);
        const stray = how.stray ?? randomBytes(1 + Math.floor(random.next() * MOST_GARBAGE_BYTES));
        return at(now, chance(random, 0.5) ? Buffer.concat([stray, bytes]) : Buffer.concat([bytes, stray]));
      }
      case 'drip':
        for (let i = 0; i < bytes.length; i += 1) at(now + i * how.everyMs, bytes.subarray(i, i + 1));
    }
  };
}
