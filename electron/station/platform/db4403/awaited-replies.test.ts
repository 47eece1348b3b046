import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import type { Delivery } from '../outbox/contract.ts';
import { createAwaitedReplies } from './awaited-replies.ts';
import type { AwaitedReplies } from './awaited-replies.ts';
import { openReply } from './envelope.ts';
import { questionOf } from './message.ts';
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

type Name = Extract<EventInterface, 'vehicleEnter' | 'vehicleLeave' | 'chargeStandard'>;

/** Asks about this id; `mark` names the payload. */
function ask(name: Name, id: string | null, mark = id ?? ''): void {
  const payload = JSON.stringify({ ...(id !== null && { id }), mark });
  replies.ask(questionOf(name, payload, (delivery) => outcomes.push([mark, delivery])));
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
    expect(published.slice(1)).toEqual(['vehicleEnter 3', 'vehicleEnter 2', 'vehicleEnter 1']);
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

  it('a platform that leaves the optional id out is asked one question at a time, and all arrive', async () => {
    await asked('vehicleLeave', '1', '2', '3');
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    expect(outcomes).toEqual([]);
    clock.advance(20_000);
    expect(kinds()).toEqual(['1 no-answer', '2 no-answer', '3 no-answer']);
    [published, outcomes] = [[], []];
    await asked('vehicleLeave', '1', '2', '3');
    // The answers to what was given up may still be under way.
    expect(published).toEqual([]);
    clock.advance(20_000);
    for (const id of ['1', '2', '3']) {
      await turn();
      expect(published.at(-1)).toBe(`vehicleLeave ${id}`);
      answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    }
    expect(kinds()).toEqual(['1 delivered', '2 delivered', '3 delivered']);
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

  it('a reply that names nothing settles nothing while an answer to another may come', async () => {
    await asked('vehicleLeave', '1');
    clock.advance(20_000);
    await asked('vehicleLeave', '2');
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    expect(kinds()).toEqual(['1 no-answer']);
    clock.advance(20_000);
    await asked('vehicleLeave', '2');
    answer('vehicleLeave', { Code: 0, data: [{ code: 0 }] });
    expect(kinds()).toEqual(['1 no-answer', '2 no-answer', '2 delivered']);
  });
});
