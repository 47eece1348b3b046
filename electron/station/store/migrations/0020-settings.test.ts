import { expect, it } from 'vitest';
import { settings } from './0020-settings.ts';
import { migrations } from './all.ts';
import { storeSince } from './store.fixture.ts';

it('20: a version of the site stays as it was saved; that it failed is added', () => {
  expect(migrations[19]).toBe(settings);
  const db = storeSince(19, () => undefined);
  db.exec(`INSERT INTO site_version VALUES (1, 5, NULL, '', '{}', 'x', '[]', NULL)`);
  expect(() => db.exec('DELETE FROM site_version')).toThrow('never deleted');
  expect(() => db.exec(`UPDATE site_version SET site = '[]'`)).toThrow('never changed');
  db.exec(`UPDATE site_version SET failed = 'the port is taken'`);
  expect(db.prepare('SELECT revision, site, at FROM site_draft').all()).toEqual([
    { revision: 0, site: null, at: null },
  ]);
  expect(() => db.exec('INSERT INTO site_draft (id, revision) VALUES (2, 0)')).toThrow(/CHECK/);
});
