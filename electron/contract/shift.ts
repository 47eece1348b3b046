import { z } from 'zod';
import { because, command, done, key } from './command.ts';

/**
 * Shifts of the desk. One is open at a time, and one person holds it: it begins when an attendant signs in, or with the first
 * act at a gate, and ends when it is handed over. Whoever signs in meanwhile acts in it, under their own name. Instants are
 * UTC ms, money is fen.
 */

const instant = z.number();
const fen = z.int();
const shiftId = z.int().min(1);
const named = z.object({ id: z.string(), name: z.string() });

/** The drawer was counted: what a person said first, and what it should have been then. */
export const shiftCount = z.object({
  at: instant,
  who: z.string(),
  counted: fen,
  expected: fen,
  /** counted - expected. */
  difference: fen,
});
export type ShiftCount = z.infer<typeof shiftCount>;

export const shiftHead = z.object({
  id: shiftId,
  person: named,
  begunAt: instant,
  /** Null: it is open. */
  endedAt: instant.nullable(),
});
export type ShiftHead = z.infer<typeof shiftHead>;

export const closedShift = shiftHead.extend({
  endedAt: instant,
  /** Who handed it over: its holder, or whoever took it over without them. */
  endedBy: z.string(),
  /** Null: nobody took it over. */
  handedTo: z.string().nullable(),
  because: z.string().nullable(),
  /** The last count; null: it ended without one. */
  count: shiftCount.nullable(),
  /** SHA-256 of its report's figures; null: they are still being added up. */
  sha256: z.string().nullable(),
});
export type ClosedShift = z.infer<typeof closedShift>;

export const shiftView = z.object({
  /** Null: none is open. What happens now is in no shift, and is shown so in the reports. */
  open: shiftHead
    .extend({
      /** Whoever asks holds it. Anybody else who hands it over says why. */
      mine: z.boolean(),
      /** What lay in the drawer when it began, for change. It is part of what is counted. */
      till: fen,
      /** The oldest first. What the drawer should hold is told with a count, and never before one. */
      counts: z.array(shiftCount),
      /** Why it cannot be handed over yet: nobody counted, or cash moved since the last count. Null: it can be. */
      needs: z.enum(['count', 'count-again']).nullable(),
    })
    .nullable(),
  /** Who may take it over: all who work at the lanes. */
  people: z.array(named),
  /** The last one that ended; null: none has. */
  last: closedShift.nullable(),
});
export type ShiftView = z.infer<typeof shiftView>;

export const shiftPage = z.object({
  /** The newest first, the open one left out. */
  shifts: z.array(closedShift),
  /** `before` of the next page; null: there is none. */
  next: z.int().nullable(),
});
export type ShiftPage = z.infer<typeof shiftPage>;

/** The most that a drawer holds. */
const MOST_FEN = 100_000_000;

export const shiftCommands = {
  /** The open shift as whoever sits at the desk may see it, and the one before. */
  'shift.get': command('attendant', z.object({}), shiftView),
  /**
   * What a person counted in the drawer, change included: before they are told what it should hold. `gone`: another shift
   * is open by now.
   */
  'shift.count': command('attendant', z.object({ key, shift: shiftId, fen: z.int().min(0).max(MOST_FEN) }), done),
  /**
   * Ends the open shift. `to`: whose shift begins with it; null: nobody's. `gone`: another shift is open by now; `not-now`
   * with `fields.count` `missing` or `stale` (count again); `reason-needed`: the drawer differs, or it is not the shift of whoever
   * hands it over; `bad-input` with `fields.to`: nobody who works at the lanes.
   */
  'shift.hand-over': command(
    'attendant',
    z.object({ key, shift: shiftId, to: z.string().min(1).max(32).nullable(), because: because.optional() }),
    done,
  ),
  /** Shifts that ended. */
  'shift.list': command('supervisor', z.object({ before: shiftId.optional() }), shiftPage),
} as const;
