import { afterEach, describe, expect, it } from 'vitest';
import { laneAct, laneView as contractLaneView } from '../../contract/board.ts';
import type { LaneAct, LaneView } from '../../contract/board.ts';
import { LI, MINUTE, once, OPEN_TIMEOUT_MS, openLot } from '../lane/lane.fixture.ts';
import type { LotOptions, LotUnderTest } from '../lane/lane.fixture.ts';
import { LaneRefusal } from '../lane/parts.ts';
import { laneView } from './lane-view.ts';

const PLATE = '粤B12345';
const opened: LotUnderTest[] = [];

function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  opened.push(lot);
  lot.approachLoop(true);
  return lot;
}

afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

/** The lane's card, as the window gets it: it fits the contract. */
function cardOf(lot: LotUnderTest): LaneView {
  const { bookings, stays } = lot.parts;
  const view = laneView(lot.lane, 1, {
    booking: bookings.byCode,
    stay: stays.byId,
    due: lot.parts.till.dueView,
    debts: lot.parts.till.debtViews,
    lastCharge: lot.parts.till.charges.lastAt,
    image: (captureId) => (captureId === null ? null : `capture://images/${captureId}.jpg`),
    camera: () => ({ state: 'up', lastAt: null }),
    person: (id) => id,
    flow: { ruleOf: (config) => config, conversionOf: () => null },
  });
  return contractLaneView.parse(view);
}

function seen(others: 'open' | 'ask' | 'hold' | 'refuse'): LotUnderTest {
  const lot = lotWith({ lane: { others } });
  lot.sees(PLATE);
  return lot;
}

function restartedWhileOpening(): LotUnderTest {
  const lot = seen('open');
  lot.restart();
  lot.clock.advance(OPEN_TIMEOUT_MS + 1000);
  return lot;
}

function stuck(lot: LotUnderTest): LotUnderTest {
  lot.barrier.senses({ mode: 'out-of-service', fault: 'arm-did-not-open' });
  lot.barrier.tells({ type: 'fault', fault: 'arm-did-not-open', detail: 'tried 3 times' });
  return lot;
}

function held(lot: LotUnderTest): LotUnderTest {
  lot.lane.holdOpen(LI, 'fire', once);
  lot.armOpens();
  return lot;
}

function afterLetIn(then: (lot: LotUnderTest) => void): LotUnderTest {
  const lot = seen('open');
  lot.armOpens();
  then(lot);
  return lot;
}

function offline(lot: LotUnderTest): LotUnderTest {
  lot.barrier.senses({ mode: 'offline', arm: 'unknown' });
  return lot;
}

function unread(): LotUnderTest {
  const lot = lotWith();
  lot.sees('');
  return lot;
}

function raised(): LotUnderTest {
  const lot = lotWith();
  lot.armOpens();
  return lot;
}

function reserved(): LotUnderTest {
  const lot = lotWith({ lane: { kind: 'confirm' } });
  lot.book('b1', PLATE);
  lot.sees(PLATE);
  return lot;
}

type Card = [string, () => LotUnderTest, LaneView['attention'], LaneAct | null, LaneAct[]];

const cards: Card[] = [
  ['nobody', () => lotWith(), 'none', 'open-by-hand', ['open-by-hand', 'hold-open']],
  ['a car asked about', () => seen('ask'), 'ask', 'release', ['release', 'refuse', 'correct', 'turn-away', 'open-by-hand', 'hold-open']], // prettier-ignore
  ['a reserved car asked about', reserved, 'ask', 'release', ['release', 'release-as-other', 'refuse', 'correct', 'turn-away', 'open-by-hand', 'hold-open']], // prettier-ignore
  ['a car whose plate cannot be read', unread, 'ask', 'release', ['release', 'refuse', 'correct', 'no-plate', 'turn-away', 'open-by-hand', 'hold-open']], // prettier-ignore
  ['a car held', () => seen('hold'), 'none', 'release', ['release', 'refuse', 'correct', 'turn-away', 'open-by-hand', 'hold-open']], // prettier-ignore
  ['a car refused', () => seen('refuse'), 'stop', 'turn-away', ['turn-away', 'release', 'correct', 'open-by-hand', 'hold-open']], // prettier-ignore
  ['the arm rising', () => seen('open'), 'none', null, ['turn-away', 'hold-open']],
  ['a car before the raised arm', () => afterLetIn(() => undefined), 'none', null, ['turn-away', 'hold-open', 'close']],
  ['a car on the loop', () => afterLetIn((lot) => lot.passageLoop(true)), 'none', null, ['hold-open', 'close']],
  ['a driver who does not move', () => afterLetIn((lot) => lot.clock.advance(MINUTE)), 'ask', 'passed', ['passed', 'turn-away', 'hold-open', 'close']], // prettier-ignore
  ['an opening lost in a restart', restartedWhileOpening, 'ask', 'release', ['release', 'refuse', 'correct', 'turn-away', 'passed', 'open-by-hand', 'hold-open']], // prettier-ignore
  ['an arm that nobody here raised', raised, 'stop', 'close', ['open-by-hand', 'hold-open', 'close']],
  ['the arm held up', () => held(lotWith()), 'none', 'open-by-hand', ['end-hold', 'open-by-hand', 'close']],
  ['a barrier out of service', () => stuck(lotWith()), 'stop', 'return-to-service', ['return-to-service']],
  ['a car before a barrier out of service', () => stuck(seen('open')), 'stop', 'return-to-service', ['return-to-service', 'refuse', 'correct', 'turn-away', 'passed']], // prettier-ignore
  [
    'a barrier that does not answer',
    () => offline(seen('ask')),
    'stop',
    null,
    ['refuse', 'correct', 'turn-away', 'passed'],
  ],
];

describe("a lane's card", () => {
  it.each(cards)('with %s', (_what, prepare, attention, main, acts) => {
    expect(cardOf(prepare())).toMatchObject({ attention, main, acts });
  });

  it.each(cards)('with %s offers what the lane then takes', (_what, prepare, _attention, _main, acts) => {
    for (const act of acts) expect(() => carryOut(prepare(), act), act).not.toThrow();
  });

  it.each(cards)(
    'with %s offers all of what the lane would take for this car',
    (_what, prepare, _attention, _main, acts) => {
      for (const act of laneAct.options) {
        if (acts.includes(act) || ALWAYS_TAKEN.includes(act)) continue;
        expect(() => carryOut(prepare(), act), act).toThrow(LaneRefusal);
      }
    },
  );

  it('shows the booking before the car stops, its plate as corrected, and as read', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    lot.book('b1', PLATE, { from: lot.clock.now() + 40 * MINUTE });
    lot.sees('粤B1234S');
    lot.lane.correct(lot.arrival.id, PLATE, LI, once);
    const { arrival } = cardOf(lot);
    expect(arrival).toMatchObject({
      plate: { text: PLATE, valid: true },
      plateAsRead: '粤B1234S',
      class: 'other',
      decision: { action: 'ask', reason: 'booking-too-early', figures: { minutes: 40 } },
      booking: { code: 'b1', state: 'confirmed' },
      image: `capture://images/${lot.arrival.captureId}.jpg`,
    });
  });

  it('offers to stop an arm that moves, where a contact is wired for that', () => {
    const lot = lotWith();
    expect(cardOf(lot).acts).not.toContain('stop');
    lot.sees(PLATE);
    lot.barrier.senses({ arm: 'moving' });
    expect(cardOf(lot).acts).toContain('stop');
    lot.lane.stopArm(LI, once);
    expect(lot.barrier.told.at(-1)).toBe('halt');
    expect(lot.facts().at(-1)).toBe('stopped-by-hand');
  });

  it('at the exit proposes stays that look alike, with their pictures and what differs', () => {
    const lot = lotWith({ lane: { direction: 'exit' } });
    const stayId = lot.inside(PLATE);
    lot.sees('粤B1234S');
    expect(cardOf(lot).arrival?.candidates).toMatchObject([
      { id: stayId, kind: 'stay', plate: PLATE, differs: [6], booking: null, stay: { entrance: 'North gate', image: null } }, // prettier-ignore
    ]);
  });

  it('shows the car behind, the last passage, and since when the arm has a fault', () => {
    const lot = afterLetIn((each) => each.passageLoop(true));
    lot.sees('粤C99999');
    expect(cardOf(lot)).toMatchObject({ phase: 'passing', nextPlate: '粤C99999', lastPassage: null });
    lot.passageLoop(false);
    lot.clock.advance(500);
    stuck(lot);
    expect(cardOf(lot)).toMatchObject({
      lastPassage: { plate: PLATE, authorised: true, assumed: false },
      barrier: { fault: 'arm-did-not-open', faultSince: lot.clock.now() },
    });
  });
});

describe('money on a card', () => {
  function owingLot(direction: 'entrance' | 'exit'): LotUnderTest {
    const lot = lotWith({ lane: { direction } });
    const stayId = lot.inside(PLATE);
    lot.leaves(stayId);
    const debt = { stayId, plate: PLATE, at: lot.clock.now(), amount: 1500, who: null, because: null };
    lot.parts.ledger.record((tx) => lot.parts.till.charges.owe(tx, debt));
    return lot;
  }

  it.each(['entrance', 'exit'] as const)('a car that left owing is shown to do so at an %s', (direction) => {
    const lot = owingLot(direction);
    lot.sees(PLATE);
    expect(cardOf(lot)).toMatchObject({ arrival: { debts: [{ amount: 1500, payment: null }] } });
    expect(cardOf(lot).acts).toContain('collect-debts');
    expect(cardOf(lot).main).not.toBe('collect-debts');
  });
});

/** Wishes that mean something in every state: the driver and the ledger take them, whether or not they are offered. */
const ALWAYS_TAKEN: readonly LaneAct[] = [
  'close',
  'stop',
  'hold-open',
  'return-to-service',
  'release-as-other',
  'refuse',
  'collect-debts',
];

function carryOut(lot: LotUnderTest, act: LaneAct): void {
  const { lane } = lot;
  const arrivalId = 'arrival' in lot.state && lot.state.arrival ? lot.state.arrival.id : null;
  const someone = arrivalId ?? 'nobody';
  switch (act) {
    case 'release':
      return lane.release(someone, LI, undefined, 'a reason', once);
    case 'release-as-other':
      return lane.release(someone, LI, 'other', 'a reason', once);
    case 'refuse':
      return lane.refuse(someone, LI, null, once);
    case 'correct':
      return lane.correct(someone, '粤B54321', LI, once);
    case 'no-plate':
      return lane.noPlate(someone, LI, once);
    case 'pay':
      return lane.pay(someone, LI, () => undefined, once);
    case 'collect-debts':
      // The till's, wherever the car stands.
      return;
    case 'supply-entry':
      return lane.entrySupplied(someone, LI, () => undefined, once);
    case 'turn-away':
      return lane.turnAway(arrivalId, LI, once);
    case 'passed':
      return lane.passed(arrivalId, LI, once);
    case 'open-by-hand':
      return lane.openByHand(LI, 'a reason', once);
    case 'close':
      return lane.close(LI, once);
    case 'stop':
      return lane.stopArm(LI, once);
    case 'hold-open':
      return lane.holdOpen(LI, 'a reason', once);
    case 'end-hold':
      return lane.endHold(LI, once);
    case 'return-to-service':
      return lane.returnToService(LI, once);
  }
}
