import type { Clock } from '../../../native/clock/contract.ts';
import type { Db } from '../store/open.ts';
import { isStoreError } from '../store/open.ts';
import type { Audit, AuditEntry } from './audit.ts';
import type { Actor } from './door.ts';

/**
 * Writes into the audit what is no act with a record of its own: sessions, refusals, who looked at what. A full disk keeps
 * nobody from the desk: such lines wait in memory, and are written before the next one.
 */
export interface Trail {
  /** `change` is written in the same transaction, or SQLite's error thrown. */
  note(
    who: Pick<Actor, 'id' | 'role'> | null,
    what: string,
    outcome: AuditEntry['outcome'],
    about: Record<string, unknown>,
    change?: () => void,
  ): void;
  /** The same, but what a person looks at again and again within a minute is one line. */
  looked(who: Actor, what: string, about: Record<string, unknown>): void;
}

const SAME_LOOK_MS = 60_000;
/** Lines that wait for the disk; beyond that the oldest go. */
const MOST_WAITING = 1000;

export function createTrail(db: Db, audit: Audit, clock: Clock): Trail {
  const waiting: AuditEntry[] = [];
  let lastLook = { text: '', at: -Infinity };

  const note: Trail['note'] = (who, what, outcome, about, change) => {
    waiting.push({ at: clock.now(), who: who?.id ?? null, role: who?.role ?? null, what, outcome, about, key: null });
    if (waiting.length > MOST_WAITING) waiting.shift();
    try {
      db.transaction(() => {
        for (const entry of waiting) audit.write(entry);
        change?.();
      }).immediate();
      waiting.length = 0;
    } catch (error) {
      if (change !== undefined || !isStoreError(error)) throw error;
    }
  };
  return {
    note,
    looked(who, what, about) {
      const text = `${who.id} ${what} ${JSON.stringify(about)}`;
      const now = clock.monotonic();
      if (text === lastLook.text && now - lastLook.at < SAME_LOOK_MS) return;
      lastLook = { text, at: now };
      note(who, what, 'done', about);
    },
  };
}
