import { describe, expect, it } from 'vitest';
import { healthOf } from './health.ts';
import type { Probed } from './health.ts';

const NOW = Date.UTC(2026, 0, 1);
const well: Probed = {
  store: { writable: true, bytes: 4096 },
  captureDoor: true,
  lanes: [
    { id: 'in-1', phase: 'idle', barrier: 'automatic', fault: null, camera: { state: 'up', lastAt: NOW - 2000 } },
  ],
  platforms: [{ id: 'db4403', state: 'up', waitingLive: 1, waitingBacklog: 4, parked: 0, oldestWaiting: NOW - 90_000 }],
  clockOffsetMs: 12,
  diskFree: 50e9,
  backup: { lastAt: NOW - 3_600_000, failure: null, overdue: false },
};
const of = (over: Partial<Probed>) => healthOf({ ...well, ...over }, { version: '1.2.3', upSince: NOW - 60_000 }, NOW);
const [lane] = well.lanes;
const [platform] = well.platforms;

describe('how a station is', () => {
  it('well: with the age of what waits, and when it was backed up', () => {
    expect(of({})).toEqual({
      state: 'ok',
      why: [],
      version: '1.2.3',
      upSince: '2025-12-31T23:59:00.000Z',
      store: { writable: true, bytes: 4096 },
      lanes: [{ id: 'in-1', phase: 'idle' }],
      barriers: [{ lane: 'in-1', mode: 'automatic', fault: null }],
      cameras: [{ lane: 'in-1', state: 'up', heardSecondsAgo: 2 }],
      platforms: [{ id: 'db4403', state: 'up', waiting: 5, parked: 0, oldestSeconds: 90 }],
      clock: { offsetMs: 12 },
      disk: { freeBytes: 50e9 },
      backup: { last: '2025-12-31T23:00:00.000Z', failure: null },
    });
  });

  it.each<[string, Partial<Probed>, string[]]>([
    ['a store that takes nothing', { store: { writable: false, bytes: 0 } }, ['store']],
    ['no way in for cameras', { captureDoor: false }, ['capture-door']],
    ['no room', { diskFree: 10_000_000 }, ['disk']],
  ])('failing: %s', (_what, over, why) => expect(of(over)).toMatchObject({ state: 'failing', why }));

  it.each<[string, Partial<Probed>, string[]]>([
    ['little room', { diskFree: 500_000_000 }, ['disk']],
    ['an arm that is not heard', { lanes: [{ ...lane!, barrier: 'offline' }] }, ['barrier in-1']],
    ['an arm with a fault', { lanes: [{ ...lane!, fault: 'arm-did-not-open' }] }, ['barrier in-1']],
    ['a silent camera', { lanes: [{ ...lane!, camera: { state: 'silent', lastAt: null } }] }, ['camera in-1']],
    ['a platform that is down', { platforms: [{ ...platform!, state: 'down' }] }, ['platform db4403']],
    ['parked reports', { platforms: [{ ...platform!, parked: 1 }] }, ['platform db4403']],
    ['a clock that is off', { clockOffsetMs: -1500 }, ['clock']],
    ['no backup for long', { backup: { lastAt: null, failure: 'disk-full', overdue: true } }, ['backup']],
  ])('degraded: %s', (_what, over, why) => expect(of(over)).toMatchObject({ state: 'degraded', why }));

  it('what is not known makes nothing worse', () => {
    expect(of({ clockOffsetMs: null, diskFree: null }).state).toBe('ok');
  });
});
