import { z } from 'zod';

/** Copies of the store and what a person does with them; the clock; what was removed. Instants are UTC ms, sums fen. */

const instant = z.int();

/** Why a copy was not made. */
export const backupFailure = z.enum([
  /** There is not room enough for it, with some to spare. */
  'disk-full',
  /** Its folder is not there, or cannot be written. */
  'folder',
  /** The store, or the copy, is not sound. */
  'damaged',
  'failed',
]);
export type BackupFailure = z.infer<typeof backupFailure>;

/** A copy as its manifest tells of it. */
export const backupEntry = z.object({
  file: z.string(),
  at: instant,
  bytes: z.int(),
  stays: z.int(),
  charges: z.int(),
  /** `unsound`: not what its manifest says; `newer`: of a newer program. */
  state: z.enum(['good', 'unsound', 'newer']),
});
export type BackupEntry = z.infer<typeof backupEntry>;

export const upkeepView = z.object({
  backup: z.object({
    folder: z.string(),
    at: z.string(),
    keep: z.int(),
    /** Newest first. */
    copies: z.array(backupEntry),
    /** Share of the one being made, 0 to 1; null: none is. */
    making: z.number().nullable(),
    last: z.object({ at: instant, failure: backupFailure.nullable(), detail: z.string().nullable() }).nullable(),
  }),
  /** Whether the whole store was read through since the start, and found sound. */
  check: z.object({ state: z.enum(['waiting', 'sound', 'damaged']), at: instant.nullable(), detail: z.string() }),
  retention: z.object({
    days: z.int(),
    /** What is older than this is masked, as far as nothing needs it. */
    doneUntil: instant.nullable(),
  }),
});
export type UpkeepView = z.infer<typeof upkeepView>;

/** Why the store is not worked with. */
export const restoreWhy = z.enum([
  /** Its file is gone, or empty. */
  'missing',
  'not-a-database',
  'damaged',
  /** It knows less than its newest copy: what was written last is gone. */
  'behind',
  /** A person wants to go back to a copy. */
  'asked',
]);
export type RestoreWhy = z.infer<typeof restoreWhy>;

/** What would be missing after going back to a copy. */
export const restoreLoss = z.object({
  from: instant,
  /** The last that is known to have happened. */
  to: instant,
  /** Pictures of cars on the disk from that time. */
  pictures: z.int(),
  /** As far as the store that was set aside can still be read; null: it cannot. */
  known: z.object({ stays: z.int(), charges: z.int(), received: z.int() }).nullable(),
});
export type RestoreLoss = z.infer<typeof restoreLoss>;

export const restoreView = z.object({
  why: restoreWhy,
  detail: z.string(),
  since: instant,
  /** Where the store that cannot be used lies now; null: where it was. */
  setAside: z.string().nullable(),
  /** Newest first. */
  copies: z.array(backupEntry.extend({ loss: restoreLoss })),
  /** The newest that was read through and found good. */
  newest: z.string().nullable(),
  step: z.discriminatedUnion('state', [
    z.object({ state: z.literal('choosing') }),
    z.object({ state: z.literal('restoring') }),
    z.object({ state: z.literal('failed'), why: backupFailure }),
  ]),
});
export type RestoreView = z.infer<typeof restoreView>;
