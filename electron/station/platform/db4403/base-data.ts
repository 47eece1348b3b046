import type { Clock } from '../../../../native/clock/contract.ts';
import type { BaseDataView } from '../../../contract/base-data.ts';
import type { SiteConfig } from '../../../contract/site.ts';
import type { Ledger, Tx } from '../../ledger/record.ts';
import type { Reporter } from '../../ledger/report.ts';
import type { Db } from '../../store/open.ts';
import type { Settled } from '../outbox/contract.ts';
import type { BaseData } from '../sync/contract.ts';
import { goneReport } from './base-data-gone.ts';
import { createHeld } from './base-data-held.ts';
import type { Held } from './base-data-held.ts';
import { baseKey, isBaseData } from './base-data-keys.ts';
import type { BaseReport } from './base-data-keys.ts';
import type { Pictures } from './base-data-pictures.ts';
import { baseReports, titleOf } from './base-data-site.ts';
import { baseDataView, saysTheSame, unusableView } from './base-data-view.ts';
import type { Wanted } from './base-data-view.ts';
import { PLATFORM } from './reports.ts';

/**
 * How long the lot waits for its pictures, so that it is told once and names them: a little more than an upload may take
 * (7.3.1.2 g). After that it goes without, and again when they have arrived.
 */
const PICTURES_WITHIN_MS = 30_000;

export interface BaseDataParts {
  site: SiteConfig;
  pictures: Pictures;
  db: Db;
  ledger: Ledger;
  /** The one that words the same reports for the ledger. */
  reporter: Reporter;
  clock: Clock;
  /** The store failed: what differs is looked for again with the next link. */
  onTrouble(error: unknown): void;
}

export interface Db4403BaseData extends BaseData {
  /** Inside the record of the link coming up: reports what differs from what was told last. */
  onUp(tx: Tx, factSeq: number): void;
  /** A report was settled: a picture that has arrived is named by its lot. */
  onSettled(settled: Settled): void;
  stop(): void;
}

/** One thing of the lot: how it is told, and what was told of it. */
interface Line extends Wanted {
  key: string;
  report: BaseReport;
  held: Held | null;
}

/**
 * Tells the platform what the site file says of the lot (7.3.3, 7.3.4.1.7, 7.3.4.1.8, 7.3.5.1.1): once, and again only
 * what changed. What a person dismissed is not told again until it changes.
 */
export function createBaseData(parts: BaseDataParts): Db4403BaseData {
  const { site, pictures, db, ledger, reporter, clock } = parts;
  const reports = baseReports(site, pictures.usable);
  const unusable = pictures.unusable.map(unusableView);
  const readHeld = createHeld(db, PLATFORM);
  let cancelWait = (): void => undefined;
  /** What the screen was shown last, until something is told or settled: a lot may have thousands of stalls. */
  let shown: BaseDataView[] | null = null;

  /** What was worded before: of many stalls hardly one changes. */
  const words = new WeakMap<BaseReport, string>();

  /** The payload as it will stand in the queue, JSON. */
  function payloadOf(report: BaseReport): string {
    const known = words.get(report);
    if (known !== undefined) return known;
    const [item] = reporter(report, clock.now());
    if (!item) throw new Error(`${PLATFORM} has no words for ${report.kind}`);
    const payload = JSON.stringify(item.payload);
    // The lot's depends on which pictures the platform has taken by now.
    if (report.kind !== 'lot') words.set(report, payload);
    return payload;
  }

  function lineOf(report: BaseReport, present: boolean, told: ReadonlyMap<string, Held>): Line {
    const key = baseKey(report);
    const [, name = ''] = key.split(':');
    const payload = payloadOf(report);
    return { key, report, interface: name, title: titleOf(report), payload, present, held: told.get(key) ?? null };
  }

  /** All that the site file says, then what it says no longer, as far as the platform can be told so. */
  function linesBeside(told: ReadonlyMap<string, Held>): Line[] {
    if (reports.length === 0) return [];
    const present = reports.map((report) => lineOf(report, true, told));
    const keys = new Set(present.map(({ key }) => key));
    const gone = [...told].flatMap(([key, { newest, taken }]) => {
      // What the platform never took it need not forget.
      if (keys.has(key) || (!taken && newest.state !== 'waiting')) return [];
      const report = goneReport(newest.interface, JSON.parse((taken ?? newest).payload), site.lot.parkCode);
      return report ? [lineOf(report, false, told)] : [];
    });
    return [...present, ...gone];
  }

  function reportWhatDiffers(tx: Tx, factSeq: number | null): void {
    cancelWait();
    shown = null;
    const lines = linesBeside(readHeld());
    const differing = lines.filter(({ held, payload }) => !held || !saysTheSame(held.newest.payload, payload));
    const tell = (these: readonly Line[]): void => {
      for (const { report } of these) tx.report(report, factSeq);
    };
    tell(differing.filter(isPicture));
    const pause = pauseForPictures(lines.filter(isPicture), tx.at);
    if (pause > 0) cancelWait = clock.after(pause, reportTheRest);
    else tell(differing.filter((line) => !isPicture(line)));
  }

  function reportTheRest(): void {
    try {
      ledger.record((tx) => reportWhatDiffers(tx, null));
    } catch (error) {
      parts.onTrouble(error);
    }
  }

  function look(): BaseDataView[] {
    const told = readHeld();
    const lines = linesBeside(told);
    const keys = new Set([...unusable, ...lines].map(({ key }) => key));
    return [
      ...unusable,
      ...lines.map((line) => baseDataView(line.key, line, line.held)),
      ...[...told].filter(([key]) => !keys.has(key)).map(([key, held]) => baseDataView(key, null, held)),
    ];
  }

  return {
    onUp: reportWhatDiffers,
    onSettled({ interface: name }) {
      if (!isBaseData(name)) return;
      shown = null;
      if (name === 'imageUpload') reportTheRest();
    },
    stop: () => cancelWait(),
    view: () => (shown ??= look()),
    reportAll(by, note) {
      shown = null;
      ledger.record((tx) => {
        note(tx);
        const factSeq = tx.fact({ kind: 'base-data-reported', who: by, data: { platform: PLATFORM } });
        for (const { report } of linesBeside(readHeld())) tx.report(report, factSeq);
      });
    },
  };
}

const isPicture = ({ report }: Line): boolean => report.kind === 'picture';

/** How much longer the lot should wait for pictures that are on their way, ms; `now` is UTC ms. */
function pauseForPictures(pictures: readonly Line[], now: number): number {
  const pauses = pictures.map(({ held, payload }) => {
    // It was told a moment ago, in this very record.
    if (!held || !saysTheSame(held.newest.payload, payload)) return PICTURES_WITHIN_MS;
    return held.newest.state === 'waiting' ? held.newest.createdAt + PICTURES_WITHIN_MS - now : 0;
  });
  return Math.min(Math.max(0, ...pauses), PICTURES_WITHIN_MS);
}
