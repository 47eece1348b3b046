import type { CommandError, CommandInput } from '../../electron/contract/commands.ts';
import type { ClosedShift, ShiftView } from '../../electron/contract/shift.ts';
import { PEOPLE } from './names.ts';

const HOUR = 3_600_000;

/** A drawer that holds change and a day's cash, and a station that tells so once somebody counted. */
export interface ShiftScene {
  view(): ShiftView;
  /** Null: it is done. */
  count(fen: number): CommandError['code'] | null;
  handOver(wish: CommandInput<'shift.hand-over'>): CommandError['code'] | null;
}

const EXPECTED = 143_350;

export function closedShift(at: number, no: number, over: Partial<ClosedShift> = {}): ClosedShift {
  const difference = no % 5 === 2 ? -500 : no % 7 === 3 ? 1250 : 0;
  const who = no % 2 === 0 ? PEOPLE.attendant : PEOPLE.others[0];
  return {
    id: no,
    person: { id: no % 2 === 0 ? 'wang' : 'zhou', name: who },
    begunAt: at - 12 * HOUR,
    endedAt: at,
    endedBy: who,
    handedTo: no % 2 === 0 ? PEOPLE.others[0] : PEOPLE.attendant,
    because: difference === 0 ? null : PEOPLE.reason,
    count: no % 11 === 0 ? null : { at, who, counted: EXPECTED + difference, expected: EXPECTED, difference },
    sha256: '3f'.repeat(32),
    ...over,
  };
}

/** `shift-…` scenes of the preview; null for a name that is none. */
export function shiftSceneOf(name: string, at: number): ShiftScene | null {
  if (!['shift-open', 'shift-counted', 'shift-moved', 'shift-other', 'shift-none', 'shift-taken'].includes(name))
    return null;
  const view: ShiftView = {
    open: {
      id: 42,
      person: { id: 'wang', name: PEOPLE.attendant },
      begunAt: at - 11 * HOUR,
      endedAt: null,
      mine: name !== 'shift-other',
      till: 20_000,
      counts: [],
      needs: 'count',
    },
    people: [
      { id: 'wang', name: PEOPLE.attendant },
      { id: 'zhou', name: PEOPLE.others[0] },
      { id: 'li', name: PEOPLE.others[1] },
    ],
    last: closedShift(at - 11 * HOUR, 41),
  };
  const { open } = view;
  if (name === 'shift-none') view.open = null;
  const count = (fen: number): null => {
    if (view.open === null) return null;
    const counted = { at, who: PEOPLE.attendant, counted: fen, expected: EXPECTED, difference: fen - EXPECTED };
    view.open.counts.push(counted);
    view.open.needs = null;
    return null;
  };
  if (open !== null && (name === 'shift-counted' || name === 'shift-moved')) {
    count(name === 'shift-counted' ? EXPECTED - 2000 : EXPECTED);
    if (name === 'shift-moved') open.needs = 'count-again';
  }
  return {
    // The station tells anew each time.
    view: () => structuredClone(view),
    count,
    handOver({ to, because = null }) {
      if (name === 'shift-taken') {
        view.last = closedShift(at, 42, { endedBy: PEOPLE.others[1] });
        view.open = null;
        return 'gone';
      }
      const last = open?.counts.at(-1) ?? null;
      const handedTo = view.people.find(({ id }) => id === to)?.name ?? null;
      view.last = closedShift(at, 42, { handedTo, because, count: last });
      view.open = null;
      return null;
    },
  };
}
