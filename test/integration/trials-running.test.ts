import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import { createPushCamera } from '../../native/camera/push-camera.ts';
import { devicesOf } from '../support/clocked-station.ts';
import { openMovingLot } from '../support/moving-lot.ts';
import { CAMERA_SECRET } from '../support/set-up.ts';

/** Settings of a station at work are tried on what it has open: one port is never opened twice. */

type Lot = Awaited<ReturnType<typeof openMovingLot>>;
const NO_CHECK = { kind: 'none' } as const;
const READ_INPUTS = '01 02 00 00 00 08 79 CC';
const serial = (id: string, baudRate = 9600) => ({
  id: `line-${id}`,
  kind: 'serial',
  path: `/dev/tty-${id}`,
  baudRate,
});

let lot: Lot;
let connections: number;
beforeEach(async () => {
  lot = await openMovingLot({ links: [serial('in'), serial('out')] });
  connections = 0;
  for (const id of ['in', 'out']) lot.gate(id).line.onConnect(() => void (connections += 1));
});

/** Time is played until the command is answered. */
async function ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answered = lot.lot.call(command, input);
  let isDone = false;
  void answered.finally(() => (isDone = true)).catch(() => undefined);
  await lot.until(command, async () => {
    // Sockets and pictures take turns of real time.
    await new Promise((resolve) => setImmediate(resolve));
    return isDone;
  });
  return answered;
}
const barrier = (act: 'read' | 'open' | 'close') => ask('setup.try-barrier', { key: randomUUID(), laneId: 'in', act });
const openings = async () =>
  (await lot.lot.call('openings.get', { from: lot.clock.now() - 3_600_000, to: lot.clock.now() })).openings.map(
    ({ cause, because }) => [cause, because],
  );
const draftLane = (id: string, change: object) => ({
  id,
  name: id,
  direction: 'entrance',
  ...devicesOf(id),
  ...change,
});

describe('a barrier that is as it runs', () => {
  it('is lifted and lowered by its lane: an opening by hand, and nobody is counted', async () => {
    expect(await barrier('read')).toMatchObject({ type: 'state', arm: 'closed', sent: null });
    expect(await barrier('open')).toMatchObject({ type: 'state', arm: 'open', sent: true });
    expect(await barrier('close')).toMatchObject({ type: 'state', arm: 'closed', sent: true });
    expect(await openings()).toEqual([['by-hand', '调试道闸']]);
    expect(await lot.view('in')).toMatchObject({ phase: 'idle', barrier: { arm: 'closed' } });
    expect((await lot.lot.call('board.get', {})).lot.inside).toBe(0);
    expect(connections).toBe(0);
    const { trials } = await lot.lot.call('setup.get', {});
    expect(trials).toMatchObject([{ kind: 'barrier', of: 'in', passed: true, stale: false }]);
  });

  it('is lifted as its lane allows it: not while a car goes through', async () => {
    await lot.arrive('in', '粤B12345');
    await lot.until('the arm up', () => lot.gate('in').arm.position === 1);
    await expect(barrier('open')).rejects.toMatchObject({ code: 'not-now' });
    await lot.driveThrough('in');
  });
});

describe('a barrier that was changed', () => {
  it('is tried on the line of the station, among its own questions', async () => {
    const changed = { ...devicesOf('in').barrier, openTimeoutMs: 5000 };
    await lot.lot.put({ lanes: [draftLane('in', { barrier: changed }), draftLane('out', { direction: 'exit' })] });
    expect(await barrier('open')).toMatchObject({ type: 'state', arm: 'open', sent: true });
    expect(await barrier('close')).toMatchObject({ type: 'state', arm: 'closed', sent: true });
    expect(connections).toBe(0);
    expect((await lot.view('in')).barrier.mode).toBe('automatic');
  });

  it('at another speed has to be saved first: the port is ours already', async () => {
    await lot.lot.put({ links: [serial('in', 19_200), serial('out')] });
    expect(await barrier('read')).toMatchObject({ type: 'failed', trouble: 'busy-here' });
    expect(await ask('setup.probe-line', { linkId: 'line-in' })).toMatchObject({ type: 'nothing', trouble: 'busy' });
    expect((await lot.view('in')).barrier.mode).toBe('automatic');
  });
});

it('a frame, and the search for boards, go over the line that is open', async () => {
  const frame = { key: randomUUID(), linkId: 'line-in', send: READ_INPUTS, reply: '01 02 01 ?? ?? ??' };
  expect(await ask('setup.try-frame', { ...frame, checksum: NO_CHECK })).toMatchObject({ verdict: 'replied' });
  expect(await ask('setup.probe-line', { linkId: 'line-in' })).toMatchObject({
    type: 'found',
    devices: [{ kind: 'modbus', address: 1, baudRate: 9600 }],
  });
  expect(connections).toBe(0);
  expect((await lot.view('in')).barrier.mode).toBe('automatic');
});

describe('a camera that posts', () => {
  const look = () => ask('setup.try-camera', { key: randomUUID(), laneId: 'in', what: 'look' });

  it('is seen where the station takes its captures in', async () => {
    expect(await look()).toMatchObject({ type: 'waiting' });
    await lot.arrive('in', '粤B12345');
    expect(await look()).toMatchObject({ type: 'capture', plate: '粤B12345' });
    await lot.driveThrough('in');
  });

  it('and is not yet known there is told to be turned away', async () => {
    const camera = { id: 'camera-new', driver: 'push' };
    await lot.lot.put({ lanes: [draftLane('in', { camera }), draftLane('out', { direction: 'exit' })] });
    expect(await look()).toMatchObject({ type: 'waiting' });
    const url = `http://127.0.0.1:${lot.lot.station.capturePort}`;
    const unknown = createPushCamera({ url, cameraId: 'camera-new', key: CAMERA_SECRET, clock: lot.clock });
    const shot = unknown.shoot({ captureId: 'x', capturedAt: lot.clock.now(), plate: '粤B12345', image: null });
    expect(await shot).toMatchObject({ state: 'refused', code: 'unknown-camera' });
    unknown.stop();
    expect(await look()).toMatchObject({ type: 'failed', trouble: 'turned-away' });
  });
});
