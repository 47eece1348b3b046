import { afterEach, describe, expect, it } from 'vitest';
import { sharing as sharingConfig } from '../../contract/site-registration.ts';
import { LI, MINUTE, once, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';

const PLATE = '粤B12345';
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  ends.push(lot.end);
  return lot;
}

const ALL_YEAR = { from: '2026-01-01 00:00:00', to: '2026-12-31 23:59:59' };
const plan = {
  name: 'Plan',
  spaces: 5,
  kind: 'months',
  shown: ALL_YEAR,
  sold: ALL_YEAR,
  carModel: 'medium',
  period: 'all-day',
  originalPrice: 0,
  price: 0,
  rules: [{ days: 'every-day', from: '09:00', to: '18:00' }],
  overdue: { perHour: 500 },
};
const SHARING = sharingConfig.parse({
  payUrl: 'https://pay.example/{orderNo}',
  plans: [
    { ...plan, code: 'days' },
    { ...plan, code: 'nights', rules: [{ days: 'every-day', from: '19:00', to: '08:00' }] },
    { ...plan, code: 'once', kind: 'times', times: 1 },
  ],
});
const exit = { direction: 'exit' } as const;

/** Payloads of the events that wait for the platform. */
const events = (lot: LotUnderTest) =>
  lot.parts.db
    .prepare<[], string>(`SELECT payload FROM outbox WHERE interface = 'eventReport' ORDER BY seq`)
    .pluck()
    .all()
    .map((payload) => JSON.parse(payload) as Record<string, unknown>);

describe('the control list at the gate', () => {
  it('keeps a listed car out, and tells the platform once, however often the car is seen', () => {
    const lot = lotWith();
    lot.list(PLATE, 'no-entry');
    for (let i = 0; i < 5; i++) {
      lot.sees(PLATE, { confidence: 90 + i });
      lot.clock.advance(2000);
      lot.lane.reconsider();
    }
    expect(lot.state).toMatchObject({ phase: 'refused', arrival: { verdict: { reason: 'control-no-entry' } } });
    expect(lot.facts()).toEqual([`refused ${PLATE}`, `control-hit ${PLATE}`]);
    expect(events(lot)).toMatchObject([
      {
        eventType: 1004,
        eventLevel: 1,
        carNo: PLATE,
        position: 'East gate',
        remark: '管控名单：禁止进（来源：police）',
      },
    ]);
    expect(lot.lastFact('control-hit')).toMatchObject({ arrivalId: lot.arrival.id, data: { strategy: 'no-entry' } });
  });

  it('keeps a listed car in; a person may let it out, by name and with a reason', () => {
    const lot = lotWith({ lane: exit });
    lot.inside(PLATE);
    lot.list(PLATE, 'no-exit');
    lot.sees(PLATE);
    expect(lot.arrival.verdict).toMatchObject({ action: 'refuse', reason: 'control-no-exit' });
    lot.lane.release(lot.arrival.id, LI, undefined, 'the police let it go', once);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.facts()).toEqual([`refused ${PLATE}`, `control-hit ${PLATE}`, `authorised ${PLATE}`, `left ${PLATE}`]);
  });

  it('that only warns lets the car in, and is told all the same', () => {
    const lot = lotWith();
    lot.list(PLATE, 'warn');
    lot.sees(PLATE);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.facts()).toEqual([`authorised ${PLATE}`, `control-hit ${PLATE}`, `entered ${PLATE}`]);
    expect(lot.lastFact('authorised')).toMatchObject({ data: { verdict: { figures: { control: 'warn' } } } });
  });

  it('opens for whom it frees, at a reserved lane, and is no alarm', () => {
    const lot = lotWith({ lane: { kind: 'reserved', others: 'refuse' } });
    lot.list(PLATE, 'free');
    lot.sees(PLATE);
    expect(lot.state).toMatchObject({ phase: 'opening', arrival: { verdict: { reason: 'control-free' } } });
    expect(events(lot)).toMatchObject([{ eventType: 1004, eventLevel: 0 }]);
  });

  it('that comes while the car waits is told, and turns it away', () => {
    const lot = lotWith({ lane: { others: 'hold' } });
    lot.sees(PLATE);
    expect(lot.facts()).toEqual([`held ${PLATE}`]);
    lot.list(PLATE, 'no-passage');
    lot.lane.reconsider();
    expect(lot.facts()).toEqual([`held ${PLATE}`, `refused ${PLATE}`, `control-hit ${PLATE}`]);
  });

  it('is told again for the next arrival of the car', () => {
    const lot = lotWith();
    lot.list(PLATE, 'no-entry');
    lot.sees(PLATE);
    lot.lane.turnAway(lot.arrival.id, LI, once);
    lot.clock.advance(MINUTE);
    lot.sees(PLATE);
    expect(events(lot)).toHaveLength(2);
  });
});

describe('a cloned plate', () => {
  it('is event 1001, once, when the same plate passes at another lane', () => {
    const lot = lotWith();
    lot.elsewhere.push({ direction: 'entrance', plate: PLATE, bookingCode: null, cardNo: null, stayId: null });
    lot.sees(PLATE);
    lot.sees(PLATE, { confidence: 99 });
    expect(lot.arrival.verdict.reason).toBe('at-another-lane');
    expect(events(lot)).toMatchObject([{ eventType: 1001, eventLevel: 1, carNo: PLATE }]);
    expect(lot.facts()).toEqual([`asked ${PLATE}`, `cloned-plate ${PLATE}`]);
  });

  it('is not what two plates of one booking are', () => {
    const lot = lotWith();
    lot.book('b1', PLATE);
    lot.elsewhere.push({ direction: 'entrance', plate: '粤B54321', bookingCode: 'b1', cardNo: null, stayId: null });
    lot.sees(PLATE);
    expect([lot.arrival.verdict.reason, events(lot)]).toEqual(['at-another-lane', []]);
  });

  it('is not what two cars without a plate are', () => {
    const lot = lotWith();
    lot.elsewhere.push({ direction: 'entrance', plate: '', bookingCode: null, cardNo: null, stayId: null });
    lot.sees('');
    expect(events(lot)).toEqual([]);
  });
});

describe('a shared-parking order at the gate', () => {
  it('opens a reserved lane, counts the entry, and the stay goes with it', () => {
    const lot = lotWith({ sharing: SHARING, lane: { kind: 'reserved', others: 'refuse' } });
    lot.order('S1', 'once', PLATE, 24);
    lot.sees(PLATE, { carModel: 'small' });
    expect(lot.state).toMatchObject({
      phase: 'opening',
      arrival: { class: 'reserved', orderNo: 'S1', bookingCode: null },
    });
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.parts.stays.openByPlate(PLATE)).toMatchObject({ class: 'reserved', orderNo: 'S1' });
    expect(lot.parts.sharing.entitlementsOf(PLATE, lot.clock.now())).toMatchObject([{ timesLeft: 0 }]);
  });

  it('whose plate was misread is proposed, never taken by itself; one that would not let it in now is not', () => {
    const lot = lotWith({ sharing: SHARING, lane: { kind: 'mixed', others: 'open' } });
    lot.order('S1', 'days', PLATE, 24);
    lot.order('S2', 'nights', '粤B1Z345', 24);
    lot.approachLoop(true);
    lot.sees('粤B1234S', { carModel: 'small' });
    expect(lot.arrival).toMatchObject({
      verdict: { action: 'ask', reason: 'look-alike-entitlement' },
      candidates: [{ id: 'S1', kind: 'entitlement', plate: PLATE, differs: [6] }],
    });
    expect(lot.barrier.told).toEqual([]);
    lot.lane.takeCandidate(lot.arrival.id, 'S1', LI, once);
    expect(lot.arrival).toMatchObject({ plate: PLATE, plateRead: '粤B1234S', orderNo: 'S1', class: 'reserved' });
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.parts.stays.openByPlate(PLATE)).toMatchObject({ plateRead: '粤B1234S', orderNo: 'S1' });
    expect(lot.lastFact('corrected')).toMatchObject({ who: 'li', data: { read: '粤B1234S' } });
  });

  it.each([
    ['outside its windows', 'nights', true, 'small', 'entitlement-closed'],
    ['that nobody paid', 'days', false, 'small', 'entitlement-unpaid'],
    ['of smaller vehicles', 'days', true, 'large', 'entitlement-too-large'],
  ] as const)('%s does not, and the card says why', (_what, code, paid, carModel, reason) => {
    const lot = lotWith({ sharing: SHARING, lane: { kind: 'reserved', others: 'ask' } });
    lot.order('S1', code, PLATE, 24, paid);
    lot.sees(PLATE, { carModel });
    expect(lot.arrival).toMatchObject({ class: 'other', orderNo: null, verdict: { action: 'ask', reason } });
  });

  it('of another colour of plate is of another car', () => {
    const lot = lotWith({ sharing: SHARING, lane: { kind: 'reserved', others: 'ask' } });
    lot.order('S1', 'days', PLATE, 24);
    lot.parts.db.exec(`UPDATE share_order SET plate_colour = 'yellow'`);
    lot.sees(PLATE);
    expect(lot.arrival.verdict.reason).toBe('lane-is-reserved-only');
  });

  it('that an attendant lets in as any other car is not used', () => {
    const lot = lotWith({ sharing: SHARING, lane: { kind: 'confirm', others: 'ask' } });
    lot.order('S1', 'once', PLATE, 24);
    lot.sees(PLATE);
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'entitled' });
    lot.lane.release(lot.arrival.id, LI, 'other', null, once);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.parts.stays.openByPlate(PLATE)).toMatchObject({ class: 'other', orderNo: null });
  });

  it('that ended while the car stood inside: it is let out by itself, and what it owes is told beside its exit', () => {
    const lot = lotWith({ sharing: SHARING, lane: exit });
    lot.order('S1', 'days', PLATE, 24);
    const stayId = lot.inside(PLATE);
    lot.parts.db.prepare(`UPDATE stay SET order_no = 'S1' WHERE id = ?`).run(stayId);
    // From 09:30 to 19:30: an hour and a half after the window.
    lot.clock.advance(10 * 60 * MINUTE);
    lot.sees(PLATE);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.facts().slice(-1)).toEqual([`left ${PLATE}`]);
    expect(lot.reports().slice(-2)).toEqual(['vehicleLeave', 'overdueOrder']);
    const told = (of: string) =>
      JSON.parse(
        lot.parts.db.prepare('SELECT payload FROM outbox WHERE interface = ?').pluck().get(of) as string,
      ) as unknown;
    // What was taken adds up; what is owed is the overdue order's.
    expect(told('vehicleLeave')).toMatchObject({ receivables: 0, discount: 0, received: 0 });
    expect(told('overdueOrder')).toMatchObject({ amount: 1000 });
  });
});

it('a lane remembered by an older program is not acted on', () => {
  const lot = lotWith({ lane: { others: 'ask' } });
  lot.sees(PLATE);
  lot.parts.db.exec(`UPDATE lane_state SET state = json_set(state, '$.version', 1)`);
  lot.restart();
  expect(lot.state.phase).toBe('idle');
});

it('an arm that is kept up stays up over a new version of the program', () => {
  const lot = lotWith({ lane: { others: 'ask' } });
  lot.lane.holdOpen(LI, 'fire', once);
  lot.armOpens();
  lot.parts.db.exec(`UPDATE lane_state SET state = json_remove(json_set(state, '$.version', 2), '$.hold.opening')`);
  lot.restart();
  expect(lot.lane.held).toBe(true);
  lot.drivesThrough();
  expect(lot.parts.openings.of({ from: 0, to: Infinity }, 9).openings).toMatchObject([{ cause: 'hold', passages: 1 }]);
  lot.lane.endHold(LI, once);
  lot.armCloses();
  lot.armOpens();
  lot.parts.db.exec(`UPDATE lane_state SET state = json_set(state, '$.version', 3)`);
  lot.restart();
  expect(lot.lane.foundOpen).toBe(true);
});

it.each(['7', '"up"', '{"id":7}'])('a hold that an older program left as %s is none', (hold) => {
  const lot = lotWith({ lane: { others: 'ask' } });
  lot.sees(PLATE);
  lot.parts.db.exec(`UPDATE lane_state SET state = json_set(state, '$.version', 1, '$.hold', json('${hold}'))`);
  lot.restart();
  expect([lot.lane.held, lot.state.phase]).toEqual([false, 'idle']);
});
