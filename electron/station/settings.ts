import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '../../native/clock/contract.ts';
import { removeDurably, writeDurably } from '../files/durable.ts';
import { siteFileName } from '../contract/setup.ts';
import type { SiteConfig, SiteSecrets } from '../contract/site.ts';
import type { TrialView } from '../contract/trials.ts';
import type { People } from './access/people.ts';
import type { Ledger } from './ledger/record.ts';
import { openUnder, sealedText, sealUnder } from './secrets/passphrase.ts';
import { secretsPlace } from './secrets/secrets.ts';
import type { SecretsPlaces } from './secrets/secrets.ts';
import { createVault } from './secrets/vault.ts';
import { normalised } from './settings/changes.ts';
import type { SiteData } from './settings/changes.ts';
import { createSettingsDesk } from './settings/desk.ts';
import type { SettingsDesk } from './settings/desk.ts';
import { createDraftStore } from './settings/draft.ts';
import { createPrices } from './settings/prices.ts';
import type { Prices } from './settings/prices.ts';
import { secretsData } from './settings/secret-names.ts';
import type { Checks } from './settings/standing.ts';
import { createUndo } from './settings/undo.ts';
import type { Disk, Undo } from './settings/undo.ts';
import { createVersions } from './settings/versions.ts';
import { checkDraft } from './site/check.ts';
import { readSite } from './site/load.ts';
import { isPrivate, namedFiles } from './site/named-files.ts';
import type { Db } from './store/open.ts';
import { isStoreError } from './store/open.ts';

/** Where a site's own files lie. */
export interface SiteFiles {
  siteFile: string;
  secrets: SecretsPlaces;
  /** How they are written; absent: durably. */
  disk?: Disk;
}

/** The site as it is set up and changed. */
export interface Settings {
  desk: SettingsDesk;
  /** The prices that were in force at an instant. */
  pricesAt(at: number): Prices;
  /** Why the station went back to the settings before by itself; null: it did not. */
  takenBack(): string | null;
  /** The draft, for whoever tries what it says. `folder`: where the files lie that it names. */
  draft(): { site: SiteData; secrets: Record<string, Record<string, string>>; folder: string };
  /** The station is to prove itself with what was saved last, or goes back to what was before. */
  readonly isTried: boolean;
}

/** The note of a save under way lies beside the store. */
export const undoOf = ({ secrets: { dataDirectory }, disk = DURABLE }: SiteFiles): Undo =>
  createUndo(join(dataDirectory, 'saving.json'), disk);

const DURABLE: Disk = { write: writeDurably, remove: removeDurably };

const CHECKS: Checks = { draft: checkDraft, namedFiles, isPrivate };

export interface SettingsParts {
  files: SiteFiles;
  db: Db;
  ledger: Ledger;
  clock: Clock;
  people: People;
  /** Null: no site is at work. */
  running: SiteConfig | null;
  secrets: SiteSecrets;
  trials(): TrialView[];
  /** From now on this is the site. */
  take(site: SiteConfig): void;
  restart(): void;
}

/** Wires the draft to the files it is saved to and the checks it must pass. A file changed by hand becomes a version. */
export function openSettings(parts: SettingsParts): Settings {
  const { files, db, ledger, running } = parts;
  const { dataDirectory, key } = files.secrets;
  const siteFile = resolve(files.siteFile);
  const siteDirectory = dirname(siteFile);
  const undo = undoOf(files);
  const versions = createVersions(db);
  const isTried = running !== null && undo.pending() !== null;
  if (running !== null) noteChangesByHand(readSite(siteFile) as SiteData);

  const pricesNow = (): ((at: number) => Prices) => createPrices(versions.recent(), running ?? NO_PRICES);
  let prices = pricesNow();

  const desk = createSettingsDesk({
    ...parts,
    versions,
    undo,
    ground: {
      running,
      site: running === null ? (versions.newest()?.site ?? {}) : running,
      secrets: parts.secrets,
    },
    drafts: createDraftStore(db, createVault(dataDirectory, key)),
    checks: CHECKS,
    sealing: {
      seal: sealUnder,
      async open(passphrase, sealed) {
        const parsed = sealedText.safeParse(sealed);
        return parsed.success ? openUnder(passphrase, parsed.data) : null;
      },
    },
    places: { siteFile, siteDirectory, secrets: secretsPlace(files.secrets) },
    take(site) {
      parts.take(site);
      prices = pricesNow();
    },
    // After the answer.
    restart: () => void parts.clock.after(0, parts.restart),
  });

  function noteChangesByHand(site: SiteData): void {
    if (versions.isNewest(site)) return;
    try {
      ledger.record((tx) => void versions.add({ at: tx.at, who: null, because: '', site, apart: [] }));
    } catch (error) {
      // A full disk does not keep the gates from their work: the next start notices it too.
      if (!isStoreError(error)) throw error;
    }
  }

  const staged = join(dataDirectory, 'staged');
  let stagedTexts: string | null = null;

  /** The files that a draft names, where a trial can read them. Whoever reads them now is not disturbed while they stay the same. */
  function stage(site: SiteData, fileText: (name: string) => string | null): void {
    const named = namedFiles(site).filter(({ name }) => siteFileName.safeParse(name).success);
    const texts = named.flatMap(({ name }) => {
      const text = fileText(name);
      return text === null ? [] : [{ name, text }];
    });
    if (JSON.stringify(texts) === stagedTexts) return;
    unstage();
    mkdirSync(staged, { recursive: true, mode: 0o700 });
    for (const { name, text } of texts) writeFileSync(join(staged, name), text, { mode: 0o600 });
    stagedTexts = JSON.stringify(texts);
  }

  function unstage(): void {
    rmSync(staged, { recursive: true, force: true });
    stagedTexts = null;
  }

  return {
    desk: {
      ...desk,
      cameUp() {
        desk.cameUp();
        unstage();
      },
    },
    pricesAt: (at) => prices(at),
    takenBack: versions.takenBack,
    isTried,
    draft() {
      const { site, secrets, fileText } = desk.standing();
      stage(site, fileText);
      return { site: normalised(site), secrets: secretsData(secrets), folder: staged };
    },
  };
}

const NO_PRICES: Prices = { tariff: undefined, calendar: { holidays: [], workdays: [] } };
