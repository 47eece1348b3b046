import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMadeStore } from '../made-store.fixture.ts';
import { endNeed, findNeed, forgetNeed, keepNeed, setAside, storePlaces } from './need.ts';
import type { StorePlaces } from './need.ts';

const NOW = Date.UTC(2026, 4, 20, 4);
let places: StorePlaces;

beforeEach(() => {
  const data = mkdtempSync(join(tmpdir(), 'need-'));
  places = storePlaces(data, join(data, 'backups'));
});
afterEach(() => rmSync(places.data, { recursive: true }));

function makeStore(facts: number): void {
  const db = openMadeStore(places.database);
  const add = db.prepare(`INSERT INTO fact (at, kind) VALUES (1, 'held')`);
  for (let n = 0; n < facts; n += 1) add.run();
  db.close();
}
/** A copy that knows this many facts, as far as its manifest says. */
function makeCopy(at: number, facts: number): void {
  mkdirSync(places.copies, { recursive: true });
  writeFileSync(join(places.copies, 'gatehouse-x.sqlite'), '');
  writeFileSync(
    join(places.copies, 'gatehouse-x.json'),
    JSON.stringify({
      ...{ format: 1, file: 'gatehouse-x.sqlite', at, lot: '', schema: 1, bytes: 0, sha256: '0'.repeat(64), rows: {} },
      ...{ lastFact: { seq: facts, at }, audit: null },
    }),
  );
}

describe('whether a person must choose what to go on with', () => {
  it('a new site: no', () => expect(findNeed(places, NOW)).toBeNull());

  it('a sound store that knows what its copy knows: no', () => {
    makeStore(3);
    makeCopy(NOW, 3);
    expect(findNeed(places, NOW)).toBeNull();
  });

  it('a store that knows less than its copy: yes, and again at each start until somebody chose', () => {
    makeStore(2);
    makeCopy(NOW, 3);
    const need = findNeed(places, NOW);
    expect(need).toMatchObject({ why: 'behind', since: NOW });
    expect(existsSync(places.database)).toBe(false);
    // A restoration that was killed half-way leaves a store: the question stands.
    makeStore(3);
    expect(findNeed(places, NOW + 1)).toEqual(need);
    endNeed(places, NOW + 2);
    expect(findNeed(places, NOW + 3)).toBeNull();
  });

  it('somebody chose an older state: copies of before then ask nothing, newer ones do', () => {
    makeStore(2);
    makeCopy(NOW, 3);
    endNeed(places, NOW + 1);
    expect(findNeed(places, NOW + 2)).toBeNull();
    makeCopy(NOW + 2, 3);
    expect(findNeed(places, NOW + 3)?.why).toBe('behind');
  });

  it('the question itself cannot be read: the store is looked at', () => {
    makeStore(1);
    keepNeed(places, { why: 'asked', detail: '', since: NOW, setAside: null });
    expect(findNeed(places, NOW)?.why).toBe('asked');
    writeFileSync(join(places.data, 'restore.json'), 'rubbish');
    expect(findNeed(places, NOW)).toBeNull();
    forgetNeed(places);
  });
});

describe('setting a store aside', () => {
  it('takes its log along, and never what was set aside before', () => {
    for (const text of ['first', 'second']) {
      for (const ending of ['', '-wal', '-shm']) writeFileSync(`${places.database}${ending}`, `${text}${ending}`);
      const folder = setAside(places, NOW) ?? '';
      expect(readdirSync(folder).sort()).toEqual(['gatehouse.sqlite', 'gatehouse.sqlite-shm', 'gatehouse.sqlite-wal']);
      expect(readFileSync(join(folder, 'gatehouse.sqlite-wal'), 'utf8')).toBe(`${text}-wal`);
      expect(existsSync(places.database)).toBe(false);
    }
    expect(readdirSync(join(places.data, 'set-aside'))).toHaveLength(2);
    expect(setAside(places, NOW)).toBeNull();
  });
});
