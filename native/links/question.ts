/** What a device is asked on a line that several may share, and what became of it. */

/** What is wrong with bytes that hold no reply to a question, most telling first. */
export type ReplyFault = 'silence' | 'truncated' | 'crc' | 'other-unit' | 'other-function' | 'other-content' | 'noise';

/** What a protocol finds in the bytes heard since its question. */
export type Match<Reply> =
  /** `skipped`: bytes before the reply that are no part of it; `used`: where it ends. */
  { type: 'reply'; reply: Reply; skipped: number; used: number } | { type: 'none'; fault: ReplyFault };

/**
 * Whose turn comes first. `urgent` (raising an arm) goes before other commands, those before polls, polls before `probe`s
 * of silent devices, and what people are only shown comes last.
 */
export const PRIORITIES = ['urgent', 'command', 'poll', 'probe', 'display'] as const;
export type Priority = (typeof PRIORITIES)[number];

export type Answer<Reply> =
  /** `suspect`: stray bytes were seen around it, so it may be a late answer to an earlier question. */
  | { type: 'reply'; reply: Reply; suspect: boolean }
  /** Written; the device answers nothing, so nothing more is known. */
  | { type: 'sent' }
  | { type: 'failed'; why: ReplyFault | 'link-down' | 'withdrawn'; sent: boolean };

export interface Question<Reply> {
  bytes: Uint8Array;
  priority: Priority;
  /** It makes the device do something: bytes of it that hang in a dead line must never reach the device later. */
  acts: boolean;
  /** Looks for the one reply that answers it; null where the device never answers. */
  match: ((heard: Uint8Array) => Match<Reply>) | null;
  /** Without a reply: for how long the line is left alone after the last byte, ms. */
  restMs?: number;
  /** Asked right before the bytes would go. False: they do not, and the result is `withdrawn`. */
  wanted?(): boolean;
  /** The bytes were written, in this very call. */
  onSent?(): void;
  onDone(answer: Answer<Reply>): void;
}
