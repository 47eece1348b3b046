import { describe, expect, it } from 'vitest';
import { maskedData, maskOf, retention } from './0019-retention.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

const mask = (column: string, plate = 'plate'): string =>
  `UPDATE ${column} SET plate = ${maskOf(plate)}${column === 'fact' ? `, data = ${maskedData('')}` : ''}`;

describe('19: retention', () => {
  it('masks a plate, once and for all; what is no plate of anybody stays', () => {
    const db = newStore();
    expect(migrations[18]).toBe(retention);
    const masked = db.prepare<[string], string>(`SELECT ${maskOf('x')} FROM (SELECT ? AS x)`).pluck();
    const of = (plate: string): string | undefined => masked.get(plate);
    expect(['粤B12345', '粤BD12345', '无牌0001', '', 'TAXI'].map(of)).toEqual([
      '粤B1***5',
      '粤BD****5',
      '无牌0001',
      '',
      'TAXI',
    ]);
    expect(of('粤B1***5')).toBe('粤B1***5');
  });

  it('facts and openings are still never changed, but that a plate becomes its mask', () => {
    const db = newStore();
    db.exec(`INSERT INTO fact (at, kind, plate, who, data) VALUES (1, 'control-hit', '粤B12345', 'li', '{"detail":"粤B12345 进场"}');
      INSERT INTO opening (id, at, lane_id, cause, plate) VALUES ('o', 1, 'in-1', 'automatic', '粤B12345')`);
    for (const wrong of [
      `who = 'wang'`,
      `plate = '粤B99999'`,
      `plate = NULL`,
      `data = '{}'`,
      `plate = ${maskOf('plate')}, at = 2`,
    ])
      expect(() => db.exec(`UPDATE fact SET ${wrong}`), wrong).toThrow('facts are never changed');
    for (const wrong of [`who = 'wang'`, `plate = '粤B99999'`, `cause = 'by-hand'`])
      expect(() => db.exec(`UPDATE opening SET ${wrong}`), wrong).toThrow('never changed');
    db.exec(mask('fact'));
    db.exec(mask('opening'));
    expect(db.prepare('SELECT plate, who, data FROM fact').get()).toEqual({
      plate: '粤B1***5',
      who: 'li',
      data: '{"detail":"粤B1***5 进场"}',
    });
    expect(() => db.exec('DELETE FROM fact')).toThrow('never deleted');
  });

  it('what a correction was before is masked with it', () => {
    const db = newStore();
    db.exec(`INSERT INTO fact (at, kind, plate, data) VALUES
      (1, 'corrected', '粤B12345', '{"from":"粤B12346"}'),
      (2, 'corrected', '粤B12345', '{"before":{"plate":"粤B12346","carColour":"red"}}'),
      (3, 'report-corrected', NULL, '{"platform":"p","before":{"carNo":"粤B12346"}}'),
      (4, 'booking-changed', '粤B12345', '{"from":5,"to":6}')`);
    db.exec(mask('fact'));
    expect(db.prepare('SELECT data FROM fact ORDER BY seq').pluck().all()).toEqual([
      '{"from":"粤B1***6"}',
      '{"before":{"plate":"粤B1***6","carColour":"red"}}',
      '{"platform":"p"}',
      '{"from":5,"to":6}',
    ]);
  });

  it('the history follows: the old plate finds nothing, the new one does', () => {
    const db = newStore();
    const at = 2 ** 33;
    db.exec(`INSERT INTO fact (at, kind, plate) VALUES (${at}, 'refused', '粤B12345'), (${at}, 'refused', '粤B54321')`);
    const found = (part: string): unknown[] =>
      db
        .prepare(
          'SELECT h.fact_seq FROM history_index JOIN history AS h ON h.seq = history_index.rowid WHERE history_index MATCH ?',
        )
        .pluck()
        .all(`"2G${Buffer.from(part).toString('hex').toUpperCase()}"`);
    expect(found('234')).toEqual([1]);
    db.exec(`${mask('fact')} WHERE seq = 1`);
    expect([found('234'), found('1**'), found('543')]).toEqual([[], [1], [2]]);
    expect(db.prepare('SELECT plates FROM history ORDER BY fact_seq').pluck().all()).toEqual(['粤B1***5', '粤B54321']);
  });
});
