import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClockCheck, mostAgreed } from './clock-check.ts';
import type { ClockCheck, ClockOffset } from './clock-check.ts';
import { createManualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';
import { startTimeServer } from './simulated-time-server.ts';
import type { SimulatedTimeServer, TimeFault } from './simulated-time-server.ts';
import { createAskTime } from './time-server.ts';

const MINUTE = 60_000;

let clock: ManualClock;
let servers: SimulatedTimeServer[];
let check: ClockCheck;
let told: (ClockOffset | null)[];

beforeEach(async () => {
  clock = createManualClock(Date.UTC(2026, 4, 20));
  servers = [];
  for (let n = 0; n < 3; n += 1) servers.push(await startTimeServer(clock.now));
  told = [];
});
afterEach(async () => {
  check.stop();
  for (const server of servers) await server.stop();
});

function begin(count = 1): SimulatedTimeServer[] {
  const asked = servers.slice(0, count);
  check = createClockCheck({
    servers: asked.map(({ place }) => place),
    everyMin: 10,
    clock,
    ask: createAskTime(clock, () => 0.5),
    onMeasured: (offset) => told.push(offset),
  });
  check.start();
  return asked;
}

/** Plays on by `ms`, and until a round is over; who does not answer is waited for. */
async function round(ms: number): Promise<ClockOffset | null | undefined> {
  const before = told.length;
  clock.advance(ms);
  await vi.waitFor(
    async () => {
      await clock.advanceAsync(100);
      expect(told.length).toBe(before + 1);
    },
    { timeout: 5000, interval: 5 },
  );
  return told.at(-1);
}
const first = (): Promise<ClockOffset | null | undefined> => round(2000);

describe('the offset of our clock', () => {
  it('PC clock 6 minutes off: it is measured, and told again every ten minutes', async () => {
    const [server] = begin();
    if (server) server.offsetMs = 360_000;
    expect((await first())?.offsetMs).toBeCloseTo(360_000, -3);
    if (server) server.offsetMs = 12;
    const next = await round(10 * MINUTE);
    expect(Math.abs((next?.offsetMs ?? 0) - 12)).toBeLessThan(200);
    expect(check.offset()).toEqual(next);
  });

  it.each([
    'silent',
    'short',
    'garbage',
    'unsynchronised',
    'stratum-16',
    'no-time',
    'client-mode',
    'not-ours',
  ] as const)('a server that is %s says nothing of it', async (fault: TimeFault) => {
    const [server] = begin();
    if (server) server.fault = fault;
    expect(await first()).toBeNull();
  });

  it('a forged answer that comes first is passed over', async () => {
    const [server] = begin();
    if (server) [server.fault, server.offsetMs] = ['forged-first', 5000];
    expect((await first())?.offsetMs).toBeCloseTo(5000, -3);
  });

  it('one server that lies is outvoted by two', async () => {
    const [a, b, c] = begin(3);
    if (a && b && c) [a.offsetMs, b.offsetMs, c.offsetMs] = [-86_400_000, 40, 45];
    expect(Math.abs((await first())?.offsetMs ?? Infinity)).toBeLessThan(500);
  });

  it('the last measurement counts for three rounds without an answer, then for nothing', async () => {
    const [server] = begin();
    const known = await first();
    if (server) server.fault = 'silent';
    for (let n = 0; n < 2; n += 1) expect(await round(10 * MINUTE)).toEqual(known);
    expect(await round(10 * MINUTE)).toBeNull();
  });

  it('no server: nothing is asked', async () => {
    begin(0);
    await clock.advanceAsync(60 * MINUTE);
    expect(told).toEqual([]);
  });

  it('a name that nobody knows is a server that is silent', async () => {
    check = createClockCheck({
      servers: ['no-such-host.invalid'],
      everyMin: 10,
      clock,
      ask: createAskTime(clock, () => 0.5),
      onMeasured: (offset) => told.push(offset),
    });
    check.start();
    expect(await first()).toBeNull();
  });
});

describe("kiss-o'-death", () => {
  it('RATE: the server is left alone for an hour, then for two', async () => {
    const [server] = begin();
    if (server) server.fault = 'kiss-rate';
    await first();
    for (let n = 0; n < 5; n += 1) await round(10 * MINUTE);
    expect(server?.asked).toBe(1);
    await round(10 * MINUTE);
    expect(server?.asked).toBe(2);
    for (let n = 0; n < 11; n += 1) await round(10 * MINUTE);
    expect(server?.asked).toBe(2);
    await round(10 * MINUTE);
    expect(server?.asked).toBe(3);
  });

  it('DENY: it is never asked again, the others are', async () => {
    const [a, b] = begin(2);
    if (a) a.fault = 'kiss-deny';
    await first();
    for (let n = 0; n < 30; n += 1) await round(60 * MINUTE);
    expect(a?.asked).toBe(1);
    expect(b?.asked).toBe(31);
  });
});

it('among servers that agree the nearest counts', () => {
  const of = (offsetMs: number, delayMs: number) => ({ kind: 'measured', offsetMs, delayMs }) as const;
  expect(mostAgreed([of(10, 80), of(12, 8), of(900, 1)])).toEqual(of(12, 8));
  expect(mostAgreed([])).toBeNull();
});
