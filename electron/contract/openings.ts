import { z } from 'zod';
import { openingCause, vehicleClass } from './vocabulary.ts';

/** The ledger of openings: why each arm went up, beside what went through. Instants are UTC milliseconds. */

const instant = z.int();
/** A week: a person reconciles a day or a shift, and the station, which has the gates to answer, counts a week at a sitting. */
const LONGEST_MS = 7 * 86_400_000;

export const openingsQuery = z
  .object({
    from: instant.describe('Included'),
    to: instant.describe('Not included'),
    laneId: z.string().min(1).max(32).optional(),
    limit: z.int().min(1).max(2000).optional().describe('Of each list; absent: 200. The sums are over all'),
  })
  .refine(({ from, to }) => from < to && to - from <= LONGEST_MS, { path: ['to'], message: 'out of range' });
export type OpeningsQuery = z.infer<typeof openingsQuery>;

export const openingView = z.object({
  id: z.string(),
  at: instant,
  laneId: z.string(),
  laneName: z.string(),
  cause: openingCause,
  /** A person's name; null when none opened it. */
  who: z.string().nullable(),
  because: z.string().nullable(),
  plate: z.string().nullable(),
  class: vehicleClass.nullable(),
  /** How many cars went through, whenever they did. */
  passages: z.int(),
  /** It is known why, and one car went through; under a hold, any number. */
  reconciles: z.boolean(),
  /** Of the first car that went through; null: none did, or none was recorded. */
  stayId: z.string().nullable(),
  /** `capture://` URL; null: there is no picture. */
  image: z.string().nullable(),
});
export type OpeningView = z.infer<typeof openingView>;

/** A passage that no opening explains. */
export const unopenedView = z.object({
  id: z.int(),
  at: instant,
  laneId: z.string(),
  laneName: z.string(),
  plate: z.string().nullable(),
  assumed: z.boolean(),
  stayId: z.string().nullable(),
  image: z.string().nullable(),
});
export type UnopenedView = z.infer<typeof unopenedView>;

const sums = {
  openings: z.int(),
  /** Nobody went through. */
  unused: z.int(),
  once: z.int(),
  /** More than one car went through; under a hold that is what it is for. */
  more: z.int(),
  /** Openings that do not reconcile. */
  doubtful: z.int(),
};

export const openingsView = z.object({
  /** Those that do not reconcile first, and of each the newest first. */
  openings: z.array(openingView),
  /** The newest first. */
  unopened: z.array(unopenedView),
  /** Over the whole period, also of what is not listed. */
  totals: z.object({ ...sums, passages: z.int(), unopened: z.int() }),
  byCause: z.array(z.object({ cause: openingCause, ...sums })),
  /** `who` null: no person's. */
  byPerson: z.array(z.object({ who: z.string().nullable(), ...sums })),
});
export type OpeningsView = z.infer<typeof openingsView>;
