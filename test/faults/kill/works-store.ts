import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readCopies } from '../../../electron/station/store/backup/copies.ts';
import { press } from '../../support/station.ts';
import { BEFORE } from './filled.ts';
import { isAtCheckpoint, STORE } from './left.ts';
import { waited } from './work.ts';
import type { Scene, Work } from './work.ts';

/** Asks the store of a station at work, which is not disturbed. */
export function asked<T>({ files }: Pick<Scene, 'files'>, sql: string): T[] {
  const db = new Database(join(files.data, STORE), { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** A copy of the store, which a person asks for. */
export function backupWork(): Work {
  const folderOf = ({ files }: Scene): string => join(files.data, 'backups');
  const isWhole = (names: readonly string[], name: string): boolean =>
    names.includes(name.endsWith('.json') ? name.replace(/json$/, 'sqlite') : name.replace(/sqlite$/, 'json'));
  return {
    lastsMs: 150,
    async begin(scene) {
      await scene.sit('li');
      await scene.station.call('backup.make', { key: press() });
    },
    isAtIt: (scene) => namesIn(folderOf(scene)).some((name) => name.endsWith('.part')),
    wasCut(scene) {
      const names = namesIn(folderOf(scene));
      return names.some((name) => name.endsWith('.part') || !isWhole(names, name));
    },
    async after(scene) {
      const folder = folderOf(scene);
      // Already before the next copy is made: a draft may take the room that it needs.
      const lying = namesIn(folder).filter((name, _, names) => name.endsWith('.part') || !isWhole(names, name));
      await scene.sit('li');
      await scene.station.call('backup.make', { key: press() });
      const { last } = await waited('a copy', async () => {
        const { backup } = await scene.station.call('upkeep.get', {});
        return backup.making === null && backup.last !== null ? backup : null;
      });
      return [
        ...lying.map((name) => `half a copy lies there: ${name}`),
        ...(last?.failure === null ? [] : [`no copy is made: ${last?.detail}`]),
        ...readCopies(folder).flatMap(({ state, file }) => (state === 'good' ? [] : [`${file} is ${state}`])),
      ];
    },
  };
}

const HEAD = '卡号,类型,持卡人,车牌,开始日期,结束日期\n';

/** A table of month cards, which is to be there whole or not at all. */
export function cardsWork(cards: number, province = '粤C'): Work {
  let nth = 0;
  let plates = 0;
  let promised = false;
  const table = (): string => {
    const rows = Array.from({ length: cards }, (_, n) => {
      plates += 1;
      return `${nameOf(n)},月卡,某人,${province}${String(plates).padStart(5, '0')},2026-01-01,2030-01-01\n`;
    });
    return HEAD + rows.join('');
  };
  const nameOf = (n: number | string): string => `K${cards}-${nth}-${n}`;
  return {
    lastsMs: 250,
    async begin(scene) {
      const { station } = scene;
      await scene.sit('li');
      nth += 1;
      const upload = press();
      const bytes = Buffer.from(table()).toString('base64');
      await station.call('cards.preview-import', { upload, part: 0, parts: 1, bytes });
      await waited('the table is read', async () => {
        const view = await station.call('cards.import-rows', { upload, page: 0 });
        if (view.state === 'refused') throw new Error(`the table is refused: ${view.why}`);
        return view.state === 'ready' || null;
      });
      await station.call('cards.import', { key: press(), upload, leaveOutErrors: true, because: 'the list of now' });
    },
    // It is answered once it is begun.
    isAtIt: () => true,
    wasCut(_, { store }) {
      const count = (table: string): number =>
        store.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
      promised = count('card_import') > 0;
      return count('card_import_portion') > 0;
    },
    after(scene) {
      const [found] = asked<{ n: number }>(scene, `SELECT count(*) AS n FROM card WHERE no LIKE '${nameOf('%')}'`);
      const [rest] = asked<{ n: number }>(scene, 'SELECT count(*) AS n FROM card_import_portion');
      const n = found?.n ?? 0;
      return Promise.resolve([
        ...(n === 0 || n === cards ? [] : [`${n} of ${cards} cards`]),
        ...(promised && n < cards ? ['an import that was promised is not there'] : []),
        ...(rest?.n === 0 ? [] : ['an import that lies half done']),
      ]);
    },
  };
}

/** The log is brought into the store: an import of many cards fills it. */
export function checkpointWork(): Work {
  const cards = cardsWork(1200, '粤D');
  return {
    ...cards,
    lastsMs: 0,
    isAtIt: ({ files }) => isAtCheckpoint(files.data),
    wasCut(scene, left) {
      cards.wasCut(scene, left);
      return left.atCheckpoint;
    },
  };
}

interface OldCapture {
  id: string;
  path: string;
}
const OLD_PICTURES = `SELECT id, image_path AS path FROM capture WHERE lane_id = '${BEFORE}' AND image_path IS NOT NULL`;
/** Pictures that are removed in one transaction. */
const PORTION = 32;

/** What is older than the site keeps it ends, from each start of the station on until all is done. */
export function retentionWork(): Work {
  const gone = (scene: Scene, rows: readonly OldCapture[]): OldCapture[] =>
    rows.filter(({ path }) => !existsSync(join(scene.files.data, 'captures', path)));
  const isMasked = `SELECT count(*) FROM stay WHERE entrance_id = '${BEFORE}' AND plate NOT LIKE '粤Z_____'`;
  return {
    lastsMs: 1500,
    begin: () => Promise.resolve(),
    isAtIt: () => true,
    wasCut: (_, { store }) =>
      store.prepare(OLD_PICTURES).all().length > 0 && store.prepare<[], number>(isMasked).pluck().get() !== 0,
    after(scene) {
      const without = gone(scene, asked<OldCapture>(scene, OLD_PICTURES));
      // The file goes before its row; a portion that was cut off is gone through again.
      return Promise.resolve(
        without.length > PORTION ? [`${without.length} pictures are gone and not their rows`] : [],
      );
    },
  };
}

/** Waits until retention is through: then nothing of long ago is left, neither row nor file. */
export async function retentionEnds(scene: Scene): Promise<string[]> {
  const left = await waited('retention', () => {
    const rows = asked<OldCapture>(scene, OLD_PICTURES);
    return rows.length === 0 ? rows : null;
  });
  const files = namesIn(join(scene.files.data, 'captures', BEFORE));
  return [...left.map(({ id }) => `${id} is not ended`), ...files.map((name) => `a picture is left in ${name}`)];
}
