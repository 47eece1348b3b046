import { EventEmitter, once } from 'node:events';
import { createOutboxRows } from '../../../electron/station/ledger/outbox-rows.ts';
import type { Ledger } from '../../../electron/station/ledger/record.ts';
import type { PlatformLink } from '../../../electron/station/platform/link/platform-link.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { wireJson } from '../cases/cases.ts';
import { until } from '../ends/waiting.ts';

/** What became of one item of the queue. */
export interface SentItem {
  id: string;
  state: 'waiting' | 'acknowledged' | 'parked';
  code: string | null;
  message: string | null;
  /** From its last sending to the answer. */
  ms: number | null;
}

interface ItemRow {
  id: string;
  state: SentItem['state'];
  code: string | null;
  message: string | null;
  sentAt: number | null;
  settledAt: number | null;
}

/** `id`: its business id. Items of one key go one after another. */
export interface QueuedItem {
  id: string;
  item: unknown;
  key?: string;
}

/** What a queue belongs to. */
export interface Side {
  db: Db;
  ledger: Ledger;
  link: PlatformLink;
}

/** The queue of a lot, with items put into it as they are, lawful or not. */
export interface Desk {
  /** Puts items into the queue in one transaction, each on a key of its own unless it has one, and has them sent. */
  put(code: string, items: readonly QueuedItem[]): void;
  /** Resolves once so many more are acknowledged or parked, or a while after the last that was. */
  settled(count: number): Promise<void>;
  /** Resolves once the platform has answered it, whatever it said, or after a while without. */
  answered(id: string): Promise<SentItem>;
  look(code: string): Map<string, SentItem>;
  /** As a person would who knows better; it is sent when it is due again. */
  putRight(id: string, item: unknown): void;
}

const PATIENCE_MS = 10_000;

/** `platform`: its id in the outbox. */
export function openDesk({ db, ledger, link }: Side, platform: 'db4403' | 'citybrain' = 'db4403'): Desk {
  const rows = createOutboxRows(db);
  const setPayload = db.prepare('UPDATE outbox SET payload = ? WHERE platform = ? AND business_id = ?');
  const columns = `business_id AS id, state, answer_code AS code, answer_message AS message, sent_at AS sentAt,
    settled_at AS settledAt`;
  const ofInterface = db.prepare<[string, string], ItemRow>(
    `SELECT ${columns} FROM outbox WHERE platform = ? AND interface = ?`,
  );
  const one = db.prepare<[string, string], ItemRow>(
    `SELECT ${columns} FROM outbox WHERE platform = ? AND business_id = ?`,
  );
  const moves = new EventEmitter();
  let settledSoFar = 0;
  let awaited = 0;
  link.onSettled(({ state }) => {
    if (state === 'waiting') return;
    settledSoFar += 1;
    moves.emit('moved');
  });

  return {
    put(code, items) {
      ledger.record((tx) => {
        for (const { id, item, key = id } of items) {
          rows.add(
            { platform, interface: code, businessId: id, orderKey: key, payload: item, supersedes: false },
            null,
            tx.at,
          );
          // Not all that goes over a wire can be said by a value of the language.
          setPayload.run(wireJson(item), platform, id);
        }
      });
      link.outbox.wake();
    },
    async settled(count) {
      awaited += count;
      while (settledSoFar < awaited) {
        const before = settledSoFar;
        await once(moves, 'moved', { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
        // What does not come any more shows as waiting.
        if (settledSoFar === before) awaited = settledSoFar;
      }
    },
    async answered(id) {
      const answer = (): ItemRow | undefined => one.get(platform, id);
      await until(() => typeof answer()?.code === 'string');
      return itemOf(answer() ?? { id, state: 'waiting', code: null, message: null, sentAt: null, settledAt: null });
    },
    look: (code) => new Map(ofInterface.all(platform, code).map((row) => [row.id, itemOf(row)])),
    putRight(id, item) {
      setPayload.run(wireJson(item), platform, id);
    },
  };
}

const itemOf = ({ id, state, code, message, sentAt, settledAt }: ItemRow): SentItem => ({
  id,
  state,
  code,
  message,
  ms: sentAt === null || settledAt === null ? null : settledAt - sentAt,
});
