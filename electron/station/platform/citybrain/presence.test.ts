import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { down, refused } from '../../wire/trouble.ts';
import type { LinkState } from '../link/link-state.ts';
import { createPresence } from './presence.ts';
import type { Presence } from './presence.ts';

const UP: LinkState = { state: 'up' };
const DOWN = down('unreachable', 'connection refused');
const REFUSED = refused('not-registered', 'PARKING_LOT_NOT_EXIST 车场不存在');

let clock: ManualClock;
let beats: { at: number; status: string }[];
let links: LinkState['state'][];
/** What the platform does with a heartbeat; null: it does not answer until the test says so. */
let answer: LinkState | null;
let unanswered: ((link: LinkState) => void)[];
let presence: Presence;

const begin = (everyMs = 30_000): void => {
  presence = createPresence({
    everyMs,
    clock,
    random: () => 1,
    beat(status) {
      beats.push({ at: clock.monotonic(), status });
      return answer ? Promise.resolve(answer) : new Promise((resolve) => unanswered.push(resolve));
    },
  });
  presence.onLinkState((link) => links.push(link.state));
};

beforeEach(() => {
  clock = createManualClock();
  [beats, links, answer, unanswered] = [[], [], UP, []];
  begin();
});
const times = () => beats.map(({ at }) => at);

describe('heartbeats (3.2.4)', () => {
  it('go out at once and then in the period of the site, counted from one sending to the next', async () => {
    answer = null;
    presence.start();
    await clock.advanceAsync(4000);
    unanswered.shift()?.(UP);
    answer = UP;
    await clock.advanceAsync(60_000);
    expect(times()).toEqual([0, 30_000, 60_000]);
    expect(links).toEqual(['up']);
  });

  it('are never further apart than 60 s, though the site says 60', async () => {
    begin(60_000);
    presence.start();
    await clock.advanceAsync(120_000);
    expect(times()).toEqual([0, 58_000, 116_000]);
  });

  it('while nobody answers are tried again after growing pauses, and found when somebody does', async () => {
    answer = DOWN;
    presence.start();
    await clock.advanceAsync(100_000);
    expect(times()).toEqual([0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000]);
    expect(links).toEqual(['down']);
    answer = UP;
    await clock.advanceAsync(30_000);
    expect(presence.link).toEqual(UP);
  });

  it('a refused one refuses us: the words are kept, and it is asked again', async () => {
    answer = REFUSED;
    presence.start();
    await clock.advanceAsync(10_000);
    expect(presence.link).toEqual(REFUSED);
    expect(presence.up).toBe(false);
    answer = UP;
    await clock.advanceAsync(10_000);
    expect(links).toEqual(['refused', 'up']);
  });
});

describe('asked in between', () => {
  it('sends one now, one for all who ask, and counts the period from it', async () => {
    presence.start();
    await clock.advanceAsync(10_000);
    answer = null;
    const asked = [presence.ask(), presence.ask()];
    expect(beats).toHaveLength(2);
    unanswered.shift()?.(REFUSED);
    expect(await Promise.all(asked)).toEqual([REFUSED, REFUSED]);
    answer = UP;
    await clock.advanceAsync(60_000);
    expect(times().slice(0, 4)).toEqual([0, 10_000, 11_000, 41_000]);
  });
});

describe('confirmed, because reports fail', () => {
  it('is one heartbeat for all failures of three seconds, and its answer for all of them', async () => {
    presence.start();
    await clock.advanceAsync(10_000);
    for (let n = 0; n < 1000; n++) {
      expect(await presence.confirm()).toEqual(UP);
      await clock.advanceAsync(10);
    }
    expect(times()).toEqual([0, 10_000, 13_000, 16_000, 19_000]);
  });

  it('waits for the heartbeat that is on its way: it may know more', async () => {
    presence.start();
    await clock.advanceAsync(1000);
    answer = null;
    void presence.ask();
    const confirmed = presence.confirm();
    unanswered.shift()?.(DOWN);
    expect(await confirmed).toEqual(DOWN);
    expect(beats).toHaveLength(2);
  });

  it('one that is not up keeps to its own pauses', async () => {
    answer = DOWN;
    presence.start();
    await clock.advanceAsync(7500);
    expect(await presence.confirm()).toEqual(DOWN);
    expect(times()).toEqual([0, 1000, 3000, 7000]);
  });
});

describe('at the end', () => {
  it('says that it is lost, and nothing after it', async () => {
    presence.start();
    await clock.advanceAsync(0);
    await presence.stop();
    await clock.advanceAsync(600_000);
    expect(beats.map(({ status }) => status)).toEqual(['alive', 'lost']);
    expect(await presence.ask()).toEqual(presence.link);
    expect(presence.link).toMatchObject({ state: 'down', cause: 'stopped' });
  });

  it('waits for one that is on its way, so that lost is the last word', async () => {
    presence.start();
    await clock.advanceAsync(0);
    answer = null;
    void presence.ask();
    const ended = presence.stop();
    await clock.advanceAsync(500);
    expect(beats.map(({ status }) => status)).toEqual(['alive', 'alive']);
    answer = UP;
    unanswered.shift()?.(UP);
    await ended;
    expect(beats.map(({ status }) => status)).toEqual(['alive', 'alive', 'lost']);
    expect(clock.pending).toBe(0);
  });

  it('a platform that does not answer holds up the shutdown for two seconds, one that is gone not at all', async () => {
    presence.start();
    await clock.advanceAsync(0);
    answer = null;
    let ended = false;
    const end = presence.stop().then(() => (ended = true));
    await clock.advanceAsync(1999);
    expect(ended).toBe(false);
    await clock.advanceAsync(1);
    await end;
    begin();
    answer = DOWN;
    presence.start();
    await clock.advanceAsync(0);
    beats = [];
    await presence.stop();
    expect(beats).toEqual([]);
  });
});
