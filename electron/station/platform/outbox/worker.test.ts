import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ill, openDesk, refused, taken, TIMEOUT } from './desk.fixture.ts';
import type { Desk } from './desk.fixture.ts';

let desk: Desk;
const note = (): void => undefined;

beforeEach(() => (desk = openDesk()));
afterEach(() => desk.end());

describe('outbox', () => {
  it('delivers a live report at once and tells how long it took', () => {
    desk.transport.setUp(true);
    desk.clock.advance(1);
    desk.record('a');
    desk.clock.advance(100);
    expect(desk.settled).toEqual([{ factSeq: 1, interface: 'i', businessId: 'a', state: 'acknowledged', ms: 30 }]);
    expect(desk.outbox.summary()).toEqual({
      waitingLive: 0,
      waitingBacklog: 0,
      parked: 0,
      oldestWaiting: null,
      p50Ms: 30,
      p99Ms: 30,
      perSecond: 0.1,
    });
    const row = desk.book.db.prepare('SELECT created_at, sent_at, settled_at FROM outbox').get();
    expect(row).toEqual({
      created_at: desk.clock.now() - 100,
      sent_at: desk.clock.now() - 100,
      settled_at: desk.clock.now() - 70,
    });
  });

  it('the network failed for an hour: what happens now goes before what waited', () => {
    for (let i = 0; i < 200; i++) desk.record(`old-${i}`);
    desk.clock.advance(3_600_000);
    expect(desk.outbox.summary()).toMatchObject({ waitingLive: 0, waitingBacklog: 200 });
    desk.transport.setUp(true);
    desk.clock.advance(40);
    const before = desk.sent.length;
    for (let i = 0; i < 20; i++) desk.record(`new-${i}`);
    desk.clock.advance(5);
    // The slots kept for live items take the first of them at once; the rest follow before any further backlog.
    expect(desk.sent.slice(before, before + 8).every((id) => id.startsWith('new'))).toBe(true);
    desk.clock.advance(5000);
    const firstBacklogAfter = desk.sent.findIndex((id, index) => index >= before && id.startsWith('old'));
    expect(desk.sent.slice(before, firstBacklogAfter)).toHaveLength(20);
    expect(desk.settled).toHaveLength(220);
    expect(desk.sent.filter((id) => id.startsWith('old'))).toEqual([...Array(200).keys()].map((i) => `old-${i}`));
  });

  it('a car that entered while the network was down leaves: its entry is reported before its exit, both as live', () => {
    for (let i = 0; i < 100; i++) desk.record(`old-${i}`);
    desk.record('entry', 'stay');
    desk.behave = (item) => (item.businessId.startsWith('old') ? { ...taken, afterMs: 1000 } : taken);
    desk.transport.setUp(true);
    desk.clock.advance(20);
    desk.record('exit', 'stay');
    desk.clock.advance(200);
    expect(desk.settled.map((each) => each.businessId)).toEqual(['entry', 'exit']);
  });

  it('a reply was lost: the report is sent again and the one behind it waits its turn', () => {
    desk.transport.setUp(true);
    desk.behave = () => 'silent';
    desk.record('entry', 'stay');
    desk.record('exit', 'stay');
    desk.clock.advance(TIMEOUT - 1);
    expect(desk.sent).toEqual(['entry']);
    desk.behave = () => taken;
    desk.clock.advance(5000);
    expect(desk.sent).toEqual(['entry', 'entry', 'exit']);
    expect(desk.stateOf('entry')).toEqual({ state: 'acknowledged', attempts: 2 });
  });

  it("a permanent refusal is parked for a person with the platform's words, and what stands behind it waits", () => {
    desk.transport.setUp(true);
    desk.behave = (item) => (item.businessId === 'entry' ? refused : taken);
    desk.record('entry', 'stay');
    desk.record('exit', 'stay');
    desk.record('other');
    desk.clock.advance(60_000);
    expect(desk.sent).toEqual(['entry', 'other']);
    expect(desk.outbox.summary()).toMatchObject({ parked: 1, waitingLive: 0, waitingBacklog: 1 });
    expect(desk.outbox.items({ state: 'parked', limit: 10 })).toMatchObject([
      { businessId: 'entry', code: '4001', message: '车辆不在场内' },
    ]);
    expect(desk.book.ledger.recent(1)).toMatchObject([
      { kind: 'report-parked', data: { businessId: 'entry', code: '4001' } },
    ]);
    desk.behave = () => taken;
    expect(desk.outbox.retry(null, 'li', note)).toBe(1);
    desk.clock.advance(1000);
    expect(desk.sent).toEqual(['entry', 'other', 'entry', 'exit']);
    expect(desk.outbox.summary()).toMatchObject({ parked: 0, waitingBacklog: 0 });
  });

  it('releasing a parked report in the instant its follower was found does not leave the follower behind', () => {
    desk.transport.setUp(true);
    desk.behave = (item) => (item.businessId === 'entry' ? refused : taken);
    desk.record('entry', 'stay');
    desk.clock.advance(100);
    desk.record('exit', 'stay');
    desk.clock.advance(1);
    desk.behave = () => taken;
    desk.outbox.retry(null, 'li', note);
    desk.clock.advance(1000);
    expect(desk.stateOf('exit')).toMatchObject({ state: 'acknowledged' });
  });

  it('a platform that is ill is asked one report at a time with growing pauses, and loses none', () => {
    desk.transport.setUp(true);
    desk.behave = () => ill;
    for (let i = 0; i < 100; i++) desk.record(`r-${i}`);
    desk.clock.advance(600_000);
    expect(desk.outbox.notNow).toEqual({ code: '5', message: '其它错误' });
    expect(desk.sent.length).toBeLessThan(80);
    desk.behave = () => taken;
    desk.clock.advance(180_000);
    expect(desk.outbox.notNow).toBeNull();
    expect(desk.settled).toHaveLength(100);
  });

  it('the platform is silent though the link is up: what waited so long is backlog when it speaks again', () => {
    desk.transport.setUp(true);
    desk.behave = () => 'silent';
    for (let i = 0; i < 100; i++) desk.record(`old-${i}`);
    desk.clock.advance(TIMEOUT + 100);
    expect(desk.outbox.summary()).toMatchObject({ waitingLive: 0, waitingBacklog: 100 });
    desk.behave = () => taken;
    desk.record('new');
    desk.clock.advance(100);
    expect(desk.settled.map((each) => each.businessId)).toContain('new');
    desk.clock.advance(120_000);
    expect(desk.settled).toHaveLength(101);
  });

  it('postpones the backlog while a capture is handled, but not live reports', () => {
    for (let i = 0; i < 10; i++) desk.record(`old-${i}`);
    desk.busy = true;
    desk.transport.setUp(true);
    desk.clock.advance(100);
    desk.record('new');
    desk.clock.advance(1000);
    expect(desk.sent).toEqual(['new']);
    expect(desk.settled.map((each) => each.businessId)).toEqual(['new']);
    desk.busy = false;
    desk.clock.advance(1000);
    expect(desk.settled).toHaveLength(11);
  });

  it('six hundred reports of one stay wait for an answer: those of other stays go on', () => {
    desk.behave = ({ businessId }) => (businessId === 'stuck' ? 'silent' : taken);
    desk.book.queue(
      { businessId: 'stuck', orderKey: 'stay' },
      ...[...Array(600).keys()].map((i) => ({ businessId: `behind-${i}`, orderKey: 'stay' })),
      ...[...Array(100).keys()].map((i) => ({ businessId: `other-${i}` })),
    );
    desk.transport.setUp(true);
    desk.clock.advance(500);
    expect(desk.settled).toHaveLength(100);
    expect(desk.sent.filter((id) => id.startsWith('behind'))).toEqual([]);
    desk.behave = () => ({ ...taken, afterMs: 0 });
    desk.clock.advance(200_000);
    expect(desk.settled).toHaveLength(701);
    expect(desk.sent.filter((id) => id.startsWith('behind'))).toEqual([...Array(600).keys()].map((i) => `behind-${i}`));
  });

  it('six hundred reports behind a parked one are put aside, and come back in order when it is dismissed', () => {
    desk.behave = ({ businessId }) => (businessId === 'bad' ? refused : taken);
    desk.record('bad', 'stay');
    const behind = [...Array(600).keys()].map((i) => `behind-${i}`);
    desk.book.queue(...behind.map((businessId) => ({ businessId, orderKey: 'stay' })));
    desk.transport.setUp(true);
    desk.clock.advance(1000);
    expect(desk.sent).toEqual(['bad']);
    expect(desk.book.db.prepare('SELECT count(*) FROM outbox WHERE not_before > 1').pluck().get()).toBe(600);
    desk.behave = () => ({ ...taken, afterMs: 0 });
    desk.outbox.dismiss(desk.seqOf('bad'), 'li', 'twice', note);
    desk.clock.advance(100_000);
    expect(desk.sent.slice(1)).toEqual(behind);
  });

  it('a thousand answers at once are written a few hundred to a commit', () => {
    // Each commit adds once to the day's histogram: all took as long.
    desk.book.db.exec(`CREATE TABLE log (items INTEGER);
      CREATE TRIGGER first AFTER INSERT ON timeliness BEGIN INSERT INTO log VALUES (new.items); END;
      CREATE TRIGGER further AFTER UPDATE ON timeliness BEGIN INSERT INTO log VALUES (new.items - old.items); END`);
    desk.transport.capacity = 2000;
    desk.behave = () => ({ ...taken, afterMs: 1000 });
    desk.book.queue(...[...Array(1000).keys()].map((i) => ({ businessId: `r-${i}` })));
    desk.transport.setUp(true);
    desk.clock.advance(3000);
    const commits = desk.book.db.prepare<[], number>('SELECT items FROM log').pluck().all();
    expect(Math.max(...commits)).toBe(256);
    expect(commits.reduce((sum, items) => sum + items, 0)).toBe(1000);
  });

  it('what the transport takes at once is not exceeded, and a quarter of it is kept for live reports', () => {
    desk.transport.capacity = 8;
    desk.behave = () => 'silent';
    for (let i = 0; i < 50; i++) desk.record(`old-${i}`);
    desk.transport.setUp(true);
    desk.clock.advance(100);
    expect(desk.transport.open.size).toBe(6);
    for (let i = 0; i < 50; i++) desk.record(`new-${i}`);
    desk.clock.advance(100);
    expect(desk.transport.open.size).toBe(8);
    expect(desk.sent.slice(6)).toEqual(['new-0', 'new-1']);
  });

  it('backlog of no use to the transport now is not handed over: what is live is, and the rest follows the next answer', () => {
    desk.transport.backlogRoom = 3;
    desk.behave = () => {
      desk.transport.backlogRoom = Math.max(0, (desk.transport.backlogRoom ?? 0) - 1);
      return { ...taken, afterMs: 1000 };
    };
    for (let i = 0; i < 50; i++) desk.record(`old-${i}`);
    desk.transport.setUp(true);
    desk.clock.advance(500);
    desk.record('new');
    desk.clock.advance(100);
    expect(desk.sent).toEqual(['old-0', 'old-1', 'old-2', 'new']);
    desk.transport.backlogRoom = 2;
    desk.clock.advance(410);
    expect(desk.sent.slice(4)).toEqual(['old-3', 'old-4']);
  });

  it('drains the backlog at a walk while vehicles are served, and with all it has when none has come for a second', () => {
    desk.behave = () => ({ ...taken, afterMs: 0 });
    desk.book.queue(...[...Array(6000).keys()].map((i) => ({ businessId: `old-${i}` })));
    desk.busy = true;
    desk.transport.setUp(true);
    desk.clock.advance(10);
    expect(desk.sent).toEqual([]);
    desk.busy = false;
    desk.clock.advance(900);
    expect(desk.sent.length).toBeGreaterThan(1500);
    expect(desk.sent.length).toBeLessThanOrEqual(1820);
    desk.clock.advance(500);
    expect(desk.settled).toHaveLength(6000);
  });

  it('a count that a newer one made moot on its way stays moot, and the newer one follows', () => {
    desk.transport.setUp(true);
    desk.record('count-1', 'counts', { supersedes: true });
    desk.clock.advance(10);
    desk.record('count-2', 'counts', { supersedes: true });
    desk.clock.advance(1000);
    expect(desk.sent).toEqual(['count-1', 'count-2']);
    expect(desk.stateOf('count-1')).toMatchObject({ state: 'superseded' });
    expect(desk.settled.map((each) => each.businessId)).toEqual(['count-2']);
  });
});
