import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeView, QueuesView } from '../../contract/board.ts';
import type { EventMessage } from '../../contract/wire.ts';
import { createPublisher } from './publisher.ts';
import type { Publisher } from './publisher.ts';

let publisher: Publisher;
let told: EventMessage[];
let queues: QueuesView;
let notices: NoticeView[];
let looked: number;

beforeEach(() => {
  publisher = createPublisher();
  [told, queues, notices, looked] = [[], { reserved: [], other: [] }, [], 0];
  publisher.onEvent((message) => told.push(message));
  publisher.part('queues', 'queues', () => {
    looked += 1;
    return queues;
  });
  publisher.part('notices', 'notices', () => notices);
});

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const notice = (detail: string): NoticeView => ({ code: 'disk', subject: 'east', since: 1, detail });

describe('the publisher', () => {
  it('tells after the turn, once, however often a part is touched', async () => {
    for (let i = 0; i < 100; i++) publisher.touch('queues');
    expect([told, looked]).toEqual([[], 0]);
    await nextTurn();
    expect([told, looked]).toEqual([[{ event: 'queues', revision: 1, data: queues }], 1]);
  });

  it('does not tell of a part that looks the same', async () => {
    publisher.touch('queues');
    await nextTurn();
    queues = { reserved: [], other: [] };
    publisher.touch('queues');
    await nextTurn();
    expect([told.length, looked, publisher.revision]).toEqual([1, 2, 1]);
  });

  it('tells again of one that looks as it did before the last', async () => {
    for (const now of [[notice('full')], [], [notice('full')]]) {
      notices = now;
      publisher.touch('notices');
      await nextTurn();
    }
    expect(told.map((message) => message.data)).toEqual([[notice('full')], [], [notice('full')]]);
  });

  it('counts without gaps over all parts: a gap is something the window missed', async () => {
    publisher.touch('queues');
    publisher.touch('notices');
    publisher.send('notices', []);
    await nextTurn();
    expect(told.map((message) => message.revision)).toEqual([1, 2, 3]);
  });

  it('brings what is waiting out before a picture of the whole: nothing is missed, nothing told twice', async () => {
    publisher.touch('queues');
    publisher.flush();
    expect([told.length, publisher.revision]).toEqual([1, 1]);
    await nextTurn();
    expect([told.length, looked]).toEqual([1, 1]);
  });

  it('a part touched while parts are told has its turn after them', async () => {
    publisher.onEvent((message) => {
      if (message.event === 'queues') publisher.touch('notices');
    });
    publisher.touch('queues');
    await nextTurn();
    await nextTurn();
    expect(told.map((message) => message.event)).toEqual(['queues', 'notices']);
  });

  it('forgets a part that nobody made, and a listener that went', async () => {
    const late: EventMessage[] = [];
    const stop = publisher.onEvent((message) => late.push(message));
    stop();
    publisher.touch('weather');
    publisher.touch('queues');
    await nextTurn();
    expect([told.length, late]).toEqual([1, []]);
  });

  it('looks at nothing any more once it is stopped, not even at what was touched before: the store is closed', async () => {
    publisher.touch('queues');
    publisher.stop();
    await nextTurn();
    expect([told.length, looked]).toEqual([0, 0]);
  });
});
