import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT, fieldsOf, nothing, openCardOffice } from './cards.fixture.ts';
import type { CardOffice } from './cards.fixture.ts';

let office: CardOffice;
beforeEach(() => (office = openCardOffice()));
afterEach(() => office.end());

/** What a refused act names: code and fields. */
function refusedBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    const { code, fields } = error as { code?: string; fields?: object };
    return { code, ...(fields && { fields }) };
  }
  return 'done';
}

describe('a new card', () => {
  it('lets its cars in from its first day to its last, under a number of its own', () => {
    expect(office.add()).toBe('K00001');
    expect(office.add({ plates: [{ plate: 'yue', colour: null }, { plate: '粤B·2 2222', colour: null }].slice(1) })).toBe('K00002'); // prettier-ignore
    expect(office.cards.cardFor('粤B22222', 'blue', AT)).toEqual({ no: 'K00002', kind: 'month' });
    expect(office.cards.cardFor('粤B12345', 'yellow', AT)).toBeNull();
    expect(office.facts()).toEqual([
      ['card-added', 'chen', null],
      ['card-added', 'chen', null],
    ]);
  });

  it('says field by field why it cannot be', () => {
    const wrong = { holder: '', plates: [{ plate: 'TOYOTA', colour: null }], from: '2026-06-01', carsInside: 2 };
    expect(refusedBy(() => office.add(wrong))).toEqual({
      code: 'bad-input',
      fields: {
        holder: 'missing',
        plates: 'not-a-plate',
        'plates.plate': 'TOYOTA',
        carsInside: 'too-many',
        to: 'ends-before-it-begins',
      },
    });
    expect(refusedBy(() => office.add({ to: null }))).toMatchObject({ fields: { to: 'no-end' } });
    expect(office.facts()).toEqual([]);
  });

  it('a plate on two active cards of one time is refused, and both are named', () => {
    office.add({ no: 'A-1' });
    const second = { no: 'A-2', from: '2026-05-31', to: '2026-06-30' };
    expect(refusedBy(() => office.add(second))).toEqual({
      code: 'bad-input',
      fields: { plates: 'other-card', 'plates.plate': '粤B12345', 'plates.card': 'A-1' },
    });
    expect(refusedBy(() => office.add({ ...second, from: '2026-06-01' }))).toBe('done');
    // A yellow plate of the same characters is another vehicle.
    expect(refusedBy(() => office.add({ no: 'A-3', plates: [{ plate: '粤B12345', colour: 'yellow' }] }))).toBe('done');
    expect(refusedBy(() => office.add({ no: 'A-1' }))).toMatchObject({ fields: { no: 'number-taken' } });
  });
});

describe('the cars of a card', () => {
  const two = [
    { plate: '粤B11111', colour: null },
    { plate: '粤B22222', colour: null },
  ];

  it('while one is inside, the other is told so; the same one again is not in its own way', () => {
    office.add({ no: 'A-1', plates: two });
    office.enter('粤B11111', 'A-1');
    expect(office.cards.ofPlate('粤B22222')).toMatchObject([{ othersInside: 1, carsInside: 1 }]);
    expect(office.cards.ofPlate('粤B11111')).toMatchObject([{ othersInside: 0 }]);
    expect(office.cards.use('A-1', '粤B22222', AT)).toBeNull();
    expect(office.cards.use('A-1', '粤B11111', AT)).toEqual({ no: 'A-1', kind: 'month' });
    expect(office.cards.use('A-1', '粤B33333', AT)).toBeNull();
    expect(office.list.file('A-1')?.inside).toMatchObject([{ plate: '粤B11111', entrance: 'East' }]);
  });

  it('those in force are known for look-alikes, and forgotten when they are over', () => {
    office.add({ no: 'A-1', plates: two });
    expect(office.cards.plates(AT)).toEqual([
      { no: 'A-1', plate: '粤B11111' },
      { no: 'A-1', plate: '粤B22222' },
    ]);
    office.cards.end({ no: 'A-1', because: 'moved away' }, 'chen', nothing);
    expect(office.cards.plates(AT)).toEqual([]);
    expect(office.cards.plates(AT + 40 * 86_400_000)).toEqual([]);
  });
});

describe('what is done with a card', () => {
  it('extended from its end, with what was paid; one that is over begins today, and what it covered stays covered', () => {
    office.add({ no: 'A-1', from: '2026-03-01', to: '2026-03-31' });
    office.cards.extend({ no: 'A-1', by: { months: 2 }, paid: { sum: 60_000, payType: 'cash' } }, 'li', nothing);
    expect(office.list.file('A-1')).toMatchObject({
      card: { from: '2026-05-06', to: '2026-07-05', standing: 'valid' },
      acts: [
        { kind: 'extended', who: 'name of li', paid: { sum: 60_000, payType: 'cash' }, before: { to: '2026-03-31' } },
        { kind: 'added', paid: null },
      ],
    });
    expect(office.cards.coverOf('A-1')).toEqual({
      periods: [
        { from: '2026-03-01', to: '2026-03-31' },
        { from: '2026-05-06', to: '2026-07-05' },
      ],
      endedAt: null,
    });
    office.cards.extend({ no: 'A-1', by: { days: 3 }, paid: null }, 'li', nothing);
    expect(office.list.file('A-1')?.card).toMatchObject({ from: '2026-05-06', to: '2026-07-08' });
  });

  it('not extended into the time of another card of its plate', () => {
    office.add({ no: 'A-1' });
    office.add({ no: 'A-2', from: '2026-06-10', to: '2026-06-30' });
    expect(
      refusedBy(() => office.cards.extend({ no: 'A-1', by: { months: 1 }, paid: null }, 'li', nothing)),
    ).toMatchObject({ code: 'bad-input', fields: { 'plates.card': 'A-2' } });
  });

  it('changed with a reason, and what it said before is kept', () => {
    office.add({ no: 'A-1' });
    const change = {
      no: 'A-1',
      because: 'new car',
      ...fieldsOf({ plates: [{ plate: '粤BD12345', colour: 'green' }] }),
    };
    office.cards.change(change, 'chen', nothing);
    expect(office.list.file('A-1')?.acts[0]).toMatchObject({
      kind: 'changed',
      because: 'new car',
      before: { plates: [{ plate: '粤B12345', colour: 'blue' }] },
    });
    expect(office.cards.cardFor('粤B12345', 'blue', AT)).toBeNull();
    expect(refusedBy(() => office.cards.change(change, 'chen', nothing))).toMatchObject({ code: 'bad-input' });
  });

  it('ended: no longer valid from that moment, not to be changed any more, and its plate free for another', () => {
    office.add({ no: 'A-1' });
    office.cards.end({ no: 'A-1', because: 'sold the car' }, 'chen', nothing);
    expect(office.cards.coverOf('A-1')).toMatchObject({ endedAt: AT });
    expect(office.cards.ofPlate('粤B12345')).toMatchObject([{ no: 'A-1', state: 'ended' }]);
    for (const act of [
      () => office.cards.end({ no: 'A-1', because: 'again' }, 'chen', nothing),
      () => office.cards.extend({ no: 'A-1', by: { days: 1 }, paid: null }, 'li', nothing),
      () => office.cards.extend({ no: 'none', by: { days: 1 }, paid: null }, 'li', nothing),
    ])
      expect(refusedBy(act)).toEqual({ code: 'gone' });
    expect(refusedBy(() => office.add({ no: 'A-2' }))).toBe('done');
  });

  it('of the free list without an end is not extended', () => {
    office.add({ no: 'F-1', kind: 'free', to: null });
    expect(refusedBy(() => office.cards.extend({ no: 'F-1', by: { days: 1 }, paid: null }, 'li', nothing))).toEqual({
      code: 'not-now',
    });
    expect(office.cards.cardFor('粤B12345', 'unknown', AT + 900 * 86_400_000)).toEqual({ no: 'F-1', kind: 'free' });
  });
});
