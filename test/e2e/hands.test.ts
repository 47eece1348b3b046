import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanePlan } from '../../demo/site.ts';
import { openBooth, until } from './booth.ts';
import type { Booth } from './booth.ts';

// The attendant's hands, on the keyboard alone: no test here touches a mouse.

const LANES: LanePlan[] = [
  { id: 'in-1', name: '入口 1', direction: 'entrance', kind: 'reserved', others: 'ask' },
  { id: 'in-2', name: '入口 2', direction: 'entrance', kind: 'general', others: 'ask' },
  { id: 'out-1', name: '出口 1', direction: 'exit', kind: 'mixed', others: 'open' },
];

describe('the attendant at the keyboard', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: LANES });
  });
  afterAll(() => booth.close());

  const asks = (laneId: string, plate: string, reason: string) =>
    booth.shows(laneId, { phase: 'asking', attention: 'ask', plate, reason, active: true, ready: true });
  const inside = () => booth.reads('lot-inside');

  it('a bumper badge was read as a plate: E corrects it, and the car is let in on its reservation', async () => {
    await booth.platform.reserves('粤B12345');
    const wire = booth.watch('in-1');
    await booth.stands('in-1', '粤B12345', 'rubbish');
    await asks('in-1', 'WWWGACCOM', 'plate-unreadable');
    await booth.press('e');
    await booth.page.waitForSelector('[data-testid="lane-in-1-plate-field"]:focus');
    // What stands in the field is selected: typing replaces it.
    await booth.page.keyboard.type('粤b12345');
    await booth.press('Enter');
    await booth.shows('in-1', { phase: 'passing', plate: '粤B12345', reason: 'booking-on-time' });
    await booth.goesThrough('in-1');
    await booth.rests('in-1');
    await until(() => expect(booth.platform.of('粤B12345')).toEqual(['entered']));
    expect(wire.opens()).toBe(1);
    await expect.poll(() => booth.lists('corrected', '粤B12345')).toContain('王师傅');
  });

  it('a booked car was misread: one digit takes the reservation that looks alike', async () => {
    await booth.platform.reserves('粤B82345');
    const wire = booth.watch('in-1');
    await booth.stands('in-1', '粤BB2345');
    await asks('in-1', '粤BB2345', 'look-alike-booking');
    const candidate = booth.page.locator('[data-testid="lane-in-1-candidate-1"] [data-text]');
    await expect.poll(() => candidate.getAttribute('data-text')).toBe('粤B82345');
    // What differs is marked, and nothing else.
    await expect.poll(() => candidate.locator('[data-marked="true"]').allTextContents()).toEqual(['8']);
    expect(wire.opens()).toBe(0);
    await booth.press('1');
    await booth.shows('in-1', { phase: 'passing', plate: '粤B82345' });
    await booth.goesThrough('in-1');
    await booth.rests('in-1');
    await until(() => expect(booth.platform.of('粤B82345')).toEqual(['entered']));
    expect(booth.platform.of('粤BB2345')).toEqual([]);
    expect(wire.opens()).toBe(1);
  });

  it('a refused car is read again and again: the arm stays down', async () => {
    const wire = booth.watch('in-1');
    await booth.stands('in-1', '粤B55555');
    await asks('in-1', '粤B55555', 'lane-is-reserved-only');
    await booth.press('x');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await booth.shows('in-1', { phase: 'refused', attention: 'stop', plate: '粤B55555' });
    await booth.captures('in-1', '粤B55555');
    await booth.captures('in-1', '粤B55555');
    await booth.shows('in-1', { phase: 'refused', plate: '粤B55555', ready: true });
    await expect.poll(() => booth.lists('refused', '粤B55555')).toContain('没有预约');
    booth.backsAway('in-1');
    await booth.press('t');
    await booth.asked('sure-dialog');
    await booth.press('Enter');
    await booth.rests('in-1');
    expect([wire.opens(), wire.moves()]).toEqual([0, []]);
  });

  it('the arm opened for a car that turned away: no ghost stays behind, and its reservation is still good', async () => {
    await booth.platform.reserves('粤B66666');
    await expect.poll(() => booth.reads('lot-reserved')).toBe('1');
    const wire = booth.watch('in-1');
    const before = await inside();
    await booth.stands('in-1', '粤B66666');
    await booth.shows('in-1', { phase: 'passing', plate: '粤B66666', ready: true });
    booth.backsAway('in-1');
    await booth.press('ArrowRight');
    await booth.shows('in-1', { active: true });
    await booth.press('t');
    await booth.asked('sure-dialog');
    await booth.press('Enter');
    await booth.rests('in-1');
    expect(wire.moves()).toEqual(['rising', 'open', 'lowering', 'closed']);
    await expect.poll(inside).toBe(before);
    await expect.poll(() => booth.reads('lot-reserved')).toBe('1');
    await booth.lists('turned-away', '粤B66666');

    // It thinks better of it and comes back: one stay, one report.
    expect(await booth.sends({ lane: 'in-1', plate: '粤B66666' })).toMatchObject({ result: 'passed' });
    await until(() => expect(booth.platform.of('粤B66666')).toEqual(['entered']));
    await booth.rests('in-1');
  });

  it('O lifts the arm for whatever stands there, with a reason that is kept', async () => {
    const wire = booth.watch('in-2');
    await booth.press('ArrowLeft', 'ArrowLeft');
    await booth.shows('in-2', { active: true, ready: true });
    await booth.press('o');
    await booth.page.waitForSelector('[data-testid="reason-text"]:focus');
    await booth.page.keyboard.type('救护车');
    await booth.press('Enter');
    await until(() => expect(wire.moves()).toEqual(['rising', 'open']));
    await booth.goesThrough('in-2');
    await booth.rests('in-2');
    expect(wire.opens()).toBe(1);
    await expect.poll(() => booth.lists('opened-by-hand')).toMatch(/入口 2.*救护车.*王师傅/);
  });

  it('an arm held open by hand is not closed by the program, and each car under it is recorded', async () => {
    const wire = booth.watch('in-2');
    await booth.shows('in-2', { active: true, ready: true });
    await booth.press('h');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await until(() => expect(wire.moves()).toEqual(['rising', 'open']));
    for (const plate of ['粤B70001', '粤B70002']) {
      await booth.stands('in-2', plate);
      await booth.shows('in-2', { phase: 'passing', plate });
      await booth.goesThrough('in-2');
      await booth.shows('in-2', { phase: 'idle', ready: true });
      await until(() => expect(booth.platform.of(plate)).toEqual(['entered']));
    }
    expect(wire.moves()).toEqual(['rising', 'open']);
    expect(wire.opens()).toBe(1);
    await booth.press('ArrowRight', 'ArrowLeft');
    await booth.shows('in-2', { active: true, ready: true });
    await booth.press('h');
    await booth.rests('in-2');
    expect(wire.moves()).toEqual(['rising', 'open', 'lowering', 'closed']);
    await booth.lists('hold-ended');
  });

  it('Space chooses the car that has asked longest, Enter lets it in', async () => {
    await booth.stands('in-2', '粤B80001');
    await asks('in-2', '粤B80001', 'no-booking');
    await booth.stands('in-1', '粤B80002');
    await booth.shows('in-1', { phase: 'asking', plate: '粤B80002', active: false, ready: true });
    await booth.press('ArrowLeft');
    await booth.shows('in-1', { active: true });
    await booth.press(' ');
    await asks('in-2', '粤B80001', 'no-booking');
    const [one, two] = [booth.watch('in-1'), booth.watch('in-2')];
    await booth.press('Enter');
    await booth.shows('in-2', { phase: 'passing' });
    await booth.goesThrough('in-2');
    await booth.rests('in-2');
    expect([one.opens(), two.opens()]).toEqual([0, 1]);
    await asks('in-1', '粤B80002', 'lane-is-reserved-only');
  });

  it('? lists every key, Esc puts it away', async () => {
    await booth.press('?');
    const list = booth.page.locator('[data-testid="keys-dialog"]');
    await expect
      .poll(() => list.locator('kbd').allTextContents())
      .toEqual('F1–F8,Space,← →,Enter,1–9,G,N,E,X,M,O,C,S,H,T,P,J,I,R,D,L,V,U,/,B,K,Y,A,Q,Z,F,W,?,Esc'.split(','));
    await booth.press('Escape');
    await list.waitFor({ state: 'hidden' });
  });

  it('the platform has nothing to complain of', () => {
    expect(booth.platform.complaints()).toEqual([]);
  });
});
