import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actsOf } from '../../access/acts.fixture.ts';
import type { Note } from './contract.ts';
import { openDesk, refused, taken, TIMEOUT } from './desk.fixture.ts';
import type { Desk } from './desk.fixture.ts';
import type { Behaviour } from './memory-transport.fixture.ts';

let desk: Desk;
const note: Note = () => undefined;

beforeEach(() => (desk = openDesk()));
afterEach(() => desk.end());

/** Items of these ids are refused and so parked; the clock goes on until they are. */
function park(...ids: [businessId: string, orderKey: string, interfaceName?: string][]): void {
  desk.transport.setUp(true);
  desk.behave = () => refused;
  for (const [businessId, orderKey, name = 'i'] of ids) desk.record(businessId, orderKey, { interface: name });
  desk.clock.advance(200);
  desk.behave = () => taken;
}

const states = (): unknown[] => desk.book.db.prepare<[], string>('SELECT state FROM outbox ORDER BY seq').pluck().all();
const lastFact = () => desk.book.ledger.recent(1)[0];

it('a transport is told how a report fared: unanswered as it is, put right since, or neither', () => {
  const told: unknown[] = [];
  const behave = (behaviour: Behaviour): void => {
    desk.behave = ({ unanswered, corrected }) => {
      told.push({ unanswered, corrected });
      return behaviour;
    };
  };
  const neither = { unanswered: false, corrected: false };
  desk.transport.setUp(true);
  behave('silent');
  desk.record('a');
  desk.clock.advance(TIMEOUT);
  expect(told).toEqual([neither]);
  behave(refused);
  desk.clock.advance(5000);
  expect(told.slice(1), 'the platform may have it').toEqual([{ ...neither, unanswered: true }]);
  desk.outbox.retry(null, 'li', note);
  behave('silent');
  desk.clock.advance(TIMEOUT + 100);
  behave(refused);
  desk.clock.advance(5000);
  expect(told.slice(2), 'it was refused once').toEqual([neither, neither]);
  desk.outbox.replace(desk.seqOf('a'), {}, 'li', 'misread', note);
  desk.restart();
  desk.transport.setUp(true);
  desk.clock.advance(5000);
  expect(told.slice(4)).toEqual([{ ...neither, corrected: true }]);
});

describe('retry', () => {
  beforeEach(() => park(['a', 'a', 'in'], ['b', 'b', 'in'], ['c', 'c', 'out']));

  it('of one leaves the others parked', () => {
    expect(desk.outbox.retry(desk.seqOf('a'), 'li', note)).toBe(1);
    desk.clock.advance(200);
    expect(states()).toEqual(['acknowledged', 'parked', 'parked']);
    expect(lastFact()).toMatchObject({
      kind: 'report-retried',
      who: 'li',
      data: { platform: 'p', interface: 'in', businessId: 'a', code: '4001', count: 1 },
    });
  });

  it('of an interface takes all of it', () => {
    expect(desk.outbox.retry({ interface: 'in' }, 'li', note)).toBe(2);
    desk.clock.advance(200);
    expect(states()).toEqual(['acknowledged', 'acknowledged', 'parked']);
    expect(lastFact()).toMatchObject({ kind: 'report-retried', data: { interface: 'in', count: 2 } });
  });

  it('of all takes all, and tells that they wait again', () => {
    desk.settled.length = 0;
    expect(desk.outbox.retry(null, 'li', note)).toBe(3);
    expect(desk.settled.map(({ businessId, state }) => `${businessId} ${state}`)).toEqual([
      'a waiting',
      'b waiting',
      'c waiting',
    ]);
    desk.clock.advance(200);
    expect(states()).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
  });

  it('of a thousand leaves the thread free in between, and leaves out what was refused again meanwhile', () => {
    const { db } = desk.book;
    desk.book.queue(...[...Array(1000).keys()].map((i) => ({ businessId: `many-${i}`, interface: 'in' })));
    db.exec(`UPDATE outbox SET state = 'parked', settled_at = 1 WHERE business_id LIKE 'many-%'`);
    const left = (): unknown => db.prepare(`SELECT count(*) FROM outbox WHERE state = 'parked'`).pluck().get();
    desk.behave = () => refused;
    expect(desk.outbox.retry({ interface: 'in' }, 'li', note)).toBe(1002);
    expect(left()).toBe(1003 - 256);
    expect(lastFact()).toMatchObject({ kind: 'report-retried', data: { interface: 'in', count: 1002 } });
    desk.sent.length = 0;
    desk.clock.advance(60_000);
    expect(left()).toBe(1003);
    expect(desk.sent).toHaveLength(1002);
  });

  it('of a thousand, killed in between: the others are still parked, and can be retried', () => {
    const ids = [...Array(1000).keys()].map((i) => `many-${i}`);
    desk.book.queue(...ids.map((businessId) => ({ businessId, interface: 'in' })));
    desk.book.db.exec(`UPDATE outbox SET state = 'parked', settled_at = 1 WHERE business_id LIKE 'many-%'`);
    expect(desk.outbox.retry(null, 'li', note)).toBe(1003);
    desk.restart();
    expect(desk.outbox.summary()).toMatchObject({ parked: 1003 - 256, waitingBacklog: 256 });
    expect(desk.outbox.retry(null, 'li', note)).toBe(1003 - 256);
    desk.transport.setUp(true);
    desk.clock.advance(5000);
    expect(new Set(states())).toEqual(new Set(['acknowledged']));
    expect(new Set(desk.sent).size).toBe(1003);
  });

  it('of all finds also what was parked before somebody set the clock back', () => {
    desk.clock.setNow(desk.clock.now() - 86_400_000);
    expect(desk.outbox.retry(null, 'li', note)).toBe(3);
    desk.clock.advance(200);
    expect(states()).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
  });

  it('of what is not parked writes nothing, not even that it was asked', () => {
    desk.outbox.retry(null, 'li', note);
    desk.clock.advance(200);
    const before = desk.book.ledger.recent(1);
    const asked: string[] = [];
    expect(desk.outbox.retry(desk.seqOf('a'), 'li', () => asked.push('note'))).toBe(0);
    expect([asked, desk.book.ledger.recent(1)]).toEqual([[], before]);
  });

  it('of what another platform refused is not ours', () => {
    desk.book.queue({ businessId: 'x', platform: 'q' });
    desk.book.db.exec(`UPDATE outbox SET state = 'parked' WHERE platform = 'q'`);
    expect(desk.outbox.retry(desk.seqOf('x'), 'li', note)).toBe(0);
    expect(desk.outbox.retry(null, 'li', note)).toBe(3);
    expect(desk.stateOf('x')).toMatchObject({ state: 'parked' });
  });

  it('is measured neither for what was parked nor for what waited behind it', () => {
    desk.behave = () => taken;
    desk.record('d', 'a', { interface: 'in' });
    desk.clock.advance(60_000);
    desk.outbox.retry(null, 'li', note);
    desk.clock.advance(1000);
    expect(desk.outbox.interfaces()).toMatchObject([
      { interface: 'in', acknowledged: 3, measured: 0, late: 0 },
      { interface: 'out', acknowledged: 1, measured: 0, late: 0 },
    ]);
  });
});

describe('dismiss', () => {
  beforeEach(() => {
    park(['entry', 'stay']);
    desk.record('exit', 'stay');
    desk.clock.advance(60_000);
  });

  it('gives a report up for good, with a reason, and lets go what stood behind it', () => {
    expect(desk.outbox.dismiss(desk.seqOf('entry'), 'wang', 'told by telephone', note)).toBe(true);
    desk.clock.advance(1000);
    expect(states()).toEqual(['dismissed', 'acknowledged']);
    expect(desk.settled.map(({ businessId, state }) => `${businessId} ${state}`)).toEqual([
      'entry parked',
      'entry dismissed',
      'exit acknowledged',
    ]);
    expect(lastFact()).toMatchObject({
      kind: 'report-dismissed',
      who: 'wang',
      reason: 'told by telephone',
      data: { platform: 'p', interface: 'i', businessId: 'entry', code: '4001', message: '车辆不在场内' },
    });
    expect(desk.outbox.items({ state: 'dismissed', limit: 5 })).toMatchObject([{ businessId: 'entry', code: '4001' }]);
  });

  it('twice is once', () => {
    expect(desk.outbox.dismiss(desk.seqOf('entry'), 'wang', 'x', note)).toBe(true);
    expect(desk.outbox.dismiss(desk.seqOf('entry'), 'wang', 'x', note)).toBe(false);
  });

  it('of what waits or has arrived is not possible', () => {
    expect(desk.outbox.dismiss(desk.seqOf('exit'), 'wang', 'x', note)).toBe(false);
    expect(states()).toEqual(['parked', 'waiting']);
  });

  it('is one with its idempotency key: a key that was used changes nothing', () => {
    const acts = actsOf(desk.book.db);
    const once = () => acts.once('key', 'sync.dismiss', 'wang');
    desk.book.ledger.record(once());
    const seq = desk.seqOf('entry');
    expect(() => desk.outbox.dismiss(seq, 'wang', 'x', once())).toThrow(/UNIQUE/);
    desk.clock.advance(1000);
    expect(states()).toEqual(['parked', 'waiting']);
    expect(lastFact()?.kind).not.toBe('report-dismissed');
  });

  it('that the disk refuses did not happen, and is told so', () => {
    desk.book.db.exec(`CREATE TRIGGER full BEFORE INSERT ON fact BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    expect(() => desk.outbox.dismiss(desk.seqOf('entry'), 'wang', 'x', note)).toThrow('no room');
    desk.clock.advance(1000);
    expect(states()).toEqual(['parked', 'waiting']);
  });
});

describe('replace', () => {
  it('sends what was put right, under the same business id, and keeps what it was', () => {
    park(['entry', 'stay']);
    const payloads: string[] = [];
    desk.behave = ({ businessId, payload }) => {
      payloads.push(`${businessId} ${payload}`);
      return taken;
    };
    const seq = desk.seqOf('entry');
    expect(desk.outbox.replace(seq, { carNo: '粤B12345' }, 'wang', 'misread', note)).toBe(true);
    expect(lastFact()).toMatchObject({
      kind: 'report-corrected',
      who: 'wang',
      reason: 'misread',
      data: { businessId: 'entry', before: '{}' },
    });
    desk.clock.advance(1000);
    expect(payloads).toEqual(['entry {"carNo":"粤B12345"}']);
    expect(desk.outbox.item(seq)).toMatchObject({ state: 'acknowledged', payload: '{"carNo":"粤B12345"}' });
    expect(desk.outbox.replace(seq, {}, 'wang', 'again', note)).toBe(false);
  });

  it('that is refused again is parked again', () => {
    park(['entry', 'stay']);
    desk.behave = () => refused;
    desk.outbox.replace(desk.seqOf('entry'), {}, 'wang', 'misread', note);
    desk.clock.advance(1000);
    expect(desk.stateOf('entry')).toEqual({ state: 'parked', attempts: 2 });
  });
});
