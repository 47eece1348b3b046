import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { barrierConfig } from '../../electron/contract/site-barriers.ts';
import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import { compose } from '../../electron/station/compose.ts';
import type { Station } from '../../electron/station/compose.ts';
import { createSimulatedArm } from '../../native/barrier/simulated-arm.ts';
import type { SimulatedArm } from '../../native/barrier/simulated-arm.ts';
import { createSimulatedController } from '../../native/barrier/simulated-controller.ts';
import type { SimulatedController } from '../../native/barrier/simulated-controller.ts';
import { createPushCamera } from '../../native/camera/push-camera.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { createSimulatedOlm } from '../../native/display/simulator.ts';
import type { SimulatedDisplay } from '../../native/display/simulator.ts';
import { makeLink } from '../../native/links/make-link.ts';
import { atOnce } from '../support/at-once.ts';
import { openPtyPair } from '../support/pty.ts';
import type { BoardView } from '../../electron/contract/board.ts';

/** A board as it was asked for. */
interface Shown {
  ok: boolean;
  output: BoardView;
}

/** A whole station whose lane has a barrier of its own frames and an LED board on one serial line, and no other device. */

const [WANG] = DEMO_PEOPLE;
const KEY = 'a-key-of-a-camera-in-a-test';
const clock = createSystemClock();
const serial = (id: string, path: string) =>
  ({ id, kind: 'serial', path, baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 }) as const;

const BARRIER = barrierConfig.parse({
  driver: 'custom-frame',
  link: 'bus',
  checksum: { kind: 'crc16-modbus', order: 'high-first' },
  commands: {
    open: { send: 'C0 01 {check}', reply: 'C1 01 {check}' },
    close: { send: 'C0 02 {check}', reply: 'C1 02 {check}' },
  },
  status: {
    send: 'C0 0F {check}',
    reply: 'C1 0F ?? {check}',
    bits: {
      opened: { byte: 2, bit: 0 },
      closed: { byte: 2, bit: 1 },
      passageLoop: { byte: 2, bit: 2 },
      approachLoop: { byte: 2, bit: 3 },
    },
  },
});

describe('a barrier and a board on one serial line', () => {
  let directory: string;
  let arm: SimulatedArm;
  let controller: SimulatedController;
  let board: SimulatedDisplay;
  let near: string;
  let station: Station;
  let unplug: () => Promise<void>;
  let shots = 0;

  const until = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 15_000, interval: 10 });

  const plug = async (): Promise<void> => {
    const pair = await openPtyPair(directory, 'bus');
    near = pair.near;
    const far = makeLink(serial('far', pair.far), clock);
    await far.open();
    // Each hears every frame of the line, also those for the other.
    const leave = [controller.serve(far), board.serve(far)];
    unplug = async () => {
      for (const off of leave) off();
      await far.close();
      await pair.cut();
    };
  };

  const capture = async (plate: string): Promise<void> => {
    const camera = createPushCamera({
      url: `http://127.0.0.1:${station.capturePort}`,
      cameraId: 'camera',
      key: KEY,
      clock,
    });
    shots += 1;
    await camera.shoot({ captureId: `shot-${shots}`, capturedAt: clock.now(), plate, confidence: 99, image: null });
    camera.stop();
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gatehouse-bus-'));
    arm = createSimulatedArm({ clock, travelMs: 300 });
    if (BARRIER.driver !== 'custom-frame') throw new Error('another driver');
    controller = createSimulatedController(BARRIER, arm, clock);
    board = createSimulatedOlm(clock);
    await plug();
    const site = siteConfig.parse({
      lot: { parkCode: '4403000001', name: '东门停车场', desk: '东门岗', totalStalls: 20 },
      capture: { listen: { host: '127.0.0.1', port: 0 } },
      links: [serial('bus', near)],
      lanes: [
        {
          id: 'in',
          name: '入口',
          direction: 'entrance',
          camera: { id: 'camera', driver: 'push' },
          barrier: BARRIER,
          displays: [{ driver: 'olm', link: 'bus' }],
        },
      ],
      people: [{ id: 'wang', name: '王师傅', role: 'attendant' }],
    });
    station = await compose({
      site,
      secrets: siteSecrets.parse({
        cameras: { camera: KEY },
        people: { wang: { hash: WANG.hash, mustChange: false } },
      }),
      siteDirectory: directory,
      dataDirectory: join(directory, 'data'),
      clock,
      random: () => 0.5,
      log: pino({ level: 'silent' }),
      run: 'test',
    });
    await station.answer({ id: 0, command: 'session.sign-in', input: { person: 'wang', secret: WANG.password } });
    // An arm whose sensors were not read yet is opened for nobody.
    await until(() => {
      const { ok, output } = atOnce(station.answer({ id: 1, command: 'board.get', input: {} })) as Shown;
      expect(ok && output.lanes.map(({ barrier }) => barrier.mode)).toEqual(['automatic']);
    });
    await until(() => expect(board.rows).toEqual(['东门停车场', '余位 20']));
  });

  afterEach(async () => {
    await station.stop();
    await unplug();
    rmSync(directory, { recursive: true });
  });

  it('a car comes in: the arm first, then its plate on the board, then one place less', async () => {
    expect(controller.obeyed).toEqual([]);
    await capture('粤B12345');
    await until(() => expect(arm.position).toBe(1));
    await until(() => expect(board.rows).toEqual(['粤B12345', '欢迎光临']));
    await until(() => expect(board.spoken).toEqual(['粤B12345，欢迎光临']));

    arm.setLoop('passage', true);
    const seen = controller.reads;
    await until(() => expect(controller.reads).toBeGreaterThan(seen + 3));
    expect(controller.obeyed).toEqual(['open']);
    arm.setLoop('passage', false);
    await until(() => expect(arm.position).toBe(0));
    await until(() => expect(board.rows).toEqual(['东门停车场', '余位 19']));
    expect(controller.obeyed).toEqual(['open', 'close']);
    expect(arm.crushes).toEqual([]);
  });

  it('while the arm comes down the board waits, and a vehicle under it raises it', async () => {
    await capture('粤B12345');
    await until(() => expect(arm.position).toBe(1));
    arm.setLoop('passage', true);
    const seen = controller.reads;
    await until(() => expect(controller.reads).toBeGreaterThan(seen + 3));
    arm.setLoop('passage', false);
    await until(() => expect(arm.motion).toBe('lowering'));
    arm.setLoop('passage', true);
    await until(() => expect(arm.motion).toBe('rising'));
    expect(arm.crushes).toEqual([]);
    arm.setLoop('passage', false);
  });

  it('the line is pulled and plugged: nothing opens for it, and the board shows what is true', async () => {
    await unplug();
    await capture('粤B12345');
    board.losePower();
    board.restorePower();
    await plug();
    await until(() => expect(board.rows[0]).toBe('粤B12345'));
    const seen = controller.reads;
    await until(() => expect(controller.reads).toBeGreaterThan(seen + 10));
    expect(controller.obeyed).toEqual([]);
    expect(arm.moves).toEqual([]);
  });

  it('a board that falls silent holds up no car', async () => {
    board.answering = { type: 'silent' };
    await capture('粤B12345');
    await until(() => expect(arm.position).toBe(1));
    expect(controller.obeyed).toEqual(['open']);
  });
});
