import { join } from 'node:path';
import type { SiteConfig } from '../../contract/site.ts';
import type { SiteChange } from '../../contract/setup.ts';
import type { People } from '../access/people.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { canonical } from './changes.ts';
import type { Draft } from './draft.ts';
import { settingsRefusal } from './refusal.ts';
import { namedSecrets, secretsData, secretsOf } from './secret-names.ts';
import type { Checks, Ground, Standing } from './standing.ts';
import type { FileWish, Undo } from './undo.ts';
import type { Versions } from './versions.ts';

/** Where the parts of a site lie. */
export interface SitePlaces {
  siteFile: string;
  siteDirectory: string;
  secrets: { file: string; toFile(plain: Uint8Array): Uint8Array };
}

export interface Saving {
  /** Checked: it has no mistakes. */
  site: SiteConfig;
  draft: Draft;
  standing: Standing;
  ground: Ground;
  changes: readonly SiteChange[];
  who: string;
  because: string;
  /** Inside the record: the act's own line. */
  note(tx: Tx): void;
}

export interface SaverParts {
  places: SitePlaces;
  undo: Undo;
  ledger: Ledger;
  versions: Versions;
  people: Pick<People, 'add' | 'change'>;
  namedFiles: Checks['namedFiles'];
}

/** Writes a site, whole or not at all: its file, its secrets, the files beside it, its version, and who comes with it. */
export function createSaver({ places, undo, ledger, versions, people, namedFiles }: SaverParts) {
  return ({ site, draft, standing, ground, changes, who, because, note }: Saving): void => {
    const wishes: FileWish[] = [
      ...fileWishes(site, draft, standing),
      ...secretsWish(site, standing, ground),
      { file: places.siteFile, bytes: asText(site) },
    ];
    const commit = (): void =>
      ledger.record((tx) => {
        const apart = changes.filter(({ secret }) => secret).map(({ path }) => path);
        versions.add({ at: tx.at, who, because, site: site, apart });
        for (const { id, name, role, hash, mustChange } of standing.newcomers) {
          people.add({ id, name, role });
          if (hash !== null) people.change(id, { secret: hash, secretAt: tx.at, mustChange });
        }
        note(tx);
      });
    try {
      undo.replace(versions.next(), wishes, commit);
    } catch (error) {
      // The disk's own errors have numbers, the store's have not.
      if ((error as NodeJS.ErrnoException).errno === undefined) throw error;
      throw settingsRefusal('not-recorded', String(error));
    }
  };

  /** Those that the site names are written, those taken away removed; the rest of what was put is dropped. */
  function fileWishes(site: SiteConfig, { apart }: Draft, { fileText }: Standing): FileWish[] {
    const named = new Set(namedFiles(site).map(({ name }) => name));
    return Object.keys(apart.files).flatMap((name) => {
      const text = fileText(name);
      if (text !== null && !named.has(name)) return [];
      return [{ file: join(places.siteDirectory, name), bytes: text === null ? null : Buffer.from(text) }];
    });
  }

  function secretsWish(site: SiteConfig, { secrets }: Standing, ground: Ground): FileWish[] {
    const kept = secretsOf(site, secrets);
    const isSame = canonical(Object.fromEntries(kept)) === canonical(Object.fromEntries(namedSecrets(ground.secrets)));
    if (isSame && ground.running !== null) return [];
    const { file, toFile } = places.secrets;
    return [{ file, bytes: toFile(asText({ ...secretsData(kept), people: ground.secrets.people })) }];
  }
}

const asText = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
