import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemoLot } from '../../../demo/lot.ts';
import { DEMO_PEOPLE } from '../../../demo/people.ts';
import { between } from '../../../demo/random.ts';
import type { Random } from '../../../demo/random.ts';
import type { StationProcess } from '../../support/station.ts';
import { fillStore, putPictures } from './filled.ts';
import { lookAtLeft } from './left.ts';
import { killInMigration } from './migrations.ts';
import type { Scene, Work } from './work.ts';
import { handOverWork, REPORTS, settingsWork, workbookWork } from './works-files.ts';
import { backupWork, cardsWork, checkpointWork, retentionEnds, retentionWork } from './works-store.ts';

/** Work that a kill can be aimed at; `rush`: at nothing but the cars, at a random instant. */
export const WORKS = {
  retention: retentionWork,
  backup: backupWork,
  checkpoint: checkpointWork,
  report: handOverWork,
  workbook: workbookWork,
  settings: settingsWork,
  cards: () => cardsWork(300),
} as const satisfies Record<string, () => Work>;
export type Kind = keyof typeof WORKS | 'rush' | 'migration';

/** How the station is killed, what is done before and looked at after. */
export interface Killer {
  /** Before the station is started for the first time. */
  prepare(lot: DemoLot): Promise<void>;
  /** Kills it. */
  down(station: StationProcess): Promise<void>;
  /** It is up again. */
  up(station: StationProcess): Promise<void>;
  /** Nothing more befalls it. */
  end(station: StationProcess): Promise<void>;
}

/** Kills of each kind, and those of them that found the work under way and cut it off. */
export interface Tally {
  aimed: Partial<Record<Kind, number>>;
  cut: Partial<Record<Kind, number>>;
  wrong: string[];
}

export interface AimedOptions {
  /** What the kills of this lot are aimed at, in order. Those in migrations come before its first car. */
  kinds: readonly Kind[];
  random: Random;
  /** How the station is started where that is not left to the lot. */
  start: Parameters<typeof killInMigration>[3];
  /** Into it goes what is found. */
  tally: Tally;
}

/** Between being ready and being killed in the rush, ms. */
const RUSH_MS = { least: 20, most: 1400 };
/** Work that is not seen by then is not waited for: the kill is one of the rush. */
const SEEN_WITHIN_MS = 10_000;
/** The cars have so long to themselves between two works, ms. */
const BETWEEN_MS = 150;

export function openAimed({ kinds, random, start, tally }: AimedOptions): Killer {
  const works = Object.fromEntries(Object.entries(WORKS).map(([name, make]) => [name, make()])) as Record<
    keyof typeof WORKS,
    Work
  >;
  const queue = kinds.filter((kind) => kind !== 'migration');
  let files: DemoLot['files'] | null = null;
  let last: Work | null = null;
  let lastKind: Kind = 'rush';
  let seated = '';

  const count = (of: 'aimed' | 'cut', kind: Kind): void => {
    tally[of][kind] = (tally[of][kind] ?? 0) + 1;
  };
  const sceneOf = (station: StationProcess): Scene => {
    if (files === null) throw new Error('no lot is prepared');
    return { files, station, random, sit: (person) => sit(station, person) };
  };
  async function sit(station: StationProcess, person: string): Promise<void> {
    if (seated === person) return;
    const secret = DEMO_PEOPLE.find(({ id }) => id === person)?.password ?? '';
    await station.call('session.sign-in', { person, secret });
    seated = person;
  }

  return {
    async prepare(lot) {
      files = lot.files;
      const site = JSON.parse(readFileSync(files.site, 'utf8')) as Record<string, unknown>;
      const backup = { at: '03:30', keep: 2 };
      writeFileSync(files.site, JSON.stringify({ ...site, backup, reports: { folder: REPORTS } }));
      const folder = mkdtempSync(join(tmpdir(), 'filled-'));
      const filled = join(folder, 'filled.sqlite');
      fillStore(filled, Date.now());
      putPictures(join(files.data, 'captures'));
      for (const kind of kinds) {
        if (kind !== 'migration') continue;
        const { wasCut, wrong } = await killInMigration(files, filled, random, start);
        count('aimed', kind);
        if (wasCut) count('cut', kind);
        tally.wrong.push(...wrong.map((line) => `migration: ${line}`));
      }
      rmSync(folder, { recursive: true });
    },
    async down(station) {
      const kind = queue.shift() ?? 'rush';
      const work = kind === 'rush' ? null : works[kind];
      const scene = sceneOf(station);
      if (work === null) await delay(between(random, RUSH_MS.least, RUSH_MS.most));
      else {
        await delay(between(random, 0, BETWEEN_MS));
        await work.begin(scene);
        await seen(work, scene);
        await delay(between(random, 0, work.lastsMs));
      }
      await station.kill();
      const left = lookAtLeft(scene.files.data);
      count('aimed', kind);
      if (work === null || work.wasCut(scene, left)) count('cut', kind);
      tally.wrong.push(...left.damage.map((line) => `${kind}: ${line}`));
      left.close();
      [last, lastKind] = [work, kind];
    },
    async up(station) {
      if (last === null) return;
      const wrong = await last.after(sceneOf(station));
      tally.wrong.push(...wrong.map((line) => `${lastKind}: ${line}`));
    },
    async end(station) {
      const wrong = await retentionEnds(sceneOf(station));
      tally.wrong.push(...wrong.map((line) => `retention: ${line}`));
    },
  };
}

/** Waits until the station is at it; a millisecond counts. */
async function seen(work: Work, scene: Scene): Promise<void> {
  for (const end = performance.now() + SEEN_WITHIN_MS; !work.isAtIt(scene) && performance.now() < end;) await delay(1);
}
