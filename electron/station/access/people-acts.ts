import type { PersonView } from '../../contract/access.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Actor } from './door.ts';
import { personId, personView } from './people.ts';
import type { People, Person } from './people.ts';
import { refusal } from './refusal.ts';
import { COST, hashSecret, oneTimeSecret } from './secret.ts';
import type { Cost } from './secret.ts';
import type { Trail } from './trail.ts';

type Record = (tx: Tx) => void;

/** What supervisors and installers do with people. Each act runs `record` in its transaction. */
export interface PeopleActs {
  list(): { people: PersonView[] };
  add(person: { name: string; role: Role }, by: Actor, record: Record): void;
  change(change: { person: string; name: string; role: Role }, by: Actor, record: Record): void;
  end(who: { person: string }, by: Actor, record: Record): void;
  return(who: { person: string }, by: Actor, record: Record): void;
  giveSecret(who: { person: string }, by: Actor): Promise<{ secret: string }>;
}

/** An installer sets all others up; a supervisor has no say over devices, nor over who may change them. */
const mayManage = (by: Role, of: Role): boolean => by === 'installer' || (by === 'supervisor' && of !== 'installer');

export function createPeopleActs(parts: {
  people: People;
  ledger: Ledger;
  trail: Trail;
  clock: Clock;
  newId: () => string;
  cost?: Cost;
}): PeopleActs {
  const { people, ledger, trail, clock, cost = COST } = parts;

  function managed(id: string, by: Actor): Person {
    const person = people.byId(id);
    if (person === null) throw refusal('gone', `there is no person ${id}`);
    allowed(person.role, by);
    return person;
  }

  function allowed(of: Role, by: Actor): void {
    if (!mayManage(by.role, of)) throw refusal('not-allowed', `${by.role} has no say over ${of}`);
  }

  /** Somebody must be left who can let others in. */
  function notTheLast({ id, role, secret }: Person): void {
    if (secret === null || (role !== 'supervisor' && role !== 'installer')) return;
    const others = people
      .all()
      .some((other) => other.id !== id && other.role === role && other.state === 'active' && other.secret !== null);
    if (!others) throw refusal('not-now', `${id} is the last ${role}`);
  }

  function named(name: string, except: string | null): void {
    const taken = people.all().some((other) => other.id !== except && other.state === 'active' && other.name === name);
    if (taken) throw refusal('bad-input', `${name} is there already`, { name: 'taken' });
  }

  return {
    list: () => ({ people: people.all().map((person) => personView(person, clock.now())) }),
    add({ name, role }, by, record) {
      allowed(role, by);
      named(name, null);
      ledger.record((tx) => {
        people.add({ id: personId(parts.newId()), name, role });
        record(tx);
      });
    },
    change({ person: id, name, role }, by, record) {
      const person = managed(id, by);
      allowed(role, by);
      named(name, id);
      if (role !== person.role) {
        if (id === by.id) throw refusal('not-now', 'nobody changes their own role');
        notTheLast(person);
      }
      ledger.record((tx) => {
        people.change(id, { name, role });
        record(tx);
      });
    },
    end({ person: id }, by, record) {
      const person = managed(id, by);
      if (id === by.id) throw refusal('not-now', 'nobody ends themselves');
      if (person.state === 'ended') throw refusal('gone', `${id} is ended already`);
      notTheLast(person);
      ledger.record((tx) => {
        people.change(id, {
          state: 'ended',
          secret: null,
          secretAt: null,
          mustChange: false,
          tries: 0,
          waitUntil: null,
        });
        record(tx);
      });
    },
    return({ person: id }, by, record) {
      const person = managed(id, by);
      if (person.state === 'active') throw refusal('gone', `${id} works here already`);
      named(person.name, id);
      ledger.record((tx) => {
        people.change(id, { state: 'active' });
        record(tx);
      });
    },
    async giveSecret({ person: id }, by) {
      const person = managed(id, by);
      if (id === by.id) throw refusal('not-now', 'one changes one’s own password');
      if (person.state === 'ended') throw refusal('gone', `${id} is ended`);
      const secret = oneTimeSecret();
      const hash = await hashSecret(secret, cost);
      trail.note(by, 'people.give-secret', 'done', { person: id }, () => {
        people.change(id, { secret: hash, secretAt: clock.now(), mustChange: true, tries: 0, waitUntil: null });
      });
      return { secret };
    },
  };
}
