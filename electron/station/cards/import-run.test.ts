import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AT, nothing, openCardOffice, portionsOf, SUPERVISOR } from './cards.fixture.ts';
import type { CardOffice } from './cards.fixture.ts';

let office: CardOffice;
beforeEach(() => {
  office = openCardOffice();
  office.add({ no: 'A-1', plates: [{ plate: '粤B11111', colour: null }] });
  office.add({ no: 'A-2', plates: [{ plate: '粤B22222', colour: null }] });
});
afterEach(() => office.end());

/** Two cards change places with their plates, and one is new. */
const SWAP = portionsOf([
  ['A-1', '粤B22222'],
  ['A-2', '粤B11111'],
  ['N-1', '粤B33333'],
]);

/** Whose card each plate is on, at the gate and on the screen, and what was told. */
function seen() {
  return {
    gate: ['粤B11111', '粤B22222', '粤B33333'].map((plate) => office.cards.cardFor(plate, 'blue', AT)?.no ?? null),
    near: office.cards.plates(AT).length,
    screen: office.list.page({}, SUPERVISOR).items.map(({ no, plates }) => `${no} ${plates[0]?.plate}`),
    acts: office.list.file('A-1')?.acts.length,
  };
}
const BEFORE = { gate: ['A-1', 'A-2', null], near: 2, screen: ['A-1 粤B11111', 'A-2 粤B22222'], acts: 1 };
const AFTER = {
  gate: ['A-2', 'A-1', 'N-1'],
  near: 3,
  screen: ['A-1 粤B22222', 'A-2 粤B11111', 'N-1 粤B33333'],
  acts: 2,
};
const imported = () => office.facts().filter(([kind]) => kind === 'cards-imported').length;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('an import of cards', () => {
  it('is seen whole or not at all, at every turn of it, by the gate and on the screen', async () => {
    const run = office.run();
    run.start(office.wish(SWAP));
    const turns = [];
    for (; run.standing().state === 'writing'; await turn()) turns.push(seen());
    expect(turns.length).toBeGreaterThan(6);
    for (const each of turns) expect(each).toEqual(BEFORE);
    expect(seen()).toEqual(AFTER);
    expect(run.standing()).toEqual({ state: 'written' });
    expect(imported()).toBe(1);
  });

  it('a person’s act on a card meanwhile is told to wait, and does not come in between', async () => {
    const run = office.run();
    run.start(office.wish(SWAP));
    const extend = () => office.cards.extend({ no: 'A-1', by: { days: 3 }, paid: null }, 'li', nothing);
    expect(extend).toThrow(expect.objectContaining({ code: 'not-now' }));
    expect(() => office.add({ no: 'B-1' })).toThrow(expect.objectContaining({ code: 'not-now' }));
    while (run.standing().state === 'writing') await turn();
    extend();
    expect(office.list.file('A-1')?.card).toMatchObject({ to: '2026-06-03', plates: [{ plate: '粤B22222' }] });
  });

  it('stopped before it is promised, never was', async () => {
    const run = office.run();
    run.start(office.wish(SWAP));
    await turn();
    expect(run.stop()).toBe(true);
    for (let n = 0; n < 10; n += 1) await turn();
    expect(seen()).toEqual(BEFORE);
    expect(imported()).toBe(0);
    expect(office.cards.plates(AT)).toHaveLength(2);
  });

  it('that the disk does not take once it is promised is written when it does', async () => {
    const run = office.run();
    run.start(office.wish(SWAP));
    const promised = () => expect(run.standing()).toMatchObject({ stoppable: false });
    await vi.waitFor(promised, { interval: 0 });
    office.db.exec(`CREATE TRIGGER full BEFORE INSERT ON card_act BEGIN SELECT raise(ABORT, 'full'); END`);
    for (let n = 0; n < 5; n += 1) await turn();
    expect(run.standing()).toMatchObject({ state: 'writing', done: 3 });
    expect(seen()).toEqual(BEFORE);
    office.db.exec('DROP TRIGGER full');
    office.clock.advance(1000);
    while (run.standing().state === 'writing') await turn();
    expect(seen()).toEqual(AFTER);
  });

  it('that the disk does not take before it is promised fails, and never was', async () => {
    office.db.exec(`CREATE TRIGGER full BEFORE INSERT ON card_import BEGIN SELECT raise(ABORT, 'full'); END`);
    const run = office.run();
    run.start(office.wish(SWAP));
    while (run.standing().state === 'writing') await turn();
    expect(run.standing()).toEqual({ state: 'failed' });
    expect(seen()).toEqual(BEFORE);
    expect(imported()).toBe(0);
  });

  it.each([
    ['while it is kept', 2, 'no', BEFORE],
    ['when all of it is kept', 3, 'no', BEFORE],
    ['once it is promised', 3, 'yes', AFTER],
    ['with one of its portions written', 4, 'yes', AFTER],
    ['with all but one written', 5, 'yes', AFTER],
  ])('killed %s, is whole or never was after the next start', (_when, steps, promised, expected) => {
    const { directory, db } = office;
    db.close();
    const child = fileURLToPath(new URL('./import-killed.fixture.ts', import.meta.url));
    expect(spawnSync(process.execPath, [child, directory, String(steps), promised]).signal).toBe('SIGKILL');
    office = openCardOffice(directory);
    const run = office.run();
    expect(seen()).toEqual(expected);
    expect(imported()).toBe(expected === AFTER ? 1 : 0);
    expect(run.standing().state).not.toBe('writing');
    expect(office.db.prepare('SELECT count(*) FROM card_import_portion').pluck().get()).toBe(0);
  });
});
