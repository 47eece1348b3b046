import type { BaseDataView } from '../../../contract/base-data.ts';
import type { PlatformView } from '../../../contract/board.ts';
import type { FieldProblem } from '../../../contract/sync.ts';
import type { CarColour, CarModel, PlateColour } from '../../../contract/vocabulary.ts';
import type { Tx } from '../../ledger/record.ts';
import type { Note, Outbox } from '../outbox/contract.ts';

/** What the sync screen asks of a platform and of the parking records. */

/** A report's payload as an object: the platform's own names, wire-ready values. */
export type Payload = Readonly<Record<string, unknown>>;

/** One field of a platform's table, as far as a person who puts it right must know. */
export interface Column {
  name: string;
  kind: 'text' | 'number' | 'nested';
  required: boolean;
  /** Characters at most; null: no limit. */
  maxLength: number | null;
  /** All that it may be; empty: anything of its kind. */
  choices: readonly (string | number)[];
  /** May be put right by hand: what a person saw or wrote. Never ids and sums, nor what the site file or a count says. */
  editable: boolean;
}

/** What is wrong with a payload; `field` is null when it is the payload as a whole. */
export interface Misfit {
  field: string | null;
  problem: FieldProblem;
}

/** What of a stay a person can put right. Instants are UTC ms; what is absent stays as it is. */
export interface StayChanges {
  plate?: string;
  plateColour?: PlateColour;
  carColour?: CarColour | null;
  carModel?: CarModel | null;
  stallNo?: string | null;
  enteredAt?: number;
  entranceName?: string;
  leftAt?: number;
  exitName?: string | null;
}

/** How one platform's reports read to a person. Its names and codes stay in the folder of its protocol. */
export interface ReportForm {
  /** The fields of an interface in the order of its table; empty for an interface that is not known. */
  columns(interfaceName: string): readonly Column[];
  /** What it is about in a person's words: a plate, an order number, a stall. */
  subject(interfaceName: string, payload: Payload): string | null;
  /** Checks a payload against its table; null when it fits. */
  check(interfaceName: string, payload: Payload): Misfit | null;
  /** What the corrected fields say of the stay that the report is about; null when they say nothing of it. */
  stayChanges(interfaceName: string, corrected: Payload, fields: readonly string[]): StayChanges | null;
  /**
   * Whether the platform is told of corrected records (table 30), and which interfaces say all of a stay themselves, so
   * that after them no further correction is needed; null: it is never told.
   */
  readonly records: { readonly whole: readonly string[] } | null;
}

/** What a platform is told about the lot, beside what it holds. */
export interface BaseData {
  view(): BaseDataView[];
  /**
   * Reports all of it afresh: its fact and `note` in one transaction with the first of the reports, the others in the turns
   * after it, and what a crash leaves of them with the next link. `by`: the person's id.
   */
  reportAll(by: string, note: Note): void;
}

/** How a platform that numbers stays in its own way calls them, beside how we call them there. */
export interface StayNumbers {
  /** Ids of the stays whose number on either side begins with `text`, the newest first. */
  find(text: string, limit: number): string[];
  /** `theirs`: null until the platform said it. Null: the platform was told nothing of the stay. */
  of(stayId: string): { ours: string; theirs: string | null } | null;
}

/** One platform, as the sync screen needs it. */
export interface SyncedPlatform {
  view(): PlatformView;
  readonly outbox: Outbox;
  readonly form: ReportForm;
  /** Null: the platform knows no base data. */
  readonly baseData: BaseData | null;
  /** Null: the platform goes by our ids. */
  readonly numbers: StayNumbers | null;
}

/** The records of who was inside, as far as they can be put right. */
export interface StayRecords {
  /**
   * Puts the record of a stay right and writes the fact of it. `report`: platforms that were told otherwise must hear
   * it, so a `corrected` report is recorded too. A stay that is not known changes nothing.
   */
  correct(tx: Tx, stayId: string, changes: StayChanges, why: { who: string; because: string; report: boolean }): void;
}
