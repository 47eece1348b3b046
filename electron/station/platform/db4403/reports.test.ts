import { describe, expect, it } from 'vitest';
import type { OutboxItem, Report } from '../../ledger/report.ts';
import { createDb4403Reporter } from './reports.ts';
import { at, parkCode, sample, stay } from './reports.fixture.ts';
import { check } from './tables/description.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';

let ids = 0;
const reporter = createDb4403Reporter(parkCode, () => String(++ids).padStart(32, '0'));

function told(report: Report): OutboxItem {
  const [item, ...others] = reporter(report, at);
  if (!item) throw new Error(`${report.kind} is not told`);
  expect(others).toEqual([]);
  return item;
}

/** Every interface that carries reports; logging in is the transport's. */
const reporting = Object.keys(events).filter((name) => !['login', 'refreshToken', 'logout'].includes(name));

describe('every report', () => {
  it('has an interface, and every interface its report', () => {
    const named = Object.values(sample).map((report) => told(report).interface);
    expect([...named].sort()).toEqual([...reporting].sort());
  });

  it.each(Object.values(sample))('$kind passes its table, with every field that its sample fills', (report) => {
    const { interface: name, payload } = told(report);
    const { request } = events[name as EventInterface];
    const sent = JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
    // A picture's form says when it is sent, and its bytes are no field of it.
    const row = name === 'imageUpload' ? { ...sent, timestamp: 1, file: undefined, sha256: undefined } : sent;
    expect(check(request, row)).toEqual({ ok: true, row: expect.objectContaining(withoutNothing(row)) as object });
    const unknown = Object.keys(withoutNothing(row)).filter((key) => !request.fields.some(({ name: f }) => f === key));
    expect(unknown).toEqual([]);
  });
});

const withoutNothing = (row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

describe('the same report', () => {
  const again: readonly Report['kind'][] = [
    'entered',
    'left',
    'corrected',
    'charged',
    'event',
    'priority',
    'paid',
    'overdue',
    'refunded',
    'order-changed',
  ];
  it.each(again)('%s has the same id again, so that it is kept and taken once', (kind) =>
    expect(told(sample[kind])).toEqual(told(sample[kind])),
  );

  const states: readonly Report['kind'][] = [
    'counts',
    'stall',
    'lot',
    'gate',
    'stall-info',
    'charge-standard',
    'business',
    'plan',
    'picture',
  ];
  it.each(states)('%s is a state: it has a new id each time, and makes the older one moot', (kind) => {
    const [first, second] = [told(sample[kind]), told(sample[kind])];
    expect(first.businessId).not.toBe(second.businessId);
    expect(second).toEqual({ ...first, businessId: second.businessId, supersedes: true });
  });

  it('nothing is left out of these two', () =>
    expect([...again, ...states].sort()).toEqual((Object.keys(sample) as Report['kind'][]).sort()));
});

describe('order', () => {
  it('of a stay: entry, correction, charge and exit go one after the other', () => {
    const keys = (['entered', 'corrected', 'charged', 'left'] as const).map((kind) => told(sample[kind]).orderKey);
    expect(new Set(keys)).toEqual(new Set([`stay:${stay.id}`]));
  });

  it('of an order: what names its number goes one after the other', () => {
    const keys = (['paid', 'refunded', 'order-changed'] as const).map((kind) => told(sample[kind]).orderKey);
    expect(new Set(keys)).toEqual(new Set(['order:SP-1']));
  });

  it('of overdue time: its payment, which names it as the order, follows it', () => {
    const { payment } = sample.paid;
    const paid = told({ kind: 'paid', payment: { ...payment, orderNo: 'OD-1', orderKind: 'overdue' } });
    expect([told(sample.overdue).orderKey, paid.orderKey]).toEqual(['order:OD-1', 'order:OD-1']);
  });

  it('of stalls and of base data is each its own', () => {
    const keyed = (report: Report) => told(report).orderKey;
    expect(keyed(sample.stall)).toBe('stall:A-01');
    expect(keyed({ ...sample.stall, stallNo: 'A-02' })).toBe('stall:A-02');
    expect(keyed(sample.lot)).toBe('base:parkInfo:lot');
    expect(keyed(sample.gate)).toBe(`base:gateInfo:${'6'.repeat(32)}`);
    expect(keyed(sample['stall-info'])).toBe('base:stallInfo:A-01');
    expect(keyed(sample['charge-standard'])).toBe('base:chargeStandard:lot');
    expect(keyed(sample.business)).toBe('base:businessConfig:e-invoice');
    expect(keyed(sample.plan)).toBe('base:sharePlan:NIGHT');
    expect(keyed(sample.picture)).toBe('base:imageUpload:price-board');
  });

  it('of events is none, and a parked switch of priority keeps no later one back', () => {
    expect(told(sample.event).orderKey).toBe(`event:${sample.event.id}`);
    expect(told(sample.priority)).toMatchObject({ orderKey: 'priority', holds: false });
  });
});

describe('what became of an order', () => {
  it('is another report when it became something else', () => {
    const { payment } = sample.paid;
    const { overdue } = sample.overdue;
    const { refund } = sample.refunded;
    const ids = [
      told({ kind: 'paid', payment }),
      told({ kind: 'paid', payment: { ...payment, ok: false } }),
      told({ kind: 'paid', payment: { ...payment, transactionId: 'T-2' } }),
      told({ kind: 'paid', payment: { ...payment, ok: false, transactionId: null } }),
      told({ kind: 'overdue', overdue }),
      told({ kind: 'overdue', overdue: { ...overdue, state: 'paid' } }),
      told({ kind: 'refunded', refund }),
      told({ kind: 'refunded', refund: { ...refund, ok: false } }),
    ].map(({ interface: name, businessId }) => `${name} ${businessId}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
