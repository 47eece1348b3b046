import { z } from 'zod';

/** One thing that a platform is told about the lot, as the site file has it beside what the platform took last. */
export const baseDataView = z.object({
  /** Order key of its reports: the same thing, the same key. */
  key: z.string(),
  interface: z.string(),
  /** What it is, in a person's words: the lot's name, a lane, a stall, a plan. */
  title: z.string(),
  /**
   * The platform holds what the site file says (same), will once it has taken what waits (queued), was told and refused
   * (refused), holds something else (differs) or nothing (never); removed: the site file has it no longer.
   */
  state: z.enum(['same', 'queued', 'differs', 'refused', 'never', 'removed']),
  /** When the platform took what it holds, UTC ms. */
  heldSince: z.number().nullable(),
  /** The platform's words when it refused, or the station's when it cannot even be sent (a picture that is not there). */
  message: z.string().nullable(),
  /** Fields by the platform's own names; null: not there. Only those that differ. */
  fields: z.array(z.object({ name: z.string(), site: z.string().nullable(), platform: z.string().nullable() })),
});
export type BaseDataView = z.infer<typeof baseDataView>;
