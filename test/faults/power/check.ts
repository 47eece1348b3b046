import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createCaptures } from '../../../electron/station/capture/captures.ts';
import { createImageFiler } from '../../../electron/station/capture/images.ts';
import { createLaneStore } from '../../../electron/station/lane/store.ts';
import { readCopies } from '../../../electron/station/store/backup/copies.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { findNeed, storePlaces } from '../../../electron/station/store/restore/need.ts';
import { stateOf } from './fingerprint.ts';
import type { State } from './fingerprint.ts';
import { DATABASE } from './marks.ts';

/** What had been promised when the power went. */
export interface Promised {
  /** The store as it was last committed, and what was just being committed. Empty: nothing was. */
  states: readonly State[];
  /** Copies of the store that were finished. */
  copies: readonly string[];
  /** A person had chosen to go on with a copy: the question may come again, and both answers are right. */
  restoring: boolean;
}

/** Opens what a loss of power left, as the station does, and holds it against what was promised. Empty: all is well. */
export async function checkAfter(data: string, promised: Promised): Promise<string[]> {
  const places = storePlaces(data, join(data, 'backups'));
  const wrong = copiesWrong(places.copies, promised.copies);
  if (promised.states.length === 0 && !existsSync(join(data, DATABASE))) return wrong;
  const need = findNeed(places, 0);
  if (need !== null) {
    const asked = promised.restoring && ['asked', 'missing'].includes(need.why) && readCopies(places.copies).length > 0;
    return asked ? wrong : [...wrong, `not to be worked with: ${need.why} ${need.detail}`];
  }
  let db: Db;
  try {
    db = openStore(places.database);
  } catch (error) {
    return [...wrong, `not opened: ${String(error)}`];
  }
  try {
    return [...wrong, ...(await storeWrong(db, data, promised))];
  } catch (error) {
    return [...wrong, `not read: ${String(error)}`];
  } finally {
    db.close();
  }
}

async function storeWrong(db: Db, data: string, { states }: Promised): Promise<string[]> {
  const said = db.pragma('integrity_check', { simple: true }) as string;
  if (said !== 'ok') return [`damaged: ${said}`];
  const found = stateOf(db);
  // Opening brings an older schema to the newest: then the rows are counted, before and after.
  const isIt = (state: State): boolean =>
    state.version === found.version ? state.print === found.print : state.facts === found.facts;
  const lost = states.length === 0 || states.some(isIt) ? [] : ['a commit that was acknowledged is not there'];
  const lanes = createLaneStore(db);
  for (const lane of db.prepare<[], string>('SELECT lane_id FROM lane_state').pluck().all()) lanes.load(lane, 0);
  return [...lost, ...(await imagesWrong(db, join(data, 'captures')))];
}

/** Each image that is called filed is there, byte for byte; after the start none is left in doubt. */
async function imagesWrong(db: Db, directory: string): Promise<string[]> {
  await createImageFiler(directory, createCaptures(db), createManualClock()).recover();
  const rows = db
    .prepare<[], { id: string; image_path: string; image_state: string; image_sha256: string }>(
      `SELECT id, image_path, image_state, image_sha256 FROM capture WHERE image_state IN ('filed', 'pending')`,
    )
    .all();
  return rows.flatMap((row) => {
    if (row.image_state === 'pending') return [`image ${row.id} is in doubt`];
    const file = join(directory, row.image_path);
    if (!existsSync(file)) return [`image ${row.id} is not there`];
    return sha256(file) === row.image_sha256 ? [] : [`image ${row.id} is another`];
  });
}

/** Each copy that was finished is there, and each that has a manifest is what that says. */
function copiesWrong(folder: string, promised: readonly string[]): string[] {
  const copies = readCopies(folder);
  const missing = promised.filter((file) => !copies.some((copy) => copy.file === file));
  // Of one that was being removed the manifest goes last.
  const kept = copies.filter(({ file }) => promised.includes(file) || existsSync(join(folder, file)));
  const unsound = kept.filter(
    ({ state, file, sha256: said }) => state !== 'good' || sha256(join(folder, file)) !== said,
  );
  return [
    ...missing.map((file) => `copy ${file} is not there`),
    ...unsound.map(({ file }) => `copy ${file} is not sound`),
  ];
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
