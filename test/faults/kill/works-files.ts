import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { press } from '../../support/station.ts';
import { asked } from './works-store.ts';
import { waited } from './work.ts';
import type { Scene, Work } from './work.ts';

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
const draftsIn = (folder: string): string[] => namesIn(folder).filter((name) => name.endsWith('.part'));
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const DAY_MS = 86_400_000;

/** With its end a ZIP archive is whole: 22 bytes that begin so. */
const isZipWhole = (file: string): boolean => readFileSync(file).subarray(-22, -18).toString('latin1') === 'PK\x05\x06';

/** A report that a person asks for, with its workbook. */
export function workbookWork(): Work {
  const folderOf = ({ files }: Scene): string => join(files.data, 'report-files');
  const filesIn = (scene: Scene): string[] => namesIn(folderOf(scene)).map((name) => join(folderOf(scene), name));

  async function ask(scene: Scene): Promise<string> {
    await scene.sit('li');
    const id = press();
    const period = { by: 'day', day: dayOf(Date.now() - DAY_MS) } as const;
    await scene.station.call('reports.begin', { key: id, wish: { period } });
    await waited('the report', async () => {
      const job = await scene.station.call('reports.get', { id });
      if (job.state === 'failed') throw new Error(`no report: ${job.why}`);
      return job.state === 'done' || null;
    });
    await scene.station.call('reports.file', { id, kind: 'xlsx', part: 0 });
    return id;
  }

  return {
    lastsMs: 200,
    async begin(scene) {
      await ask(scene);
    },
    isAtIt: (scene) => filesIn(scene).length > 0,
    wasCut: (scene) => filesIn(scene).some((file) => !isZipWhole(file)),
    async after(scene) {
      const lying = filesIn(scene);
      const id = await ask(scene);
      const made = await waited('the workbook', async () => {
        const file = await scene.station.call('reports.file', { id, kind: 'xlsx', part: 0 });
        return file.state === 'making' ? null : file;
      });
      return [
        ...lying.map((file) => `half a workbook lies there: ${file}`),
        ...(made.state === 'ready' && filesIn(scene).every(isZipWhole) ? [] : ['no workbook is made']),
      ];
    },
  };
}

/** The report of a shift, which is kept and written as a file when it is handed over. */
export function handOverWork(): Work {
  let shift = 0;
  const folderOf = ({ files }: Scene): string => join(files.data, REPORTS);
  return {
    lastsMs: 60,
    async begin(scene) {
      const { station } = scene;
      await scene.sit('wang');
      const { open } = await station.call('shift.get', {});
      if (open === null) throw new Error('no shift is open');
      shift = open.id;
      await station.call('shift.count', { key: press(), shift, fen: open.till });
      await station.call('shift.hand-over', { key: press(), shift, to: 'wang', because: 'the next one' });
    },
    isAtIt: (scene) => draftsIn(folderOf(scene)).length > 0,
    wasCut: (scene) => draftsIn(folderOf(scene)).length > 0,
    async after(scene) {
      const folder = folderOf(scene);
      const name = await waited(
        `the file of shift ${shift}`,
        () =>
          namesIn(folder).find((each) => each.startsWith(`report-shift-${shift}-`) && each.endsWith('.xlsx')) ?? null,
      );
      const [kept] = asked<{ n: number }>(scene, `SELECT count(*) AS n FROM shift_report WHERE shift = ${shift}`);
      return [
        ...(isZipWhole(join(folder, name)) ? [] : [`${name} is half a file`]),
        ...draftsIn(folder).map((each) => `a draft lies there: ${each}`),
        ...(kept?.n === 1 ? [] : ['its report is not kept']),
      ];
    },
  };
}
/** The site's folder of reports, in the data folder. */
export const REPORTS = 'reports';

interface SavedSite {
  site: string;
}
interface Sections {
  lot: Record<string, unknown>;
  program: { kiosk: boolean };
}

/** Settings are saved: every second time such that the station begins anew with them. */
export function settingsWork(): Work {
  let nth = 0;
  let answered = false;
  const noteOf = ({ files }: Scene): string => join(files.data, 'saving.json');
  const siteOf = ({ files }: Scene): Sections => JSON.parse(readFileSync(files.site, 'utf8')) as Sections;
  const isNow = (): boolean => nth % 2 === 0;
  const isNew = (site: Sections, was: Sections): boolean =>
    site.lot['desk'] !== was.lot['desk'] || site.program.kiosk !== was.program.kiosk;
  let was: Sections;
  return {
    lastsMs: 40,
    async begin(scene) {
      const { station } = scene;
      await scene.sit('zhao');
      nth += 1;
      was = siteOf(scene);
      const { revision, site } = await station.call('setup.get', {});
      const now = site as unknown as Sections;
      const wish = isNow()
        ? { section: 'lot' as const, value: { ...now.lot, desk: `岗亭 ${nth}` } }
        : { section: 'program' as const, value: { ...now.program, kiosk: !now.program.kiosk } };
      const put = await station.call('setup.put', { key: press(), revision, ...(wish as object) } as never);
      answered = false;
      const saved = station.call('setup.save', {
        key: press(),
        revision: (put as { revision: number }).revision,
        because: 'tried',
      });
      saved.then(
        () => (answered = true),
        // The kill took the answer along.
        () => undefined,
      );
    },
    isAtIt: (scene) => existsSync(noteOf(scene)),
    wasCut: (scene) => existsSync(noteOf(scene)),
    async after(scene) {
      await waited('the save is settled', () => !existsSync(noteOf(scene)) || null);
      const site = siteOf(scene);
      const [last] = asked<SavedSite>(
        scene,
        'SELECT site FROM site_version WHERE failed IS NULL ORDER BY no DESC LIMIT 1',
      );
      const [byHand] = asked<{ n: number }>(scene, 'SELECT count(*) AS n FROM site_version WHERE who IS NULL');
      const version = JSON.parse(last?.site ?? '{}') as Sections;
      return [
        ...(answered && !isNew(site, was) ? ['settings that were saved are not there'] : []),
        ...(isNew(site, version) ? ['the site file is not what was saved last'] : []),
        ...(byHand?.n === 1 ? [] : ['a site that nobody saved is at work']),
        ...[...draftsIn(scene.files.data), ...draftsIn(dirname(scene.files.site))].map(
          (name) => `a draft lies there: ${name}`,
        ),
      ];
    },
  };
}
