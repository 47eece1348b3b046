import type { SessionView } from '../../contract/access.ts';
import type { CommandError, CommandInput } from '../../contract/commands.ts';
import { mayRun } from '../../contract/rights.ts';
import type { ClosedShift, ShiftCount, ShiftHead, ShiftPage, ShiftView } from '../../contract/shift.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Log } from '../log.ts';
import { isStoreError } from '../store/open.ts';
import type { Count, Shift, Shifts } from './shifts.ts';

/** Whoever sits at the desk. */
interface Person {
  id: string;
  name: string;
  role: Role;
}

export interface ShiftDeskParts {
  shifts: Shifts;
  ledger: Ledger;
  /** Change that lies in the drawer, fen. */
  till: () => number;
  /** All who have a password and still work here. */
  people: () => readonly Person[];
  nameOf: (person: string) => string;
  log: Log;
  /** A shift has ended: its report can be added up. */
  onEnded: (shift: number) => void;
}

type Note = (tx: Tx) => void;

/**
 * Who answers for the drawer, from when to when. A shift is the desk's: it stays open over a sign-out, a lock, a relief for
 * a while, midnight and a restart, until somebody hands it over. Beginning one never holds anybody up: what cannot be written
 * down is tried again with the next act.
 */
export interface ShiftDesk {
  /** Somebody sits down: an attendant's shift begins where none is open. */
  seated(session: SessionView): void;
  /** Somebody works a lane or takes money: their shift begins where none is open. */
  works(person: Person): void;
  view(person: Person): ShiftView;
  page(before: number | undefined): ShiftPage;
  /** Throws `gone`. */
  count(input: Omit<CommandInput<'shift.count'>, 'key'>, by: Person, note: Note): void;
  /** Throws `gone`, `not-now`, `reason-needed` or `bad-input`, as the contract says. */
  handOver(input: Omit<CommandInput<'shift.hand-over'>, 'key'>, by: Person, note: Note): void;
}

const PAGE = 50;

export function createShiftDesk(parts: ShiftDeskParts): ShiftDesk {
  const { shifts, ledger, till, people, nameOf, log, onEnded } = parts;

  function begin(person: string): void {
    try {
      if (shifts.open() !== null) return;
      ledger.record((tx) => {
        const { id } = shifts.begin(tx, person, till());
        tx.fact({ kind: 'shift', who: person, data: { begun: id } });
      });
    } catch (error) {
      if (!isStoreError(error)) throw error;
      log.warn(error, 'a shift that cannot be begun yet');
    }
  }

  const worksLanes = ({ role }: Person): boolean => mayRun(role, 'attendant');

  /** The open shift, if it is the one that the screen showed. */
  function current(id: number): Shift {
    const open = shifts.open();
    if (open?.id !== id) throw refusal('gone', `shift ${id} is not open`);
    return open;
  }

  function needsOf(shift: Shift, last: Count | undefined): 'count' | 'count-again' | null {
    if (!last) return 'count';
    return last.expected === shift.till + shifts.cashOf(shift.id) ? null : 'count-again';
  }

  const countView = ({ who, ...count }: Count): ShiftCount => ({
    ...count,
    who: nameOf(who),
    difference: count.counted - count.expected,
  });
  const headOf = ({ id, person, begunAt, end }: Shift): ShiftHead => ({
    id,
    person: { id: person, name: nameOf(person) },
    begunAt,
    endedAt: end?.at ?? null,
  });
  function closedView(shift: Shift): ClosedShift[] {
    const { end } = shift;
    if (!end) return [];
    const last = shifts.countsOf(shift.id).at(-1);
    return [
      {
        ...headOf(shift),
        endedAt: end.at,
        endedBy: nameOf(end.by),
        handedTo: end.to === null ? null : nameOf(end.to),
        because: end.because,
        count: last ? countView(last) : null,
        sha256: shifts.hashOf(shift.id),
      },
    ];
  }

  return {
    seated({ state, person, mustChange }) {
      if (state === 'signed-in' && person?.role === 'attendant' && !mustChange) begin(person.id);
    },
    works(person) {
      if (worksLanes(person)) begin(person.id);
    },
    view(person) {
      const open = shifts.open();
      const counts = open ? shifts.countsOf(open.id) : [];
      return {
        open: open && {
          ...headOf(open),
          mine: open.person === person.id,
          till: open.till,
          counts: counts.map(countView),
          needs: needsOf(open, counts.at(-1)),
        },
        people: people()
          .filter(worksLanes)
          .map(({ id, name }) => ({ id, name })),
        last: shifts.ended(1).flatMap(closedView)[0] ?? null,
      };
    },
    page(before) {
      const some = shifts.ended(PAGE + 1, before);
      const shown = some.slice(0, PAGE);
      return { shifts: shown.flatMap(closedView), next: some.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
    },
    count({ shift: id, fen }, by, note) {
      current(id);
      ledger.record((tx) => {
        note(tx);
        shifts.count(tx, id, by.id, fen);
        tx.fact({ kind: 'shift', who: by.id, data: { counted: id, fen } });
      });
    },
    handOver({ shift: id, to, because = null }, by, note) {
      const shift = current(id);
      const last = shifts.countsOf(id).at(-1);
      const needs = needsOf(shift, last);
      if (!last || needs !== null)
        throw refusal('not-now', 'the drawer is to be counted', { count: needs === 'count' ? 'missing' : 'stale' });
      if (because === null && (last.counted !== last.expected || by.id !== shift.person))
        throw refusal('reason-needed', 'it differs, or is handed over by somebody else');
      if (to !== null && !people().some((person) => person.id === to && worksLanes(person)))
        throw refusal('bad-input', `${to} does not work at the lanes`, { to: 'unknown' });
      ledger.record((tx) => {
        note(tx);
        shifts.end(tx, id, { by: by.id, to, because });
        const begun = to === null ? {} : { begun: shifts.begin(tx, to, till()).id };
        const difference = last.counted - last.expected;
        tx.fact({ kind: 'shift', who: by.id, reason: because, data: { ended: id, difference, ...begun } });
        tx.committed(() => onEnded(id));
      });
    },
  };
}

const refusal = (code: CommandError['code'], message: string, fields?: Record<string, string>): Error =>
  Object.assign(new Error(message), { code, ...(fields && { fields }) });
