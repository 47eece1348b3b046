import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entriesOf } from '../../demo/citybrain/book.ts';
import { startCitybrain } from '../../demo/citybrain/citybrain.ts';
import type { Citybrain } from '../../demo/citybrain/citybrain.ts';
import { noFaults } from '../../demo/citybrain/faults.ts';
import type { CitybrainFaults } from '../../demo/citybrain/faults.ts';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import type { CitybrainConfig } from '../../electron/contract/site-platforms.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import type { Ledger } from '../../electron/station/ledger/record.ts';
import type { StayRecord } from '../../electron/station/ledger/report.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import { createCitybrain } from '../../electron/station/platform/citybrain/link.ts';
import { createOrders } from '../../electron/station/platform/citybrain/orders.ts';
import type { Orders } from '../../electron/station/platform/citybrain/orders.ts';
import type { PictureState } from '../../electron/station/platform/citybrain/picture-file.ts';
import { createCitybrainReporter } from '../../electron/station/platform/citybrain/reports.ts';
import type { PlatformLink } from '../../electron/station/platform/link/platform-link.ts';
import { openMadeStore } from '../../electron/station/store/made-store.fixture.ts';
import type { Db } from '../../electron/station/store/open.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const certificates = await makeCertificates(Date.now());
const small = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#579' } })
  .jpeg()
  .toBuffer();

let directory: string;
let clock: LeapingClock;
let db: Db;
let orders: Orders;
let ledger: Ledger;
let platform: Citybrain;
let config: CitybrainConfig;
let link: PlatformLink;
let pictures: Map<string, PictureState>;
let picturesAsked: number;
/** Messages that were made, heartbeats among them. */
let made: number;
let troubles: unknown[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'citybrain-'));
  clock = createLeapingClock();
  platform = await startCitybrain({ certificates, now: () => clock.now(), prefix: '/city' });
  const { url, appId, parkingLotNo, caPem } = platform.access;
  writeFileSync(join(directory, 'ca.pem'), caPem);
  writeFileSync(join(directory, 'small.jpg'), small);
  const ports = { 'in-1': 'E01', 'out-1': 'X01' };
  config = { kind: 'citybrain', url, appId, parkingLotNo, ports, heartbeatS: 30, snapshots: true, caFile: 'ca.pem' };
  pictures = new Map();
  [picturesAsked, made, troubles] = [0, 0, []];
  open();
});

afterEach(async () => {
  await link.stop();
  await platform.stop();
  db.close();
  rmSync(directory, { recursive: true });
  expect(troubles).toEqual([]);
});

/** The station's side, from the store up, as a start of the program makes it. */
function open(change: Partial<CitybrainConfig> = {}, appSecret = platform.access.appSecret): void {
  db = openMadeStore(join(directory, 'store.db'));
  const site = { ...config, ...change };
  const pictureOf = (captureId: string): PictureState => {
    picturesAsked += 1;
    return pictures.get(captureId) ?? { state: 'gone' };
  };
  orders = createOrders(db, site.parkingLotNo, Math.random);
  ledger = createLedger(db, clock, [createCitybrainReporter({ config: site, orders, pictureOf, isFree: () => false })]);
  link = createCitybrain({
    config: site,
    secrets: { appSecret },
    siteDir: directory,
    ledger,
    db,
    orders,
    pictureOf,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: (error: unknown) => void troubles.push(error) },
    newId() {
      made += 1;
      return newId();
    },
    random: Math.random,
  });
}

/** The program ends in order, and starts again with something changed. */
async function restart(change: Partial<CitybrainConfig> = {}, appSecret?: string): Promise<void> {
  await link.stop();
  db.close();
  open(change, appSecret);
}

const until = (check: () => void, timeout = 15_000) => vi.waitFor(check, { timeout, interval: 5 });
/** As `until`, while time flies. */
const inTime = (check: () => void, leapMs = 500) =>
  until(() => {
    clock.leap(leapMs);
    check();
  });
const inStore = () =>
  Object.fromEntries(
    db
      .prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM outbox GROUP BY state')
      .all()
      .map(({ state, n }) => [state, n]),
  );
const reports = () =>
  platform.book.entries
    .filter((entry) => entry.interface !== 'heartbeat')
    .map((entry) => [entry.interface, entry.answer['result_code']]);
const wrong = (faults: Partial<CitybrainFaults>): void => void Object.assign(platform.faults, noFaults(), faults);

const stay = (n: number): StayRecord => ({
  id: n.toString(16).padStart(32, '0'),
  plate: `粤B${String(n).padStart(5, '0')}`,
  plateRead: '',
  plateColour: 'blue',
  carColour: null,
  carModel: null,
  class: 'other',
  bookingCode: null,
  orderNo: null,
  card: null,
  stallNo: null,
  enteredAt: clock.now(),
  entranceId: 'in-1',
  entranceName: '东入口',
  entryCapture: `in-${n}`,
  leftAt: clock.now(),
  exitId: 'out-1',
  exitName: '西出口',
  exitCapture: `out-${n}`,
});
const numbers = { total: 100, used: 20, free: 75, reserved: 5 };
const takePicture = (captureId: string): void =>
  void pictures.set(captureId, { state: 'filed', file: join(directory, 'small.jpg') });

function enter(n: number): string {
  ledger.record((tx) => {
    const fact = tx.fact({ kind: 'entered', stayId: stay(n).id });
    tx.report({ kind: 'entered', stay: stay(n), numbers, operator: null }, fact);
  });
  return orders.ofStay(stay(n).id)?.outOrderNo ?? '';
}
function leave(n: number): void {
  const sums = { receivable: 1000, discount: 0, received: 1000 };
  ledger.record((tx) => {
    const fact = tx.fact({ kind: 'left', stayId: stay(n).id });
    tx.report({ kind: 'left', stay: stay(n), numbers, operator: '王师傅', sums, chargeIds: [] }, fact);
  });
}

async function up(): Promise<void> {
  link.start();
  await until(() => expect(link.view().state).toBe('up'));
}

describe('reports to a City Brain platform over HTTPS', () => {
  it('entry, its picture, exit, its picture: in that order, without a violation, and the number of the order is kept', async () => {
    takePicture('in-1');
    takePicture('out-1');
    await up();
    const outOrderNo = enter(1);
    leave(1);
    await until(() => expect(inStore()).toEqual({ acknowledged: 4 }));
    expect(reports()).toEqual([
      ['parking', 'success'],
      ['uploadSnapshot', 'success'],
      ['away', 'success'],
      ['uploadSnapshot', 'success'],
    ]);
    const order = platform.book.orders.get(outOrderNo);
    expect(order).toMatchObject({
      parking: { plate_no: '粤B00001', plate_color: 'pnc_02', port_no: 'E01', free_spaces: 75 },
      away: { price: 1000, should_pay: 0, paid_fee: 1000, port_no: 'X01', operator: '王师傅' },
      pictures: { parking: { width: 1280 }, away: { width: 1280 } },
    });
    expect(orders.find(order?.innerOrderNo ?? '', 1)).toMatchObject([{ stayId: stay(1).id, outOrderNo }]);
    expect(platform.book.violations).toEqual([]);
    expect(platform.book.anomalies).toEqual([]);
    expect(link.view()).toMatchObject({ kind: 'citybrain', waitingLive: 0, waitingBacklog: 0, parked: 0 });
    expect(link.view().p99Ms).toBeLessThan(3000);
  });

  it('the picture waits until its entry was accepted', async () => {
    takePicture('in-1');
    await up();
    wrong({ only: 'parking', slowMs: 300 });
    enter(1);
    await until(() => expect(inStore()).toEqual({ acknowledged: 2 }));
    // A picture that comes before the answer to its entry is a violation over there.
    expect(platform.book.violations).toEqual([]);
  });

  it('a picture that is still being filed is waited for, without a word to anybody', async () => {
    pictures.set('in-1', { state: 'pending' });
    await up();
    enter(1);
    await until(() => expect(inStore()).toEqual({ acknowledged: 1, waiting: 1 }));
    const asked = picturesAsked;
    await inTime(() => expect(picturesAsked).toBeGreaterThan(asked + 3));
    expect(link.view()).toMatchObject({ state: 'up', parked: 0 });
    takePicture('in-1');
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 2 }));
    expect(platform.book.violations).toEqual([]);
  });

  it('a picture that was lost after all is parked in plain words, and the exit goes all the same', async () => {
    pictures.set('in-1', { state: 'pending' });
    await up();
    enter(1);
    pictures.set('in-1', { state: 'gone' });
    leave(1);
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 2, parked: 1 }));
    expect(link.outbox.items({ state: 'parked', limit: 9 })).toMatchObject([
      { interface: 'uploadSnapshot', code: 'NO_PICTURE', message: expect.stringContaining('lost') as string },
    ]);
  });

  it('large pictures go under 500K with a long side of 1280 or more', async () => {
    const raw = Buffer.alloc(2560 * 1440 * 3).map((_, i) => (Math.imul(i, 2654435761) >>> 24) & 0x7f);
    const large = sharp(raw, { raw: { width: 2560, height: 1440, channels: 3 } }).jpeg({ quality: 90 });
    await large.toFile(join(directory, 'large.jpg'));
    await up();
    for (let n = 1; n <= 4; n++) {
      pictures.set(`in-${n}`, { state: 'filed', file: join(directory, 'large.jpg') });
      enter(n);
    }
    await until(() => expect(inStore()).toEqual({ acknowledged: 8 }));
    for (const { pictures: kept } of platform.book.orders.values()) {
      expect(kept.parking?.width).toBeGreaterThanOrEqual(1280);
      expect(kept.parking?.bytes).toBeLessThan(375_000);
    }
    expect(platform.book.violations).toEqual([]);
  });
});

describe('what the platform says', () => {
  it('the answer to an entry was lost: sent again, the duplicate counts as delivered', async () => {
    await up();
    wrong({ only: 'parking', silent: true });
    const outOrderNo = enter(1);
    await until(() => expect(platform.book.orders.size).toBe(1));
    wrong({});
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 1 }), 5000);
    expect(reports()).toEqual([
      ['parking', 'success'],
      ['parking', 'OUT_ORDER_NO_DUPLICATION'],
    ]);
    expect(entriesOf(platform.book, 'parking').map(({ params }) => params['out_order_no'])).toEqual([
      ...[outOrderNo, outOrderNo],
    ]);
    expect(platform.book.anomalies).toEqual([]);
    expect(platform.book.violations).toEqual([]);
  });

  it('the platform forgot an order: the entry and its picture are sent again first, then the exit', async () => {
    takePicture('in-1');
    await up();
    const outOrderNo = enter(1);
    await until(() => expect(inStore()).toEqual({ acknowledged: 2 }));
    platform.forget(outOrderNo);
    leave(1);
    await inTime(() => expect(platform.book.orders.get(outOrderNo)?.away).toMatchObject({ paid_fee: 1000 }));
    await until(() => expect(inStore()).toEqual({ acknowledged: 3 }));
    expect(reports().slice(2)).toEqual([
      ['away', 'ORDER_NOT_EXIST'],
      ['parking', 'success'],
      ['uploadSnapshot', 'success'],
      ['away', 'success'],
    ]);
    expect(orders.ofStay(stay(1).id)?.innerOrderNo).toBe(platform.book.orders.get(outOrderNo)?.innerOrderNo);
  });

  it('the platform lost the order between the entry and its picture: the entry goes first again', async () => {
    pictures.set('in-1', { state: 'pending' });
    await up();
    const outOrderNo = enter(1);
    await until(() => expect(inStore()).toEqual({ acknowledged: 1, waiting: 1 }));
    platform.forget(outOrderNo);
    takePicture('in-1');
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 2 }));
    expect(platform.book.orders.get(outOrderNo)?.pictures.parking).not.toBeNull();
  });

  it.each([
    [
      'success:true beside a code',
      { code: 'PLATE_NOT_ALLOWED', message: '车牌不合规' },
      'PLATE_NOT_ALLOWED',
      '车牌不合规',
    ],
    ['words', { error: 'plate_no 错误' }, 'success:false', 'plate_no 错误'],
    ['nothing but no', 'bare', 'success:false', null],
  ] as const)(
    'a report that is refused by %s is parked with it, and the next one goes',
    async (_title, refuse, code, message) => {
      await up();
      wrong({ only: 'parking', refuse });
      enter(1);
      await until(() => expect(link.view().parked).toBe(1));
      expect(link.outbox.items({ state: 'parked', limit: 9 })).toMatchObject([{ interface: 'parking', code, message }]);
      wrong({});
      enter(2);
      await until(() => expect(inStore()).toEqual({ acknowledged: 1, parked: 1 }));
      expect(link.view().state).toBe('up');
      leave(1);
      expect(link.outbox.retry(null, 'wang', () => undefined)).toBe(1);
      await until(() => expect(inStore()).toEqual({ acknowledged: 3 }));
    },
  );

  it('a report with the number of another lot is parked, and nothing else is held up', async () => {
    await restart({ parkingLotNo: '999' });
    enter(1);
    await restart();
    await up();
    enter(2);
    await until(() => expect(inStore()).toEqual({ acknowledged: 1, parked: 1 }));
    expect(link.outbox.items({ state: 'parked', limit: 9 })).toMatchObject([
      { code: 'PARKING_LOT_NOT_EXIST', message: '车场不存在' },
    ]);
    expect(link.view().state).toBe('up');
  });

  it('an unregistered lot is parked as a whole and shown; once it is registered all follows by itself, in order', async () => {
    wrong({ unregistered: true });
    link.start();
    await until(() =>
      expect(link.view()).toMatchObject({
        state: 'refused',
        cause: 'not-registered',
        detail: 'PARKING_LOT_NOT_EXIST 车场不存在',
      }),
    );
    enter(1);
    leave(1);
    enter(2);
    clock.leap(60_000);
    await until(() => expect(link.view()).toMatchObject({ state: 'refused', waitingBacklog: 3, parked: 0 }));
    expect(reports()).toEqual([]);
    wrong({});
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 3 }), 5000);
    expect(link.view().state).toBe('up');
    expect(platform.book.violations).toEqual([]);
  });

  it('a lot that is struck off in the middle waits and is shown, without a hundred reports parked', async () => {
    await up();
    wrong({ unregistered: true });
    for (let n = 1; n <= 30; n++) enter(n);
    await until(() =>
      expect(link.view()).toMatchObject({
        state: 'refused',
        cause: 'not-registered',
        detail: 'PARKING_LOT_NOT_EXIST 车场不存在',
      }),
    );
    expect(link.view().parked).toBe(0);
    wrong({});
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 30 }), 5000);
    expect(reports().filter(([, code]) => code === 'success')).toHaveLength(30);
  });

  it('a wrong secret is shown and nothing is sent; put right, all arrives', async () => {
    await restart({}, '0123456789abcdef');
    link.start();
    await until(() => expect(link.view()).toMatchObject({ state: 'refused' }));
    expect(link.view().detail).toContain('does not decrypt');
    enter(1);
    await restart();
    await up();
    await until(() => expect(inStore()).toEqual({ acknowledged: 1 }));
  });
});

describe('what goes wrong on the way', () => {
  it.each([
    ['503', { status: 503 }],
    ['a page for people', { notJson: true }],
    ['hanging up before its work', { hangUp: 'before' }],
    ['hanging up after its work', { hangUp: 'after' }],
    ['silence', { silent: true }],
    ['connections that are made and stay dumb', { halfOpen: true }],
  ] as [string, Partial<CitybrainFaults>][])(
    '%s: the board shows it, nothing is lost, invented or parked',
    async (_title, faults) => {
      await up();
      wrong(faults);
      enter(1);
      leave(1);
      await inTime(() => expect(link.view().state).toBe('down'), 2000);
      enter(2);
      wrong({});
      await inTime(() => expect(inStore()).toEqual({ acknowledged: 3 }), 2000);
      expect(link.view().state).toBe('up');
      expect(platform.book.orders.size).toBe(2);
      expect(platform.book.violations).toEqual([]);
      expect(platform.book.anomalies).toEqual([]);
    },
  );

  const beatsHeard = () => entriesOf(platform.book, 'heartbeat').length;
  /** Time passes in steps that a loopback platform can keep up with. */
  async function pass(ms: number): Promise<void> {
    for (let gone = 0; gone < ms; gone += 250) {
      clock.leap(250);
      await delay(10);
    }
  }

  it.each([
    ['503', { status: 503 }, 'HTTP 503 Service Unavailable'],
    ['hanging up', { hangUp: 'before' }, 'NO_ANSWER'],
  ] as [string, Partial<CitybrainFaults>, string][])(
    '%s to reports alone, heartbeats are taken: one at a time probes, the board says so, then all arrives',
    async (_title, faults, words) => {
      await up();
      wrong({ only: 'parking', ...faults });
      const [madeBefore, beatsBefore] = [made, beatsHeard()];
      for (let n = 1; n <= 300; n++) enter(n);
      await pass(15_000);
      expect(link.view()).toMatchObject({ state: 'refused', cause: 'not-now', parked: 0 });
      expect(link.view().detail).toContain(words);
      const beats = beatsHeard() - beatsBefore;
      expect(beats).toBeLessThanOrEqual(6);
      // The slots there are, once; a message that broke off is sent once more at once.
      expect(made - madeBefore - beats).toBeLessThan(100);
      wrong({});
      await inTime(() => expect(link.view().state).toBe('up'), 5000);
      await inTime(() => expect(inStore()).toEqual({ acknowledged: 300 }), 1000);
      expect(platform.book.violations).toEqual([]);
    },
  );

  it('silence to reports alone, heartbeats are taken: not taking any just now', async () => {
    await up();
    wrong({ only: 'parking', silent: true });
    enter(1);
    await until(() => expect(platform.book.orders.size).toBe(1));
    clock.leap(20_000);
    await until(() =>
      expect(link.view()).toMatchObject({
        state: 'refused',
        cause: 'not-now',
        detail: 'NO_ANSWER no answer within 20 s',
      }),
    );
    wrong({});
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 1 }));
    expect(link.view().state).toBe('up');
  });

  it('one interface fails on and on: the others are not held up', async () => {
    await up();
    wrong({ only: 'uploadSnapshot', status: 500 });
    for (let n = 1; n <= 40; n++) {
      takePicture(`in-${n}`);
      enter(n);
    }
    await inTime(() => expect(platform.book.orders.size).toBe(40));
    expect(link.view().parked).toBe(0);
    wrong({});
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 80 }), 5000);
    expect(platform.book.violations).toEqual([]);
  });

  it('Retry-After: no report comes before that time, and then one does', async () => {
    await up();
    wrong({ only: 'parking', status: 503, retryAfter: '120' });
    enter(1);
    await until(() => expect(link.view()).toMatchObject({ state: 'refused', cause: 'not-now' }));
    wrong({});
    const [madeBefore, beatsBefore] = [made, beatsHeard()];
    enter(2);
    await pass(15_000);
    clock.leap(95_000);
    await delay(20);
    expect(platform.book.orders.size).toBe(0);
    expect(made - madeBefore).toBe(beatsHeard() - beatsBefore);
    clock.leap(10_000);
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 2 }));
  });

  it.each([
    [404, 'Not Found'],
    [413, 'Payload Too Large'],
  ])(
    '%i to one report, without a reply of the text: parked in those words, and the next one goes',
    async (status, message) => {
      await up();
      wrong({ only: 'parking', status });
      enter(1);
      await until(() => expect(link.view().parked).toBe(1));
      expect(link.outbox.items({ state: 'parked', limit: 9 })).toMatchObject([{ code: `HTTP ${status}`, message }]);
      wrong({});
      enter(2);
      await until(() => expect(inStore()).toEqual({ acknowledged: 1, parked: 1 }));
      expect(link.view().state).toBe('up');
    },
  );

  it('404 to everything, as at a wrong address: nothing is parked, and the board says so', async () => {
    await up();
    wrong({ status: 404 });
    enter(1);
    await until(() =>
      expect(link.view()).toMatchObject({ state: 'refused', cause: 'not-let-in', detail: 'HTTP 404 Not Found' }),
    );
    expect(inStore()).toEqual({ waiting: 1 });
    wrong({});
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 1 }));
  });

  it('an answer that comes after the time limit is no answer, and the one that comes twice answers once', async () => {
    await up();
    wrong({ only: 'parking', slowMs: 400 });
    enter(1);
    await until(() => expect(platform.book.orders.size).toBe(1));
    clock.leap(20_000);
    wrong({ only: 'parking', twice: true });
    for (let n = 2; n <= 9; n++) enter(n);
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 9 }));
    expect(platform.book.orders.size).toBe(9);
    // An answer that were taken for the next one's would bring another order's number.
    for (let n = 2; n <= 9; n++) {
      const { outOrderNo = '', innerOrderNo = '' } = orders.ofStay(stay(n).id) ?? {};
      expect(innerOrderNo).toBe(platform.book.orders.get(outOrderNo)?.innerOrderNo);
    }
  });

  it('the platform was gone for an hour: nothing is lost, each stay is in order', async () => {
    await up();
    await platform.cut();
    for (let n = 1; n <= 60; n++) {
      takePicture(`in-${n}`);
      enter(n);
      if (n % 2 === 0) leave(n);
      clock.leap(60_000);
    }
    await inTime(() => expect(link.view()).toMatchObject({ state: 'down', cause: 'unreachable' }));
    await platform.restore();
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 60 + 60 + 30 }), 1000);
    expect(platform.book.orders.size).toBe(60);
    expect(platform.book.violations).toEqual([]);
    expect(platform.book.anomalies).toEqual([]);
    expect([...platform.book.orders.values()].filter((order) => order.away !== null)).toHaveLength(30);
    expect(ledger.recent(500).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['platform-down', 'platform-up']),
    );
  });

  it('the program was restarted in the middle: the same order goes on under the same number, another gets another', async () => {
    await up();
    wrong({ only: 'parking', silent: true });
    const first = enter(1);
    await until(() => expect(platform.book.orders.size).toBe(1));
    await restart();
    wrong({});
    const second = enter(2);
    leave(1);
    await up();
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 3 }));
    expect([...platform.book.orders.keys()].sort()).toEqual([first, second].sort());
    expect(platform.book.orders.get(first)?.away).not.toBeNull();
    expect(first).not.toBe(second);
    expect(platform.book.violations).toEqual([]);
  });
});

describe('presence', () => {
  const beats = () => entriesOf(platform.book, 'heartbeat').map(({ params }) => params['status']);

  it('a heartbeat every half minute, never more than a minute apart, and lost at the end', async () => {
    await up();
    for (let minute = 0; minute < 5; minute++) {
      const before = beats().length;
      clock.leap(30_000);
      await until(() => expect(beats().length).toBe(before + 1));
    }
    await link.stop();
    expect(beats().at(-1)).toBe('lost');
    expect(beats().filter((status) => status === 'alive')).toHaveLength(6);
    expect(platform.book.gaps).toEqual([]);
    expect(platform.book.violations).toEqual([]);
  });

  it('a platform that went dumb does not hold up the end of the station', async () => {
    await up();
    wrong({ halfOpen: true });
    const ended = link.stop();
    clock.leap(2000);
    await ended;
  });
});

describe('who is at the other end', () => {
  it('a certificate of another authority: not one report leaves, and the board says why', async () => {
    const other = await makeCertificates(Date.now());
    writeFileSync(join(directory, 'ca.pem'), other.caPem);
    enter(1);
    link.start();
    await until(() => expect(link.view()).toMatchObject({ state: 'refused', cause: 'not-trusted' }));
    expect(platform.book.entries).toEqual([]);
    writeFileSync(join(directory, 'ca.pem'), platform.access.caPem);
    await inTime(() => expect(inStore()).toEqual({ acknowledged: 1 }), 5000);
  });

  it('another certificate than the pinned one is refused, though its authority is trusted', async () => {
    await restart({ pinnedSha256: 'ab'.repeat(32) });
    enter(1);
    link.start();
    await until(() => expect(link.view()).toMatchObject({ state: 'refused', cause: 'other-certificate' }));
    expect(platform.book.entries).toEqual([]);
  });
});
