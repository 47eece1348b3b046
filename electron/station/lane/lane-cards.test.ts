import { afterEach, expect, it } from 'vitest';
import type { CardFields } from '../../contract/cards.ts';
import { AT } from './arrival.fixture.ts';
import { openLot } from './lane.fixture.ts';
import type { LotUnderTest } from './lane.fixture.ts';

const PLATE = '粤B12345';
const OTHER = '粤B67890';
const lots: LotUnderTest[] = [];
afterEach(() => {
  for (const lot of lots.splice(0)) lot.end();
});

const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** A lane that asks of all others, and one card for two cars. */
function lotWithCard(change: Partial<CardFields> = {}): LotUnderTest {
  const lot = openLot({ lane: { kind: 'general', others: 'ask' } });
  lots.push(lot);
  const plates = [PLATE, OTHER].map((plate) => ({ plate, colour: null }));
  const card = {
    kind: 'month',
    holder: 'x',
    phone: '',
    plates,
    carsInside: 1,
    monthlyPrice: null,
    remark: '',
  } as const;
  const time = { from: dayOf(AT), to: dayOf(AT) };
  lot.parts.cards.add({ no: 'K1', ...card, ...time, ...change, paid: null }, 'chen', () => undefined);
  return lot;
}

it('a car on a month card opens the arm, and its stay goes with the card', () => {
  const lot = lotWithCard();
  lot.sees(PLATE);
  expect(lot.state).toMatchObject({ phase: 'opening', arrival: { class: 'other', card: { no: 'K1', kind: 'month' } } });
  lot.armOpens();
  lot.drivesThrough();
  expect(lot.parts.stays.openByPlate(PLATE)).toMatchObject({ class: 'other', card: { no: 'K1', kind: 'month' } });
  expect(lot.parts.cards.ofPlate(OTHER)).toMatchObject([{ othersInside: 1 }]);
});

it('of two cars of a card at two lanes one comes in on it', () => {
  const lot = lotWithCard();
  lot.elsewhere.push({ direction: 'entrance', plate: PLATE, bookingCode: null, cardNo: 'K1', stayId: null });
  lot.sees(OTHER);
  expect(lot.arrival).toMatchObject({ card: null, verdict: { action: 'ask', reason: 'card-other-inside' } });
});

it('a car whose card was ended before it passed is in as any other', () => {
  const lot = lotWithCard();
  lot.sees(PLATE);
  lot.armOpens();
  lot.parts.cards.end({ no: 'K1', because: 'sold' }, 'chen', () => undefined);
  lot.drivesThrough();
  expect(lot.parts.stays.openByPlate(PLATE)).toMatchObject({ card: null });
});

it('a card that is put in while its car stands there lets it in', () => {
  const lot = lotWithCard({ plates: [{ plate: OTHER, colour: null }] });
  lot.sees(PLATE);
  expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'no-booking' });
  const fields = {
    kind: 'free',
    holder: 'y',
    phone: '',
    carsInside: 1,
    monthlyPrice: null,
    remark: '',
    to: null,
  } as const;
  const plates = [{ plate: PLATE, colour: 'blue' as const }];
  lot.parts.cards.add({ ...fields, plates, from: dayOf(AT), paid: null }, 'chen', () => undefined);
  lot.lane.reconsider();
  expect(lot.arrival.verdict).toMatchObject({ reason: 'card-free' });
});

it('a yellow plate of the same characters is another car', () => {
  const lot = lotWithCard({ plates: [{ plate: PLATE, colour: 'blue' }] });
  lot.sees(PLATE, { plateColour: 'yellow' });
  expect(lot.arrival.verdict.reason).toBe('no-booking');
});
