import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { down } from '../../wire/trouble.ts';
import { makeFolder, openBook } from '../outbox/outbox.fixture.ts';
import type { Book } from '../outbox/outbox.fixture.ts';
import { createLinkFacts } from './link-facts.ts';
import type { LinkFacts } from './link-facts.ts';

let folder: ReturnType<typeof makeFolder>;
let clock: ManualClock;
let book: Book;
let facts: LinkFacts;
/** The facts that coming up was tied to. */
let ups: number[];

beforeEach(() => {
  folder = makeFolder();
  clock = createManualClock();
  book = openBook(folder.file, clock);
  ups = [];
  facts = createLinkFacts({
    ledger: book.ledger,
    clock,
    platform: 'p',
    onUp: (_tx, factSeq) => ups.push(factSeq),
    onTrouble: (error) => {
      throw error;
    },
  });
});

afterEach(() => {
  book.db.close();
  folder.remove();
});

const up = () => facts.turned({ state: 'up' });
const lose = () => facts.turned(down('interrupted', 'words'));
const told = () => book.ledger.recent(100).map(({ kind }) => kind.replace('platform-', '')).reverse(); // prettier-ignore

it('the link opens and closes: both are told at once', () => {
  up();
  clock.advance(5);
  lose();
  expect(book.ledger.recent(1)).toMatchObject([
    { kind: 'platform-down', at: clock.now(), data: { platform: 'p', cause: 'interrupted', message: 'words' } },
  ]);
  clock.advance(3_600_000);
  up();
  expect(told()).toEqual(['up', 'down', 'up']);
  expect(ups).toEqual([1, 3]);
});

it('a link that comes and goes each second is told once a minute, and each time what is to be told afresh is', () => {
  for (let second = 0; second < 600; second++) {
    if (second % 2 === 0) up();
    else lose();
    clock.advance(1000);
  }
  expect(ups).toHaveLength(300);
  expect(told().length).toBeLessThanOrEqual(22);
  expect(told().slice(0, 6)).toEqual(['up', 'down', 'up', 'down', 'up', 'down']);
});

it('a second loss that lasts is told, as of when it was', () => {
  up();
  lose();
  up();
  clock.advance(10_000);
  const at = clock.now();
  lose();
  expect(told()).toEqual(['up', 'down', 'up']);
  clock.advance(50_000);
  expect(told()).toEqual(['up', 'down', 'up', 'down']);
  expect(book.ledger.recent(1)).toMatchObject([{ at }]);
});

it('what is held back is written when the program ends', () => {
  for (const turn of [up, lose, up, lose]) turn();
  facts.stop();
  expect(told()).toEqual(['up', 'down', 'up', 'down']);
  expect(clock.pending).toBe(0);
});
