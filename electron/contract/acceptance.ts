import { z } from 'zod';

/**
 * The acceptance run: the last page of the wizard, and whenever somebody wants to know. The station at work is tried,
 * check by check, some of them with a person's hands and eyes; what came of it is kept, and goes on a certificate.
 */

const instant = z.int();

export const acceptanceKind = z.enum([
  /** Of each lane. A car, or a plate held before the camera, is captured and shown. */
  'test-car',
  /** The arm goes up and down, by its own limits, or where it has none by a person's eyes. */
  'arm',
  /** Each loop is seen occupied and clear again. */
  'loops',
  /** The line is pulled, noticed, and back. */
  'unplug',
  /** The camera's clock beside ours. */
  'camera-clock',
  /** Pictures are large enough to be read and small enough to be reported. */
  'image-size',
  /** Of the site. The standards' own vectors of signature and cipher come out. */
  'vectors',
  /** This machine's clock beside a time server's. */
  'machine-clock',
  /** The platform takes our login. */
  'platform-login',
  /** A booking comes from the platform, is confirmed, and is cancelled again (8.3). */
  'booking',
  /** A copy of the store is made, and opens. */
  'backup',
]);
export type AcceptanceKind = z.infer<typeof acceptanceKind>;

/** What a person is to do now. */
export const acceptanceAsk = z.enum([
  'bring-car',
  'watch-arm-rise',
  'watch-arm-fall',
  'occupy-passage-loop',
  'clear-passage-loop',
  'occupy-approach-loop',
  'clear-approach-loop',
  'pull-line',
  'plug-line',
  'have-booking-made',
  'have-booking-cancelled',
]);
export type AcceptanceAsk = z.infer<typeof acceptanceAsk>;

export const acceptanceCheck = z.object({
  /** `in-1/arm`, `vectors`, `db4403/platform-login`. */
  id: z.string().max(80),
  kind: acceptanceKind,
  laneId: z.string().nullable(),
  platform: z.string().nullable(),
  state: z.enum(['open', 'running', 'passed', 'failed', 'skipped']),
  /** Null unless it is running and waits for somebody. `answer` for the two that only eyes can tell. */
  ask: acceptanceAsk.nullable(),
  /** UTC ms at which waiting ends and the check has failed; null: it does not wait. */
  askUntil: instant.nullable(),
  at: instant.nullable(),
  who: z.string().nullable(),
  /** What was measured or seen, by name: `plate`, `offsetMs`, `bytes`, `width`, `riseMs`, `why`, … */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Why it was skipped. */
  because: z.string().nullable(),
});
export type AcceptanceCheck = z.infer<typeof acceptanceCheck>;

export const acceptanceRun = z.object({
  no: z.int(),
  begunAt: instant,
  begunBy: z.string(),
  /** Null while it goes on. */
  finishedAt: instant.nullable(),
  /** Who was there, as they are named on the certificate. */
  people: z.array(z.string()),
  note: z.string(),
  /** Of the site file that was tried: its version and SHA-256. */
  siteVersion: z.int().nullable(),
  siteSha256: z.string(),
  program: z.string(),
  lot: z.object({ parkCode: z.string(), name: z.string(), desk: z.string() }),
  lanes: z.array(z.object({ id: z.string(), name: z.string() })),
  checks: z.array(acceptanceCheck),
  /** `passed`: none failed, none is open; skipped ones are named. */
  verdict: z.enum(['running', 'passed', 'passed-with-skips', 'failed']),
});
export type AcceptanceRun = z.infer<typeof acceptanceRun>;

export const acceptanceView = z.object({
  /** The one that goes on, or the newest; null: there was none. */
  run: acceptanceRun.nullable(),
  earlier: z.array(
    z.object({ no: z.int(), begunAt: instant, finishedAt: instant.nullable(), verdict: acceptanceRun.shape.verdict }),
  ),
});
export type AcceptanceView = z.infer<typeof acceptanceView>;
