import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { cardKind, laneKind, reason, saturationBand, vehicleClass } from '../../electron/contract/vocabulary.ts';

/**
 * Stories of a gate as data (README.md beside this file): what comes, what goes wrong, what is decided and what is said.
 * Times are of Beijing, on one day; a scenario begins at `at`.
 */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/);
const lane = z.string();
const plate = z.string();
const span = z.string().regex(/^\d+ (s|min|h)$/);

/** What a lane made of its car: `open booking-on-time`, `hold flow-behind` …; `empty`: no car stands there. */
const outcome = z.union([
  z.literal('empty'),
  z
    .string()
    .regex(/^(open|hold|ask|refuse) [a-z-]+$/)
    .refine((text) => reason.safeParse(text.split(' ')[1]).success, 'no such reason'),
]);

/** Beside the outcome: figures that it carries, the sentence that the attendant reads, and the candidates offered. */
const seen = {
  is: outcome,
  figures: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  words: z.string().optional(),
  candidates: z.array(plate).optional(),
  class: vehicleClass.optional(),
};

const step = z.union([
  /** The platform locks and confirms a booking. `kept`: minutes after its end; `stall`: a stall of its own. */
  z.strictObject({
    book: plate,
    from: time,
    to: time,
    kept: z.int().default(0),
    stall: z.boolean().default(false),
    confirmed: z.boolean().default(true),
  }),
  z.strictObject({ cancel: plate }),
  z.strictObject({ list: plate, as: z.enum(['no-entry', 'no-exit', 'no-passage', 'warn', 'free']) }),
  /** A camera reads a car at a lane. `sure`: its confidence, percent. */
  z.strictObject({ arrive: plate, at: lane, sure: z.int().default(98), ...seen }),
  /** The same, and it drives through. */
  z.strictObject({ drive: plate, at: lane, sure: z.int().default(98), ...seen }),
  /** What the lane makes of its car now. */
  z.strictObject({ at: lane, ...seen }),
  /** It drives through the raised arm; `away`: it drives off in front of it. */
  z.strictObject({ pass: lane }),
  z.strictObject({ away: lane }),
  /** A car goes out by an exit, wholly. */
  z.strictObject({ leave: plate, at: lane }),
  z.strictObject({ wait: span }),
  z.strictObject({ until: time }),
  /** The attendant's hand. */
  z.strictObject({
    do: z.enum(['release', 'release-as-other', 'refuse', 'turn-away', 'open-by-hand', 'correct', 'take', 'passed']),
    at: lane,
    plate: plate.optional(),
    because: z.string().optional(),
    /** The lane's own words for why it cannot be done; absent: it is done. */
    refused: z.string().optional(),
  }),
  z.strictObject({ priority: z.enum(['on', 'off', 'schedule']), until: time.optional() }),
  z.strictObject({ convert: lane, until: time }),
  z.strictObject({ unconvert: lane }),
  /** The line to the lane's relay board is pulled, or plugged in again. */
  z.strictObject({ unplug: lane }),
  z.strictObject({ plug: lane }),
  /** The program is killed and comes up again. */
  z.strictObject({ restart: z.literal(true) }),
  /** The lot as the head of the board has it. */
  z.strictObject({
    lot: z.strictObject({
      inside: z.int().optional(),
      band: saturationBand.optional(),
      priority: z.boolean().optional(),
      turn: vehicleClass.optional(),
      nth: z.int().optional(),
      credits: z.int().optional(),
      exitsNeeded: z.int().optional(),
    }),
  }),
  /** How often the platforms were told that reserved cars go first, or no longer (table 61), since the beginning. */
  z.strictObject({ told: z.array(z.enum(['on', 'off'])) }),
]);
export type Step = z.infer<typeof step>;
export type Seen = Extract<Step, { arrive: string }> | Extract<Step, { at: string; is: unknown }>;

export const scenario = z.strictObject({
  title: z.string(),
  /** The clause, table or incident that it is about. */
  of: z.string(),
  at: time.default('09:00'),
  lot: z
    .strictObject({
      stalls: z.int().default(10),
      /** Cars that are in when it begins. */
      inside: z.int().default(0),
      reservable: z.int().default(5),
    })
    .default({ stalls: 10, inside: 0, reservable: 5 }),
  rules: z
    .strictObject({
      reservedPerOther: z.int().optional(),
      exitsPerEntry: z.int().optional(),
      followS: z.int().optional(),
      /** e.g. 07:30-19:30; absent: all day. */
      priority: z.string().nullable().default('00:00-00:00'),
    })
    .default({ priority: '00:00-00:00' }),
  lanes: z
    .record(
      lane,
      z.strictObject({ kind: laneKind.optional(), others: z.enum(['open', 'hold', 'ask', 'refuse']).optional() }),
    )
    .default({ reserved: { kind: 'reserved', others: 'ask' }, general: { kind: 'general' }, out: {} }),
  /** Month cards and lines of the free list, by their number: days from and to. */
  cards: z
    .record(
      z.string(),
      z.strictObject({
        plates: z.array(plate).min(1),
        kind: cardKind.default('month'),
        from: z.iso.date().default('2026-05-01'),
        to: z.iso.date().nullable().default('2026-05-31'),
      }),
    )
    .default({}),
  steps: z.array(step).min(1),
});
export type Scenario = z.infer<typeof scenario>;

/** Every scenario of this folder, by file. */
export function readScenarios(folder = import.meta.dirname): { file: string; scenario: Scenario }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document, index) => {
        const parsed = scenario.safeParse(document.toJS());
        if (!parsed.success) throw new Error(`${file}, number ${index + 1}: ${z.prettifyError(parsed.error)}`);
        return { file, scenario: parsed.data };
      }),
    );
}
