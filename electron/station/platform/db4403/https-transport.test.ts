import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { Delivery } from '../outbox/contract.ts';
import type { LinkTransport } from '../link/platform-link.ts';
import { openReply, openRequest } from './envelope.ts';
import type { TurnedAway } from './http-answer.ts';
import type { HttpsSession, Outcome } from './https-session.ts';
import { createHttpsTransport } from './https-transport.ts';

const clock = createManualClock();
const FIRST = { live: true, unanswered: false, corrected: false };
let transport: LinkTransport;
/** Ids of each request, in order. */
let requests: string[][];
let outcomes: [string, Delivery][];
/** What the platform answers to a request with these ids. */
let answer: (ids: string[]) => object | 'none' | TurnedAway;

beforeEach(() => {
  [requests, outcomes] = [[], []];
  answer = (ids) => ({ Code: 0, data: ids.map((id) => ({ id, code: 0 })) });
  transport = createHttpsTransport(sessionAtTheWire, { secret: 'salt', batch: 4, upload: null }, clock);
});

const sessionAtTheWire: HttpsSession = {
  link: { state: 'up' },
  up: true,
  onLink: () => () => undefined,
  onLinkState: () => () => undefined,
  start: () => undefined,
  stop: () => Promise.resolve(),
  request(_name, { body }): Promise<Outcome> {
    const opened = openRequest(body as Buffer, 'salt');
    if (!opened.ok) throw new Error(opened.refusal.message);
    const ids = opened.items.map((item) => (item as { id: string }).id);
    requests.push(ids);
    const answered = answer(ids);
    if (answered === 'none') return Promise.resolve({ kind: 'no-answer', why: 'timed-out' });
    if ('kind' in answered) return Promise.resolve(answered);
    const reply = openReply(Buffer.from(JSON.stringify(answered)));
    if (!reply) throw new Error('no reply');
    return Promise.resolve({ kind: 'reply', reply });
  },
};

/** Sends these in one turn, and waits until each is settled. */
async function send(...ids: string[]): Promise<string[]> {
  await Promise.all(
    ids.map(
      (id, seq) =>
        new Promise<void>((resolve) => {
          const item = { seq, interface: 'vehicleEnter', businessId: id, payload: JSON.stringify({ id }) };
          transport.send({ ...item, ...FIRST }, (delivery) => {
            outcomes.push([id, delivery]);
            resolve();
          });
        }),
    ),
  );
  return outcomes.map(([id, { kind }]) => `${id} ${kind}`).sort();
}

describe('reports of one turn over HTTPS', () => {
  it('go in as few requests as hold them', async () => {
    expect(await send('1', '2', '3', '4', '5')).toHaveLength(5);
    expect(requests).toEqual([['1', '2', '3', '4'], ['5']]);
  });

  it('a request refused as a whole is sent again one by one: the guilty one is found, the others arrive', async () => {
    answer = (ids) =>
      ids.includes('2')
        ? { Code: 3, message: '格式', data: [] }
        : { Code: 0, data: ids.map((id) => ({ id, code: 0 })) };
    expect(await send('1', '2', '3')).toEqual(['1 delivered', '2 refused', '3 delivered']);
    expect(requests).toEqual([['1', '2', '3'], ['1'], ['2'], ['3']]);
  });

  it('a reply that does not say of each is asked for one by one; one that says nothing of the only one is none', async () => {
    answer = (ids) => ({ Code: 0, data: ids.length > 1 ? [{ code: 0 }] : [{ id: 'somebody', code: 0 }] });
    expect(await send('1', '2')).toEqual(['1 no-answer', '2 no-answer']);
    expect(requests).toEqual([['1', '2'], ['1'], ['2']]);
  });

  it('a platform that takes none just now is not asked one by one', async () => {
    answer = () => ({ Code: 5, message: '其它错误' });
    expect(await send('1', '2')).toEqual(['1 not-now', '2 not-now']);
    expect(requests).toHaveLength(1);
  });

  it('a request that HTTP turns away is sent again one by one, and what is alone is refused in its words', async () => {
    const tooLarge = { kind: 'refused', code: 'HTTP 413', message: 'Payload Too Large' } as const;
    answer = (ids) => (ids.includes('2') ? tooLarge : { Code: 0, data: ids.map((id) => ({ id, code: 0 })) });
    expect(await send('1', '2', '3')).toEqual(['1 delivered', '2 refused', '3 delivered']);
    expect(requests).toEqual([['1', '2', '3'], ['1'], ['2'], ['3']]);
    expect(outcomes.find(([id]) => id === '2')?.[1]).toEqual(tooLarge);
  });

  it('a server that has no time is not asked one by one', async () => {
    answer = () => ({ kind: 'not-now', code: 'HTTP 503', message: 'Service Unavailable' });
    expect(await send('1', '2')).toEqual(['1 not-now', '2 not-now']);
    expect(requests).toHaveLength(1);
  });

  it('no answer is none to each', async () => {
    answer = () => 'none';
    expect(await send('1', '2')).toEqual(['1 no-answer', '2 no-answer']);
  });

  it('a picture without a way for it is refused in words', async () => {
    const settled = await new Promise<Delivery>((resolve) =>
      transport.send({ seq: 1, interface: 'imageUpload', businessId: 'p', payload: '{}', ...FIRST }, resolve),
    );
    expect(settled).toMatchObject({ kind: 'unsendable', message: expect.stringContaining('imageUpload') as string });
  });
});
