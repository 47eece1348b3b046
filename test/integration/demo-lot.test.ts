import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openControl } from '../../demo/control.ts';
import type { Control } from '../../demo/control.ts';
import type { Happening } from '../../demo/journal.ts';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { lineOf } from '../../electron/contract/site-barriers.ts';
import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import type { Barrier } from '../../native/barrier/contract.ts';
import { makeBarrier } from '../../native/barrier/make-barrier.ts';
import type { Capture, CaptureDoor } from '../../native/camera/contract.ts';
import { createCaptureDoor } from '../../native/camera/push-door.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { timingOf } from '../../native/links/line-timing.ts';
import { makeLink } from '../../native/links/make-link.ts';
import { createSharedLine } from '../../native/links/shared-line.ts';
import type { SharedLine } from '../../native/links/shared-line.ts';

// The demo lot with a gatehouse of a few lines in place of the station: it opens for every plate but those it keeps out,
// and closes behind each car. What it knows, it knows from the files that the lot wrote.

interface Gatehouse {
  captures: Capture[];
  rejected: number[];
  keepsOut: Set<string>;
  stop(): Promise<void>;
}

const clock = createSystemClock();
const PACE = 5;

async function openGatehouse(lot: DemoLot): Promise<Gatehouse> {
  const config = siteConfig.parse(JSON.parse(await readFile(lot.files.site, 'utf8')));
  const secrets = siteSecrets.parse(JSON.parse(await readFile(lot.files.secrets, 'utf8')));
  const barriers = new Map<string, Barrier>();
  const lines: SharedLine[] = [];
  for (const lane of config.lanes) {
    const link = config.links.find(({ id }) => id === lineOf(lane.barrier));
    if (link === undefined) throw new Error(`no link for ${lane.id}`);
    const line = createSharedLine({ makeLink: () => makeLink(link, clock), clock, timing: timingOf(link) });
    const barrier = makeBarrier({ config: lane.barrier, line, camera: null, clock });
    barrier.on((event) => {
      if (event.type === 'loop' && event.loop === 'passage' && !event.occupied) barrier.close();
    });
    barriers.set(lane.camera.id, barrier);
    lines.push(line);
    line.start();
    barrier.start();
  }
  const gatehouse: Gatehouse = {
    captures: [],
    rejected: [],
    keepsOut: new Set(),
    async stop() {
      await door.stop();
      for (const barrier of barriers.values()) await barrier.stop();
      for (const line of lines) await line.stop();
      await client.endAsync(true);
    },
  };
  const door: CaptureDoor = createCaptureDoor({
    listen: config.capture.listen,
    cameras: Object.entries(secrets.cameras).map(([id, key]) => ({ id, key })),
    clock,
    handlers: {
      onCapture(capture) {
        const known = gatehouse.captures.some(({ captureId }) => captureId === capture.captureId);
        if (known) return 'duplicate';
        gatehouse.captures.push(capture);
        if (!gatehouse.keepsOut.has(capture.plate)) barriers.get(capture.cameraId)?.open();
        return 'accepted';
      },
      onRejected: ({ status }) => gatehouse.rejected.push(status),
      onHeard: () => undefined,
    },
  });
  await door.start();
  const client = await listenToPlatform(config, secrets, await readFile(join(lot.files.folder, 'platform-ca.pem')));
  return gatehouse;
}

/** A connection that takes every booking. */
async function listenToPlatform(
  config: ReturnType<typeof siteConfig.parse>,
  secrets: ReturnType<typeof siteSecrets.parse>,
  ca: Buffer,
): Promise<MqttClient> {
  const [platform] = config.platforms;
  if (platform?.kind !== 'db4403' || platform.transport !== 'mqtts' || secrets.db4403 === undefined)
    throw new Error('no platform over MQTTS in the site file');
  const { clientId, url } = platform;
  const client = await connectAsync(url, { clientId, password: secrets.db4403.password, username: clientId, ca });
  client.on('message', (topic, payload) => {
    const { data } = JSON.parse(payload.toString()) as { data: { bookCode: string }[] };
    const answers = data.map(({ bookCode }) => ({ bookCode, code: 0, message: '成功' }));
    client.publish(`${topic}_reply`, JSON.stringify({ Code: 0, message: '', timestamp: 0, data: answers }));
  });
  await client.subscribeAsync(`/sys/v1/${config.lot.parkCode}/service/+/post`);
  return client;
}

let dataDir: string;
let lot: DemoLot;
let gatehouse: Gatehouse;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'demo-lot-'));
  lot = await startDemoLot({ seed: 3, lanes: '3', cars: 0, pace: PACE, dataDir });
  gatehouse = await openGatehouse(lot);
  await lot.whenReady();
});

afterEach(async () => {
  await gatehouse.stop();
  await lot.stop();
  await rm(dataDir, { recursive: true });
});

const written = <W extends Happening['what']>(what: W) =>
  lot.journal.entries.filter((entry): entry is Extract<typeof entry, { what: W }> => entry.what === what);

describe('cars', () => {
  test('a booked car is booked first, seen, let in over both loops, and the arm comes down behind it', async () => {
    const outcome = await lot.drive({ plate: '粤B12345', lane: 'in-1', booked: true });
    expect(outcome).toMatchObject({
      result: 'passed',
      readAs: '粤B12345',
      booked: { booking: { state: 'confirmed' } },
    });
    expect(gatehouse.captures).toEqual([
      expect.objectContaining({ plate: '粤B12345', plateColour: 'blue', cameraId: 'cam-in-1', offline: false }),
    ]);
    expect([...(gatehouse.captures[0]?.image?.subarray(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff]);
    await vi.waitFor(() => {
      expect(written('arm').map(({ move }) => move)).toEqual(['rising', 'open', 'lowering', 'closed']);
      expect(written('frame').map(({ meaning }) => meaning)).toEqual(['open on', 'open off', 'close on', 'close off']);
    });
    expect(written('passage')).toEqual([expect.objectContaining({ plate: '粤B12345', how: 'let-in', armUp: true })]);
    expect(written('arm-on-car')).toEqual([]);
  });

  test('cars in one lane come one after the other, each on an arm of its own', async () => {
    const outcomes = await Promise.all(
      ['粤B11111', '粤B22222', '粤B33333'].map((plate) => lot.drive({ plate, lane: 'in-2' })),
    );
    expect(outcomes.map(({ result }) => result)).toEqual(['passed', 'passed', 'passed']);
    expect(written('passage').map(({ plate }) => plate)).toEqual(['粤B11111', '粤B22222', '粤B33333']);
    expect(written('frame').filter(({ meaning }) => meaning === 'open on')).toHaveLength(3);
  });

  test('a car that is not let in turns away when its patience is over, and frees the lane', async () => {
    gatehouse.keepsOut.add('粤B99999');
    const [refused, next] = await Promise.all([
      lot.drive({ plate: '粤B99999', lane: 'in-2', patienceS: 0.5 }),
      lot.drive({ plate: '粤B12345', lane: 'in-2' }),
    ]);
    expect(refused).toMatchObject({ result: 'turned-away', liftedAfterMs: null });
    expect(next.result).toBe('passed');
    expect(written('passage').map(({ plate }) => plate)).toEqual(['粤B12345']);
  });
});

describe('switches', () => {
  test('a tailgater follows the next car without an opening of its own', async () => {
    await lot.flip({ switch: 'tailgater', lane: 'in-2', plate: '粤B66666' });
    gatehouse.keepsOut.add('粤B66666');
    await lot.drive({ plate: '粤B12345', lane: 'in-2' });
    expect(written('passage').map(({ plate, how }) => [plate, how])).toEqual([
      ['粤B12345', 'let-in'],
      ['粤B66666', 'tailgated'],
    ]);
    expect(written('arm-on-car')).toEqual([]);
  });

  test('a misread next plate differs in one sign, then plates are read well again', async () => {
    await lot.flip({ switch: 'next-read', lane: 'in-1', fault: 'misread' });
    const first = await lot.drive({ plate: '粤B12345', lane: 'in-1' });
    const second = await lot.drive({ plate: '粤B12345', lane: 'in-1' });
    expect(first.readAs).not.toBe('粤B12345');
    expect(second.readAs).toBe('粤B12345');
  });

  test('an arm that sticks keeps the car out though it was told to open; freed, it lets the next one in', async () => {
    await lot.flip({ switch: 'arm-stuck', lane: 'in-1', on: true });
    expect(await lot.drive({ lane: 'in-1', patienceS: 0.5 })).toMatchObject({ result: 'turned-away' });
    expect(written('frame').map(({ meaning }) => meaning)).toContain('open on');
    expect(written('arm')).toEqual([]);
    await lot.flip({ switch: 'arm-stuck', lane: 'in-1', on: false });
    expect(await lot.drive({ lane: 'in-1', patienceS: 20 })).toMatchObject({ result: 'passed' });
  });

  test('a car that turns away of itself and one that breaks through do as they were told', async () => {
    await lot.flip({ switch: 'next-driver', lane: 'in-2', manner: 'turn-away' });
    expect(await lot.drive({ plate: '粤B12345', lane: 'in-2' })).toMatchObject({ result: 'turned-away' });
    gatehouse.keepsOut.add('粤B77777');
    await lot.drive({ plate: '粤B77777', lane: 'out-1', manner: 'force' });
    expect(written('passage')).toEqual([expect.objectContaining({ plate: '粤B77777', how: 'forced', armUp: false })]);
  });

  test('a camera that sends garbage or a wrong key is turned away, the same capture again is a duplicate', async () => {
    await lot.drive({ plate: '粤B12345', lane: 'in-1' });
    await lot.flip({ switch: 'camera', lane: 'in-1', fault: 'garbage' });
    await lot.flip({ switch: 'camera', lane: 'in-1', fault: 'wrong-key' });
    await lot.flip({ switch: 'camera', lane: 'in-1', fault: 'duplicate' });
    expect(gatehouse.rejected).toEqual([400, 401]);
    expect(gatehouse.captures).toHaveLength(1);
  });

  test('a line that is unplugged comes back on the same port', async () => {
    const [lane] = lot.lanes;
    const port = lane?.board.port;
    await lot.flip({ switch: 'board', lane: 'in-1', fault: 'unplugged' });
    await vi.waitFor(() => expect(lane?.board.isPolled()).toBe(false));
    await lot.flip({ switch: 'board', lane: 'in-1', fault: 'none' });
    await lot.whenReady();
    expect(lane?.board.port).toBe(port);
    expect(await lot.drive({ lane: 'in-1' })).toMatchObject({ result: 'passed' });
  });
});

describe('the control page', () => {
  let control: Control;
  const post = (path: string, body: unknown) =>
    fetch(new URL(path, control.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  beforeEach(async () => {
    control = await openControl(lot, 0);
  });
  afterEach(() => control.stop());

  test('a car is sent by a POST and what happened is read back', async () => {
    const answer = await post('drive', { plate: '粤B12345', lane: 'in-1', booked: true });
    expect(await answer.json()).toMatchObject({ result: 'passed', plate: '粤B12345' });
    const wire = (await (await fetch(new URL('wire', control.url))).json()) as { entries: { what: string }[] };
    expect(wire.entries.map(({ what }) => what)).toContain('passage');
    const book = (await (await fetch(new URL('book', control.url))).json()) as { bookings: unknown[] };
    expect(book.bookings).toEqual([expect.objectContaining({ state: 'confirmed' })]);
    expect(await (await fetch(control.url)).text()).toContain('演示停车场');
  });

  test.each([
    ['switch', { switch: 'lightning' }],
    ['switch', { switch: 'button', lane: 'in-9' }],
    ['drive', { lane: 'in-1', speed: 3 }],
  ])('%s %o is answered 400 and the reason', async (path, body) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string[] }).error.length).toBeGreaterThan(0);
  });

  test('a page of another origin cannot play with the lot: only JSON is taken', async () => {
    const answer = await fetch(new URL('switch', control.url), {
      method: 'POST',
      body: '{"switch":"misread","share":1}',
    });
    expect(answer.status).toBe(400);
    expect(lot.misread).toBe(0);
  });
});

test('a day of cars drives itself: in by the entrances, out by the exit, nobody under an arm', async () => {
  const busy = await startDemoLot({ seed: 4, lanes: '3', cars: 2000, speed: 1200, pace: PACE * 2 });
  const keeper = await openGatehouse(busy);
  try {
    await busy.whenReady();
    void busy.playDay();
    await vi.waitFor(
      () => {
        const passages = busy.journal.entries.filter((entry) => entry.what === 'passage');
        expect(passages.filter(({ lane }) => lane === 'out-1').length).toBeGreaterThan(1);
        expect(passages.filter(({ lane }) => lane === 'in-1').length).toBeGreaterThan(1);
        expect(passages.filter(({ lane }) => lane === 'in-2').length).toBeGreaterThan(3);
      },
      { timeout: 40_000, interval: 200 },
    );
    expect(busy.journal.entries.filter(({ what }) => what === 'arm-on-car')).toEqual([]);
    expect(busy.platform.records.length).toBeGreaterThan(0);
  } finally {
    await keeper.stop();
    await busy.stop();
  }
});
