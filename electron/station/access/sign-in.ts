import { weaknessOf } from '../../contract/access.ts';
import type { SignInView } from '../../contract/access.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import { isStoreError } from '../store/open.ts';
import type { Desk } from './desk.ts';
import { choiceOf, personId } from './people.ts';
import type { People, Person } from './people.ts';
import { refusal } from './refusal.ts';
import { COST, hashSecret, verifySecret } from './secret.ts';
import type { Cost } from './secret.ts';
import type { Trail } from './trail.ts';

/** Coming to the desk and leaving it. All that is asked here ends in the audit, refusals too. */
export interface SignIn {
  view(): SignInView;
  /** The first password of a site, by whoever sets it up. Throws `not-now`, `bad-input`. */
  claim(wish: { person: string; secret: string }): Promise<void>;
  /** The first person of a site that nobody knows yet: its installer. Throws `not-now`, `bad-input`. */
  begin(wish: { name: string; secret: string }): Promise<void>;
  /** Throws `wrong-secret`, or `wait` after too many of those. Also unlocks, and relieves whoever sits there. */
  signIn(wish: { person: string; secret: string }): Promise<void>;
  /** One's own password. Throws `wrong-secret`, `wait`, `bad-input`. */
  change(wish: { old: string; next: string }): Promise<void>;
  signOut(): void;
  lock(): void;
  /** Locks the desk when nobody touched it for long enough. */
  sweep(): void;
}

const LONGEST_WAIT_MIN = 60;

/** `cost`: of passwords that are set from now on. */
export function createSignIn(parts: {
  desk: Desk;
  people: People;
  trail: Trail;
  access: SiteConfig['access'];
  /** The lot and its desk, in words. */
  place: () => string;
  clock: Clock;
  newId: () => string;
  cost?: Cost;
  restoring?: boolean;
  settingUp?: boolean;
}): SignIn {
  const { desk, people, trail, access, clock, cost = COST } = parts;
  /** Answers one guess after the other: a machine that guesses gains nothing by asking many at once. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  /** Compared with where there is nothing to compare with, so that the time taken tells nobody apart. */
  const decoy = hashSecret('', cost);

  function wrong(what: string, person: Person): Error {
    const tries = person.tries + 1;
    const over = tries - access.wrongTries;
    const waitMin = over < 0 ? 0 : Math.min(LONGEST_WAIT_MIN, access.waitMin * 2 ** Math.min(over, 10));
    const waitUntil = waitMin === 0 ? null : clock.now() + waitMin * 60_000;
    trail.note(person, what, 'refused', { person: person.id, tries, waitMin }, () => {
      people.change(person.id, { tries, waitUntil });
    });
    return waitUntil === null
      ? refusal('wrong-secret', `a wrong password of ${person.id}`)
      : refusal('wait', `too many wrong passwords of ${person.id}`, { until: String(waitUntil) });
  }

  /** Resolves when `secret` is this person's. */
  async function prove(what: string, id: string, secret: string): Promise<Person> {
    const person = people.byId(id);
    if (person === null || person.state === 'ended' || person.secret === null) {
      await verifySecret(secret, await decoy);
      trail.note(null, what, 'refused', { person: id });
      throw refusal('wrong-secret', 'nobody has that password');
    }
    if (person.waitUntil !== null && clock.now() < person.waitUntil) {
      throw refusal('wait', `${id} must wait`, { until: String(person.waitUntil) });
    }
    if (!(await verifySecret(secret, person.secret))) throw wrong(what, person);
    return person;
  }

  function strong(secret: string, person: Pick<Person, 'id' | 'role'>, field: string): void {
    const weakness = weaknessOf(secret, person);
    if (weakness !== null) throw refusal('bad-input', `the password is ${weakness}`, { [field]: weakness });
  }

  return {
    view: () => ({
      session: desk.view(),
      people: people
        .all()
        .filter(({ state }) => state === 'active')
        .map((person) => choiceOf(person, clock.now())),
      place: parts.place(),
      note: access.note ?? null,
      ...(parts.restoring === true && { restoring: true as const }),
      ...(parts.settingUp === true && { settingUp: true as const }),
    }),

    claim: ({ person: id, secret }) =>
      inTurn(async () => {
        if (desk.view().state !== 'unclaimed') throw refusal('not-now', 'somebody has a password already');
        const person = people.byId(id);
        if (person?.state !== 'active' || person.role === 'viewer' || person.role === 'attendant') {
          throw refusal('bad-input', 'who sets a site up gives others their passwords', { person: 'role' });
        }
        strong(secret, person, 'secret');
        const hash = await hashSecret(secret, cost);
        const now = clock.now();
        trail.note(person, 'session.claim', 'done', { person: id }, () => {
          people.change(id, { secret: hash, secretAt: now, mustChange: false, lastSignInAt: now });
        });
        desk.seat(person);
      }),

    begin: ({ name, secret }) =>
      inTurn(async () => {
        if (people.all().length > 0) throw refusal('not-now', 'somebody is known here already');
        const founder = { id: personId(parts.newId()), name, role: 'installer' } as const;
        strong(secret, founder, 'secret');
        const hash = await hashSecret(secret, cost);
        const now = clock.now();
        trail.note(founder, 'setup.begin', 'done', { person: founder.id, name }, () => {
          people.add(founder);
          people.change(founder.id, { secret: hash, secretAt: now, mustChange: false, lastSignInAt: now });
        });
        desk.seat(founder);
      }),
    signIn: ({ person: id, secret }) =>
      inTurn(async () => {
        const before = desk.person();
        const person = await prove('session.sign-in', id, secret);
        const relieves = before !== null && before.id !== id ? { relieves: before.id } : {};
        trail.note(person, 'session.sign-in', 'done', { person: id, ...relieves });
        try {
          people.change(id, { tries: 0, waitUntil: null, lastSignInAt: clock.now() });
        } catch (error) {
          // A full disk keeps nobody from the desk.
          if (!isStoreError(error)) throw error;
        }
        desk.seat(person);
      }),

    change: ({ old, next }) =>
      inTurn(async () => {
        const sitting = desk.person();
        if (sitting === null) throw refusal('signed-out', 'nobody is signed in');
        const person = await prove('session.change-secret', sitting.id, old);
        strong(next, person, 'next');
        if (old.normalize('NFKC') === next.normalize('NFKC')) {
          throw refusal('bad-input', 'the same password again', { next: 'same' });
        }
        const hash = await hashSecret(next, cost);
        trail.note(person, 'session.change-secret', 'done', {}, () => {
          people.change(person.id, {
            secret: hash,
            secretAt: clock.now(),
            mustChange: false,
            tries: 0,
            waitUntil: null,
          });
        });
        desk.seat(person);
      }),

    signOut() {
      const person = desk.person();
      if (person === null) return;
      trail.note(person, 'session.sign-out', 'done', {});
      desk.leave();
    },
    lock() {
      const person = desk.person();
      if (person === null) return;
      trail.note(person, 'session.lock', 'done', { by: 'hand' });
      desk.lock();
    },
    sweep() {
      const person = desk.person();
      if (desk.sweep()) trail.note(person, 'session.lock', 'done', { by: 'time' });
    },
  };
}
