import { describe, expect, it } from 'vitest';
import type { CardLine, CardPage } from '../../electron/contract/cards.ts';
import type { Role } from '../../electron/contract/vocabulary.ts';
import { cardsMeaningOf } from './cards-keys.ts';
import { EMPTY, offered } from './cards-state.ts';
import type { Act, CardsState } from './cards-state.ts';
import { fenOf, fieldsOf, lengthOf, newTexts, paidOf, problemsOf, textsOf } from './texts.ts';

const card: CardLine = {
  no: 'K1',
  kind: 'month',
  holder: 'x',
  phone: '',
  plates: [
    { plate: 'A', colour: 'blue' },
    { plate: 'B', colour: null },
  ],
  carsInside: 1,
  from: '2026-05-01',
  to: '2026-05-31',
  monthlyPrice: 30_050,
  remark: '',
  standing: 'valid',
  endedAt: null,
};
const counts = { valid: 1, ending: 0, 'not-yet': 0, over: 0, ended: 0 };

function screen(role: Role, change: Partial<CardLine> = {}): CardsState {
  const page: CardPage = { role, day: '2026-05-06', items: [{ ...card, ...change }], skip: 0, total: 1, counts };
  return { ...EMPTY, page, selected: 'K1' };
}
const ACTS: readonly Act[] = ['add', 'extend', 'change', 'end', 'import', 'export'];
const offers = (state: CardsState) => ACTS.map((act) => offered(state, act));

describe('what can be done', () => {
  it('an attendant looks, extends and exports; the rest is a supervisor’s', () => {
    expect(offers(screen('attendant'))).toEqual(['not-yours', 'yes', 'not-yours', 'not-yours', 'not-yours', 'yes']);
    expect(offers(screen('supervisor'))).toEqual(['yes', 'yes', 'yes', 'yes', 'yes', 'yes']);
  });

  it('with a card that a person ended, nothing; with one without an end, no extension; while something is done, nothing', () => {
    expect(offers(screen('supervisor', { standing: 'ended' }))).toEqual(['yes', 'no', 'no', 'no', 'yes', 'yes']);
    expect(offered(screen('supervisor', { kind: 'free', to: null }), 'extend')).toBe('no');
    expect(offers({ ...screen('supervisor'), acting: 'end' })).toEqual(['no', 'no', 'no', 'no', 'no', 'no']);
    expect(offers({ ...screen('supervisor'), failure: 'station-down' })).toEqual(['no', 'no', 'no', 'no', 'no', 'no']);
  });
});

describe('a form', () => {
  it('says again what it was filled with', () => {
    const texts = textsOf(card);
    expect(texts).toMatchObject({ plates: 'A B', colour: 'own', monthlyPrice: '300.50' });
    const { standing: _s, endedAt: _e, no: _n, ...fields } = card;
    expect(fieldsOf(texts, card)).toEqual({ fields, problems: {} });
  });

  it('names each text that is none', () => {
    const texts = { ...newTexts('2026-02-30', 'x'), carsInside: '0', monthlyPrice: '1.234' };
    expect(fieldsOf(texts, null).problems).toEqual({
      from: { problem: 'not-a-day' },
      to: { problem: 'not-a-day' },
      carsInside: { problem: 'not-a-number' },
      monthlyPrice: { problem: 'not-a-sum' },
    });
  });

  it.each([
    ['0', 0],
    ['12.5', 1250],
    ['12.34', 1234],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('%j yuan is %s fen', (text, fen) => {
    expect(fenOf(text)).toBe(fen);
  });

  it('nothing in the field of money is nothing taken; a text is wrong', () => {
    expect(paidOf({ paid: ' ', payType: 'cash' })).toBeNull();
    expect(paidOf({ paid: '30', payType: 'wechat' })).toEqual({ sum: 3000, payType: 'wechat' });
    expect(paidOf({ paid: 'much', payType: 'cash' })).toBe('wrong');
    expect([lengthOf({ count: '3', unit: 'months' }), lengthOf({ count: '0', unit: 'days' })]).toEqual([
      { months: 3 },
      null,
    ]);
  });

  it('takes what the station found wrong to its fields', () => {
    const fields = { plates: 'other-card', 'plates.plate': 'A', 'plates.card': 'K2', holder: 'missing' };
    expect(problemsOf({ code: 'bad-input', message: '', fields })).toEqual({
      plates: { problem: 'other-card', plate: 'A', card: 'K2' },
      holder: { problem: 'missing' },
    });
  });
});

describe('keys', () => {
  const key = (name: string, panel: Parameters<typeof cardsMeaningOf>[1] = null, repeat = false) =>
    cardsMeaningOf({ key: name, repeat, ctrlKey: false, altKey: false, metaKey: false }, panel);

  it('act on the list and on a card that lies open, and never in a form', () => {
    expect(key('a')).toEqual({ kind: 'act', act: 'add' });
    expect(key('e', 'detail')).toEqual({ kind: 'act', act: 'change' });
    expect(key('e', 'add')).toBeNull();
    expect(key('PageDown', 'detail')).toBeNull();
    expect(key('Escape', 'extend')).toEqual({ kind: 'back' });
  });

  it('held down, the arrows walk and nothing else is pressed again', () => {
    expect(key('ArrowDown', null, true)).toEqual({ kind: 'row', step: 1 });
    expect(key('d', null, true)).toBeNull();
  });
});
