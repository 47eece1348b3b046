import { randomBytes } from 'node:crypto';
import { openAccounts } from './accounts.ts';
import { openBookingOffice } from './bookings.ts';
import type { BookingOffice } from './bookings.ts';
import { keepBook } from './book.ts';
import type { Book, Note } from './book.ts';
import { openBroker } from './broker.ts';
import type { Air, Broker } from './broker.ts';
import { httpsCarrier, mqttCarrier } from './carriers.ts';
import { makeCertificates } from './certificate.ts';
import type { Certificates } from './certificate.ts';
import { openControlOffice } from './control-list.ts';
import type { ControlOffice } from './control-list.ts';
import { openCouponOffice } from './coupons.ts';
import type { CouponOffice } from './coupons.ts';
import { openDownlink } from './downlink.ts';
import type { Downlink } from './downlink.ts';
import { answer } from './envelope.ts';
import { openFaults } from './faults.ts';
import type { PlatformFaults } from './faults.ts';
import { rememberIssued } from './issued.ts';
import { invoiceLink, PAY_CALLBACK_PATH } from './links.ts';
import { openLotClient } from './lot-client.ts';
import type { LotAccess, LotClient, LotResponse } from './lot-client.ts';
import { openPresence } from './presence.ts';
import { openReception } from './reception.ts';
import { openReplies } from './replies.ts';
import { openRequests } from './requests.ts';
import { openOrderOffice } from './share-orders.ts';
import type { OrderOffice } from './share-orders.ts';
import { wireCodes } from './tables/interfaces.ts';
import type { CodeNames, ServiceInterface } from './tables/interfaces.ts';
import { openWeb } from './web.ts';

export interface PlatformOptions {
  /** DB4403/T 89 code of the lot it serves. */
  parkCode: string;
  /** How the lot reports and is asked; pictures and pages go over HTTPS in either case (7.3.4.1.7, 7.4). */
  transport?: 'mqtts' | 'https';
  /** Where to listen. */
  host?: string;
  /** What a lot calls it; `host`, when absent. */
  publicHost?: string;
  /** Of the transport. 0 (the default) takes a free one. */
  port?: number;
  /** Of the HTTPS server beside a broker. 0 (the default) takes a free one. */
  httpsPort?: number;
  version?: string;
  /** MQTT client id, and user of the account. */
  clientId?: string;
  /** Made up when not given. */
  password?: string;
  secret?: string;
  /** Life of an access token, in seconds. */
  expiresInS?: number;
  /** What the envelope says to a token that is missing, unknown or over. */
  tokenCode?: 6 | 3002;
  /** Interface codes that this platform gives out under another name. */
  codes?: CodeNames;
  /** Where a lot over HTTPS is asked; can be said later (`setLot`). */
  lot?: LotAccess;
  /** Reports whose timestamp is further off than this are refused. */
  freshnessS?: number;
  /** So many reports are kept in the book. */
  keep?: number;
  certificates?: Certificates;
  /** What becomes of messages over MQTTS on their way; absent: they arrive. */
  air?: Air;
  now?: () => number;
  /** Called with everything that is written into the book. */
  onNote?: (note: Note) => void;
}

/** What a lot needs to connect: goes into its site file and secrets. */
export interface PlatformAccess {
  /** mqtts:// or https://, by transport. */
  url: string;
  /** Where pictures go and drivers come back to; the same as `url` for a lot over HTTPS. */
  httpsUrl: string;
  version: string;
  parkCode: string;
  clientId: string;
  /** For login (table 4). */
  userId: string;
  password: string;
  secret: string;
  caPem: string;
}

/** A DB4403/T shared-parking platform for one lot. */
export interface Platform extends BookingOffice, Downlink {
  readonly access: PlatformAccess;
  readonly book: Book;
  /** Plain data: set a field and it holds from the next message on. */
  readonly faults: PlatformFaults;
  readonly coupons: CouponOffice;
  readonly controlList: ControlOffice;
  readonly orders: OrderOffice;
  /** Over MQTTS: a lot is connected and subscribed. Over HTTPS: it is logged in and can be asked. */
  isHeard(): boolean;
  /** Resolves once it is; rejects after `timeoutMs`. */
  whenHeard(timeoutMs?: number): Promise<void>;
  /** Where a lot over HTTPS is asked; null: nowhere. */
  setLot(lot: LotAccess | null): void;
  /** Bytes on a topic, unsealed. RangeError over HTTPS. */
  publish(topic: string, payload: string): Promise<void>;
  /** Signed link to the lot's invoice page (7.4.2); `page`: as the lot reported it (table 34). RangeError when it has none. */
  invoiceLink(orderNo: string, page?: string): string;
  /** Opens such a link as a driver's browser would. */
  openInvoice(orderNo: string, page?: string): Promise<LotResponse>;
  /** The platform is gone, for `ms` or until `restore`. */
  cut(ms?: number): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

const BROWSER_PATIENCE_MS = 20_000;
/** Of a lot that has not said whose it is (table 10). */
const PROVIDER_CODE = '0001';

/** Starts a platform. Rejects when its port is taken. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { parkCode, transport = 'mqtts', host = '127.0.0.1', port = 0, version = 'v1' } = options;
  const { clientId = 'gatehouse-demo', password = made(), secret = made(), now = Date.now } = options;
  const { freshnessS = 300, keep = 300_000, publicHost = host } = options;
  const certificates = options.certificates ?? (await makeCertificates(now(), [publicHost]));
  const wire = wireCodes(options.codes);
  const issued = rememberIssued(keep);
  const keeper = keepBook({ parkCode, now, issued, keep, aheadS: freshnessS, onNote: options.onNote });
  const { book } = keeper;
  const accounts = openAccounts({ userId: clientId, password, secret, expiresInS: options.expiresInS ?? 7200, now });
  const stray = (topic: string, message: string): void =>
    keeper.violated(topic, { code: 3, table: null, field: null, message });

  let broker: Broker | null = null;
  const faults = openFaults((on) => {
    web.playDead(on);
    broker?.playDead(on);
  });
  const replies = openReplies(faults);
  const reception = openReception({ parkCode, secret, freshnessS, now, wire, keeper, accounts, faults });
  const presence = openPresence();
  let lot: LotClient | null = options.lot === undefined ? null : openLotClient(options.lot);
  let isCut = false;

  /** A lot over HTTPS is there when it is logged in and can be asked; one on the broker says so itself. */
  const lookForCaller = (): void => {
    if (transport === 'https') presence.set(lot !== null && accounts.isLoggedIn());
  };

  const web = await openWeb({
    host,
    port: (transport === 'https' ? port : options.httpsPort) ?? 0,
    certificates,
    version,
    wire,
    now,
    accounts,
    keeper,
    reception,
    replies,
    faults,
    tokenCode: options.tokenCode ?? 6,
    onAccount: () => lookForCaller(),
  });
  const requests = openRequests();
  const topicOf = (code: ServiceInterface): string => `/sys/${version}/${parkCode}/service/${wire.toWire(code)}/post`;
  const publish = (to: Broker, topic: string, text: string): void => {
    to.publish(topic, text).catch((error: unknown) => stray(topic, `not sent: ${String(error)}`));
  };
  const listen = async (): Promise<Broker> => {
    const opened = await openBroker(
      { host, port, certificates, clientId, password, version, parkCode, ...(options.air && { air: options.air }) },
      {
        onEvent(code, topic, payload) {
          const { code: verdict, message, data } = reception.take({ code, topic, parkCode, payload });
          replies.send(answer(verdict, message, data, now()), (text) => {
            publish(opened, `${topic}_reply`, text);
            if (faults.duplicateReplies) publish(opened, `${topic}_reply`, text);
          });
        },
        onReply(code, payload) {
          const service = wire.service(code);
          if (service !== null && requests.settle(service, payload) !== null) return;
          keeper.answeredAstray(service ?? code, payload.toString('utf8'));
        },
        onStray: stray,
        onHeard: presence.set,
      },
    );
    return opened;
  };
  try {
    broker = transport === 'mqtts' ? await listen() : null;
  } catch (error) {
    await web.cut();
    throw error;
  }
  const downlink = openDownlink({
    secret,
    now,
    faults,
    keeper,
    issued,
    carrier:
      broker === null
        ? httpsCarrier(() => (isCut ? null : lot), keeper, topicOf)
        : mqttCarrier(broker, requests, topicOf, stray),
  });

  const series = now().toString(36).toUpperCase();
  let number = 0;
  const nextCode = (kind: string) => (): string => `${kind}${series}-${(number += 1)}`;
  const httpsUrl = `https://${publicHost}:${web.port}`;
  const office = openBookingOffice(parkCode, nextCode('SP'), downlink);
  const orders = openOrderOffice(
    {
      parkCode,
      nextCode: nextCode('SO'),
      callbackUrl: `${httpsUrl}${PAY_CALLBACK_PATH}`,
      providerCode: () => keeper.providerCode() ?? PROVIDER_CODE,
      overdueAmount: (overdueOrderNo) => {
        const amount = keeper.overdueOrder(overdueOrderNo)?.['amount'];
        return typeof amount === 'number' ? amount : null;
      },
    },
    downlink,
  );
  const linkTo = (orderNo: string, page: string | null = keeper.invoicePage()): string => {
    if (page === null) throw new RangeError('the lot has reported no page for invoices (table 34)');
    return invoiceLink(page, orderNo, secret, now());
  };
  const cut = async (): Promise<void> => {
    isCut = true;
    await Promise.all([web.cut(), broker?.cut()]);
    presence.set(false);
  };
  const restore = async (): Promise<void> => {
    isCut = false;
    await Promise.all([web.restore(), broker?.restore()]);
    lookForCaller();
  };
  const restoring = new Set<NodeJS.Timeout>();

  return {
    ...office,
    ...downlink,
    get records() {
      return office.records;
    },
    coupons: openCouponOffice(parkCode, nextCode('CP'), now, downlink),
    controlList: openControlOffice(parkCode, downlink),
    orders,
    access: {
      url: broker === null ? httpsUrl : `mqtts://${publicHost}:${broker.port}`,
      httpsUrl,
      version,
      parkCode,
      clientId,
      userId: clientId,
      password,
      secret,
      caPem: certificates.caPem,
    },
    book,
    faults,
    isHeard: presence.is,
    whenHeard: presence.when,
    setLot(next) {
      lot?.close().catch((error: unknown) => stray('', `lot not left: ${String(error)}`));
      lot = next === null ? null : openLotClient(next);
      lookForCaller();
    },
    async publish(topic, payload) {
      if (broker === null) throw new RangeError('there is no broker over HTTPS');
      await broker.publish(topic, payload);
    },
    invoiceLink: linkTo,
    async openInvoice(orderNo, page) {
      const link = linkTo(orderNo, page);
      return lot?.get(link, BROWSER_PATIENCE_MS) ?? { ok: false, reason: 'no way to the lot' };
    },
    async cut(ms) {
      await cut();
      if (ms === undefined) return;
      const timer = setTimeout(() => {
        restoring.delete(timer);
        restore().catch((error: unknown) => stray('', `not restored: ${String(error)}`));
      }, ms);
      restoring.add(timer);
    },
    restore,
    async stop() {
      for (const timer of restoring) clearTimeout(timer);
      replies.stop();
      requests.giveUp('the platform was stopped');
      await Promise.all([web.cut(), broker?.stop(), lot?.close()]);
    },
  };
}

const made = (): string => randomBytes(16).toString('hex');
