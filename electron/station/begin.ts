import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { siteConfig, siteSecrets } from '../contract/site.ts';
import type { SiteSecrets } from '../contract/site.ts';
import { compose } from './compose.ts';
import type { Station, StationOptions } from './compose.ts';
import { openRestoreMode } from './restore-mode.ts';
import { openSecrets } from './secrets/secrets.ts';
import { undoOf } from './settings.ts';
import type { SiteFiles } from './settings.ts';
import { goBack, recoverSave } from './settings/recover.ts';
import { openSetupMode } from './setup-mode.ts';
import { loadSite, parseSecrets, readText } from './site/load.ts';
import { backupFolder } from './store/backup/backups.ts';
import { readCopies } from './store/backup/copies.ts';
import { StoreError } from './store/open.ts';
import { findNeed, storePlaces } from './store/restore/need.ts';
import type { Need, StorePlaces } from './store/restore/need.ts';

/** What a station is begun with, each time anew: the site itself is read from its files. */
export interface Given extends Pick<
  StationOptions,
  'dataDirectory' | 'clock' | 'random' | 'log' | 'run' | 'restart' | 'secretCost' | 'lines'
> {
  files: SiteFiles;
}

/**
 * The station as it can begin: at work; without a site, to be set up; or, where its store cannot be worked with, asking
 * what to go on with. What was saved last and does not come up is gone back from. Throws `SiteError`, `SecretsError` or
 * `StoreError` where a person must do something outside of the program.
 */
export async function beginStation(given: Given): Promise<Station> {
  const undo = undoOf(given.files);
  const { database } = storePlaces(given.dataDirectory, '');
  recoverSave(undo, database);
  try {
    return await beginWith(given);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (goBack(undo, database, why) === null) throw error;
    given.log.error(error, 'the station did not come up with what was saved last, and goes back');
    return beginWith(given);
  }
}

async function beginWith(given: Given): Promise<Station> {
  const { files, dataDirectory, clock } = given;
  if (!existsSync(files.siteFile)) return beginWithoutSite(given);
  const site = loadSite(files.siteFile);
  const reader = { read: readText, parse: (text: string, file: string) => parseSecrets(text, file, site) };
  const { secrets, troubles } = openSecrets(files.secrets, reader);
  const options = { ...given, site, secrets, secretsTroubles: troubles, siteDirectory: dirname(files.siteFile) };
  const places = storePlaces(dataDirectory, backupFolder(dataDirectory, site.backup));
  const need = findNeed(places, clock.now());
  return need === null ? compose(options) : openRestoreMode(options, places, need);
}

async function beginWithoutSite(given: Given): Promise<Station> {
  const { dataDirectory, clock } = given;
  const places = storePlaces(dataDirectory, backupFolder(dataDirectory, siteConfig.shape.backup.parse(undefined)));
  const need = findNeed(places, clock.now());
  const secrets = knownSecrets(given.files);
  if (need === null) return openSetupMode({ ...given, secrets });
  const access = siteConfig.shape.access.parse(undefined);
  // The people are those of a copy of the store; without one nobody could say what to go on with.
  if (!readCopies(places.copies).some(({ state }) => state === 'good')) throw nobodyToAsk(need, places);
  return openRestoreMode(
    { ...given, secrets, site: { people: [], access, lot: { name: '', desk: '' } } },
    places,
    need,
  );
}

/** Those that are there, whatever they are good for; none: whoever sets the site up puts them. */
function knownSecrets({ secrets }: SiteFiles): SiteSecrets {
  try {
    return openSecrets(secrets, { read: readText, parse: (text) => siteSecrets.parse(JSON.parse(text)) }).secrets;
  } catch {
    return siteSecrets.parse({});
  }
}

const nobodyToAsk = ({ setAside, detail }: Need, { copies, data }: StorePlaces): StoreError =>
  new StoreError(
    'damaged',
    `没有站点文件，也没有可用的备份（${copies}）。请放回 site.json 或备份后再启动；要从头设置，先删除 ${data} 里的 restore.json。` +
      (setAside === null ? detail : `原数据库在 ${setAside}`),
  );
