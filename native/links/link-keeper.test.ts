import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { LinkError } from './contract.ts';
import type { Link } from './contract.ts';
import { createLinkKeeper } from './link-keeper.ts';
import { createMemoryLine } from './memory.ts';

function startKeeper() {
  const clock = createManualClock();
  const line = createMemoryLine(clock);
  const made: Link[] = [];
  const keeper = createLinkKeeper(
    () => {
      const link = line.makeLink();
      made.push(link);
      return link;
    },
    clock,
    { firstMs: 100, maxMs: 2000 },
  );
  const events: string[] = [];
  const opened: number[] = [];
  const heard: string[] = [];
  line.onConnect((far) => {
    opened.push(clock.monotonic());
    far.onData((bytes) => heard.push(Buffer.from(bytes).toString()));
  });
  keeper.on((event) =>
    events.push(event.type === 'up' ? 'up' : `${event.why.code}${event.recycled ? ' recycled' : ''}`),
  );
  return { clock, line, keeper, made, events, opened, heard, write: (text: string) => keeper.write(Buffer.from(text)) };
}

describe('a link that is kept open', () => {
  it('is opened at start and carries bytes both ways', async () => {
    const { clock, line, keeper, events, heard, write } = startKeeper();
    const received: string[] = [];
    line.onConnect((far) => void far.write(Buffer.from('hello')));
    keeper.onData((bytes) => received.push(Buffer.from(bytes).toString()));
    keeper.start();
    await clock.advanceAsync(10);
    await write('ask');
    await clock.advanceAsync(10);
    expect([events, heard, received, keeper.isUp]).toEqual([['up'], ['ask'], ['hello'], true]);
  });

  it('is made anew after a loss, again and again until it opens, with growing pauses', async () => {
    const { clock, line, keeper, made, events, opened } = startKeeper();
    keeper.start();
    await clock.advanceAsync(10);
    line.unplug();
    await clock.advanceAsync(60_000);
    expect(events).toEqual(['up', 'disconnected', 'not-found']);
    expect(keeper.isUp).toBe(false);
    // 100, 200, 400, 800, 1600, then every 2 s.
    expect(made.length).toBeGreaterThanOrEqual(30);
    expect(made.length).toBeLessThanOrEqual(40);
    line.plug();
    await clock.advanceAsync(2000);
    expect(events.slice(3)).toEqual(['up']);
    expect(opened).toHaveLength(2);
    expect(new Set(made).size).toBe(made.length);
  });

  it('tells each reason once, not each attempt', async () => {
    const { clock, line, keeper, events } = startKeeper();
    line.refuseWith = new LinkError('busy', 'held');
    keeper.start();
    await clock.advanceAsync(10_000);
    line.refuseWith = new LinkError('no-permission', 'forbidden');
    await clock.advanceAsync(10_000);
    expect(events).toEqual(['busy', 'no-permission']);
  });

  it('pauses are short again once the device was heard, and stay long for one that only opens', async () => {
    const { clock, line, keeper, opened } = startKeeper();
    keeper.start();
    await clock.advanceAsync(10);
    for (let count = 0; count < 8; count += 1) {
      keeper.recycle('silent');
      await clock.advanceAsync(2500);
    }
    const silentPause = (opened.at(-1) ?? 0) - (opened.at(-2) ?? 0);
    expect(silentPause).toBeGreaterThanOrEqual(2000);
    line.onConnect((far) => void far.write(Buffer.from('here')));
    keeper.recycle('silent');
    await clock.advanceAsync(2500);
    const at = clock.monotonic();
    keeper.recycle('silent');
    await clock.advanceAsync(2500);
    expect((opened.at(-1) ?? 0) - at).toBe(100);
  });

  it('a write while there is none is refused and never sent', async () => {
    const { clock, line, keeper, heard, write } = startKeeper();
    keeper.start();
    await clock.advanceAsync(10);
    line.unplug();
    await expect(write('lost')).rejects.toMatchObject({ code: 'disconnected' });
    line.plug();
    await clock.advanceAsync(5000);
    await write('kept');
    await clock.advanceAsync(10);
    expect(heard).toEqual(['kept']);
  });

  it('recycling closes the link before the next one is opened, and says so', async () => {
    const { clock, line, keeper, made, events } = startKeeper();
    keeper.start();
    await clock.advanceAsync(10);
    line.unplug('unseen');
    line.plug();
    keeper.recycle('no answer');
    expect(keeper.isUp).toBe(false);
    await clock.advanceAsync(500);
    expect(events).toEqual(['up', 'disconnected recycled', 'up']);
    expect(made[0]?.isOpen).toBe(false);
  });

  it('stops for good, and can be started again', async () => {
    const { clock, line, keeper, events, opened } = startKeeper();
    keeper.start();
    keeper.start();
    await clock.advanceAsync(10);
    await keeper.stop();
    await clock.advanceAsync(60_000);
    expect([events, opened.length, keeper.isUp, clock.pending]).toEqual([['up'], 1, false, 0]);
    line.unplug();
    keeper.start();
    await clock.advanceAsync(500);
    await keeper.stop();
    line.plug();
    await clock.advanceAsync(60_000);
    expect(opened).toHaveLength(1);
    keeper.start();
    await clock.advanceAsync(10);
    expect([opened.length, keeper.isUp]).toEqual([2, true]);
  });

  it('a link that opens only after the stop is closed again', async () => {
    const clock = createManualClock();
    const line = createMemoryLine(clock);
    let letOpen: () => void = () => undefined;
    const slow = line.makeLink();
    const open = slow.open.bind(slow);
    slow.open = () => new Promise((resolve, reject) => (letOpen = () => void open().then(resolve, reject)));
    const keeper = createLinkKeeper(() => slow, clock);
    keeper.start();
    await clock.advanceAsync(10);
    const stopped = keeper.stop();
    letOpen();
    await stopped;
    expect([slow.isOpen, keeper.isUp]).toEqual([false, false]);
  });

  it('a port that does not close does not hold up the next one for ever', async () => {
    const { clock, keeper, made, opened } = startKeeper();
    keeper.start();
    await clock.advanceAsync(10);
    const [first] = made;
    const close = first?.close.bind(first);
    if (first !== undefined) first.close = () => (void close?.(), new Promise(() => undefined));
    keeper.recycle('no answer');
    await clock.advanceAsync(5000);
    expect(opened).toHaveLength(2);
  });
});
