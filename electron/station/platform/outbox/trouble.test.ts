import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ill, openDesk, refused, taken, TIMEOUT } from './desk.fixture.ts';
import type { Desk } from './desk.fixture.ts';
import type { Answering } from './memory-transport.fixture.ts';

let desk: Desk;
const brokenOff: Answering = { afterMs: 5, delivery: { kind: 'no-answer', why: 'link-lost' } };

beforeEach(() => (desk = openDesk()));
afterEach(() => desk.end());

describe('outbox, in trouble', () => {
  it('somebody sets the clock back by a day: a report that waits to be tried again does not wait for a day', () => {
    desk.transport.setUp(true);
    desk.behave = () => ill;
    desk.record('a');
    desk.clock.advance(100);
    desk.behave = () => taken;
    desk.clock.setNow(desk.clock.now() - 86_400_000);
    desk.clock.advance(5000);
    desk.record('b');
    desk.clock.advance(61_000);
    expect(desk.stateOf('a')).toMatchObject({ state: 'acknowledged' });
  });

  it('a thousand wait to be tried again when the clock is set back by a day: a few hundred at a time, then all are sent', () => {
    desk.book.queue(...[...Array(1000).keys()].map((i) => ({ businessId: `r-${i}` })));
    desk.book.db.prepare('UPDATE outbox SET attempts = 1, not_before = ?').run(desk.clock.now() + 86_400_000);
    // Told of each row that is moved, with the instant.
    const moved = new Map<number, number>();
    desk.book.db.function('note_move', () => void moved.set(at(), (moved.get(at()) ?? 0) + 1));
    desk.book.db.exec(
      `CREATE TEMP TRIGGER moves AFTER UPDATE OF not_before ON outbox WHEN new.not_before = 1 BEGIN SELECT note_move(); END`,
    );
    const at = (): number => desk.clock.monotonic();
    desk.transport.setUp(true);
    desk.clock.advance(5000);
    expect(Math.max(...moved.values())).toBe(256);
    expect(desk.settled).toHaveLength(1000);
  });

  it('the store refuses a write: the answer is kept and written once it can be', () => {
    desk.transport.setUp(true);
    desk.record('a');
    desk.clock.advance(10);
    desk.book.db.exec(`CREATE TRIGGER refuse BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    desk.clock.advance(5000);
    expect(desk.settled).toEqual([]);
    expect(desk.stateOf('a')).toMatchObject({ state: 'waiting' });
    desk.book.db.exec('DROP TRIGGER refuse');
    desk.clock.advance(2000);
    expect(desk.settled).toHaveLength(1);
    expect(desk.sent).toEqual(['a']);
  });

  it('the disk stays full: of a long backlog only so many are sent as answers are kept, and none is lost', () => {
    desk.behave = () => ({ ...taken, afterMs: 0 });
    desk.book.queue(...[...Array(5000).keys()].map((i) => ({ businessId: `old-${i}` })));
    desk.book.db.exec(`CREATE TRIGGER refuse BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    desk.transport.setUp(true);
    desk.clock.advance(600_000);
    expect(desk.sent.length).toBeLessThan(1200);
    desk.book.db.exec('DROP TRIGGER refuse');
    desk.clock.advance(5000);
    expect(desk.settled).toHaveLength(5000);
    expect(desk.sent).toHaveLength(5000);
  });

  it.each(['the link comes up', 'the platform falls silent'])(
    'the store cannot be read in the instant when %s: that is told, and what follows is live once it can',
    (instant) => {
      const live: boolean[] = [];
      desk.behave = () => 'silent';
      if (instant === 'the platform falls silent') {
        desk.transport.setUp(true);
        desk.record('old');
        desk.clock.advance(TIMEOUT - 1);
      }
      desk.book.db.exec('ALTER TABLE outbox RENAME TO unreadable');
      desk.transport.setUp(true);
      desk.clock.advance(1);
      desk.book.db.exec('ALTER TABLE unreadable RENAME TO outbox');
      expect(desk.troubles.length).toBeGreaterThan(0);
      desk.clock.advance(10_000);
      desk.behave = (item) => {
        live.push(item.live);
        return taken;
      };
      desk.record('new');
      desk.clock.advance(100);
      expect(live).toEqual([true]);
      expect(desk.outbox.interfaces()).toMatchObject([{ measured: 1 }]);
    },
  );

  it('what cannot be sent at all is parked, and says nothing about a platform that takes nothing', () => {
    desk.transport.setUp(true);
    desk.behave = ({ businessId }) =>
      businessId === 'picture'
        ? { afterMs: null, delivery: { kind: 'unsendable', code: '3', message: 'no address' } }
        : ill;
    desk.record('a');
    desk.clock.advance(100);
    desk.record('picture');
    desk.clock.advance(2000);
    expect(desk.outbox.items({ state: 'parked', limit: 9 })).toMatchObject([{ businessId: 'picture', code: '3' }]);
    expect(desk.outbox.notNow).toEqual({ code: '5', message: '其它错误' });
  });

  it('one connection of many broke: what is live stays so', () => {
    desk.transport.setUp(true);
    desk.behave = ({ businessId }) => (businessId === 'broken' ? brokenOff : 'silent');
    desk.record('broken');
    desk.record('other');
    desk.clock.advance(1000);
    for (let i = 0; i < 40; i++) desk.record(`live-${i}`);
    desk.clock.advance(10);
    expect(desk.outbox.summary()).toMatchObject({ waitingLive: 41, waitingBacklog: 1 });
  });

  it('stopped it sends nothing, wants nothing of the clock, and started again goes on where it was', () => {
    desk.transport.setUp(true);
    desk.behave = ({ businessId }) => (businessId === 'bad' ? refused : taken);
    for (const id of ['bad', 'a', 'b']) desk.record(id);
    desk.clock.advance(10);
    desk.outbox.stop();
    // The transport's own: two answers and three limits.
    desk.clock.advance(TIMEOUT);
    desk.record('c');
    expect(desk.clock.pending).toBe(0);
    desk.clock.advance(1000);
    expect(desk.sent).toEqual(['bad', 'a', 'b']);
    desk.outbox.start();
    desk.clock.advance(1000);
    expect(desk.sent.slice(3)).toEqual(['bad', 'a', 'b', 'c']);
    expect(desk.outbox.summary()).toMatchObject({ parked: 1, waitingLive: 0, waitingBacklog: 0 });
  });
});
