import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { startCitybrain } from '../../demo/citybrain/citybrain.ts';
import type { Citybrain } from '../../demo/citybrain/citybrain.ts';
import type { Entry } from '../../demo/citybrain/book.ts';
import { createOrders } from '../../electron/station/platform/citybrain/orders.ts';
import type { Orders } from '../../electron/station/platform/citybrain/orders.ts';
import type { PictureState } from '../../electron/station/platform/citybrain/picture-file.ts';
import { createCitybrainReporter } from '../../electron/station/platform/citybrain/reports.ts';
import { createCitybrainTransport } from '../../electron/station/platform/citybrain/transport.ts';
import type { LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import type { Db } from '../../electron/station/store/open.ts';
import { openLot, stayId } from '../support/reporting-lot.ts';
import type { Compared, CutSide, CutSideOptions, Recorded } from './cut-side.ts';
import { openLine } from './line.ts';

const PORTS = { 'in-1': 'E01', 'out-1': 'X01' };
/** A report and its picture, by the way the car went. */
const REPORTS = { in: ['parking', 'uploadSnapshot:parking'], out: ['away', 'uploadSnapshot:away'] } as const;
const IN_ORDER: readonly string[] = [...REPORTS.in, ...REPORTS.out];
const TAKEN: readonly unknown[] = ['success', 'OUT_ORDER_NO_DUPLICATION'];

/** A lot at a City Brain platform; each car is seen coming and going. */
export async function openCitybrainSide({ directory, clock, wrap }: CutSideOptions): Promise<CutSide> {
  const platform = await startCitybrain({ now: () => clock.now() });
  const { access } = platform;
  const line = await openLine(Number(new URL(access.url).port));
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, access.caPem);
  const picture = join(directory, 'picture.jpg');
  // Large enough that many a cut falls into one.
  await sharp({ create: { width: 320, height: 180, channels: 3, noise: { type: 'gaussian' }, background: '#777' } })
    .jpeg({ quality: 50 })
    .toFile(picture);
  const pictureOf = (): PictureState => ({ state: 'filed', file: picture });
  const { parkingLotNo, appId, appSecret } = access;

  const wayTo = (orders: Orders): LinkTransport =>
    createCitybrainTransport({
      url: `https://127.0.0.1:${line.port}`,
      trust: { caFile, pinnedSha256: null },
      account: { appId, appSecret },
      ...{ parkingLotNo, orders, pictureOf, clock, newId },
      heartbeatMs: 30_000,
      random: Math.random,
    });
  const ordersIn = (db: Db): Orders => createOrders(db, parkingLotNo, Math.random);
  const lot = openLot({
    ...{ directory, clock, captures: true },
    sideOf(db) {
      const orders = ordersIn(db);
      const config = { parkingLotNo, ports: PORTS, snapshots: true };
      const reporter = createCitybrainReporter({ config, orders, pictureOf, isFree: () => false });
      return { platform: 'citybrain', reporter, transport: wrap(wayTo(orders)) };
    },
  });
  return {
    lot,
    line,
    compare: (recorded) => compare(recorded, platform, ordersIn(lot.db)),
    async stop() {
      await lot.stop();
      await line.stop();
      await platform.stop();
    },
  };
}

function compare({ moves }: Recorded, { book }: Citybrain, orders: Orders): Compared {
  const numberOf = (car: number): string => orders.ofStay(stayId(car))?.outOrderNo ?? `none of car ${car}`;
  const wanted = moves.flatMap(({ car, way }) => REPORTS[way].map((name) => `${name} ${numberOf(car)}`));
  const heard = book.entries.filter((entry) => entry.interface !== 'heartbeat');
  const held = heard.filter(({ answer }) => TAKEN.includes(answer['result_code'])).map(nameOf);
  const [known, asked] = [new Set(held), new Set(wanted)];
  return {
    recorded: wanted.length,
    lost: wanted.filter((name) => !known.has(name)),
    invented: [
      ...[...known].filter((name) => !asked.has(name)),
      // Two stays under one number are one order too few.
      ...wanted.filter((name, i) => wanted.indexOf(name) !== i).map((name) => `${name} twice`),
      ...[...book.orders.values()]
        .filter(({ outOrderNo, innerOrderNo }) => !keeps(orders, outOrderNo, innerOrderNo))
        .map(({ outOrderNo }) => `another inner_oder_no of ${outOrderNo}`),
    ],
    // A stay has one order there, under one number: what comes again is known by it.
    twice: [],
    disordered: [
      ...outOfOrder([...known]),
      // What is told of an order before the order is.
      ...heard
        .filter(({ answer }) => !TAKEN.includes(answer['result_code']))
        .map((entry) => `${nameOf(entry)}: ${String(entry.answer['result_code'])}`),
      ...book.anomalies.map(({ kind, outOrderNo }) => `${kind} ${outOrderNo}`),
    ],
    violations: book.violations.map(({ message }) => message),
    repeats: held.length - known.size,
  };
}

const nameOf = ({ interface: name, params }: Entry): string =>
  `${name}${name === 'uploadSnapshot' ? `:${String(params['event'])}` : ''} ${String(params['out_order_no'])}`;

/** The platform's own number is kept, or was in an answer that was lost. */
const keeps = (orders: Orders, outOrderNo: string, innerOrderNo: string): boolean =>
  orders.find(outOrderNo, 1).every((kept) => kept.innerOrderNo === null || kept.innerOrderNo === innerOrderNo);

/** Entry, its picture, exit, its picture: as each came first. */
function outOfOrder(names: readonly string[]): string[] {
  const reached = new Map<string, number>();
  return names.filter((name) => {
    const [what = '', outOrderNo = ''] = name.split(' ');
    const place = IN_ORDER.indexOf(what);
    const isNext = place === (reached.get(outOrderNo) ?? -1) + 1;
    reached.set(outOrderNo, place);
    return !isNext;
  });
}
