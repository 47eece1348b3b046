import { describe, expect, it } from 'vitest';
import type { StationStatus } from '../contract/events.ts';
import type { EventMessage, MainMessage, ProgramWishes } from '../contract/wire.ts';
import type { StationEnding, StationListeners } from './station-host.ts';
import { superviseStation } from './station-process.ts';
import type { Timers } from './station-process.ts';

/** Time that a test moves. */
function handTimers(): Timers & { pass: (ms: number) => void } {
  let at = 1_900_000_000_000;
  let due: { at: number; fn: () => void }[] = [];
  return {
    now: () => at,
    monotonic: () => at,
    after: (ms, fn) => {
      const entry = { at: at + ms, fn };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    pass: (ms) => {
      const until = at + ms;
      for (;;) {
        const next = due.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        at = next.at;
        due = due.filter((entry) => entry !== next);
        next.fn();
      }
      at = until;
    },
  };
}

/** Supervision over the wire itself: the test speaks for the station. */
function supervised() {
  const timers = handTimers();
  const starts: { listeners: StationListeners; sent: MainMessage[]; kills: number }[] = [];
  const statuses: StationStatus[] = [];
  const events: EventMessage[] = [];
  const logged: string[] = [];
  const asked: ProgramWishes[] = [];
  const station = superviseStation({
    host: (listeners) => {
      const start = { listeners, sent: [] as MainMessage[], kills: 0 };
      starts.push(start);
      return { post: (message) => start.sent.push(message), kill: () => (start.kills += 1) };
    },
    timers,
    onStatus: (status) => statuses.push(status),
    onEvent: (event) => events.push(event),
    onReady: ({ program }) => asked.push(program),
    onLog: (what) => logged.push(what),
    onLine: (line) => logged.push(line),
  });
  const current = () => {
    const start = starts.at(-1);
    if (start === undefined) throw new Error('the station was never started');
    return start;
  };
  return {
    station,
    timers,
    starts,
    statuses,
    events,
    logged,
    asked,
    current,
    say: (message: unknown) => current().listeners.onMessage(message),
    end: (ending: StationEnding) => current().listeners.onEnd(ending),
    comeUp: (program: Partial<ProgramWishes> = {}) =>
      current().listeners.onMessage({
        ready: true,
        node: '24.0.0',
        captureDirectory: '/captures',
        capturePort: 8090,
        program: { kiosk: false, startAtLogin: false, updates: null, ...program },
      }),
  };
}

describe('a station that is up', () => {
  it('is told to the window with the time since', () => {
    const t = supervised();
    t.station.start();
    t.timers.pass(700);
    t.comeUp();
    expect(t.statuses).toEqual([
      { state: 'starting', since: 1_900_000_000_000, attempt: 1, detail: null },
      { state: 'up', since: 1_900_000_000_700, attempt: 0, detail: null },
    ]);
    expect(t.station.lastReady()?.captureDirectory).toBe('/captures');
  });

  it('answers commands in any order, each to its own caller', async () => {
    const t = supervised();
    t.station.start();
    t.comeUp();
    const first = t.station.call('board.get', {});
    const second = t.station.call('lane.refuse', { laneId: 'in-1' });
    const [a, b] = t.current().sent as { id: number }[];
    t.say({ id: b?.id, ok: false, error: { code: 'gone', message: 'no such arrival' } });
    t.say({ id: a?.id, ok: true, output: { revision: 7 } });
    expect(await first).toEqual({ ok: true, value: { revision: 7 } });
    expect(await second).toEqual({ ok: false, error: { code: 'gone', message: 'no such arrival' } });
  });

  it('events are handed on; rubbish, unknown messages and answers to nobody are logged and change nothing', () => {
    const t = supervised();
    t.station.start();
    t.comeUp();
    t.say({ event: 'lot', revision: 3, data: { inside: 1 } });
    t.say({ something: 'else' });
    t.say('text');
    t.say({ id: 99, ok: true, output: null });
    t.current().listeners.onLine('%%%', 'rubbish');
    t.current().listeners.onLine('{"msg":"link"}', 'stderr');
    expect(t.events).toEqual([{ event: 'lot', revision: 3, data: { inside: 1 } }]);
    expect(t.logged).toEqual([
      'station sent no known message',
      'station sent no known message',
      'station answered what nobody asked',
      'station printed rubbish',
      '{"msg":"link"}',
    ]);
    expect(t.station.status().state).toBe('up');
  });
});

describe('what a station asks of main', () => {
  it('is told each time it is ready, also when it began anew in its process, which is no other status', () => {
    const t = supervised();
    t.station.start();
    t.comeUp({ kiosk: true });
    t.comeUp({ startAtLogin: true });
    expect(t.asked).toEqual([
      { kiosk: true, startAtLogin: false, updates: null },
      { kiosk: false, startAtLogin: true, updates: null },
    ]);
    expect(t.statuses.map(({ state }) => state)).toEqual(['starting', 'up']);
  });

  it('main tells it of an update while it is up, and nobody otherwise', () => {
    const t = supervised();
    const update = { version: '9.9.9', file: '/data/updates/gatehouse-9.9.9.deb' };
    t.station.tell({ update });
    t.station.start();
    t.station.tell({ update });
    t.comeUp();
    t.station.tell({ update });
    expect(t.current().sent).toEqual([{ update }]);
  });
});

describe('a station that falls', () => {
  it('answers what was under way and what is asked meanwhile with station-down', async () => {
    const t = supervised();
    expect(await t.station.call('board.get', {})).toMatchObject({ error: { code: 'station-down' } });
    t.station.start();
    expect(await t.station.call('board.get', {})).toMatchObject({ error: { code: 'station-down' } });
    t.comeUp();
    const underWay = t.station.call('lane.release', {});
    t.end({ how: 'killed', signal: 'SIGKILL' });
    expect(await underWay).toMatchObject({ ok: false, error: { code: 'station-down' } });
    expect(await t.station.call('board.get', {})).toMatchObject({ error: { code: 'station-down' } });
  });

  it('is started again after a pause that grows, and says what it fell of', () => {
    const t = supervised();
    t.station.start();
    t.comeUp();
    t.end({ how: 'crashed', code: 3 });
    expect(t.station.status()).toMatchObject({ state: 'down', attempt: 0, detail: 'it crashed with exit code 3' });
    t.timers.pass(249);
    expect(t.starts).toHaveLength(1);
    t.timers.pass(1);
    expect(t.starts).toHaveLength(2);
    t.end({ how: 'killed', signal: 'SIGSEGV' });
    expect(t.station.status()).toMatchObject({ state: 'down', attempt: 1, detail: 'it was ended by SIGSEGV' });
    t.timers.pass(499);
    expect(t.starts).toHaveLength(2);
    t.timers.pass(1);
    expect(t.starts).toHaveLength(3);
    expect(t.station.status()).toMatchObject({ state: 'starting', attempt: 2 });
  });

  it('exits without an error though nobody asked: that is a fall as well', () => {
    const t = supervised();
    t.station.start();
    t.comeUp();
    t.end({ how: 'exited' });
    t.timers.pass(250);
    expect(t.starts).toHaveLength(2);
  });

  it('a second ready of one start is not taken for a new station', () => {
    const t = supervised();
    t.station.start();
    t.comeUp();
    t.timers.pass(5000);
    t.comeUp();
    expect(t.statuses.map(({ state }) => state)).toEqual(['starting', 'up']);
  });
});

describe('a station that cannot start', () => {
  const fatal = { fatal: true, code: 'site-file', lines: ['lanes.0.name: is missing', 'lot: is missing'] };

  it('shows every line of what is wrong, and is tried again without hurry, so that a mended file takes hold', () => {
    const t = supervised();
    t.station.start();
    t.say(fatal);
    t.end({ how: 'crashed', code: 78 });
    expect(t.station.status()).toMatchObject({ state: 'down', detail: 'lanes.0.name: is missing\nlot: is missing' });
    t.timers.pass(29_999);
    expect(t.starts).toHaveLength(1);
    t.timers.pass(1);
    expect(t.starts).toHaveLength(2);
    expect(t.station.status().detail).toContain('lanes.0.name');
    t.comeUp();
    expect(t.station.status()).toMatchObject({ state: 'up', detail: null });
  });

  it('says that it cannot go on but does not end: it is ended', () => {
    const t = supervised();
    t.station.start();
    t.say(fatal);
    t.timers.pass(8000);
    expect(t.current().kills).toBe(1);
  });
});

describe('stopping', () => {
  it('asks, and is done when the station has ended by itself', async () => {
    const t = supervised();
    t.station.start();
    t.comeUp();
    const stopped = t.station.stop();
    expect(t.current().sent).toEqual([{ stop: true }]);
    t.end({ how: 'exited' });
    await stopped;
    t.timers.pass(100_000);
    expect(t.current().kills).toBe(0);
    expect(t.starts).toHaveLength(1);
  });

  it('station deaf to the request: it is killed after eight seconds, not before', async () => {
    const t = supervised();
    t.station.start();
    t.comeUp();
    const stopped = t.station.stop();
    t.timers.pass(7999);
    expect(t.current().kills).toBe(0);
    t.timers.pass(1);
    expect(t.current().kills).toBe(1);
    t.end({ how: 'killed', signal: 'SIGKILL' });
    await stopped;
  });

  it('between two starts: no further start', async () => {
    const t = supervised();
    t.station.start();
    t.end({ how: 'crashed', code: 1 });
    await t.station.stop();
    t.timers.pass(100_000);
    expect(t.starts).toHaveLength(1);
  });

  it('twice, or before any start, does no harm', async () => {
    const t = supervised();
    await t.station.stop();
    await t.station.stop();
    t.station.start();
    expect(t.starts).toHaveLength(0);
  });
});
