import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import type { Delivery } from '../outbox/contract.ts';
import { createAwaitedReplies } from './awaited-replies.ts';
import type { AwaitedReplies } from './awaited-replies.ts';
import { openReply } from './envelope.ts';
import { questionOf } from './message.ts';
import type { Askable } from './message.ts';
import type { EventInterface } from './tables/interfaces.ts';

let clock: ManualClock;
let replies: AwaitedReplies;
/** One line a message: interface and the payloads' marks. */
let published: string[];
let outcomes: [string, Delivery][];

beforeEach(() => {
  clock = createManualClock();
  replies = createAwaitedReplies({
    clock,
    batch: 3,
    publish: (name, payloads) =>
      void published.push(`${name} ${payloads.map((text) => (JSON.parse(text) as { mark: string }).mark).join()}`),
  });
  [published, outcomes] = [[], []];
});

type Name = Extract<EventInterface, 'vehicleEnter' | 'vehicleLeave' | 'chargeStandard' | 'gateInfo'>;

/** Asks about this id; `mark` names the payload. */
function ask(name: Name, id: string | null, mark = id ?? '', more: Partial<Askable> = {}): void {
  const payload = JSON.stringify({ ...(id !== null && { id }), mark });
  const askable = { interface: name, payload, live: false, unanswered: false, corrected: false, ...more };
  replies.ask(questionOf(askable, (delivery) => outcomes.push([mark, delivery])));
}
/** The end of the turn, when messages leave. */
const turn = (): Promise<void> => Promise.resolve();
async function asked(name: Name, ...ids: string[]): Promise<void> {
  for (const id of ids) ask(name, id);
  await turn();
}

function answer(name: Name, body: object): void {
  const reply = openReply(Buffer.from(JSON.stringify({ timestamp: 1, data: [], ...body })));
  if (!reply) throw new Error('no reply');
  replies.answer(name, reply);
}
const kinds = () => outcomes.map(([mark, { kind }]) => `${mark} ${kind}`);

describe('replies over a channel without correlation', () => {
  it('finds the question by interface and id, whatever the order', async () => {
    await asked('vehicleEnter', '1', '2');
    ask('vehicleLeave', '1', 'out 1');
    await turn();
    answer('vehicleEnter', { Code: 0, data: [{ id: '2', code: 0, message: 'ok' }] });
    answer('vehicleLeave', { code: 0, data: [{ id: '1', code: 1200 }] });
    answer('vehicleEnter', { Code: 1, message: '业务异常', data: [{ id: '1', code: 4001, message: '车辆不在场内' }] });
    expect(outcomes).toEqual([
      ['2', { kind: 'delivered', code: '0', message: 'ok' }],
      ['out 1', { kind: 'delivered', code: '1200', message: null }],
      ['1', { kind: 'refused', code: '4001', message: '车辆不在场内' }],
    ]);
  });

  it('sends those of one turn in one message, as many as it holds, and a lone one at the end of its turn', async () => {
    await asked('vehicleEnter', '1', '2', '3', '4');
    expect(published).toEqual(['vehicleEnter 1,2,3', 'vehicleEnter 4']);
    await asked('vehicleEnter', '5');
    expect(published.at(-1)).toBe('vehicleEnter 5');
  });

  it('takes a refusal of the whole message over what an entry says', async () => {
    await asked('vehicleEnter', '1');
    answer('vehicleEnter', { Code: 8, message: 'sign 参数校验失败', data: [{ id: '1', code: 0 }] });
    expect(outcomes).toEqual([['1', { kind: 'not-now', code: '8', message: 'sign 参数校验失败' }]]);
  });

  it('a message of several that is refused as a whole is sent again one by one, and only the guilty one is parked', async () => {
    await asked('vehicleEnter', '1', '2', '3');
    answer('vehicleEnter', { Code: 3, message: '接口通用格式错误' });
    await turn();
    expect(published.slice(1)).toEqual(['vehicleEnter 1', 'vehicleEnter 2', 'vehicleEnter 3']);
    answer('vehicleEnter', { Code: 0, data: [{ id: '1', code: 0 }] });
    answer('vehicleEnter', { Code: 0, data: [{ id: '3', code: 0 }] });
    answer('vehicleEnter', { Code: 3, message: '接口通用格式错误' });
    expect(kinds()).toEqual(['1 delivered', '3 delivered', '2 refused']);
  });

  it('gives up after 20 s and ignores the late reply', async () => {
    await asked('vehicleEnter', '1');
    clock.advance(20_000);
    answer('vehicleEnter', { Code: 0, data: [{ id: '1', code: 0 }] });
    expect(outcomes).toEqual([['1', { kind: 'no-answer', why: 'timed-out' }]]);
  });

  it('never has two questions of one id out: the second waits for the first', async () => {
    await asked('vehicleEnter', '1', '1');
    expect(published).toEqual(['vehicleEnter 1']);
    answer('vehicleEnter', { Code: 0, data: [{ id: '1', code: 0 }] });
    await turn();
    expect(published).toHaveLength(2);
    expect(outcomes).toHaveLength(1);
  });

  it('a reply without entries answers the only message that is out, each interface by itself', async () => {
    await asked('vehicleEnter', '1', '2');
    await asked('vehicleLeave', '9');
    answer('vehicleEnter', { Code: 0 });
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    expect(kinds()).toEqual(['1 delivered', '2 delivered', '9 delivered']);
  });

  it('a question without an id is the only one of its interface that is out', async () => {
    ask('chargeStandard', null, 'a');
    ask('chargeStandard', null, 'b');
    await turn();
    expect(published).toEqual(['chargeStandard a']);
    answer('chargeStandard', { Code: 0, data: [{ permitNo: '123456', code: 0 }] });
    await turn();
    expect(published).toEqual(['chargeStandard a', 'chargeStandard b']);
    expect(kinds()).toEqual(['a delivered']);
  });

  it('says of everything that was out or queued that the link is lost', async () => {
    await asked('vehicleEnter', '1', '1', '2');
    replies.linkLost();
    await turn();
    expect(outcomes).toHaveLength(3);
    expect(outcomes.every(([, delivery]) => delivery.kind === 'no-answer')).toBe(true);
    expect(published).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe('where a reply may name nothing (tables 22 and 29)', () => {
  it('one message is out at a time, as full as can be, and each reply is to that one', async () => {
    await asked('vehicleLeave', '1', '2', '3', '4', '5');
    await asked('vehicleLeave', '6', '7', '8');
    expect(published).toEqual(['vehicleLeave 1,2,3']);
    expect(replies.waiting).toBe(5);
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }, { code: 1004 }, { code: 0 }] });
    await turn();
    expect(published.slice(1)).toEqual(['vehicleLeave 4,5,6']);
    answer('vehicleLeave', { Code: 0 });
    await turn();
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }, { code: 0 }] });
    expect(kinds()).toEqual([
      ...['1 delivered', '2 refused', '3 delivered'],
      ...['4 delivered', '5 delivered', '6 delivered', '7 delivered', '8 delivered'],
    ]);
  });

  it('what is live goes in the next message, before all that waits', async () => {
    await asked('vehicleLeave', '1', '2', '3', '4', '5', '6');
    ask('vehicleLeave', 'L1', 'L1', { live: true });
    ask('vehicleLeave', 'L2', 'L2', { live: true });
    await turn();
    answer('vehicleLeave', { Code: 0 });
    await turn();
    expect(published.slice(1)).toEqual(['vehicleLeave L1,L2,4']);
  });

  it('a refusal of a whole message: each is asked alone, behind what is live, and only the guilty one is parked', async () => {
    await asked('vehicleLeave', '1', '2', '3');
    ask('vehicleLeave', 'L', 'L', { live: true });
    const bad = new Set(['2']);
    for (let n = 0; n < 5; n++) {
      const ids = published.at(-1)?.split(' ')[1]?.split(',') ?? [];
      answer('vehicleLeave', { Code: ids.some((id) => bad.has(id)) ? 4 : 0 });
      await turn();
    }
    expect(published).toEqual(['1,2,3', 'L', '1', '2', '3'].map((ids) => `vehicleLeave ${ids}`));
    expect(kinds()).toEqual(['L delivered', '1 delivered', '2 refused', '3 delivered']);
  });

  it('a reply that stands for fewer than were asked says nothing of any: each is asked alone, at once', async () => {
    await asked('vehicleLeave', '1', '2');
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    for (const id of ['1', '2']) {
      await turn();
      expect(published.at(-1)).toBe(`vehicleLeave ${id}`);
      answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    }
    expect(kinds()).toEqual(['1 delivered', '2 delivered']);
  });

  it('one entry that is named says whose the others are', async () => {
    await asked('vehicleLeave', '1', '2', '3');
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }, { id: '2', code: 0 }, { code: 1004 }] });
    expect(kinds()).toEqual(['1 delivered', '2 delivered', '3 refused']);
  });
});

describe('a reply that names nothing while several messages are out', () => {
  const named = (...ids: string[]): void =>
    answer('vehicleEnter', { Code: 0, data: ids.map((id) => ({ id, code: 0 })) });
  const sixOut = () => asked('vehicleEnter', '1', '2', '3', '4', '5', '6');

  it('is to the one that no other reply answers, and nothing waits for a time-out', async () => {
    await sixOut();
    answer('vehicleEnter', { Code: 4, message: 'carNo' });
    expect(outcomes).toEqual([]);
    named('4', '5', '6');
    await turn();
    expect(kinds()).toEqual(['4 delivered', '5 delivered', '6 delivered']);
    expect(published.slice(2)).toEqual(['vehicleEnter 1']);
  });

  it('from then on one message is out at a time, until the link is lost', async () => {
    await sixOut();
    answer('vehicleEnter', { Code: 0 });
    named('1', '2', '3');
    expect(kinds()).toHaveLength(6);
    await sixOut();
    expect(published.slice(2)).toEqual(['vehicleEnter 1,2,3']);
    replies.linkLost();
    published = [];
    await sixOut();
    expect(published).toHaveLength(2);
  });

  it('all replies name nothing and say the same: each message has one', async () => {
    await sixOut();
    answer('vehicleEnter', { Code: 0, data: [{ code: 0 }, { code: 0 }, { code: 0 }] });
    expect(outcomes).toEqual([]);
    answer('vehicleEnter', { Code: 0, data: [{ code: 0 }, { code: 0 }, { code: 0 }] });
    expect(kinds()).toEqual(['1', '2', '3', '4', '5', '6'].map((id) => `${id} delivered`));
    expect(published).toHaveLength(2);
  });

  it('all replies name nothing and differ: each question is asked once more, and what was known then has arrived', async () => {
    for (const id of ['1', '2', '3', '4', '5']) ask('gateInfo', id);
    await turn();
    answer('gateInfo', { Code: 0 });
    answer('gateInfo', { Code: 4 });
    await turn();
    expect(published.slice(2)).toEqual(['gateInfo 1,2,3']);
    answer('gateInfo', { Code: 1, data: ['1', '2', '3'].map((id) => ({ id, code: 1200 })) });
    await turn();
    answer('gateInfo', { Code: 0 });
    expect(kinds()).toEqual(['1', '2', '3', '4', '5'].map((id) => `${id} delivered`));
    expect(clock.pending).toBe(0);
  });
});

describe('a late reply is never taken for the answer to the next question', () => {
  it('another content under the same id waits until no answer to the first can come', async () => {
    ask('vehicleEnter', '1', 'old');
    await turn();
    clock.advance(20_000);
    ask('vehicleEnter', '1', 'new');
    await turn();
    answer('vehicleEnter', { Code: 0, data: [{ id: '1', code: 0 }] });
    expect(kinds()).toEqual(['old no-answer']);
    clock.advance(20_000);
    await turn();
    expect(published).toEqual(['vehicleEnter old', 'vehicleEnter new']);
    answer('vehicleEnter', { Code: 0, data: [{ id: '1', code: 0 }] });
    expect(kinds()).toEqual(['old no-answer', 'new delivered']);
  });

  it('the same again goes at once: whichever answer comes is of the same report', async () => {
    await asked('vehicleEnter', '1');
    clock.advance(20_000);
    await asked('vehicleEnter', '1');
    answer('vehicleEnter', { Code: 0, data: [{ id: '1', code: 0 }] });
    expect(kinds()).toEqual(['1 no-answer', '1 delivered']);
  });

  it('a reply that names nothing settles nothing while one to another may come: the question is asked once more then', async () => {
    await asked('vehicleLeave', '1');
    clock.advance(20_000);
    await asked('vehicleLeave', '2');
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    await asked('vehicleLeave', '3');
    expect(kinds()).toEqual(['1 no-answer']);
    expect(published.slice(2)).toEqual([]);
    clock.advance(20_000);
    await turn();
    for (const id of ['2', '3']) {
      expect(published.at(-1)).toBe(`vehicleLeave ${id}`);
      answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
      await turn();
    }
    expect(kinds()).toEqual(['1 no-answer', '2 delivered', '3 delivered']);
  });

  it('one that names its question is believed meanwhile', async () => {
    await asked('vehicleLeave', '1');
    clock.advance(20_000);
    await asked('vehicleLeave', '2');
    answer('vehicleLeave', { Code: 0, data: [{ id: '1', code: 0 }] });
    answer('vehicleLeave', { Code: 0, data: [{ id: '2', code: 0 }] });
    expect(kinds()).toEqual(['1 no-answer', '2 delivered']);
  });
});
