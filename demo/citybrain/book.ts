import { createHash } from 'node:crypto';
import { beijingDateTime } from '../beijing-time.ts';
import { bareNo, complaint, entryTaken, orderTaken, refusal, taken } from './answers.ts';
import type { Answer } from './answers.ts';
import { checkTable } from './check.ts';
import type { Violation } from './check.ts';
import { jpegSize } from './jpeg.ts';
import { TABLES } from './tables.ts';
import type { InterfaceName } from './tables.ts';

export type Params = Record<string, unknown>;

/** One stay, from its entry on. */
export interface Order {
  outOrderNo: string;
  /** inner_oder_no, given out by this platform. */
  innerOrderNo: string;
  /** Whether an answer to its entry has left: pictures may come from then on (3.2.3). */
  answered: boolean;
  parking: Params;
  away: Params | null;
  pictures: { parking: Picture | null; away: Picture | null };
}

export interface Picture {
  bytes: number;
  width: number;
  height: number;
  sha256: string;
}

/** A message that broke no table, and what it was answered. A snapshot is replaced by its description. */
export interface Entry {
  seq: number;
  /** UTC ms of its arrival. */
  at: number;
  interface: InterfaceName;
  params: Params;
  answer: Answer;
}

/** A departure from the text. `interface` is null where the address is none of the text's. */
export interface RecordedViolation extends Violation {
  at: number;
  interface: InterfaceName | null;
}

/** Lawful by its table, yet telling a story that cannot be. */
export interface Anomaly {
  at: number;
  kind: 'entry-told-otherwise' | 'exit-told-otherwise' | 'exit-before-entry' | 'another-plate' | 'sums-disagree';
  outOrderNo: string;
}

/** All that this platform has heard of the lot. */
export interface Book {
  entries: Entry[];
  /** By out_order_no, in the order of their entries. */
  orders: Map<string, Order>;
  violations: RecordedViolation[];
  anomalies: Anomaly[];
  /** Times between two heartbeats that are over 60 s, and not because the lot said that it ends. */
  gaps: { from: number; to: number }[];
  /** Connections that came to nothing: TLS refused, cut off in the middle. */
  strays: { at: number; message: string }[];
}

/** Numbers that this platform gave out to the lot. `ports` null: any is taken. */
export interface Registration {
  parkingLotNo: string;
  ports: { entrances: readonly string[]; exits: readonly string[] } | null;
}

export const emptyBook = (): Book => ({
  entries: [],
  orders: new Map(),
  violations: [],
  anomalies: [],
  gaps: [],
  strays: [],
});

/** 3.2.4: 间隔不大于 60s. */
const LONGEST_GAP_MS = 60_000;

/** Takes one opened message into the book, and says what it is answered. `at` is UTC ms. */
export function enterIntoBook(
  book: Book,
  registration: Registration,
  message: { interface: InterfaceName; params: unknown; at: number },
): Answer {
  const { interface: name, at } = message;
  const violations = checkTable(TABLES[name], message.params);
  if (violations.length === 0) violations.push(...portViolations(name, message.params as Params, registration));
  book.violations.push(...violations.map((violation) => ({ ...violation, interface: name, at })));
  if (violations[0]) return name === 'heartbeat' ? bareNo() : complaint(inTheirWords(violations[0]));
  const params = withoutSnapshot(message.params as Params);
  const answer = act(book, registration, name, params, at);
  book.entries.push({ seq: book.entries.length + 1, at, interface: name, params, answer });
  return answer;
}

export const entriesOf = (book: Book, name: InterfaceName): Entry[] =>
  book.entries.filter((entry) => entry.interface === name);

function act(book: Book, registration: Registration, name: InterfaceName, params: Params, at: number): Answer {
  const lot = params['parking_lot_no'];
  if (lot !== undefined && lot !== registration.parkingLotNo) return refusal('PARKING_LOT_NOT_EXIST');
  switch (name) {
    case 'parking':
      return enter(book, params, at);
    case 'away':
      return leave(book, params, at);
    case 'uploadSnapshot':
      return keepPicture(book, params, at);
    case 'heartbeat':
      noteGap(book, at);
      return taken();
  }
}

function enter(book: Book, params: Params, at: number): Answer {
  const outOrderNo = params['out_order_no'] as string;
  const known = book.orders.get(outOrderNo);
  if (known) {
    if (!same(known.parking, params)) book.anomalies.push({ at, kind: 'entry-told-otherwise', outOrderNo });
    return refusal('OUT_ORDER_NO_DUPLICATION');
  }
  const time = beijingDateTime(at).replace(/\D/g, '');
  const innerOrderNo = `R${time}${String(book.orders.size + 1).padStart(8, '0')}`;
  const { snapshot = null, ...parking } = params;
  const pictures = { parking: snapshot as Picture | null, away: null };
  book.orders.set(outOrderNo, { outOrderNo, innerOrderNo, answered: false, parking, away: null, pictures });
  return entryTaken(innerOrderNo, at);
}

/** The text has no code for an exit that is told again: it is answered as the first was. */
function leave(book: Book, params: Params, at: number): Answer {
  const order = book.orders.get(params['out_order_no'] as string);
  if (!order) return refusal('ORDER_NOT_EXIST');
  const { outOrderNo, parking } = order;
  const { snapshot = order.pictures.away, ...away } = params;
  const note = (kind: Anomaly['kind'], is: boolean): void => {
    if (is) book.anomalies.push({ at, kind, outOrderNo });
  };
  note('exit-told-otherwise', order.away !== null && !same(order.away, away));
  note('another-plate', away['plate_no'] !== parking['plate_no']);
  note('exit-before-entry', (away['away_time'] as string) < (parking['parking_time'] as string));
  // 3.4: should_pay is price less what was paid.
  note('sums-disagree', away['should_pay'] !== (away['price'] as number) - (away['paid_fee'] as number));
  order.away ??= away;
  order.pictures.away = snapshot as Picture | null;
  return orderTaken(order.innerOrderNo);
}

function keepPicture(book: Book, params: Params, at: number): Answer {
  const event = params['event'] as keyof Order['pictures'];
  const order = book.orders.get(params['out_order_no'] as string);
  if (!order) return refusal('OUT_ORDER_NO_NOT_EXIST');
  if (!order.answered) {
    const message = 'out_order_no: a picture before its entry was answered';
    book.violations.push({ at, interface: 'uploadSnapshot', fault: 'value', field: 'out_order_no', message });
    return refusal('OUT_ORDER_NO_NOT_EXIST');
  }
  order.pictures[event] = params['snapshot'] as Picture;
  return taken();
}

function noteGap(book: Book, at: number): void {
  const last = book.entries.findLast((entry) => entry.interface === 'heartbeat');
  if (last && last.params['status'] === 'alive' && at - last.at > LONGEST_GAP_MS)
    book.gaps.push({ from: last.at, to: at });
}

function portViolations(name: InterfaceName, params: Params, { ports, parkingLotNo }: Registration): Violation[] {
  if (!ports || params['parking_lot_no'] !== parkingLotNo || (name !== 'parking' && name !== 'away')) return [];
  const known = name === 'parking' ? ports.entrances : ports.exits;
  if (known.includes(params['port_no'] as string)) return [];
  const kind = name === 'parking' ? 'entrance' : 'exit';
  return [{ fault: 'value', field: 'port_no', message: `port_no: no ${kind} of this lot` }];
}

/** As the example of 3.2.3 words it. */
const inTheirWords = ({ field, fault }: Violation): string =>
  `${field ?? '参数'} ${fault === 'missing' ? '缺失' : fault === 'length' ? '超长' : '错误'}`;

function withoutSnapshot(params: Params): Params {
  if (typeof params['snapshot'] !== 'string') return params;
  const jpeg = Buffer.from(params['snapshot'], 'base64');
  const { width, height } = jpegSize(jpeg) ?? { width: 0, height: 0 };
  const sha256 = createHash('sha256').update(jpeg).digest('hex');
  return { ...params, snapshot: { bytes: jpeg.length, width, height, sha256 } satisfies Picture };
}

const same = (a: Params, b: Params): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = ({ snapshot: _, ...params }: Params): [string, unknown][] =>
  Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
