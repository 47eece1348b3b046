import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../../ledger/record.ts';
import type { WireItem } from './contract.ts';
import { openDesk, refused, taken } from './desk.fixture.ts';
import type { Desk } from './desk.fixture.ts';
import type { Answering, Behaviour } from './memory-transport.fixture.ts';

const missing: Answering = {
  afterMs: 30,
  delivery: { kind: 'earlier-missing', code: 'OUT_ORDER_NO_NOT_EXIST', message: '外部订单号不存在' },
};
const notReady: Answering = { afterMs: null, delivery: { kind: 'not-yet', why: 'its picture is still being filed' } };

let desk: Desk;

beforeEach(() => {
  desk = openDesk();
  desk.transport.setUp(true);
});
afterEach(() => desk.end());

/** Answers each business id in its own way; what is not named is taken. */
const each =
  (answers: Record<string, Behaviour>) =>
  (item: WireItem): Behaviour =>
    answers[item.businessId] ?? taken;

describe('the platform does not know what came before', () => {
  it('the entry it lost is sent again, then its picture, and only then the exit', () => {
    desk.record('entry', 'stay');
    desk.record('picture', 'stay');
    desk.record('other');
    advance(1000);
    let lost = true;
    desk.behave = (item) => {
      if (item.businessId === 'entry') lost = false;
      return item.businessId === 'exit' && lost ? missing : taken;
    };
    desk.sent.length = 0;
    desk.record('exit', 'stay');
    advance(1000);
    expect(desk.sent).toEqual(['exit', 'entry', 'picture', 'exit']);
    expect(desk.settled.slice(3)).toMatchObject([
      { businessId: 'entry', state: 'waiting' },
      { businessId: 'picture', state: 'waiting' },
      { businessId: 'entry', state: 'acknowledged' },
      { businessId: 'picture', state: 'acknowledged' },
      { businessId: 'exit', state: 'acknowledged' },
    ]);
  });

  it('a platform that never learns gets three rounds, then a person looks, with its words', () => {
    desk.record('entry', 'stay');
    advance(100);
    desk.behave = each({ exit: missing });
    desk.sent.length = 0;
    desk.record('exit', 'stay');
    advance(60_000);
    expect(desk.sent).toEqual(['exit', ...Array<string[]>(3).fill(['entry', 'exit']).flat()]);
    expect(desk.outbox.items({ state: 'parked', limit: 9 })).toMatchObject([
      { businessId: 'exit', code: 'OUT_ORDER_NO_NOT_EXIST', message: '外部订单号不存在', attempts: 4 },
    ]);
    expect(desk.outbox.notNow).toBeNull();
  });

  it('rounds are counted across a restart', () => {
    desk.record('entry', 'stay');
    advance(100);
    desk.behave = each({ exit: missing });
    desk.record('exit', 'stay');
    advance(45);
    desk.restart();
    desk.sent.length = 0;
    desk.transport.setUp(true);
    advance(60_000);
    expect(desk.sent.filter((id) => id === 'entry').length).toBeLessThanOrEqual(3);
    expect(desk.stateOf('exit')).toMatchObject({ state: 'parked' });
  });

  it('an exit with nothing before it that could be sent again is parked at once', () => {
    desk.behave = each({ exit: missing });
    desk.record('exit', 'stay');
    advance(1000);
    expect(desk.sent).toEqual(['exit']);
    expect(desk.stateOf('exit')).toEqual({ state: 'parked', attempts: 1 });
  });

  it('what follows waits behind it', () => {
    desk.record('entry', 'stay');
    advance(100);
    desk.behave = each({ charge: missing });
    desk.sent.length = 0;
    desk.record('charge', 'stay');
    desk.record('exit', 'stay');
    advance(60_000);
    expect(desk.sent).not.toContain('exit');
  });

  it('what is sent again is no measure of the link', () => {
    desk.record('entry', 'stay');
    advance(100);
    desk.behave = (item) => (item.businessId === 'exit' && desk.sent.length < 3 ? missing : taken);
    advance(7000);
    desk.record('exit', 'stay');
    advance(1000);
    expect(desk.outbox.interfaces()).toMatchObject([{ acknowledged: 3, measured: 2, late: 0 }]);
  });
});

describe('an item that is not ready', () => {
  it('is looked at again until it is, and says nothing about the platform or the link', () => {
    desk.behave = each({ picture: notReady });
    desk.record('picture', 'stay');
    desk.record('other');
    advance(100);
    expect(desk.outbox.notNow).toBeNull();
    expect(desk.outbox.summary()).toMatchObject({ waitingLive: 0, waitingBacklog: 1 });
    expect(desk.outbox.item(desk.seqOf('picture'))).toMatchObject({ attempts: 0, sentAt: null, message: 'its picture is still being filed' }); // prettier-ignore
    desk.behave = () => taken;
    advance(1000);
    expect(desk.stateOf('picture')).toEqual({ state: 'acknowledged', attempts: 1 });
  });

  it('holds its own key and nothing else', () => {
    desk.behave = each({ picture: notReady });
    desk.record('picture', 'stay');
    desk.record('exit', 'stay');
    for (let i = 0; i < 50; i++) desk.record(`other-${i}`);
    advance(400);
    expect(desk.settled).toHaveLength(50);
    expect(desk.sent).not.toContain('exit');
    desk.behave = () => taken;
    advance(1000);
    expect(desk.settled.slice(50).map(({ businessId }) => businessId)).toEqual(['picture', 'exit']);
  });

  it('that stays so is looked at seldom', () => {
    desk.behave = each({ picture: notReady });
    desk.record('picture');
    advance(3_600_000);
    expect(desk.sent.length).toBeLessThan(180);
  });

  it('does not turn what is live into backlog', () => {
    desk.behave = each({ picture: notReady });
    desk.record('picture');
    advance(10);
    desk.busy = true;
    desk.record('entry');
    advance(100);
    expect(desk.sent).toContain('entry');
  });
});

describe('a parked item that holds nothing up', () => {
  it('is passed by what follows, and still waits for a person', () => {
    desk.behave = each({ picture: refused, exit: 'silent' });
    desk.record('picture', 'stay', { holds: false });
    desk.record('exit', 'stay');
    advance(100);
    expect(desk.outbox.item(desk.seqOf('picture'))).toMatchObject({ state: 'parked', behind: 0 });
    desk.behave = () => taken;
    advance(60_000);
    expect(desk.settled.map(({ businessId, state }) => `${businessId} ${state}`)).toEqual([
      'picture parked',
      'exit acknowledged',
    ]);
    desk.behave = () => taken;
    expect(desk.outbox.retry(null, 'li', () => undefined)).toBe(1);
    advance(100);
    expect(desk.stateOf('picture')).toEqual({ state: 'acknowledged', attempts: 2 });
  });

  it('keeps its place in the order as long as it is not parked', () => {
    desk.behave = each({ picture: notReady });
    desk.record('picture', 'stay', { holds: false });
    desk.record('exit', 'stay');
    advance(100);
    expect(desk.sent).not.toContain('exit');
  });
});

describe('what the platform says beside its acknowledgement', () => {
  const keeping = (also: (tx: Tx) => void): Answering => ({ ...taken, delivery: { kind: 'delivered', code: '0', message: null, also } }); // prettier-ignore

  it('is written with it', () => {
    desk.behave = () => keeping((tx) => void tx.fact({ kind: 'booking-changed', data: { inner: 'R1' } }));
    desk.record('entry');
    advance(100);
    expect(desk.book.ledger.recent(1)).toMatchObject([{ kind: 'booking-changed', data: { inner: 'R1' } }]);
  });

  it('and a mistake in keeping it neither undoes the acknowledgement nor stops the queue', () => {
    const mistake = new TypeError('no such column');
    desk.behave = each({
      entry: keeping((tx) => {
        tx.db.prepare(`INSERT INTO act (key, at, command, who) VALUES ('k', 1, 'c', 'w')`).run();
        throw mistake;
      }),
    });
    desk.record('entry');
    desk.record('exit');
    advance(100);
    expect(desk.settled).toMatchObject([{ state: 'acknowledged' }, { state: 'acknowledged' }]);
    expect(desk.troubles).toEqual([mistake]);
    expect(desk.book.db.prepare('SELECT count(*) FROM act').pluck().get()).toBe(0);
  });
});

function advance(ms: number): void {
  desk.clock.advance(ms);
}
