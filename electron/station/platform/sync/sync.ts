import type { BaseDataView } from '../../../contract/base-data.ts';
import type { CommandInput } from '../../../contract/commands.ts';
import type { FoundFile, FoundFiles, ReportPage, SyncPlatformView, SyncView } from '../../../contract/sync.ts';
import type { Role } from '../../../contract/vocabulary.ts';
import type { Held, ListedItem, Note, Which } from '../outbox/contract.ts';
import type { BaseData, StayChanges, StayRecords, SyncedPlatform } from './contract.ts';
import type { DismissalOf } from './dismissals.ts';
import { correctPayload } from './fields.ts';
import { syncRefusal } from './refusal.ts';
import { isLive, payloadOf, reportView } from './report-view.ts';
import type { FoundKey, Search } from './search.ts';
import { stayKey, stayOfKey } from './stay-key.ts';

type Input<C extends 'sync.items' | 'sync.retry' | 'sync.correct' | 'sync.dismiss'> = Omit<CommandInput<C>, 'key'>;

/** Who acts. */
interface Person {
  id: string;
  role: Role;
}

/**
 * What the sync screen sees and does. Acts throw a refusal with a code of the contract: `bad-input` names what is wrong,
 * `gone`: the report is not parked (any more). `note` runs inside the act's transaction.
 */
export interface Sync {
  view(who: Person): SyncView;
  items(query: Input<'sync.items'>): ReportPage;
  find(text: string): FoundFiles;
  /** All that was reported of a stay. */
  file(stayId: string): FoundFile;
  /** A platform that takes corrections of records has, or will get, a report of the stay. */
  told(stayId: string): boolean;
  retry(which: Input<'sync.retry'>, who: Person, note: Note): void;
  correct(correction: Input<'sync.correct'>, who: Person, note: Note): void;
  dismiss(which: Input<'sync.dismiss'>, who: Person, note: Note): void;
  baseData(platform: string): BaseDataView[];
  reportBaseData(platform: string, who: Person, note: Note): void;
}

const PAGE = 50;

export interface SyncParts {
  platforms: readonly SyncedPlatform[];
  stays: StayRecords;
  search: Search;
  dismissalOf: DismissalOf;
  /** How many refunds wait for a person; null: the lot shares no places. */
  refundsWaiting: () => number | null;
  now: () => number;
}

export function createSync({ platforms, stays, search, dismissalOf, refundsWaiting, now }: SyncParts): Sync {
  function platformOf(id: string): SyncedPlatform {
    const platform = platforms.find((each) => each.view().id === id);
    if (!platform) throw syncRefusal('bad-input', `no platform ${id}`, { platform: 'unknown' });
    return platform;
  }

  function parkedItem(platform: SyncedPlatform, seq: number): ListedItem {
    const item = platform.outbox.item(seq);
    if (item?.state !== 'parked') throw notParked(seq);
    return item;
  }

  function baseDataOf(id: string): BaseData {
    const { baseData } = platformOf(id);
    if (!baseData) throw syncRefusal('bad-input', `${id} knows no base data`, { platform: 'unknown' });
    return baseData;
  }

  /**
   * Whether any platform that takes corrections of records has, or will get, another report of the same stay than the
   * corrected one: that other report is wrong there until table 30 puts it right.
   */
  function toldOtherwise(platform: SyncedPlatform, item: ListedItem): boolean {
    return platforms.some(({ form, outbox }) => {
      if (!form.records) return false;
      const held = outbox.held(item.orderKey);
      if (outbox !== platform.outbox) return isHeld(held);
      if (form.records.whole.includes(item.interface)) return false;
      return held.acknowledged !== null || item.behind > 0;
    });
  }

  function fileView({ reports, ...file }: FoundKey): FoundFile {
    return {
      ...file,
      reports: reports.flatMap(({ platform: id, seq }) => {
        const { form, outbox } = platformOf(id);
        const item = outbox.item(seq);
        return item && isLive(item) ? [{ platform: id, item: reportView(form, item, dismissalOf(id, item)) }] : [];
      }),
    };
  }

  return {
    view: ({ role }) => ({
      at: now(),
      role,
      platforms: platforms.map(platformView),
      refunds: refundsWaiting(),
    }),

    items({ platform: id, state, interface: of, after, limit = PAGE }) {
      const { outbox, form } = platformOf(id);
      const query = { state, ...(of !== undefined && { interface: of }), ...(after !== undefined && { after }) };
      // One more than asked for tells whether there are more.
      const items = outbox.items({ ...query, limit: limit + 1 });
      return {
        items: items
          .slice(0, limit)
          .filter(isLive)
          .map((item) => reportView(form, item, dismissalOf(id, item))),
        more: items.length > limit,
      };
    },

    find(text) {
      const { found, more } = search.find(text);
      return { files: found.map(fileView), more };
    },

    file: (stayId) => fileView(search.ofStay(stayId)),
    told: (stayId) =>
      platforms.some(({ form, outbox }) => form.records !== null && isHeld(outbox.held(stayKey(stayId)))),

    retry({ platform: id, seq, interface: of }, { id: by }, note) {
      const which: Which = seq ?? (of === undefined ? null : { interface: of });
      const retried = platformOf(id).outbox.retry(which, by, note);
      if (retried === 0 && seq !== undefined) throw notParked(seq);
    },

    correct({ platform: id, seq, fields: texts, because }, { id: by }, note) {
      const platform = platformOf(id);
      const item = parkedItem(platform, seq);
      const { form, outbox } = platform;
      const corrected = correctPayload(form, item.interface, payloadOf(item), texts);
      if (!corrected.ok) {
        const fields = Object.fromEntries(
          Object.entries(corrected.fields).map(([name, why]) => [`fields.${name}`, why]),
        );
        throw syncRefusal('bad-input', `it would not fit its table: ${Object.keys(fields).join(', ')}`, fields);
      }
      if (corrected.fields.length === 0) throw syncRefusal('bad-input', 'nothing is put right', { fields: 'missing' });
      const stayId = stayOfKey(item.orderKey);
      const changes = form.stayChanges(item.interface, corrected.payload, corrected.fields);
      const replaced = outbox.replace(seq, corrected.payload, by, because, (tx) => {
        note(tx);
        if (stayId === null || changes === null) return;
        const report = saysOfCar(changes) && toldOtherwise(platform, item);
        stays.correct(tx, stayId, changes, { who: by, because, report });
      });
      if (!replaced) throw notParked(seq);
    },

    dismiss({ platform: id, seq, because }, { id: by }, note) {
      if (!platformOf(id).outbox.dismiss(seq, by, because, note)) throw notParked(seq);
    },

    baseData: (id) => baseDataOf(id).view(),
    reportBaseData: (id, { id: by }, note) => baseDataOf(id).reportAll(by, note),
  };
}

/** It has a report of it, or will get one. */
const isHeld = ({ acknowledged, unsettled }: Held): boolean => acknowledged !== null || unsettled !== null;

const notParked = (seq: number): Error => syncRefusal('gone', `report ${seq} is not parked`);

/** Entry and exit both say which car it was; each says alone when and where it happened. */
const saysOfCar = ({ plate, plateColour, carColour, carModel, stallNo }: StayChanges): boolean =>
  [plate, plateColour, carColour, carModel, stallNo].some((change) => change !== undefined);

function platformView({ view, outbox, baseData }: SyncedPlatform): SyncPlatformView {
  return {
    platform: view(),
    perSecond: outbox.summary().perSecond,
    interfaces: outbox.interfaces().map(({ measured: _, ...figures }) => figures),
    baseData: baseData !== null,
  };
}
