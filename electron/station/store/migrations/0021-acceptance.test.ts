import { describe, expect, it } from 'vitest';
import { acceptance } from './0021-acceptance.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

const BEGIN = `INSERT INTO acceptance_run (begun_at, begun_by, people, note, site_sha256, program, lot, lanes, verdict)
  VALUES (1, '周工', '[]', '', 'ab', '1.0.0', '{}', '[]', 'running')`;

describe('21: acceptance', () => {
  it('one run goes on at a time', () => {
    const db = newStore();
    expect(migrations[20]).toBe(acceptance);
    db.exec(BEGIN);
    expect(() => db.exec(BEGIN)).toThrow('UNIQUE');
    db.exec(`UPDATE acceptance_run SET finished_at = 2, verdict = 'passed'`);
    db.exec(BEGIN);
    expect(() => db.exec(`UPDATE acceptance_run SET finished_at = 2 WHERE no = 2`)).toThrow('CHECK');
  });

  it('what is finished stays as it is, whoever writes', () => {
    const db = newStore();
    db.exec(BEGIN);
    const check = (id: string): string =>
      `INSERT INTO acceptance_check (run, position, id, kind) VALUES (1, 0, '${id}', 'vectors')`;
    db.exec(check('vectors'));
    db.exec(`UPDATE acceptance_check SET state = 'failed', at = 2`);
    expect(() => db.exec(`UPDATE acceptance_check SET state = 'well'`)).toThrow('CHECK');
    db.exec(`UPDATE acceptance_run SET finished_at = 3, verdict = 'failed'`);
    for (const wrong of [
      `UPDATE acceptance_check SET state = 'passed'`,
      `UPDATE acceptance_run SET verdict = 'passed'`,
      check('more'),
    ])
      expect(() => db.exec(wrong), wrong).toThrow('never changed');
    expect(() => db.exec('DELETE FROM acceptance_check')).toThrow('never deleted');
    expect(() => db.exec('DELETE FROM acceptance_run')).toThrow('never deleted');
  });
});
