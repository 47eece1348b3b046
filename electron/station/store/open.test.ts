import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spine } from './migrations/0001-spine.ts';
import { migrations } from './migrations/all.ts';
import { openStore } from './open.ts';
import type { Db, StoreErrorCode } from './open.ts';

let directory: string;
let file: string;
const opened: Db[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'store-'));
  file = join(directory, 'store.sqlite');
});

afterEach(() => {
  for (const db of opened.splice(0)) db.close();
  rmSync(directory, { recursive: true });
});

function open(): Db {
  const db = openStore(file);
  opened.push(db);
  return db;
}

const refusedAs = (code: StoreErrorCode) => expect.objectContaining({ name: 'StoreError', code }) as Error;
const addFact = (db: Db): void => void db.prepare(`INSERT INTO fact (at, kind) VALUES (1, 'entered')`).run();

describe('opening the store', () => {
  it('makes a new one with the newest schema', () => {
    expect(open().pragma('user_version', { simple: true })).toBe(migrations.length);
  });

  it('finds what was written before', () => {
    const first = openStore(file);
    addFact(first);
    first.close();
    expect(open().prepare('SELECT count(*) AS n FROM fact').get()).toEqual({ n: 1 });
  });

  it('a database written by a newer program is refused and left as it is', () => {
    const db = openStore(file);
    db.pragma(`user_version = ${migrations.length + 1}`);
    db.close();
    expect(open).toThrow(refusedAs('newer-database'));
    const untouched = new Database(file, { readonly: true });
    expect(untouched.pragma('user_version', { simple: true })).toBe(migrations.length + 1);
    untouched.close();
  });

  it('a file that is no database is refused and left as it is', () => {
    const text = 'plates, plates, plates\n'.repeat(100);
    writeFileSync(file, text);
    expect(open).toThrow(refusedAs('not-a-database'));
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('a folder that is not there is an error with a code', () => {
    file = join(directory, 'missing', 'store.sqlite');
    expect(open).toThrow(refusedAs('cannot-open'));
  });
});

describe('facts', () => {
  it("rows of the manual-open log could be deleted: here they can't, nor changed", () => {
    const db = open();
    addFact(db);
    expect(() => db.exec('DELETE FROM fact')).toThrow('facts are never deleted');
    expect(() => db.exec(`UPDATE fact SET who = 'somebody else'`)).toThrow('facts are never changed');
    expect(db.prepare('SELECT kind, who FROM fact').all()).toEqual([{ kind: 'entered', who: null }]);
  });
});

describe('migrations', () => {
  const objects = (db: Db, type: string): string[] =>
    db.prepare(`SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name`).pluck().all(type) as string[]; // prettier-ignore

  it('each has a test beside it; that of the first is here', () => {
    const files = readdirSync(new URL('migrations', import.meta.url)).filter((name) => /^\d{4}-/.test(name));
    const tested = files.filter((name) => name.endsWith('.test.ts')).map((name) => name.replace('.test.ts', '.ts'));
    expect(['0001-spine.ts', ...tested]).toEqual(files.filter((name) => !name.endsWith('.test.ts')));
    expect(migrations).toHaveLength(tested.length + 1);
  });

  it('1: the spine', () => {
    const db = new Database(file);
    opened.push(db);
    db.exec(spine);
    expect(objects(db, 'table')).toEqual(['act', 'booking', 'capture', 'fact', 'inbound', 'lane_state', 'outbox', 'stay']); // prettier-ignore
    expect(objects(db, 'trigger')).toEqual(['fact_is_append_only_delete', 'fact_is_append_only_update']);
  });

  it('one that fails in its middle leaves the database at the number before', () => {
    const db = new Database(file);
    db.exec('CREATE TABLE outbox (in_the_way INTEGER)');
    db.close();
    expect(open).toThrow('already exists');
    const left = new Database(file, { readonly: true });
    expect([left.pragma('user_version', { simple: true }), objects(left, 'table')]).toEqual([0, ['outbox']]);
    left.close();
  });
});

describe('the machine lost power in mid-write', () => {
  const FULL = 2;
  /** Few enough that the log never fills so far as to be checkpointed, which syncs by itself. */
  const COMMITS = 60;
  const hasStrace = spawnSync('strace', ['-V']).status === 0;

  it('every connection commits with synchronous=FULL, also after its first write and after reopening', () => {
    for (const db of [open(), open()]) {
      expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
      addFact(db);
      expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    }
  });

  it('each commit is on the disk when it returns: the system is asked to sync for every one', async () => {
    expect(hasStrace, 'this test counts system calls: install strace (apt-get install strace)').toBe(true);
    const opening = await syncsOf('openStore(file)', 0);
    const full = await syncsOf('openStore(file)', COMMITS);
    const control = await syncsOf(`relaxed(openStore(file))`, COMMITS);
    expect(full - opening).toBeGreaterThanOrEqual(COMMITS);
    expect(control - opening).toBeLessThan(COMMITS / 4);
  });

  /** How often a process that opens the store so, commits half, closes, opens and commits the rest asks for a sync. */
  async function syncsOf(opening: string, commits: number): Promise<number> {
    const trace = join(directory, 'trace');
    const script = `
      import { openStore } from ${JSON.stringify(new URL('open.ts', import.meta.url).href)};
      const file = ${JSON.stringify(join(mkdtempSync(join(directory, 'run-')), 'store.sqlite'))};
      const relaxed = (db) => (db.pragma('synchronous = NORMAL'), db);
      for (let round = 0; round < 2; round++) {
        const db = ${opening};
        const add = db.prepare("INSERT INTO fact (at, kind) VALUES (1, 'entered')");
        for (let i = 0; i < ${commits / 2}; i++) add.run();
        db.close();
      }`;
    await promisify(execFile)('strace', [
      ...['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace],
      ...[process.execPath, '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    ]);
    return readFileSync(trace, 'utf8').match(/f(data)?sync\(/g)?.length ?? 0;
  }
});
