import { z } from 'zod';
import { platformCause } from './board.ts';
import { armPosition, barrierFault, barrierMode, loopState } from './vocabulary.ts';

/**
 * Trying the real thing while a site is set up: a device of the draft, there and then. Lines and cameras that the running
 * station has open are asked through it.
 */

/** What was tried. One of a lane's, or of the site's. */
export const trialKind = z.enum(['camera', 'barrier', 'display', 'platform', 'printer', 'clock']);
export type TrialKind = z.infer<typeof trialKind>;

/** What came of the newest trial of something. */
export const trialView = z.object({
  kind: trialKind,
  /** Lane id of a camera, barrier or display, kind of a platform; else empty. */
  of: z.string(),
  at: z.int(),
  passed: z.boolean(),
  /** What was tried has been changed since. */
  stale: z.boolean(),
});
export type TrialView = z.infer<typeof trialView>;

/**
 * Why a line cannot be used. `busy`: another program has it. `busy-here`: this very program has it open, under the settings
 * that it runs with: save first, or try it as it is.
 */
export const lineTrouble = z.enum([
  'not-found',
  'busy',
  'busy-here',
  'no-permission',
  'refused',
  'failed',
  'no-answer',
  'garbage',
]);
export type LineTrouble = z.infer<typeof lineTrouble>;

const picture = z.object({
  /** JPEG in base64, made small. */
  image: z.string(),
  /** Of the picture as the camera gave it. */
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});

export const cameraTrial = z.discriminatedUnion('type', [
  z.object({ type: z.literal('picture'), picture, clockOffsetMs: z.number().nullable() }),
  /** A capture came, by itself or because the camera was triggered. */
  z.object({
    type: z.literal('capture'),
    at: z.int(),
    plate: z.string(),
    picture: picture.nullable(),
    clockOffsetMs: z.number().nullable(),
  }),
  /** It posts by itself: nothing has come yet. */
  z.object({ type: z.literal('waiting'), since: z.int() }),
  z.object({
    type: z.literal('failed'),
    /** `turned-away`: it posts, and is refused: another key, address or form. */
    trouble: z.enum([
      'no-answer',
      'wrong-password',
      'locked-out',
      'not-allowed',
      'bad-answer',
      'turned-away',
      'door-busy',
    ]),
    detail: z.string(),
  }),
]);
export type CameraTrial = z.infer<typeof cameraTrial>;

/** Where a camera that posts is to be told to post. The key in it is shown to whoever sets the camera up. */
export const postingAddress = z.object({
  /** One for each address of this machine that the camera can reach, the likeliest first. */
  urls: z.array(z.string()),
  /** To be typed beside them, as its token or password; null: it stands in the address. */
  key: z.string().nullable(),
  /** A command line that posts a test capture; null: its maker's format is not for hands. */
  curl: z.string().nullable(),
});
export type PostingAddress = z.infer<typeof postingAddress>;

export const barrierTrial = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('state'),
    arm: armPosition,
    passageLoop: loopState,
    approachLoop: loopState,
    mode: barrierMode,
    fault: barrierFault.nullable(),
    /** Whether a frame for the act went out; null: nothing was asked but to read. */
    sent: z.boolean().nullable(),
  }),
  z.object({ type: z.literal('failed'), trouble: lineTrouble, detail: z.string() }),
]);
export type BarrierTrial = z.infer<typeof barrierTrial>;

export const sendTrial = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sent') }),
  z.object({ type: z.literal('failed'), trouble: lineTrouble, detail: z.string() }),
]);
export type SendTrial = z.infer<typeof sendTrial>;

/** One after the other, until one fails. `login`: accepted with the account and its secrets. */
export const platformTrial = z.object({
  steps: z.array(
    z.object({
      step: z.enum(['settings', 'connect', 'certificate', 'login']),
      ok: z.boolean(),
      cause: platformCause.nullable(),
      detail: z.string(),
      ms: z.number(),
    }),
  ),
  passed: z.boolean(),
});
export type PlatformTrial = z.infer<typeof platformTrial>;

const frameMistakeCode = z.enum([
  'empty',
  'not-hex',
  'half-byte',
  'unclosed',
  'unknown-name',
  'check-twice',
  'check-missing',
  'check-unset',
  'check-range',
  'nothing-fixed',
  'no-such-byte',
]);

/** A frame of a manual, tried on a line. Hex as in the manual. */
export const frameTrial = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('mistake'),
    in: z.enum(['send', 'reply']),
    code: frameMistakeCode,
    /** Position in the text, from 0, and what stands there. */
    at: z.int(),
    found: z.string(),
  }),
  z.object({
    type: z.literal('tried'),
    sent: z.string(),
    heard: z.string(),
    /** `sent`: nothing was promised. Others: what is wrong with what was heard. */
    verdict: z.enum([
      'replied',
      'sent',
      'silence',
      'truncated',
      'crc',
      'other-unit',
      'other-function',
      'other-content',
      'noise',
      'link-down',
    ]),
  }),
  z.object({ type: z.literal('failed'), trouble: lineTrouble, detail: z.string() }),
]);
export type FrameTrial = z.infer<typeof frameTrial>;

export const clockTrial = z.object({
  servers: z.array(
    z.object({ server: z.string(), offsetMs: z.number().nullable(), roundTripMs: z.number().nullable() }),
  ),
});
export type ClockTrial = z.infer<typeof clockTrial>;
