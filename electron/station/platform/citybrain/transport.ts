import type { Clock } from '../../../../native/clock/contract.ts';
import { toDateTime } from '../../wire/time.ts';
import { down, refused } from '../../wire/trouble.ts';
import type { Trust } from '../../wire/trust.ts';
import type { LinkState } from '../link/link-state.ts';
import type { LinkTransport } from '../link/platform-link.ts';
import type { Delivery, WireItem } from '../outbox/contract.ts';
import type { Account, Message } from './envelope.ts';
import { createExchange } from './exchange.ts';
import type { Exchanged } from './exchange.ts';
import { createHold } from './hold.ts';
import type { Orders } from './orders.ts';
import type { PictureOf } from './picture-file.ts';
import { createPresence } from './presence.ts';
import type { Interface, Reply } from './reply.ts';
import type { PicturePayload } from './reports.ts';
import { createSealing } from './sealing.ts';

export interface TransportParts {
  url: string;
  trust: Trust;
  account: Account;
  parkingLotNo: string;
  heartbeatMs: number;
  orders: Orders;
  pictureOf: PictureOf;
  clock: Clock;
  /** Gives [0, 1). */
  random: () => number;
  /** Gives each message its id, at most 64 characters. */
  newId: () => string;
}

/** Codes of our own, where no platform was asked or none answered. */
const NO_PICTURE = 'NO_PICTURE';
const NO_INTERFACE = 'NO_INTERFACE';
const NO_ANSWER = 'NO_ANSWER';

const saidBy = ({ code, message }: { code: string; message: string | null }): string =>
  [code, message ?? ''].join(' ').trim();
const noPicture = (message: string): Delivery => ({ kind: 'unsendable', code: NO_PICTURE, message });

/** City Brain's four interfaces over HTTPS: reports up, heartbeats meanwhile. */
export function createCitybrainTransport(parts: TransportParts): LinkTransport {
  const { clock, orders, pictureOf } = parts;
  const sealing = createSealing(parts.account);
  const exchange = createExchange(parts.url, parts.trust, clock);
  const hold = createHold(clock);
  const presence = createPresence({ beat, everyMs: parts.heartbeatMs, clock, random: parts.random });

  const message = (params: string): Message => ({ params, id: parts.newId(), timestamp: toDateTime(clock.now()) });

  async function beat(status: 'alive' | 'lost'): Promise<LinkState> {
    const params = JSON.stringify({ parking_lot_no: parts.parkingLotNo, status });
    const exchanged = await exchange.post('heartbeat', () => sealing.seal(message(params)));
    if (exchanged.kind === 'failed') {
      // Connections of a link that is lost are lost, too, whether they know it or not; a file put right needs no restart.
      exchange.reset();
      return exchanged.trouble;
    }
    const { reply } = exchanged;
    switch (reply.kind) {
      case 'taken':
        return { state: 'up' };
      case 'not-now':
        return down('not-answering', saidBy(reply));
      case 'no-lot':
        return refused('not-registered', saidBy(reply));
      case 'no-order':
      case 'refused':
      case 'not-let-in':
        return refused('not-let-in', saidBy(reply));
    }
  }

  async function deliver(item: WireItem): Promise<Delivery> {
    await hold.over();
    switch (item.interface) {
      case 'parking':
      case 'away':
        return judge(
          item.interface,
          item,
          await exchange.post(item.interface, () => sealing.seal(message(item.payload))),
        );
      case 'uploadSnapshot':
        return deliverPicture(item);
      default:
        return {
          kind: 'unsendable',
          code: NO_INTERFACE,
          message: `${item.interface} is no interface of this platform`,
        };
    }
  }

  async function deliverPicture(item: WireItem): Promise<Delivery> {
    const { captureId, ...params } = JSON.parse(item.payload) as PicturePayload;
    const picture = pictureOf(captureId);
    if (picture.state === 'pending') return { kind: 'not-yet', why: 'the picture is still being filed' };
    if (picture.state === 'gone') return noPicture('the picture was lost before it was filed');
    const prepare = () => sealing.sealPicture(message(JSON.stringify(params)), picture.file, item.seq);
    // Before the time limit begins: pictures wait for one another.
    const prepared = await prepare();
    if (prepared.kind !== 'sealed')
      return prepared.kind === 'never' ? noPicture(prepared.why) : { kind: 'not-yet', why: prepared.why };
    let first: Buffer | null = prepared.body;
    const makeBody = async (): Promise<Buffer> => {
      const body = first;
      first = null;
      if (body) return body;
      const again = await prepare();
      if (again.kind !== 'sealed') throw new Error(again.why);
      return again.body;
    };
    return judge('uploadSnapshot', item, await exchange.post('uploadSnapshot', makeBody));
  }

  async function judge(name: Interface, item: WireItem, exchanged: Exchanged): Promise<Delivery> {
    if (exchanged.kind === 'failed') return unanswered(exchanged);
    const { reply, retryAfterMs } = exchanged;
    switch (reply.kind) {
      case 'taken':
        return taken(name, item, reply);
      case 'no-order':
        // An entry has nothing before it.
        return { ...reply, kind: name === 'parking' ? 'refused' : 'earlier-missing' };
      case 'no-lot':
      case 'refused':
        return turnedAway(reply);
      case 'not-let-in':
      case 'not-now':
        hold.extend(retryAfterMs);
        void presence.confirm();
        return { ...reply, kind: 'not-now' };
    }
  }

  /** A platform that answers heartbeats and not reports takes none just now: hammering each of them on would not help it. */
  async function unanswered({ why, trouble }: Exchanged & { kind: 'failed' }): Promise<Delivery> {
    const link = await presence.confirm();
    return link.state === 'up'
      ? { kind: 'not-now', code: NO_ANSWER, message: trouble.detail }
      : { kind: 'no-answer', why };
  }

  function taken(
    name: Interface,
    item: WireItem,
    { code, message, innerOrderNo }: Reply & { kind: 'taken' },
  ): Delivery {
    if (name === 'uploadSnapshot' || innerOrderNo === null) return { kind: 'delivered', code, message };
    // Entries and exits are known by their out_order_no.
    const also = (): void => orders.keepInner(item.businessId, innerOrderNo);
    return { kind: 'delivered', code, message, also };
  }

  /** The text has no codes that tell "not this" from "not you": a heartbeat does. */
  async function turnedAway({ code, message }: Reply & { kind: 'refused' | 'no-lot' }): Promise<Delivery> {
    // Sent before it was known that nothing is taken.
    if (!presence.up) return { kind: 'not-now', code, message };
    const link = await presence.ask();
    switch (link.state) {
      case 'up':
        return { kind: 'refused', code, message };
      case 'refused':
        return { kind: 'not-now', code, message };
      case 'down':
        return { kind: 'no-answer', why: 'link-lost' };
    }
  }

  return {
    get up() {
      return presence.up;
    },
    get link() {
      return presence.link;
    },
    onLink: presence.onLink,
    onLinkState: presence.onLinkState,
    start: presence.start,
    async stop() {
      hold.stop();
      await presence.stop();
      exchange.stop();
      await sealing.stop();
    },
    send(item, settle) {
      // Nothing here fails by itself; what does all the same is tried again.
      deliver(item).then(settle, () => settle({ kind: 'no-answer', why: 'link-lost' }));
    },
  };
}
