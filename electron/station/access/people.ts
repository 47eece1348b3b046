import type { PersonView, SignInChoice } from '../../contract/access.ts';
import type { FirstSecrets } from '../../contract/site-access.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Db } from '../store/open.ts';

/** A person of the site, with what is kept of the password. */
export interface Person {
  id: string;
  name: string;
  role: Role;
  state: 'active' | 'ended';
  /** scrypt in PHC format; null: there is none yet. */
  secret: string | null;
  secretAt: number | null;
  mustChange: boolean;
  /** Wrong passwords in a row. */
  tries: number;
  waitUntil: number | null;
  lastSignInAt: number | null;
}

/** Who works here. A person is never deleted: the records name them. */
export interface People {
  byId(id: string): Person | null;
  /** Those of now, or all there ever were; in the site's order. */
  all(): Person[];
  /** As the records name a person; an id that nobody has is shown as it is. */
  nameOf(id: string): string;
  add(person: { id: string; name: string; role: Role }): void;
  change(id: string, change: Partial<Omit<Person, 'id'>>): void;
}

interface Row {
  id: string;
  name: string;
  role: Role;
  state: 'active' | 'ended';
  secret: string | null;
  secret_at: number | null;
  must_change: number;
  tries: number;
  wait_until: number | null;
  last_sign_in_at: number | null;
}

/**
 * `founders`: the people of the site file, taken over where the store knows nobody. `first`: passwords for those of them
 * who have none.
 */
export function createPeople(db: Db, founders: SiteConfig['people'], first: FirstSecrets, now: number): People {
  const select = db.prepare<[string], Row>('SELECT * FROM person WHERE id = ?');
  const selectAll = db.prepare<[], Row>('SELECT * FROM person ORDER BY position');
  const insert = db.prepare(
    'INSERT INTO person (id, name, role, position) VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM person))',
  );
  const update = db.prepare(
    `UPDATE person SET name = @name, role = @role, state = @state, secret = @secret, secret_at = @secretAt,
       must_change = @mustChange, tries = @tries, wait_until = @waitUntil, last_sign_in_at = @lastSignInAt WHERE id = @id`,
  );
  const names = new Map<string, string>();
  const learn = (): void => {
    for (const { id, name } of selectAll.all()) names.set(id, name);
  };
  const add: People['add'] = ({ id, name, role }) => {
    insert.run(id, name, role);
    names.set(id, name);
  };

  const byId = (id: string): Person | null => {
    const row = select.get(id);
    return row === undefined ? null : personOf(row);
  };
  const change: People['change'] = (id, wish) => {
    const person = byId(id);
    if (person === null) throw new Error(`there is no person ${id}`);
    const changed = { ...person, ...wish };
    update.run({ ...changed, mustChange: changed.mustChange ? 1 : 0 });
    names.set(id, changed.name);
  };

  learn();
  if (names.size === 0) db.transaction(() => founders.forEach(add))();
  for (const [id, { hash, mustChange }] of Object.entries(first)) {
    const person = byId(id);
    if (person?.state === 'active' && person.secretAt === null) change(id, { secret: hash, secretAt: now, mustChange });
  }
  return {
    byId,
    all: () => selectAll.all().map(personOf),
    nameOf: (id) => names.get(id) ?? id,
    add,
    change,
  };
}

function personOf(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    state: row.state,
    secret: row.secret,
    secretAt: row.secret_at,
    mustChange: row.must_change === 1,
    tries: row.tries,
    waitUntil: row.wait_until,
    lastSignInAt: row.last_sign_in_at,
  };
}

/** Of whoever comes to a site; those of a site file have ids of their own. */
export const personId = (fresh: string): string => `p${fresh.slice(0, 8)}`;

export const choiceOf = ({ id, name, role, secret, waitUntil }: Person, now: number): SignInChoice => ({
  id,
  name,
  role,
  ready: secret !== null,
  waitUntil: waitUntil !== null && waitUntil > now ? waitUntil : null,
});

export const personView = (person: Person, now: number): PersonView => ({
  ...choiceOf(person, now),
  state: person.state,
  mustChange: person.mustChange,
  changedAt: person.secretAt,
  lastSignInAt: person.lastSignInAt,
});
