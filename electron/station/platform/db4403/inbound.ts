import { createHash } from 'node:crypto';
import type { Clock } from '../../../../native/clock/contract.ts';
import type { Desks } from '../../booking/contract.ts';
import type { Ledger, Tx } from '../../ledger/record.ts';
import type { Db } from '../../store/open.ts';
import { toTimestamp } from '../../wire/time.ts';
import { confirmBookStall, requestBookStall } from './booking-service.ts';
import { CODE, wordsFor } from './codes.ts';
import { openRequest, refusal } from './envelope.ts';
import type { Refusal, ReplyBody } from './envelope.ts';
import type { Rejection } from './rejections.ts';
import { PLATFORM } from './reports.ts';
import { overduePayment, refundRequest, shareOrder, UNPAYABLE, unpayableOrder } from './sharing-service.ts';
import { allows, check } from './tables/description.ts';
import type { Row, Table } from './tables/description.ts';
import type { CodeNames, Interface, ServiceInterface } from './tables/interfaces.ts';
import { services } from './tables/interfaces.ts';
import { coupon, vehicleControl } from './vehicle-service.ts';

/** More entries than a platform has reason to send at once would hold up the gate. */
const MOST_ENTRIES = 200;
/** Codes of DB4403/T 89 have twenty digits. */
const PARK_CODE = /^\d{20}$/;
/** How often replies that no replay can ask for any more are thrown away. */
const PRUNE_EVERY_MS = 3_600_000;

export interface InboundParts {
  ledger: Ledger;
  db: Db;
  desks: Desks;
  clock: Clock;
  names: CodeNames;
  secret: string;
  parkCode: string;
  /** Messages this much older or newer than now are refused. */
  freshnessMs: number;
  onRejected(rejection: Rejection): void;
  /** Something of ours failed; the platform got code 5. */
  onTrouble(error: unknown): void;
}

interface Entry {
  code: number;
  message: string;
  [field: string]: unknown;
}

/**
 * Answers what the platform asks (8.1.2), from the raw bytes to the reply. Every check comes before the one
 * transaction in which the desk acts and the reply is kept; a message that is refused changes nothing. The same bytes
 * again get the kept reply. A refused entry refuses only itself.
 */
export function createInbound(parts: InboundParts): (wireCode: string, bytes: Uint8Array) => ReplyBody {
  const { ledger, clock, desks, parkCode } = parts;
  const kept = parts.db.prepare<[string], { reply: string }>('SELECT reply FROM inbound WHERE digest = ?');
  const keep = parts.db.prepare(
    `INSERT INTO inbound (digest, platform, interface, received_at, reply)
     VALUES (@digest, '${PLATFORM}', @name, @at, @reply)`,
  );
  const prune = parts.db.prepare(`DELETE FROM inbound WHERE platform = '${PLATFORM}' AND received_at < ?`);
  let prunedAt = Number.NEGATIVE_INFINITY;

  /** One entry each for what a service does with a row that its table allows. */
  const serve: Record<ServiceInterface, (tx: Tx, entry: unknown) => Entry> = {
    coupon: (tx, entry) => withRow(services.coupon, entry, (row) => coupon(tx, desks.coupons, row)),
    vehicleControl: (tx, entry) =>
      withRow(services.vehicleControl, entry, (row) => vehicleControl(tx, desks.control, row)),
    shareOrder: (tx, entry) => ({
      ...unpayableOrder(desks.sharing),
      ...withRow(services.shareOrder, entry, (row) => shareOrder(tx, desks.sharing, row)),
    }),
    overduePayment: (tx, entry) => ({
      ...UNPAYABLE,
      ...withRow(services.overduePayment, entry, (row) => overduePayment(tx, desks.sharing, row)),
    }),
    refundRequest: (tx, entry) =>
      withRow(services.refundRequest, entry, (row) => refundRequest(tx, desks.sharing, row)),
    requestBookStall: (tx, entry) =>
      withRow(services.requestBookStall, entry, (row) => requestBookStall(tx, desks.bookings, row)),
    confirmBookStall: (tx, entry) =>
      withRow(services.confirmBookStall, entry, (row) => confirmBookStall(tx, desks.bookings, row)),
  };

  function withRow<T extends Table>({ request }: { request: T }, entry: unknown, act: (row: Row<T>) => object): Entry {
    const checked = check(request, entry);
    const wrong = checked.ok ? otherPark(checked.row) : checked.refusal;
    return (checked.ok && !wrong ? act(checked.row) : { ...wrong }) as Entry;
  }

  function otherPark(row: object): Refusal | null {
    if (!('parkCode' in row) || row.parkCode === parkCode) return null;
    return typeof row.parkCode === 'string' && PARK_CODE.test(row.parkCode)
      ? refusal(CODE.noSuchPark, 'parkCode')
      : refusal(CODE.parkCode, 'parkCode 应为 20 位数字');
  }

  function reject(name: string, { code, message }: Refusal): ReplyBody {
    parts.onRejected({ interface: name, code, message });
    return { code, message, data: [] };
  }

  /** Null: the time fits. The machine's clock may be the wrong one, so both times are said. */
  function staleness(timestamp: number): Refusal | null {
    const now = toTimestamp(clock.now());
    if (Math.abs(timestamp - now) * 1000 <= parts.freshnessMs) return null;
    return refusal(CODE.parameter, `timestamp ${timestamp} 与本机 ${now} 相差超过 ${parts.freshnessMs / 1000} 秒`);
  }

  function act(name: ServiceInterface, items: unknown[], digest: string): ReplyBody {
    return ledger.record((tx) => {
      const entries = items.map((item) => answered(name, item, serve[name](tx, item)));
      const reply = body(entries);
      const taken = entries.filter((each) => each.code === CODE.ok).length;
      // One line for the whole batch: hundreds of them would push the gate's own off the board.
      if (name === 'vehicleControl' && taken > 0) desks.control.noteBatch(tx, taken);
      // Nothing was changed by a message that was refused as a whole: asked again, it is judged again.
      if (taken > 0) {
        keep.run({ digest, name, at: tx.at, reply: JSON.stringify(reply) });
        if (tx.at - prunedAt >= PRUNE_EVERY_MS || tx.at < prunedAt) {
          prune.run(tx.at - 2 * parts.freshnessMs);
          prunedAt = tx.at;
        }
      }
      return reply;
    });
  }

  return (wireCode, bytes) => {
    const name = parts.names.service(wireCode);
    if (name === null) return reject(wireCode.slice(0, 64), refusal(CODE.format, '接口编码未提供'));
    const opened = openRequest(bytes, parts.secret);
    if (!opened.ok) return reject(name, opened.refusal);
    const stale = staleness(opened.timestamp);
    if (stale) return reject(name, stale);
    if (opened.items.length === 0) return reject(name, refusal(CODE.parameter, 'data 为空'));
    if (opened.items.length > MOST_ENTRIES) return reject(name, refusal(CODE.range, `data 最多 ${MOST_ENTRIES} 项`));
    try {
      const digest = createHash('sha256').update(`${PLATFORM} ${name} `).update(opened.message).digest('hex');
      const before = kept.get(digest);
      if (before) return JSON.parse(before.reply) as ReplyBody;
      const reply = act(name, opened.items, digest);
      for (const [index, each] of (reply.data as Entry[]).entries())
        if (each.code !== CODE.ok)
          parts.onRejected({ interface: name, ...about(opened.items[index]), ...refused(each) });
      return reply;
    } catch (error) {
      parts.onTrouble(error);
      return reject(name, refusal(CODE.other));
    }
  };
}

/**
 * An entry of the reply, tied to its question by the field they share; tables 56 and 58 have none: there the order ties. What
 * names nothing is said back as far as it can be read, or left out where the reply's table lets it be (41).
 */
function answered(name: ServiceInterface, item: unknown, entry: Entry): Entry {
  const { match, reply }: Interface = services[name];
  const field = reply.fields.find((each) => each.name === match?.reply);
  if (match === null || field === undefined) return entry;
  const said = shortText(item, match.request) ?? '';
  return field.required || allows(field, said) ? { [match.reply]: said, ...entry } : entry;
}

/** 0 when every entry was taken; 4 when all that was refused did not fit its table; else 1. */
function body(entries: Entry[]): ReplyBody {
  const refusedEntries = entries.filter((entry) => entry.code !== CODE.ok);
  const [first] = refusedEntries;
  if (!first) return { code: CODE.ok, message: wordsFor(CODE.ok), data: entries };
  const malformed = refusedEntries.every((entry) => MALFORMED.has(entry.code));
  return { code: malformed ? CODE.parameter : CODE.business, message: first.message, data: entries };
}

const MALFORMED = new Set<number>([
  CODE.parameter,
  CODE.naming,
  CODE.parkCode,
  CODE.stallCode,
  CODE.length,
  CODE.type,
  CODE.range,
]);

const refused = (entry: Entry): Refusal => ({ code: entry.code as Refusal['code'], message: entry.message });

/** Whom a refused entry was about, as far as it can be read. */
const about = (item: unknown) => ({ bookingCode: shortText(item, 'bookCode'), plate: shortText(item, 'carNo') });

/** A text of a plausible length from an entry that may be anything. */
function shortText(item: unknown, field: string): string | null {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, field)) return null;
  const value = (item as Record<string, unknown>)[field];
  return typeof value === 'string' && [...value].length <= 50 ? value : null;
}
