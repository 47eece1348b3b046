import { z } from 'zod';

/** Tables whose rows are counted: what a person, or a later check, wants to know of a copy before opening it. */
export const COUNTED = ['fact', 'stay', 'capture', 'charge', 'booking', 'outbox'] as const;

/**
 * Beside each copy of the store, `<name>.json`: what is in it, and by what it is known to be whole. A copy without one was
 * never finished. UTC ms.
 */
export const manifest = z.object({
  format: z.literal(1),
  /** Name of the copy in the same folder. */
  file: z.string().regex(/^[\w.-]+\.sqlite$/),
  at: z.int(),
  lot: z.string(),
  schema: z.int(),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.partialRecord(z.enum(COUNTED), z.int()),
  /** The newest fact in it: number and instant. */
  lastFact: z.object({ seq: z.int(), at: z.int() }).nullable(),
  /** End of the audit's chain: who has seen it can tell whether one line of the copy was changed. */
  audit: z.object({ seq: z.int(), hash: z.string() }).nullable(),
});
export type Manifest = z.infer<typeof manifest>;

/** `gatehouse-20260522T193000Z.sqlite`: by name they stand in the order of time. */
export const copyName = (at: number): string =>
  `gatehouse-${new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}.sqlite`;

export const manifestName = (copy: string): string => copy.replace(/\.sqlite$/, '.json');
