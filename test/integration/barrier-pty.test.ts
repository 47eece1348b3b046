import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { barrierConfig } from '../../electron/contract/site-barriers.ts';
import type { ModbusRelayConfig } from '../../electron/contract/site-barriers.ts';
import { createModbusRelay } from '../../native/barrier/modbus-relay.ts';
import type { Barrier, BarrierEvent } from '../../native/barrier/contract.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { timingOf } from '../../native/links/line-timing.ts';
import { makeLink } from '../../native/links/make-link.ts';
import { createSharedLine } from '../../native/links/shared-line.ts';
import type { SharedLine } from '../../native/links/shared-line.ts';
import { createSlave } from './barrier-slave.ts';
import type { Slave } from './barrier-slave.ts';

/** The real serial library on one end of a pty pair, a board written from the protocol's text on the other. */

const OPENED = 0;
const CLOSED = 1;
const PASSAGE = 2;
const ARM_MS = 300;

const clock = createSystemClock();
const until = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 10_000, interval: 5 });

describe('a relay board on a serial port', () => {
  let directory: string;
  let near: string;
  let far: string;
  let socat: ChildProcess;
  let slave: Slave;
  let line: SharedLine;
  let barrier: Barrier;
  let events: BarrierEvent[];
  let stopArm: () => void = () => undefined;

  beforeAll(() => {
    if (spawnSync('socat', ['-V']).error !== undefined) {
      throw new Error('socat is missing: it makes the pty pair of this test (apt-get install socat)');
    }
  });

  const plug = async (): Promise<void> => {
    socat = spawn('socat', [`PTY,link=${near},raw,echo=0`, `PTY,link=${far},raw,echo=0`], { stdio: 'ignore' });
    await until(() => expect([existsSync(near), existsSync(far)]).toEqual([true, true]));
    slave.connect(far);
  };

  const unplug = async (): Promise<void> => {
    slave.disconnect();
    const ended = new Promise((resolve) => socat.once('exit', resolve));
    socat.kill('SIGTERM');
    await ended;
    await until(() => expect(existsSync(near)).toBe(false));
  };

  const link = () =>
    ({
      id: 'line-1',
      kind: 'serial',
      path: near,
      baudRate: 115_200,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
    }) as const;

  const frames = (): string[] =>
    events.flatMap((event) => (event.type === 'frame' && event.confirmed ? [event.purpose] : []));

  const readings = async (count: number): Promise<void> => {
    const last = slave.reads + count;
    await until(() => expect(slave.reads).toBeGreaterThanOrEqual(last));
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gatehouse-pty-'));
    near = join(directory, 'program');
    far = join(directory, 'board');
    slave = createSlave(1);
    slave.inputs[CLOSED] = true;
    // The arm: a pulse sets it going, and it is there after a while.
    slave.onCoil((coil, on) => {
      if (!on || coil > 1) return;
      slave.inputs[OPENED] = slave.inputs[CLOSED] = false;
      stopArm();
      stopArm = clock.after(ARM_MS, () => (slave.inputs[coil === 0 ? OPENED : CLOSED] = true));
    });
    await plug();

    line = createSharedLine({ makeLink: () => makeLink(link(), clock), clock, timing: timingOf(link()) });
    barrier = createModbusRelay({
      config: barrierConfig.parse({
        driver: 'modbus-relay',
        link: 'line-1',
        coils: { open: { coil: 0, ms: 200 }, close: { coil: 1, ms: 200 } },
        inputs: { opened: { input: OPENED }, closed: { input: CLOSED }, passageLoop: { input: PASSAGE } },
        pollMs: 20,
        openTimeoutMs: 2000,
        closeTimeoutMs: 2000,
      }) as ModbusRelayConfig,
      line,
      clock,
    });
    events = [];
    barrier.on((event) => void events.push(event));
    barrier.start();
    line.start();
    await until(() => expect(barrier.state.mode).toBe('automatic'));
  });

  afterEach(async () => {
    await barrier.stop();
    await line.stop();
    stopArm();
    if (socat.exitCode === null) await unplug();
    rmSync(directory, { recursive: true, force: true });
  });

  it('opens with the frames of the manual, and closes when the vehicle has left the loop', async () => {
    expect(barrier.state).toMatchObject({ arm: 'closed', passageLoop: 'clear', fault: null });
    expect(slave.writes).toEqual([]);
    expect(barrier.open()).toBe(true);
    await until(() => expect(barrier.state.arm).toBe('open'));
    await until(() => expect(slave.writes).toEqual(['01 05 00 00 ff 00 8c 3a', '01 05 00 00 00 00 cd ca']));

    slave.inputs[PASSAGE] = true;
    await until(() => expect(barrier.state.passageLoop).toBe('occupied'));
    barrier.close();
    await readings(20);
    expect(slave.writes).toHaveLength(2);
    slave.inputs[PASSAGE] = false;
    await until(() => expect(barrier.state.arm).toBe('closed'));
    await until(() => expect(slave.writes.slice(2)).toEqual(['01 05 00 01 ff 00 dd fa', '01 05 00 01 00 00 9c 0a']));
    expect(frames()).toEqual(['open', 'close']);
    expect(events.filter(({ type }) => ['opened', 'closed', 'loop'].includes(type))).toEqual([
      { type: 'opened' },
      { type: 'loop', loop: 'passage', occupied: true },
      { type: 'loop', loop: 'passage', occupied: false },
      { type: 'closed' },
    ]);
  });

  it('raises the arm over a vehicle that comes while it goes down', async () => {
    barrier.open();
    await until(() => expect(barrier.state.arm).toBe('open'));
    barrier.close();
    await until(() => expect(slave.coils[1]).toBe(true));
    slave.inputs[PASSAGE] = true;
    await until(() => expect(frames()).toEqual(['open', 'close', 'safety-open']));
    expect(slave.writes.at(-1)).toMatch(/^01 05 00 0[01]/);
  });

  it('unplug and replug of the port recovers by itself and never opens', async () => {
    for (let round = 0; round < 3; round += 1) {
      await unplug();
      await until(() => expect(barrier.state).toMatchObject({ mode: 'offline', fault: 'port-unavailable' }));
      expect(barrier.open()).toBe(false);
      barrier.close();
      await plug();
      await until(() => expect(barrier.state).toMatchObject({ mode: 'automatic', arm: 'closed', fault: null }));
      await readings(10);
    }
    expect(slave.writes).toEqual([]);
    expect(events.filter(({ type }) => type === 'first-reading')).toHaveLength(4);
    expect(barrier.open()).toBe(true);
    await until(() => expect(barrier.state.arm).toBe('open'));
  });

  it('an open under way when the port is pulled is not sent again after the replug', async () => {
    slave.inputs[CLOSED] = true;
    barrier.open();
    await until(() => expect(slave.writes[0]).toBe('01 05 00 00 ff 00 8c 3a'));
    await unplug();
    await until(() => expect(barrier.state.mode).toBe('offline'));
    await plug();
    await until(() => expect(barrier.state.mode).toBe('automatic'));
    await readings(120);
    expect(slave.writes.filter((frame) => frame === '01 05 00 00 ff 00 8c 3a')).toHaveLength(1);
    expect(slave.coils).not.toContain(true);
  });

  it('a port that answers with a bad CRC is named, opens nothing, and is taken back when it is well', async () => {
    slave.spoilCrc = true;
    await until(() => expect(barrier.state).toMatchObject({ mode: 'offline', fault: 'bad-answer' }));
    expect(barrier.open()).toBe(false);
    slave.spoilCrc = false;
    await until(() => expect(barrier.state).toMatchObject({ mode: 'automatic', fault: null }));
    expect(slave.writes).toEqual([]);
  });

  it('opening the port does not hang up the line at its close, and locks others out', async () => {
    const settings = execFileSync('stty', ['-a', '-F', near], { encoding: 'utf8' });
    expect(settings).toContain('-hupcl');
    const second = makeLink(link(), clock);
    await expect(second.open()).rejects.toMatchObject({ name: 'LinkError', code: 'busy' });
    await readings(5);
    expect(barrier.state).toMatchObject({ mode: 'automatic', fault: null });
  });
});
