import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import type { Delivery } from '../outbox/contract.ts';
import { createAwaitedReplies } from './awaited-replies.ts';
import type { AwaitedReplies } from './awaited-replies.ts';
import { openReply } from './envelope.ts';

let clock: ManualClock;
let replies: AwaitedReplies;
let published: string[];
let outcomes: [string, Delivery][];

beforeEach(() => {
  clock = createManualClock();
  replies = createAwaitedReplies(clock);
  [published, outcomes] = [[], []];
});

const ask = (name: string, id: string) =>
  replies.ask({
    interface: name,
    id,
    publish: () => published.push(`${name} ${id}`),
    settle: (delivery) => outcomes.push([`${name} ${id}`, delivery]),
  });

function answer(name: string, body: object): void {
  const reply = openReply(Buffer.from(JSON.stringify({ timestamp: 1, data: [], ...body })));
  if (!reply) throw new Error('no reply');
  replies.answer(name, 'id', reply);
}

describe('replies over a channel without correlation', () => {
  it('finds the question by interface and id, whatever the order', () => {
    ask('in', '1');
    ask('in', '2');
    ask('out', '1');
    answer('in', { Code: 0, data: [{ id: '2', code: 0, message: 'ok' }] });
    answer('out', { code: 0, data: [{ id: '1', code: 1200 }] });
    answer('in', { Code: 1, message: '业务异常', data: [{ id: '1', code: 4001, message: '车辆不在场内' }] });
    expect(outcomes).toEqual([
      ['in 2', { kind: 'delivered', code: 0, message: 'ok' }],
      ['out 1', { kind: 'delivered', code: 1200, message: null }],
      ['in 1', { kind: 'refused', code: 4001, message: '车辆不在场内' }],
    ]);
  });

  it('takes a refusal of the whole message over what an entry says', () => {
    ask('in', '1');
    answer('in', { Code: 8, message: 'sign 参数校验失败', data: [{ id: '1', code: 0 }] });
    expect(outcomes).toEqual([['in 1', { kind: 'not-now', code: 8, message: 'sign 参数校验失败' }]]);
  });

  it('gives up after 20 s and ignores the late reply', () => {
    ask('in', '1');
    clock.advance(20_000);
    answer('in', { Code: 0, data: [{ id: '1', code: 0 }] });
    expect(outcomes).toEqual([['in 1', { kind: 'no-answer', why: 'timed-out' }]]);
  });

  it('never has two questions of one id out: the second waits for the first', () => {
    ask('counts', 'lot');
    ask('counts', 'lot');
    expect(published).toEqual(['counts lot']);
    answer('counts', { Code: 0, data: [{ id: 'lot', code: 0 }] });
    expect(published).toEqual(['counts lot', 'counts lot']);
    expect(outcomes).toHaveLength(1);
  });

  it('a reply without an id answers the only question that is out', () => {
    ask('in', '1');
    ask('out', '9');
    answer('in', { Code: 0 });
    answer('out', { Code: 0, data: [{ code: 0 }] });
    expect(outcomes.map(([which, { kind }]) => [which, kind])).toEqual([
      ['in 1', 'delivered'],
      ['out 9', 'delivered'],
    ]);
  });

  it('a platform that leaves the optional id out is asked one question at a time, and all arrive', () => {
    for (const id of ['1', '2', '3']) ask('out', id);
    answer('out', { Code: 0, data: [{ code: 0 }] });
    expect(outcomes).toEqual([]);
    clock.advance(20_000);
    expect(outcomes.map(([, delivery]) => delivery.kind)).toEqual(['no-answer', 'no-answer', 'no-answer']);
    outcomes = [];
    published = [];
    for (const id of ['1', '2', '3']) ask('out', id);
    for (const id of ['1', '2', '3']) {
      expect(published.at(-1)).toBe(`out ${id}`);
      answer('out', { Code: 0, data: [{ code: 0 }] });
    }
    expect(outcomes.map(([, delivery]) => delivery.kind)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('says of everything that was out or queued that the link is lost', () => {
    for (const id of ['1', '1', '2']) ask('in', id);
    replies.linkLost();
    expect(outcomes).toHaveLength(3);
    expect(outcomes.every(([, delivery]) => delivery.kind === 'no-answer')).toBe(true);
    expect(clock.pending).toBe(0);
  });
});
