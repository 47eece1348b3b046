import { emptyBook, enterIntoBook } from '../../demo/citybrain/book.ts';
import { keepBook } from '../../demo/platform/book.ts';
import type { Report } from '../../demo/platform/book.ts';
import { seal } from '../../demo/platform/envelope.ts';
import { rememberIssued } from '../../demo/platform/issued.ts';
import type { ServiceInterface } from '../../demo/platform/tables/interfaces.ts';
import { chance } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import type { LinkState } from '../../electron/station/platform/link/link-state.ts';
import type { Answers, LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import type { Delivery, OutgoingItem } from '../../electron/station/platform/outbox/contract.ts';
import type { Clock } from '../../native/clock/contract.ts';
import type { WorldClock } from './clock.ts';

export const PARK_CODE = '44030500100101000010';
export const LOT_NO = '4403050001';
export const SECRET = 'a-secret-of-a-simulated-platform';
const TIMEOUT_MS = 10_000;
const DOWN: LinkState = { state: 'down', cause: 'interrupted', detail: 'the simulated line is cut' };

/** How a platform treats reports: shares of them, and how long an answer takes. */
export interface Manners {
  requestLost: number;
  replyLost: number;
  refused: number;
  notNow: number;
  mostMs: number;
}
export const GOOD: Manners = { requestLost: 0, replyLost: 0, refused: 0, notNow: 0, mostMs: 200 };

/** One report as the platform has it. */
export interface Taken {
  interface: string;
  businessId: string;
  payload: string;
}

/** A platform in memory. What it took is in a book that knows the standard's text and nothing of the station. */
export interface SimulatedPlatform {
  manners: Manners;
  reach(reachable: boolean): void;
  /** A way there for one run of the station. */
  wayFor(clock: Clock, isAlive: () => boolean, answers: Answers): LinkTransport;
  readonly taken: ReadonlyMap<string, Taken>;
  /** Forgets what it took: a long run weighs the station, not its platforms. */
  forget(): void;
  /** What the book holds against the station. */
  complaints(): string[];
  /** Asks the station; null: it cannot be reached. */
  ask(code: ServiceInterface, item: object): Answered | null;
  /** The same bytes once more. */
  askAgain(): Answered | null;
}

export interface Answered {
  code: number;
  items: { code: number; message: string }[];
}

/** Stories that are as they must be where somebody set the clock back. */
const OF_A_SET_CLOCK = /future|before|after|later|negative|backwards/;

export function createSimulatedDb4403(
  clock: Pick<WorldClock, 'now' | 'wasSet'>,
  random: Random,
  keep = 100_000,
): SimulatedPlatform {
  const { now } = clock;
  const issued = rememberIssued(5000);
  const keeper = keepBook({ parkCode: PARK_CODE, now, issued, keep, aheadS: 120 });
  const enter = ({ interface: code, payload }: OutgoingItem): Delivery => {
    const given = { interface: code as Report['interface'], topic: code, item: JSON.parse(payload) as unknown };
    const verdict = keeper.enter(given);
    const said = { code: String(verdict.code), message: verdict.message };
    return verdict.code === 0 ? { kind: 'delivered', ...said } : { kind: 'refused', ...said };
  };
  return createPlatform(random, enter, {
    complaints: () => [
      ...keeper.book.violations.map(({ message }) => `violation: ${message}`),
      // Order is kept within a stay: of two stays of one plate that wait together, the later may be told first.
      ...keeper.book.anomalies
        .filter(({ kind }) => kind !== 'inside-twice' && !(clock.wasSet && OF_A_SET_CLOCK.test(kind)))
        .map(({ kind, interface: of, id, carNo }) => `anomaly: ${kind} ${of} ${id} ${carNo}`),
    ],
    message(code, item) {
      issued.note(code, item);
      return seal([item], SECRET, now());
    },
  });
}

export function createSimulatedCitybrain(now: () => number, random: Random): SimulatedPlatform {
  const book = emptyBook();
  const enter = ({ interface: name, payload }: OutgoingItem): Delivery => {
    const params: unknown = JSON.parse(payload);
    const answer = enterIntoBook(
      book,
      { parkingLotNo: LOT_NO, ports: null },
      { interface: name as 'parking', params, at: now() },
    );
    const code = String(answer['result_code'] ?? answer['error']);
    const message = String(answer['result_msg'] ?? '');
    if (code === 'ORDER_NOT_EXIST') return { kind: 'earlier-missing', code, message };
    // Its first answer was lost: the platform has it (3.2.1).
    const known = code === 'OUT_ORDER_NO_DUPLICATION';
    return { kind: known || code === 'success' ? 'delivered' : 'refused', code, message };
  };
  return createPlatform(random, enter, {
    complaints: () => [
      ...book.violations.map(({ message }) => `violation: ${message}`),
      ...book.anomalies.map(({ kind, outOrderNo }) => `anomaly: ${kind} ${outOrderNo}`),
    ],
    message: () => '',
  });
}

function createPlatform(
  random: Random,
  enter: (item: OutgoingItem) => Delivery,
  parts: { complaints(): string[]; message(code: ServiceInterface, item: object): string },
): SimulatedPlatform {
  const taken = new Map<string, Taken>();
  let reachable = true;
  let way: { set(up: boolean): void; answers: Answers } | null = null;
  let asked: { code: ServiceInterface; message: string } | null = null;

  /** What arrives is taken into the book, whatever becomes of the answer. */
  function arrive(item: OutgoingItem): Delivery {
    const { refused, notNow } = platform.manners;
    if (chance(random, notNow)) return { kind: 'not-now', code: '2', message: 'busy' };
    if (chance(random, refused)) return { kind: 'refused', code: '1', message: 'refused by chance' };
    const delivery = enter(item);
    if (delivery.kind === 'delivered') {
      taken.set(`${item.interface} ${item.businessId}`, {
        interface: item.interface,
        businessId: item.businessId,
        payload: item.payload,
      });
    }
    return delivery;
  }

  function send(): Answered | null {
    if (way === null || !reachable || asked === null) return null;
    if (way.answers === null) return null;
    const reply = way.answers(asked.code, Buffer.from(asked.message)) as {
      code: number;
      data: { code: number; message: string }[];
    };
    return { code: reply.code, items: reply.data };
  }

  const platform: SimulatedPlatform = {
    manners: GOOD,
    taken,
    forget: () => void taken.clear(),
    reach(next) {
      reachable = next;
      way?.set(next);
    },
    wayFor(clock, isAlive, answers) {
      const made = createWay(clock, isAlive, random, () => ({ manners: platform.manners, arrive, reachable }));
      way = { set: made.set, answers };
      return made.transport;
    },
    complaints: parts.complaints,
    ask(code, item) {
      asked = { code, message: parts.message(code, item) };
      return send();
    },
    askAgain: send,
  };
  return platform;
}

interface Behind {
  manners: Manners;
  reachable: boolean;
  arrive(item: OutgoingItem): Delivery;
}

function createWay(clock: Clock, isAlive: () => boolean, random: Random, behind: () => Behind) {
  const linkListeners = new Set<(up: boolean) => void>();
  const stateListeners = new Set<(link: LinkState) => void>();
  const open = new Set<(delivery: Delivery) => void>();
  let link: LinkState = DOWN;

  function set(up: boolean): void {
    if (!isAlive() || up === (link.state === 'up')) return;
    link = up ? { state: 'up' } : DOWN;
    if (!up) for (const end of [...open]) end({ kind: 'no-answer', why: 'link-lost' });
    for (const listener of [...linkListeners]) listener(up);
    for (const listener of [...stateListeners]) listener(link);
  }

  const transport: LinkTransport = {
    get up() {
      return link.state === 'up';
    },
    get link() {
      return link;
    },
    onLink(listener) {
      linkListeners.add(listener);
      return () => void linkListeners.delete(listener);
    },
    onLinkState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    start: () => void clock.after(20, () => set(behind().reachable)),
    stop() {
      set(false);
      return Promise.resolve();
    },
    send(item, settle) {
      const end = (delivery: Delivery): void => {
        if (open.delete(end) && isAlive()) settle(delivery);
      };
      open.add(end);
      const { manners, arrive } = behind();
      const there = random.next() * manners.mostMs;
      const back = random.next() * manners.mostMs;
      const [requestLost, replyLost] = [chance(random, manners.requestLost), chance(random, manners.replyLost)];
      clock.after(TIMEOUT_MS, () => end({ kind: 'no-answer', why: 'timed-out' }));
      if (requestLost) return;
      clock.after(there, () => {
        if (!open.has(end)) return;
        const delivery = arrive(item);
        if (!replyLost) clock.after(back, () => end(delivery));
      });
    },
  };
  return { transport, set };
}
