import type { LinkConfig } from '../../electron/contract/site.ts';

/** All in ms, apart from `recycleAfter`. */
export interface LineTiming {
  /** No byte of a reply after this: the question failed. Longer questions are given the time that sending them takes. */
  replyTimeoutMs: number;
  /** A reply that stops for this long before it is whole is judged as it stands. */
  gapMs: number;
  /** After a failure, input is thrown away until the line was still for this long: a late reply dies here. */
  quietMs: number;
  /** Between the last byte heard and the next question (3.5 characters on a serial line). */
  silenceMs: number;
  /** What one byte takes on the wire. */
  characterMs: number;
  /** Failures in a row, over all devices, after which the link is closed and opened anew. */
  recycleAfter: number;
}

/** Behind a device server nobody tells; most lines run at 9600. */
const CHARACTER_BEHIND_SERVER_MS = 1.05;

/**
 * Timing for a link of the site file. Over TCP the device server keeps the silence of its own serial line.
 * `slowestReplyMs`: what the slowest of its devices is given to answer; a lost answer then costs all of them that much.
 */
export function timingOf(link: LinkConfig, slowestReplyMs = 0): LineTiming {
  const common = { gapMs: 100, quietMs: 100, recycleAfter: 10 };
  switch (link.kind) {
    case 'serial': {
      const bits = 1 + link.dataBits + (link.parity === 'none' ? 0 : 1) + link.stopBits;
      const characterMs = (bits * 1000) / link.baudRate;
      return {
        ...common,
        characterMs,
        silenceMs: Math.max(1.75, 3.5 * characterMs),
        replyTimeoutMs: Math.max(slowestReplyMs, 250 + 16 * characterMs),
      };
    }
    case 'tcp':
      return {
        ...common,
        characterMs: CHARACTER_BEHIND_SERVER_MS,
        silenceMs: 0,
        replyTimeoutMs: Math.max(slowestReplyMs, 300),
      };
  }
}
