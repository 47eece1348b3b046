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
import { BASE, baseKey, isBaseData, LOT_KEY } from './base-data-keys.ts';
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
/** So many things of the lot are looked at in one turn: a lot may have thousands of stalls, and the gate is not to wait. */
const PORTION = 16;

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
  /** The site says something else from now on: what differs is reported. */
  siteChanged(): void;
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

/** Telling that is under way: what is still to be looked at. */
interface Walk {
  /** The fact of its reports, where that is known to be written. */
  factSeq: number | null;
  /** What was told before this number is told anew. */
  anewSince: number;
  /** How many of the site file's things were looked at. */
  looked: number;
  /** The last key that was looked at for what the site file has no longer; null: not there yet. */
  after: string | null;
}

/**
 * Tells the platform what the site file says of the lot (7.3.3, 7.3.4.1.7, 7.3.4.1.8, 7.3.5.1.1): once, and again only
 * what changed. What a person dismissed is not told again until it changes. All of it is compared and told in portions, a
 * record each; what a crash leaves untold differs still, and the next link tells it.
 */
export function createBaseData(parts: BaseDataParts): Db4403BaseData {
  const { site, pictures, db, ledger, reporter, clock } = parts;
  let { reports, presentByKey, pictureReports, others } = saying();
  const unusable = pictures.unusable.map(unusableView);
  const heldStore = createHeld(db, PLATFORM);
  let cancelWait = (): void => undefined;
  /** What the screen was shown last, until something is told or settled: a lot may have thousands of stalls. */
  let shown: BaseDataView[] | null = null;

  /** All that is to be told of the site as it is now. */
  function saying() {
    const reports = baseReports(site, pictures.usable);
    const presentByKey = new Map(reports.map((report) => [baseKey(report), report]));
    const others = [...presentByKey].filter(([, report]) => !isPicture(report));
    return { reports, presentByKey, pictureReports: reports.filter(isPicture), others };
  }

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

  function lineOf(report: BaseReport, present: boolean, held: Held | null, key = baseKey(report)): Line {
    const [, name = ''] = key.split(':');
    return { key, report, interface: name, title: titleOf(report), payload: payloadOf(report), present, held };
  }

  /** How the platform is told that the site file has this no longer; null where it need not, or cannot, be told so. */
  function goneLine(key: string, held: Held | null): Line | null {
    // What the platform never took it need not forget.
    if (presentByKey.has(key) || !held || (!held.taken && held.newest.state !== 'waiting')) return null;
    const { interface: name, payload } = held.taken ?? held.newest;
    const report = goneReport(name, JSON.parse(payload), site.lot.parkCode);
    return report && lineOf(report, false, held, key);
  }

  /** Takes the next portion of what is looked at; null: that was all. */
  function nextLines(walk: Walk): Line[] | null {
    if (walk.looked < others.length) {
      const portion = others.slice(walk.looked, walk.looked + PORTION);
      walk.looked += portion.length;
      return portion.map(([key, report]) => lineOf(report, true, heldStore.of(key), key));
    }
    const keys = heldStore.keysAfter((walk.after ??= BASE), PORTION);
    walk.after = keys.at(-1) ?? walk.after;
    if (keys.length === 0) return null;
    return keys.filter((key) => !presentByKey.has(key)).flatMap((key) => goneLine(key, heldStore.of(key)) ?? []);
  }

  const isDue = ({ held, payload }: Line, { anewSince }: Walk): boolean =>
    !held || held.newest.seq < anewSince || !saysTheSame(held.newest.payload, payload);

  function tell(tx: Tx, lines: readonly Line[], walk: Walk): void {
    for (const { report } of lines) tx.report(report, walk.factSeq);
  }

  /** Looks at the next portion, and at the others in the turns to come. Nothing is written where nothing differs. */
  function walkOn(walk: Walk): void {
    try {
      const lines = nextLines(walk);
      if (lines === null) return;
      const due = lines.filter((line) => isDue(line, walk));
      if (due.length > 0) {
        shown = null;
        ledger.record((tx) => tell(tx, due, walk));
      }
      cancelWait = clock.after(0, () => walkOn(walk));
    } catch (error) {
      parts.onTrouble(error);
    }
  }

  const startOf = (factSeq: number | null, anewSince: number): Walk => ({ factSeq, anewSince, looked: 0, after: null });

  /** Pictures at once, for the lot names them; the rest from the next turn on, or when they have had their time. */
  function reportWhatDiffers(tx: Tx, factSeq: number | null): void {
    cancelWait();
    shown = null;
    if (reports.length === 0) return;
    const walk = startOf(factSeq, heldStore.anewSince(LOT_KEY));
    const pictures = pictureReports.map((report) => lineOf(report, true, heldStore.of(baseKey(report))));
    tell(
      tx,
      pictures.filter((line) => isDue(line, walk)),
      walk,
    );
    const pause = pauseForPictures(pictures, tx.at);
    // Only what this record holds may name its fact: it is not written yet.
    const rest = { ...walk, factSeq: null };
    cancelWait = clock.after(pause, pause > 0 ? reportTheRest : () => walkOn(rest));
  }

  function reportTheRest(): void {
    try {
      ledger.record((tx) => reportWhatDiffers(tx, null));
    } catch (error) {
      parts.onTrouble(error);
    }
  }

  function look(): BaseDataView[] {
    const told = heldStore.all();
    const present = reports.map((report) => {
      const key = baseKey(report);
      return lineOf(report, true, told.get(key) ?? null, key);
    });
    const gone = reports.length === 0 ? [] : [...told].flatMap(([key, held]) => goneLine(key, held) ?? []);
    const lines = [...present, ...gone];
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
    siteChanged() {
      ({ reports, presentByKey, pictureReports, others } = saying());
      reportTheRest();
    },
    stop: () => cancelWait(),
    view: () => (shown ??= look()),
    reportAll(by, note) {
      const walk = ledger.record((tx) => {
        note(tx);
        const factSeq = tx.fact({ kind: 'base-data-reported', who: by, data: { platform: PLATFORM } });
        const started = startOf(factSeq, 0);
        if (reports.length === 0) return started;
        // With the first portion goes the lot, by which a restart knows that the others are to follow.
        const first = pictureReports.map((report) => lineOf(report, true, null));
        tell(tx, [...first, ...(nextLines(started) ?? [])], started);
        return { ...started, anewSince: heldStore.anewSince(LOT_KEY) };
      });
      cancelWait();
      shown = null;
      if (reports.length > 0) cancelWait = clock.after(0, () => walkOn(walk));
    },
  };
}

const isPicture = ({ kind }: BaseReport): boolean => kind === 'picture';

/** How much longer the lot should wait for pictures that are on their way, ms; `now` is UTC ms. */
function pauseForPictures(pictures: readonly Line[], now: number): number {
  const pauses = pictures.map(({ held, payload }) => {
    // It was told a moment ago, in this very record.
    if (!held || !saysTheSame(held.newest.payload, payload)) return PICTURES_WITHIN_MS;
    return held.newest.state === 'waiting' ? held.newest.createdAt + PICTURES_WITHIN_MS - now : 0;
  });
  return Math.min(Math.max(0, ...pauses), PICTURES_WITHIN_MS);
}
