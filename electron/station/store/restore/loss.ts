import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { RestoreLoss } from '../../../contract/upkeep.ts';
import type { Db } from '../open.ts';

/**
 * What came after an instant, as far as anything still tells: the pictures on the disk, and the store that cannot be used,
 * which often can still be asked. Ask for several instants, then `close`.
 */
export interface Losses {
  /** `from`: the last that a copy knows of, UTC ms. */
  since(from: number): RestoreLoss;
  close(): void;
}

/** `broken`: the file that cannot be used; null: there is none. `pictures`: when each was taken. */
export function openLosses(broken: string | null, pictures: readonly number[]): Losses {
  let db = broken === null ? null : opened(broken);
  const endedAt = broken === null ? 0 : (statSync(broken, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const last = pictures.reduce((a, b) => Math.max(a, b), Math.floor(endedAt));

  /** A question that runs into the damage has no answer. */
  function known(from: number): RestoreLoss['known'] {
    if (db === null) return null;
    try {
      const stays = db.prepare<[number], number>('SELECT count(*) FROM stay WHERE entered_at > ?').pluck().get(from);
      const money = db
        .prepare<[number], { charges: number; received: number }>(
          'SELECT count(*) AS charges, coalesce(sum(received), 0) AS received FROM charge WHERE at > ?',
        )
        .get(from);
      return { stays: stays ?? 0, charges: money?.charges ?? 0, received: money?.received ?? 0 };
    } catch (error) {
      if (error instanceof Database.SqliteError) return null;
      throw error;
    }
  }

  return {
    since: (from) => ({
      from,
      to: Math.max(from, last),
      pictures: pictures.filter((at) => at > from).length,
      known: known(from),
    }),
    close() {
      db?.close();
      db = null;
    },
  };
}

function opened(file: string): Db | null {
  try {
    return new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}
