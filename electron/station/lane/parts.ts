import type { Barrier } from '../../../native/barrier/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { RecordAlarm } from '../parking/alarms.ts';
import type { LaneFlow } from '../flow/sequencer.ts';
import type { Opening } from '../parking/openings.ts';
import type { PassageFacts } from '../parking/passages.ts';
import type { TemporaryPlates } from '../parking/temporary-plates.ts';
import type { Judgement, Sighting } from './judge.ts';
import type { LaneStore } from './store.ts';

/** What a lane is made of; compose brings it together. */
export interface LaneParts {
  site: SiteConfig;
  config: LaneConfig;
  barrier: Barrier;
  ledger: Ledger;
  store: LaneStore;
  clock: Clock;
  judge(sighting: Sighting): Judgement;
  /** Writes a passage and what follows from it. Inside the record. */
  recordPassage(tx: Tx, lane: LaneConfig, passage: PassageFacts): void;
  /** Writes down that the arm goes up, or is up, and why. Inside the record. */
  recordOpening(tx: Tx, opening: Opening): void;
  temporaryPlates: TemporaryPlates;
  /** The newest capture of a lane since an instant. */
  newestCapture(laneId: string, since: number): string | null;
  /** A barrier out of service is reported to the platforms (event 1002). Inside the record. */
  recordFault(tx: Tx, lane: LaneConfig, factSeq: number, at: number, detail: string): void;
  /** A listed or cloned plate is told once for each arrival (events 1001, 1004). Inside the record. */
  recordAlarm: RecordAlarm;
  /** Whose turn it is follows from what the lanes let in. Inside the record. */
  flow: LaneFlow;
  newId(): string;
  /** A car came to the line or left it: the others' turn may have come. */
  onQueue(): void;
  onChange(): void;
  /** Something that happened could not be written down (`why`), or can again (null). */
  onTrouble(why: string | null): void;
}

/** Runs inside the transaction of the act it belongs to: an act already done throws and changes nothing. */
export type Once = (tx: Tx) => void;

/** Why an act was not carried out; its code is one of the contract's. */
export class LaneRefusal extends Error {
  readonly code: 'not-now' | 'gone' | 'reason-needed' | 'barrier-not-available' | 'bad-input' | 'not-recorded';
  constructor(code: LaneRefusal['code'], message: string) {
    super(message);
    this.name = 'LaneRefusal';
    this.code = code;
  }
}
