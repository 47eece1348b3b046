import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStaffedLot, SECRETS } from './access.fixture.ts';
import { checkAudit } from './audit.ts';

type Lot = Awaited<ReturnType<typeof openStaffedLot>>;
let lot: Lot;
beforeEach(async () => {
  lot = await openStaffedLot();
  await lot.signIn('li', SECRETS.li);
});
afterEach(() => lot.close());

/** What somebody with the file in their hands would do, past the triggers. */
function tamper(sql: string): void {
  const db = new Database(lot.file);
  db.exec('DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete');
  db.exec(sql);
  db.close();
}
const act = (key: string): void => {
  const li = lot.now.desk.admit('people.list');
  lot.now.acts.during({ input: { key, name: '周', role: 'attendant', secret: 'x' }, actor: li }, () =>
    lot.now.peopleActs.add({ name: `周${key}`, role: 'attendant' }, li, lot.now.acts.once(key, 'people.add', li.id)),
  );
};

describe('the audit', () => {
  it('holds each act with who, as what, and what it was about, but no secret', () => {
    act('k1');
    expect(lot.lines().at(-1)).toBe('李主管 people.add done {"name":"周","role":"attendant"}');
    expect(checkAudit(lot.now.db)).toMatchObject({ state: 'whole', lines: lot.lines().length });
  });

  it('an act and its line are written together, or neither', () => {
    act('k1');
    const before = lot.lines();
    expect(() => act('k1')).toThrow();
    expect(lot.lines()).toEqual(before);
  });

  it('cannot be changed or cut through the program’s own door to the store', () => {
    expect(() => lot.now.db.exec("UPDATE audit SET who = 'wang'")).toThrow('never changed');
    expect(() => lot.now.db.exec('DELETE FROM audit')).toThrow('never deleted');
  });

  it.each<[string, string, unknown]>([
    ['a line changed', "UPDATE audit SET who = 'li' WHERE seq = 3", { state: 'broken', seq: 3, why: 'changed' }],
    ['a refusal made a success', "UPDATE audit SET outcome = 'refused' WHERE seq = 2", { state: 'broken', seq: 2 }],
    ['a line taken out', 'DELETE FROM audit WHERE seq = 4', { state: 'broken', seq: 4, why: 'missing' }],
    [
      'a line taken out, the rest moved up',
      'DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = seq - 1 WHERE seq > 4',
      { state: 'broken', seq: 4, why: 'changed' },
    ],
    ['the first line gone', 'DELETE FROM audit WHERE seq = 1', { state: 'broken', seq: 1, why: 'missing' }],
    [
      'a line put in at the end',
      "INSERT INTO audit SELECT seq + 1, at, 'li', role, what, outcome, about, 'new', hash FROM audit ORDER BY seq DESC LIMIT 1",
      { state: 'broken', why: 'changed' },
    ],
    [
      'the end cut off, with the acts of the time standing',
      'DELETE FROM audit WHERE seq > 5',
      { state: 'broken', seq: 6, why: 'act-without-line' },
    ],
  ])('%s is found', (_what, sql, found) => {
    act('k1');
    act('k2');
    tamper(sql);
    expect(checkAudit(lot.now.db)).toMatchObject(found as object);
  });

  it('what a person looks at again and again within a minute is one line', () => {
    const li = lot.now.desk.admit('history.find');
    const look = (text: string) => lot.now.trail.looked(li, 'history.find', { text });
    const before = lot.lines().length;
    look('粤B1');
    look('粤B1');
    look('粤B12');
    lot.clock.advance(61_000);
    look('粤B12');
    expect(lot.lines().length - before).toBe(3);
  });

  it('a full disk keeps nobody from the desk; what happened meanwhile is written when it can be', async () => {
    lot.now.db.exec(`PRAGMA max_page_count = ${Number(lot.now.db.pragma('page_count', { simple: true }))}`);
    const filler = lot.now.db.prepare("INSERT INTO act (key, at, command, who) VALUES (?, 1, 'x', 'x')");
    expect(() => {
      for (let n = 0; ; n += 1) filler.run(`${n}${'x'.repeat(300)}`);
    }).toThrow(/full/);
    await lot.signIn('wang', SECRETS.wang);
    expect(lot.admits('lane.release')).toBe('wang');
    lot.now.db.exec('PRAGMA max_page_count = 1000000');
    lot.now.signIn.signOut();
    expect(lot.lines().slice(-2)).toEqual([
      '王师傅 session.sign-in done {"person":"wang","relieves":"li"}',
      '王师傅 session.sign-out done {}',
    ]);
  });
});
