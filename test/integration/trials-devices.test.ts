import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulatedArm, createSimulatedBoard, serveBoards } from '../../native/barrier/simulator.ts';
import type { SimulatedArm } from '../../native/barrier/simulator.ts';
import type { SimulatedBoard } from '../../native/barrier/simulated-board.ts';
import { createSimulatedOlm } from '../../native/display/simulator.ts';
import type { SimulatedDisplay } from '../../native/display/simulator.ts';
import { startLineServer } from '../../native/links/line-server.ts';
import type { LineServer } from '../../native/links/line-server.ts';
import { createSerialLink } from '../../native/links/serial.ts';
import { createSimulatedPrinter, startPrinterServer } from '../../native/printer/simulator.ts';
import { startTimeServer } from '../../native/clock/simulated-time-server.ts';
import { openPtyPair } from '../support/pty.ts';
import { clock, INSTALLER, laneOf, openTrialBench } from '../support/trial-bench.ts';
import type { TrialBench } from '../support/trial-bench.ts';

const INPUTS = { opened: 0, closed: 1, passageLoop: 2 };
const BARRIER = {
  driver: 'modbus-relay',
  link: 'line-1',
  coils: { open: { coil: 0, ms: 100 }, close: { coil: 1, ms: 100 } },
  inputs: Object.fromEntries(Object.entries(INPUTS).map(([name, input]) => [name, { input }])),
};
const NO_CHECK = { kind: 'none' } as const;

let arm: SimulatedArm;
let board: SimulatedBoard;
let display: SimulatedDisplay;
let server: LineServer;
let bench: TrialBench;

beforeEach(async () => {
  arm = createSimulatedArm({ clock, travelMs: 100 });
  board = createSimulatedBoard({ clock, unit: 1, arms: [{ arm, coils: { open: 0, close: 1 }, inputs: INPUTS }] });
  display = createSimulatedOlm(clock, { address: 7 });
  server = await startLineServer({
    serve(line) {
      const leave = [serveBoards(line, [board], clock), display.serve(line)];
      return () => leave.forEach((each) => each());
    },
  });
  bench = openTrialBench({
    links: [{ id: 'line-1', kind: 'tcp', host: '127.0.0.1', port: server.port }],
    lanes: [
      laneOf('in-1', { barrier: BARRIER, displays: [{ driver: 'olm', link: 'line-1', address: 7 }] }),
      { id: 'in-2', direction: 'sideways' },
    ],
  });
});
afterEach(async () => {
  await bench.stand.stop();
  await server.close();
});

const barrier = (act: 'read' | 'open' | 'close') => bench.try('setup.try-barrier', { laneId: 'in-1', act });

describe('a barrier of the draft', () => {
  it('is read, lifted and lowered, though another lane has mistakes', async () => {
    expect(await barrier('read')).toMatchObject({
      type: 'state',
      arm: 'closed',
      passageLoop: 'clear',
      approachLoop: 'none',
      mode: 'automatic',
      fault: null,
      sent: null,
    });
    expect(await barrier('open')).toMatchObject({ type: 'state', arm: 'open', sent: true });
    expect(arm.position).toBe(1);
    expect(await barrier('close')).toMatchObject({ type: 'state', arm: 'closed', sent: true });
    expect(bench.audited).toEqual([
      { what: 'setup.try-barrier', about: { laneId: 'in-1', act: 'open' } },
      { what: 'setup.try-barrier', about: { laneId: 'in-1', act: 'close' } },
    ]);
    expect(server.connections).toBe(1);
  });

  it('is not lowered on anything under it, and not later when nobody expects it', { timeout: 20_000 }, async () => {
    await barrier('open');
    arm.setLoop('passage', true);
    expect(await barrier('close')).toMatchObject({ arm: 'open', passageLoop: 'occupied', sent: false });
    const writes = board.writes.length;
    arm.setLoop('passage', false);
    expect(await barrier('read')).toMatchObject({ arm: 'open', passageLoop: 'clear' });
    expect(board.writes).toHaveLength(writes);
  });

  it('the same press twice lifts it once', async () => {
    const press = { key: crypto.randomUUID(), laneId: 'in-1', act: 'open' } as const;
    const handler = bench.stand.handlers['setup.try-barrier'];
    const both = await Promise.all([handler(press, INSTALLER), handler(press, INSTALLER)]);
    expect(both[0]).toEqual(both[1]);
    expect(board.writes.filter(({ request }) => 'value' in request && request.value !== 0)).toHaveLength(1);
  });

  it.each([
    ['says nothing', { type: 'silent' }, 'no-answer'],
    ['talks garbage', { type: 'garbage', bytes: Uint8Array.of(1, 2, 3, 4, 5) }, 'garbage'],
  ] as const)('a board that %s is told so', { timeout: 20_000 }, async (_what, answering, trouble) => {
    board.answering = answering;
    expect(await barrier('read')).toMatchObject({ type: 'failed', trouble });
    expect(bench.stand.trials()).toMatchObject([{ kind: 'barrier', of: 'in-1', passed: false, stale: false }]);
  });

  it('a line that is pulled, and there again, is told and tried anew', async () => {
    await server.unplug();
    expect(await barrier('read')).toMatchObject({ type: 'failed', trouble: 'refused' });
    await server.plug();
    expect(await barrier('read')).toMatchObject({ type: 'state', arm: 'closed' });
  });

  it('with mistakes is not tried, and each of them is named', async () => {
    bench.site['lanes'] = [laneOf('in-1', { barrier: { ...BARRIER, unit: 300, coils: {} } })];
    await expect(barrier('read')).rejects.toMatchObject({
      code: 'bad-site',
      fields: { 'lanes[0].barrier.unit': expect.any(String) as string },
    });
    bench.site['lanes'] = [laneOf('in-1', { barrier: { ...BARRIER, link: 'gone' } })];
    await expect(barrier('read')).rejects.toMatchObject({ code: 'bad-site' });
  });

  it('was tried until something of it is changed', async () => {
    await barrier('read');
    expect(bench.stand.trials()).toMatchObject([{ kind: 'barrier', of: 'in-1', passed: true, stale: false }]);
    bench.site['lanes'] = [laneOf('in-1', { barrier: { ...BARRIER, pollMs: 60 } })];
    expect(bench.stand.trials()).toMatchObject([{ passed: true, stale: true }]);
    bench.site['lanes'] = [];
    expect(bench.stand.trials()).toMatchObject([{ passed: true, stale: true }]);
  });
});

describe('what hangs on the same line', () => {
  it('a board of text shows and says what is sent, beside the barrier', async () => {
    const trial = () => bench.try('setup.try-display', { laneId: 'in-1', index: 0, text: '欢迎光临' });
    await barrier('read');
    expect(await trial()).toEqual({ type: 'sent' });
    expect(display.rows[0]).toBe('欢迎光临');
    expect(display.spoken).toEqual(['欢迎光临']);
    expect(server.connections).toBe(1);
    display.losePower();
    bench.site['lanes'] = [laneOf('in-1', { displays: [{ driver: 'olm', link: 'line-1', address: 8 }] })];
    expect(await trial()).toMatchObject({ type: 'failed', trouble: 'no-answer' });
  });

  it('a frame of a manual is sent, and what came back is shown', async () => {
    const frame = (send: string, reply?: string) =>
      bench.try('setup.try-frame', { linkId: 'line-1', send, ...(reply && { reply }), checksum: NO_CHECK });
    expect(await frame('01 02 00 00 00 08 79 CC', '01 02 01 ?? ?? ??')).toMatchObject({
      type: 'tried',
      verdict: 'replied',
      heard: expect.stringContaining('01 02 01') as string,
    });
    expect(await frame('01 0')).toMatchObject({ type: 'mistake', in: 'send', code: 'half-byte' });
    board.answering = { type: 'silent' };
    expect(await frame('01 02 00 00 00 08 79 CC', '01 02 01 ?? ?? ??')).toMatchObject({ verdict: 'silence' });
    expect(bench.audited).toHaveLength(3);
  });

  it('is found by asking', { timeout: 20_000 }, async () => {
    await barrier('read');
    expect(await bench.try('setup.probe-line', { linkId: 'line-1' })).toMatchObject({
      type: 'found',
      devices: [{ kind: 'modbus', address: 1 }],
    });
  });
});

describe('a serial port', () => {
  it('that another program has is busy; once it is free it is used, and left after a while', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trials-'));
    const pty = await openPtyPair(folder, 'line');
    const settings = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
    const far = createSerialLink({ path: pty.far, ...settings });
    await far.open();
    const leave = serveBoards(far, [board], clock);
    const other = createSerialLink({ path: pty.near, ...settings });
    await other.open();
    bench.site['links'] = [{ id: 'line-1', kind: 'serial', path: pty.near }];
    expect(await barrier('read')).toMatchObject({ type: 'failed', trouble: 'busy' });
    await other.close();
    expect(await barrier('read')).toMatchObject({ type: 'state', arm: 'closed' });
    await bench.stand.stop();
    await other.close();
    leave();
    await far.close();
    await pty.cut();
    rmSync(folder, { recursive: true });
  });

  it('that is not there is told', async () => {
    bench.site['links'] = [{ id: 'line-1', kind: 'serial', path: '/dev/no-such-port' }];
    expect(await barrier('read')).toMatchObject({ type: 'failed', trouble: 'not-found' });
  });
});

describe('a printer of the draft', () => {
  it('prints a sheet; without paper or a line it says so', { timeout: 20_000 }, async () => {
    const paper = createSimulatedPrinter(clock);
    const network = await startPrinterServer({ printer: paper });
    bench.site['printer'] = { link: { host: '127.0.0.1', port: network.port } };
    const trial = () => bench.try('setup.try-printer', {});
    expect(await trial()).toEqual({ type: 'sent' });
    expect(JSON.stringify(paper.sheets)).toContain('打印测试');
    paper.paper = 0;
    expect(await trial()).toMatchObject({ type: 'failed', trouble: 'failed', detail: 'paper-out' });
    await bench.stand.stop();
    await network.close();
    const again = openTrialBench(bench.site);
    expect(await again.try('setup.try-printer', {})).toMatchObject({ type: 'failed', trouble: 'refused' });
    await again.stand.stop();
  });
});

describe('time servers', () => {
  it('are asked, and one that is silent is told beside one that answers', { timeout: 20_000 }, async () => {
    const [good, silent] = await Promise.all([startTimeServer(() => Date.now()), startTimeServer(() => Date.now())]);
    good.offsetMs = 300;
    silent.fault = 'silent';
    const { servers } = await bench.try('setup.try-clock', { servers: [good.place, silent.place] });
    expect(servers[0]?.offsetMs).toBeGreaterThan(200);
    expect(servers[1]).toEqual({ server: silent.place, offsetMs: null, roundTripMs: null });
    expect(bench.stand.trials()).toMatchObject([{ kind: 'clock', passed: true }]);
    await good.stop();
    await silent.stop();
  });
});
