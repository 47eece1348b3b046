import { expect, it } from 'vitest';
import { access } from './0018-access.ts';
import { migrations } from './all.ts';
import { storeSince } from './store.fixture.ts';

it('18: acts of before have no line in the audit and need none; a password stands with its day', () => {
  expect(migrations[17]).toBe(access);
  const db = storeSince(17, (old) =>
    old.exec("INSERT INTO act (key, at, command, who) VALUES ('k', 1, 'lane.release', 'wang')"),
  );
  expect(db.prepare('SELECT audited FROM act').pluck().all()).toEqual([0]);
  const person = (secret: string, at: string) =>
    db.exec(
      `INSERT INTO person (id, name, role, position, secret, secret_at) VALUES ('a', 'A', 'viewer', 1, ${secret}, ${at})`,
    );
  expect(() => person("'x'", 'NULL')).toThrow(/CHECK/);
  person("'x'", '1');
  expect(() => db.exec("INSERT INTO desk VALUES (2, 'run', 'a', 1, 0)")).toThrow(/CHECK/);
});
