import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, taken } from './desk.fixture.ts';
import type { Desk } from './desk.fixture.ts';
import type { Answering } from './memory-transport.fixture.ts';

const HOUR = 3_600_000;
let desk: Desk;

beforeEach(() => (desk = openDesk()));
afterEach(() => desk.end());

const within = (afterMs: number): Answering => ({ ...taken, afterMs });
const lateFacts = () => desk.book.ledger.recent(500).filter(({ kind }) => kind === 'report-late');

describe('timeliness (8.1)', () => {
  it('tells each interface apart, and live from backlog', () => {
    desk.record('old', 'old', { interface: 'in' });
    desk.clock.advance(HOUR);
    desk.transport.setUp(true);
    for (const [i, ms] of [40, 20, 30].entries()) {
      desk.behave = () => within(ms);
      desk.record(`in-${i}`, `in-${i}`, { interface: 'in' });
      desk.clock.advance(100);
    }
    desk.behave = () => within(5000);
    desk.record('out', 'out', { interface: 'out' });
    desk.clock.advance(6000);
    const figures = { waiting: 0, parked: 0 };
    expect(desk.outbox.interfaces()).toEqual([
      { ...figures, interface: 'in', acknowledged: 4, measured: 3, p50Ms: 30, p99Ms: 40, maxMs: 40, late: 0 },
      { ...figures, interface: 'out', acknowledged: 1, measured: 1, p50Ms: 5000, p99Ms: 5000, maxMs: 5000, late: 1 },
    ]);
  });

  it('outlives a restart, and begins anew at midnight in Beijing', () => {
    // 23:00 in Beijing.
    desk.clock.setNow(Date.UTC(2026, 0, 1, 15));
    desk.transport.setUp(true);
    desk.record('a');
    desk.clock.advance(100);
    desk.restart();
    expect(desk.outbox.interfaces()).toMatchObject([{ acknowledged: 1, measured: 1, p50Ms: 30 }]);
    desk.clock.advance(HOUR);
    expect(desk.outbox.interfaces()).toEqual([]);
    desk.record('b');
    expect(desk.outbox.interfaces()).toEqual([
      { interface: 'i', waiting: 1, parked: 0, acknowledged: 0, measured: 0, p50Ms: null, p99Ms: null, maxMs: null, late: 0 }, // prettier-ignore
    ]);
  });

  it('what waited through a silence of the platform is late, not backlog: the link was up', () => {
    desk.transport.setUp(true);
    desk.behave = () => 'silent';
    desk.record('a');
    desk.clock.advance(20_100);
    desk.behave = () => taken;
    desk.clock.advance(60_000);
    expect(desk.outbox.interfaces()).toMatchObject([{ measured: 1, late: 1 }]);
  });

  it('what was recorded while the link was down is no measure of it', () => {
    desk.transport.setUp(true);
    desk.transport.setUp(false);
    desk.record('a');
    desk.clock.advance(10_000);
    desk.transport.setUp(true);
    desk.clock.advance(1000);
    expect(desk.outbox.interfaces()).toMatchObject([{ acknowledged: 1, measured: 0, late: 0 }]);
    expect(lateFacts()).toEqual([]);
  });

  it('a report is told as late once it took over three seconds: the first at once, others together, once a minute', () => {
    desk.transport.setUp(true);
    desk.behave = () => within(3001);
    desk.record('a');
    desk.clock.advance(3100);
    expect(lateFacts()).toMatchObject([{ data: { platform: 'p', interface: 'i', ms: 3001, count: 1 } }]);
    desk.behave = ({ businessId }) => within(businessId === 'slowest' ? 9000 : 4000);
    for (let i = 0; i < 20; i++) desk.record(`b-${i}`);
    desk.record('slowest', 'slowest', { interface: 'out' });
    desk.clock.advance(30_000);
    expect(lateFacts()).toHaveLength(1);
    desk.clock.advance(31_000);
    expect(lateFacts()).toMatchObject([{ data: { interface: 'out', ms: 9000, count: 21 } }, { data: { count: 1 } }]);
    desk.clock.advance(600_000);
    expect(lateFacts()).toHaveLength(2);
  });

  it('somebody sets the clock by an hour between event and answer: nothing is late, and the figures are true', () => {
    desk.transport.setUp(true);
    for (const by of [HOUR, -HOUR]) {
      desk.record(`set by ${by}`);
      desk.clock.advance(10);
      desk.clock.setNow(desk.clock.now() + by);
      desk.clock.advance(100);
    }
    desk.behave = () => within(3500);
    desk.record('late');
    desk.clock.advance(10);
    desk.clock.setNow(desk.clock.now() - HOUR);
    desk.clock.advance(4000);
    expect(desk.settled.map(({ ms }) => ms)).toEqual([30, 30, 3500]);
    expect(lateFacts()).toMatchObject([{ data: { ms: 3500, count: 1 } }]);
  });

  it('three seconds to the millisecond are in time', () => {
    desk.transport.setUp(true);
    desk.behave = () => within(3000);
    desk.record('a');
    desk.clock.advance(5000);
    expect(lateFacts()).toEqual([]);
    expect(desk.outbox.interfaces()).toMatchObject([{ measured: 1, late: 0 }]);
  });
});
