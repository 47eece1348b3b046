import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { PlatformAccess } from '../../demo/platform/platform.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { LaneView, PlatformView } from '../../electron/contract/board.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import { createDb4403Reporter } from '../../electron/station/platform/db4403/reports.ts';
import { openStore } from '../../electron/station/store/open.ts';
import {
  createSimulatedArm,
  createSimulatedBoard,
  createSimulatedVehicle,
  serveBoards,
} from '../../native/barrier/simulator.ts';
import { captureRequest } from '../../native/camera/push-message.ts';
import type { PushRequest } from '../../native/camera/push-message.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { createSerialLink } from '../../native/links/serial.ts';
import { openPtyPair } from '../support/pty.ts';
import type { PtyPair } from '../support/pty.ts';
import { startStation } from '../support/station.ts';
import { percentile, report, round } from './figures.ts';
import { seeded } from './history/stays.ts';
import { fillMonth } from './report/month.ts';

/**
 * From the capture posted to the open frame on the wire, over 4 lanes, while the outbox drains. Each capture goes to the
 * station and to a bare server (baseline.ts) in turn, so that both meet the same machine in the same minute. `--report`: the
 * store holds a month of `--stays`; its report and workbook are made again and again beside every other block of captures, and
 * nothing beside those between.
 */
const [WANG, LI] = DEMO_PEOPLE;
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    captures: { type: 'string', default: '1000' },
    backlog: { type: 'string', default: '20000' },
    format: { type: 'string', default: 'multipart' },
    report: { type: 'boolean', default: false },
    stays: { type: 'string', default: '200000' },
  },
});
const captures = Number(values.captures);
const stays = values.report ? Number(values.stays) : 0;
const LANES = 4;
/** Captures in a row that are taken beside a report, or beside none. */
const BLOCK = 100;
const WARM_UP = 40;
const PARK = '44030400100101000010';
const OPEN_FRAME = '01050000ff008c3a';
const IMAGE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(300_000)]);

const clock = createSystemClock();
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const children: ChildProcess[] = [];
const lines: PtyPair[] = [];

/** A child program of this benchmark; resolves with the first thing it says. */
async function child<T>(program: string, args: string[]): Promise<[ChildProcess, T]> {
  const started = fork(fileURLToPath(new URL(`gate/${program}`, import.meta.url)), args);
  children.push(started);
  const [said] = (await once(started, 'message')) as [T];
  return [started, said];
}

function plateOf(n: number): string {
  const digits = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  return `粤B${String(n % 100_000)
    .padStart(5, '0')
    .slice(0, 4)}${digits[n % digits.length]}`;
}

/** Posts a prepared capture, on a connection of its own as cameras do; `sentAt` is the instant before that. */
function post(port: number, headers: Record<string, string>, { path, body }: PushRequest) {
  let sentAt = 0;
  const answered = new Promise<number>((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sending.on('error', reject);
    sentAt = performance.now();
    sending.end(body as Uint8Array);
  });
  return { answered, sentAt: () => sentAt };
}

function writeSite(ptys: PtyPair[], access: PlatformAccess) {
  const key = randomBytes(16).toString('hex');
  const lanes = ptys.map((_, i) => ({
    id: `in-${i}`,
    name: `入口${i}`,
    direction: 'entrance',
    // With two entrances or more one is for reserved cars only; it is turned over to all below.
    kind: i === 0 ? 'reserved' : 'general',
    others: 'open',
    camera: { id: `cam-${i}`, driver: 'push' },
    barrier: {
      driver: 'modbus-relay',
      link: `bus-${i}`,
      coils: { open: { coil: 0, ms: 100 }, close: { coil: 1, ms: 100 } },
      inputs: { opened: { input: 0 }, closed: { input: 1 }, passageLoop: { input: 2 }, approachLoop: { input: 3 } },
    },
  }));
  writeFileSync(join(folder, 'ca.pem'), access.caPem);
  const site = {
    // Nobody touches the desk for as long as this runs.
    access: { lockAfterMin: 240 },
    lot: { parkCode: PARK, name: 'Bench', desk: 'Bench', totalStalls: 100_000 },
    capture: { listen: { host: '127.0.0.1', port: 0 } },
    links: ptys.map((pty, i) => ({ id: `bus-${i}`, kind: 'serial', path: pty.near, baudRate: 115200 })),
    lanes,
    platforms: [{ kind: 'db4403', transport: 'mqtts', url: access.url, clientId: access.clientId, caFile: 'ca.pem' }],
    people: [WANG, LI].map(({ id, name, role }) => ({ id, name, role })),
  };
  const secrets = {
    cameras: Object.fromEntries(lanes.map((lane) => [lane.camera.id, key])),
    db4403: { password: access.password, secret: access.secret },
    people: Object.fromEntries([WANG, LI].map(({ id, hash }) => [id, { hash, mustChange: false }])),
  };
  const files = { site: join(folder, 'site.json'), secrets: join(folder, 'secrets.json'), data: join(folder, 'data') };
  writeFileSync(files.site, JSON.stringify(site));
  writeFileSync(files.secrets, JSON.stringify(secrets));
  return { files, key };
}

/** Reports that wait from before the link came up, written as the station writes them. */
function seedBacklog(file: string, count: number): void {
  const db = openStore(file);
  createLedger(db, clock, [createDb4403Reporter(PARK, newId)]).record((tx) => {
    for (let n = 0; n < count; n += 1) {
      const plate = plateOf(n);
      const stay = {
        id: newId(),
        plate,
        plateRead: plate,
        plateColour: 'blue' as const,
        carColour: null,
        carModel: null,
        class: 'other' as const,
        bookingCode: null,
        orderNo: null,
        card: null,
        stallNo: null,
        enteredAt: clock.now() - 3_600_000,
        entranceId: 'in-0',
        entranceName: '入口0',
        entryCapture: null,
        leftAt: null,
        exitId: null,
        exitName: null,
        exitCapture: null,
      };
      const numbers = { total: count, used: n, free: count - n, reserved: 0 };
      tx.report({ kind: 'entered', stay, numbers, operator: null }, null);
    }
  });
  db.close();
}

async function main(): Promise<void> {
  const [, access] = await child<PlatformAccess>('platform.ts', [PARK]);
  for (let i = 0; i <= LANES; i += 1) lines.push(await openPtyPair(folder, `line-${i}`));
  const [rawLine, ...laneLines] = lines;
  if (!rawLine) throw new Error('no line');
  const { files, key } = writeSite(laneLines, access);
  mkdirSync(files.data, { recursive: true });
  const store = join(files.data, 'gatehouse.sqlite');
  if (stays > 0) fillMonth(store, stays, seeded(7));
  seedBacklog(store, Number(values.backlog));

  // The far end of the raw line: it only notes when an open frame has arrived.
  let onRawFrame: () => void = () => undefined;
  const rawFar = createSerialLink({ path: rawLine.far, baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1 });
  await rawFar.open();
  let heard = 0;
  rawFar.onData((bytes) => {
    heard += bytes.length;
    for (; heard >= OPEN_FRAME.length / 2; heard -= OPEN_FRAME.length / 2) onRawFrame();
  });
  const [, rawPort] = await child<number>('baseline.ts', [folder, rawLine.near, OPEN_FRAME]);

  const gates = await Promise.all(
    laneLines.map(async (line) => {
      const arm = createSimulatedArm({ clock, travelMs: 20 });
      const board = createSimulatedBoard({
        clock,
        unit: 1,
        arms: [
          {
            arm,
            coils: { open: 0, close: 1 },
            inputs: { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3 },
          },
        ],
      });
      const far = createSerialLink({ path: line.far, baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1 });
      await far.open();
      serveBoards(far, [board], clock);
      return { arm, board };
    }),
  );

  const station = await startStation(files, {
    log: join(folder, 'station.log'),
    as: { person: LI.id, secret: LI.password },
  });
  const lanes = new Map<string, LaneView>();
  let platform: PlatformView | null = null;
  station.on('lane', (lane) => lanes.set(lane.id, lane));
  station.on('platform', (view) => (platform = view));
  for (const lane of (await station.call('board.get', {})).lanes) lanes.set(lane.id, lane);
  const until23h = Date.now() + 23 * 3_600_000;
  await station.call('lane.convert', { key: randomUUID(), laneId: 'in-0', until: until23h, because: 'bench' });
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (const end = performance.now() + 20_000; !holds(); await delay(2)) {
      if (performance.now() > end) throw new Error(`waited too long: ${what}; log in ${folder}/station.log`);
    }
  };
  await until('barriers', () => [...lanes.values()].every((lane) => lane.barrier.mode === 'automatic'));

  const ours: number[] = [];
  const besideReports: number[] = [];
  const raw: number[] = [];
  let taken = 0;
  const isBesideReport = (n: number): boolean => values.report && Math.floor((n - WARM_UP) / BLOCK) % 2 === 1;
  let rawTurn = Promise.resolve();

  async function measureStation(i: number, n: number): Promise<void> {
    const gate = gates[i];
    if (!gate) throw new Error('no gate');
    const plate = plateOf(n);
    const vehicle = createSimulatedVehicle(gate.arm, clock);
    vehicle.approach();
    const shot = { captureId: `c${n}`, capturedAt: clock.now(), plate, plateColour: 'blue' as const, confidence: 98, charConfidence: null, carColour: null, carModel: null, image: IMAGE }; // prettier-ignore
    const message = captureRequest(`cam-${i}`, shot, values.format === 'json' ? 'json' : 'multipart');
    let frameAt = 0;
    const framed = new Promise<void>((resolve) => {
      const off = gate.board.onFrame((frame) => {
        if (frame.hex.replaceAll(' ', '').toLowerCase() !== OPEN_FRAME) return;
        frameAt = performance.now();
        off();
        resolve();
      });
    });
    const headers = { ...message.headers, Authorization: `Bearer ${key}` };
    const posted = post(station.ready.capturePort, headers, message);
    await framed;
    if ((await posted.answered) !== 200) throw new Error('the station did not take a capture');
    if (n >= WARM_UP) (isBesideReport(n) ? besideReports : ours).push(frameAt - posted.sentAt());
    await vehicle.drive({ reactionMs: 0, onLoopMs: 300 });
    await until(`passage of ${plate}`, () => lanes.get(`in-${i}`)?.lastPassage?.plate === plate);
  }

  /** One at a time: there is one raw line. */
  async function measureRaw(n: number): Promise<void> {
    const before = rawTurn;
    let done: () => void = () => undefined;
    rawTurn = new Promise((resolve) => (done = resolve));
    await before;
    let frameAt = 0;
    const framed = new Promise<void>((resolve) => {
      onRawFrame = () => {
        frameAt = performance.now();
        resolve();
      };
    });
    const body = captureRequest('cam', { captureId: `c${n}`, capturedAt: clock.now(), plate: plateOf(n), plateColour: 'blue', confidence: 98, charConfidence: null, carColour: null, carModel: null, image: IMAGE }, values.format === 'json' ? 'json' : 'multipart'); // prettier-ignore
    const posted = post(rawPort, body.headers, body);
    await framed;
    await posted.answered;
    if (n >= WARM_UP) raw.push(frameAt - posted.sentAt());
    done();
  }

  const startedAt = performance.now();
  const acknowledgedBefore = Number(values.backlog);
  let drainedAt: number | null = null;
  const watch = setInterval(() => {
    if (drainedAt === null && platform !== null && platform.waitingBacklog === 0) drainedAt = performance.now();
  }, 20);
  let measuring = true;
  let reports = 0;
  /** The report of the month and its workbook, one after the other beside the captures that are taken beside reports. */
  async function makeReports(): Promise<void> {
    const wish = { period: { by: 'month', month: '2026-05' } } as const;
    const isWanted = (): boolean => measuring && isBesideReport(taken);
    while (measuring) {
      await delay(20);
      if (!isWanted()) continue;
      const { id } = await station.call('reports.begin', { key: randomUUID(), wish });
      while (isWanted() && (await station.call('reports.get', { id })).state !== 'done') await delay(50);
      const part = { id, kind: 'xlsx', part: 0 } as const;
      while (isWanted() && (await station.call('reports.file', part)).state !== 'ready') await delay(50);
      if (isWanted()) reports += 1;
      else await station.call('reports.cancel', { id });
    }
  }
  const beside = values.report ? makeReports() : Promise.resolve();
  await Promise.all(
    gates.map(async (_, i) => {
      while (taken < captures + WARM_UP) {
        const n = taken;
        taken += 1;
        await measureStation(i, n);
        await measureRaw(n);
      }
    }),
  );
  measuring = false;
  await beside;
  clearInterval(watch);
  const left = (platform as PlatformView | null)?.waitingBacklog ?? 0;
  const drained = acknowledgedBefore - left;
  const drainMs = (drainedAt ?? performance.now()) - startedAt;

  const besideFigures = (): Record<string, number> => ({
    besideReportP50ms: round(percentile(besideReports, 0.5)),
    besideReportP99ms: round(percentile(besideReports, 0.99)),
    besideReportRatio: round(percentile(besideReports, 0.99) / percentile(ours, 0.99)),
    reports,
  });

  report(
    {
      bench: 'gate',
      p50ms: round(percentile(ours, 0.5)),
      p99ms: round(percentile(ours, 0.99)),
      ratio: round(percentile(ours, 0.99) / percentile(raw, 0.99)),
      ratioP50: round(percentile(ours, 0.5) / percentile(raw, 0.5)),
      ...(values.report ? besideFigures() : {}),
      rawP50ms: round(percentile(raw, 0.5)),
      rawP99ms: round(percentile(raw, 0.99)),
      maxMs: round(Math.max(...ours)),
      captures: ours.length,
      lanes: LANES,
      stays,
      imageBytes: IMAGE.length,
      drained,
      drainSeconds: round(drainMs / 1000, 1),
      drainPerSecond: round(drained / (drainMs / 1000), 0),
      runSeconds: round((performance.now() - startedAt) / 1000, 1),
    },
    values.json,
  );
  await station.stop();
}

try {
  await main();
} finally {
  for (const started of children) started.kill();
  for (const line of lines) await line.cut();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
