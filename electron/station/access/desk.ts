import type { SessionView } from '../../contract/access.ts';
import { commands } from '../../contract/commands.ts';
import type { CommandName } from '../../contract/commands.ts';
import { mayRun } from '../../contract/rights.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { Db } from '../store/open.ts';
import { isStoreError } from '../store/open.ts';
import type { Actor } from './door.ts';
import type { People, Person } from './people.ts';
import { refusal } from './refusal.ts';

/** Who sits at the station's one desk. What the desk may do is asked of it before each command. */
export interface Desk {
  view(): SessionView;
  person(): Person | null;
  /** Who carries a command out. Throws `signed-out`, `must-change`, `locked` or `not-allowed`. */
  admit(command: CommandName): Actor;
  seat(person: Pick<Person, 'id'>): void;
  leave(): void;
  lock(): void;
  /** A hand is on the desk. */
  alive(): void;
  /** Whether what happens at the gates may be told to the window. */
  readonly open: boolean;
  /** Locks the desk when nobody touched it for long enough; true when it did. */
  sweep(): boolean;
  onChange(listener: (view: SessionView) => void): void;
}

/** Acts for whoever has not signed in. */
export const NOBODY: Actor = { id: '', name: '', role: 'viewer' };

interface Seat {
  person: string;
  since: number;
  locked: boolean;
}

/** Commands with which the lanes are worked: these a locked desk may still give, where the site says so. */
const atGate = (command: CommandName): boolean =>
  AT_GATE.has(command) || command.startsWith('lane.') || command.startsWith('exit.');
const AT_GATE: ReadonlySet<CommandName> = new Set([
  'board.get',
  'pictures.look',
  'receipt.get',
  'receipt.print',
  // What a driver who wants out still owes from before.
  'charges.due',
  'charges.pay-cash',
  'charges.show-code',
  'charges.scan',
]);

/**
 * `run`: one run of the program. A station that falls and is started again within it finds the desk as it was, since a
 * queue of cars does not wait for a password; another run starts signed out.
 */
export function createDesk(parts: {
  db: Db;
  people: People;
  access: SiteConfig['access'];
  run: string;
  clock: Clock;
}): Desk {
  const { db, people, access, run, clock } = parts;
  const listeners = new Set<(view: SessionView) => void>();
  const write = db.prepare('INSERT OR REPLACE INTO desk (id, run, person, since, locked) VALUES (1, ?, ?, ?, ?)');
  const clear = db.prepare('DELETE FROM desk');
  let seat = found();
  let touchedAt = clock.monotonic();

  function found(): Seat | null {
    const row = db
      .prepare<[string], { person: string; since: number; locked: number }>('SELECT * FROM desk WHERE run = ?')
      .get(run);
    return row === undefined ? null : { person: row.person, since: row.since, locked: row.locked === 1 };
  }

  const person = (): Person | null => {
    const sitting = seat === null ? null : people.byId(seat.person);
    return sitting?.state === 'active' ? sitting : null;
  };

  /** A password that grows too old in mid-shift is changed at the next sign-in. */
  const mustChange = (sitting: Person): boolean =>
    sitting.mustChange ||
    (access.renewDays > 0 && (seat?.since ?? 0) - (sitting.secretAt ?? 0) > access.renewDays * 86_400_000);

  function stateOf(sitting: Person | null): SessionView['state'] {
    if (sitting !== null) return seat?.locked === true ? 'locked' : 'signed-in';
    return people.all().some(({ secret, state }) => secret !== null && state === 'active') ? 'signed-out' : 'unclaimed';
  }

  function view(): SessionView {
    const sitting = person();
    return {
      state: stateOf(sitting),
      person: sitting && { id: sitting.id, name: sitting.name, role: sitting.role },
      since: sitting === null ? null : (seat?.since ?? null),
      mustChange: sitting !== null && mustChange(sitting),
      gateWhileLocked: access.gateWhileLocked,
      lockAfterMin: access.lockAfterMin,
    };
  }

  function sit(next: Seat | null): void {
    seat = next;
    touchedAt = clock.monotonic();
    try {
      if (next === null) clear.run();
      else write.run(run, next.person, next.since, next.locked ? 1 : 0);
    } catch (error) {
      // A full disk keeps nobody from the gates: only a station that falls now would not know who sat here.
      if (!isStoreError(error)) throw error;
    }
    for (const listener of listeners) listener(view());
  }

  return {
    view,
    person,
    admit(command) {
      const { role: needed } = commands[command];
      const sitting = person();
      if (needed === 'anyone') return sitting ?? NOBODY;
      if (sitting === null) throw refusal('signed-out', `nobody is signed in for ${command}`);
      if (mustChange(sitting) && !command.startsWith('session.')) throw refusal('must-change', 'the password first');
      if (seat?.locked === true && !(access.gateWhileLocked && atGate(command))) {
        throw refusal('locked', `the desk is locked for ${command}`);
      }
      if (!mayRun(sitting.role, needed)) throw refusal('not-allowed', `${sitting.role} may not ${command}`);
      return sitting;
    },
    seat: (sitting) => sit({ person: sitting.id, since: clock.now(), locked: false }),
    leave: () => sit(null),
    lock() {
      if (seat !== null && !seat.locked) sit({ ...seat, locked: true });
    },
    alive: () => void (touchedAt = clock.monotonic()),
    get open() {
      const sitting = person();
      return sitting !== null && !mustChange(sitting) && (seat?.locked !== true || access.gateWhileLocked);
    },
    sweep() {
      if (seat === null || seat.locked || clock.monotonic() - touchedAt < access.lockAfterMin * 60_000) return false;
      sit({ ...seat, locked: true });
      return true;
    },
    onChange: (listener) => void listeners.add(listener),
  };
}
