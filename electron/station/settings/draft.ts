import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { role } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';
import type { SiteData } from './changes.ts';

/** People that came with a site, for those whom the store does not know. `hash`: scrypt in PHC format; null: none came. */
export const travelledPerson = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
  name: z.string().min(1).max(50),
  role,
  hash: z
    .string()
    // No dearer to try than what this program makes itself.
    .regex(/^\$scrypt\$ln=(1[0-7]|[1-9]),r=[1-8],p=[1-4]\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    .nullable(),
  mustChange: z.boolean(),
});
export type TravelledPerson = z.infer<typeof travelledPerson>;

/** What a draft changes that must not lie in the store: by name, null takes away. */
const apart = z.object({
  secrets: z.record(z.string(), z.string().nullable()),
  files: z.record(z.string(), z.string().nullable()),
  people: z.array(travelledPerson),
});
export type Apart = z.infer<typeof apart>;

export const NOTHING_APART: Apart = { secrets: {}, files: {}, people: [] };

/** The one draft. */
export interface Draft {
  revision: number;
  /** Null: what runs. */
  site: SiteData | null;
  apart: Apart;
  at: number | null;
  who: string | null;
}

/** Small files that only this machine can read. */
export interface Vault {
  /** Throws what the disk throws, and leaves nothing behind. */
  write(name: string, bytes: Uint8Array): void;
  /** Null: there is none, or it cannot be opened. */
  read(name: string): Buffer | null;
  /** All but one of those that begin with a text. */
  clear(beginning: string, but: string | null): void;
}

export interface DraftStore {
  now(): Draft;
  /** Inside a record: makes the draft another, with a revision of its own. */
  put(tx: Tx, change: Pick<Draft, 'site' | 'apart' | 'at' | 'who'>): void;
}

interface Row {
  revision: number;
  site: string | null;
  sealed: string | null;
  at: number | null;
  who: string | null;
}

const BEGINNING = 'draft-';

/**
 * Keeps the draft. What must stay apart goes into a new file of the vault first; the row that names it then makes both
 * count, so a crash in between leaves the draft of before, whole.
 */
export function createDraftStore(db: Db, vault: Vault): DraftStore {
  const read = db.prepare<[], Row>('SELECT revision, site, sealed, at, who FROM site_draft');
  const write = db.prepare(
    'UPDATE site_draft SET revision = @revision, site = @site, sealed = @sealed, at = @at, who = @who',
  );
  let draft = load();

  function load(): Draft {
    const { revision, site, sealed, at, who } = read.get() as Row;
    const bytes = sealed === null ? null : vault.read(sealed);
    vault.clear(BEGINNING, sealed);
    return {
      revision,
      site: site === null ? null : (JSON.parse(site) as SiteData),
      apart: bytes === null ? NOTHING_APART : apart.parse(JSON.parse(bytes.toString('utf8'))),
      at,
      who,
    };
  }

  return {
    now: () => draft,
    put(tx, change) {
      const isEmpty = Object.values(change.apart).every((part) => Object.keys(part).length === 0);
      const sealed = isEmpty ? null : `${BEGINNING}${randomUUID()}`;
      if (sealed !== null) vault.write(sealed, Buffer.from(JSON.stringify(change.apart)));
      const next: Draft = { ...change, revision: draft.revision + 1 };
      const site = next.site === null ? null : JSON.stringify(next.site);
      write.run({ revision: next.revision, site, sealed, at: next.at, who: next.who });
      tx.committed(() => {
        draft = next;
        vault.clear(BEGINNING, sealed);
      });
    },
  };
}
