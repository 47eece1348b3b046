import type { Tx } from '../ledger/record.ts';
import { FLOW_AT_REST } from '../policy/flow-control.ts';
import type { FlowState, Taken } from '../policy/flow-control.ts';
import type { PriorityOverride } from '../policy/priority.ts';
import type { Db } from '../store/open.ts';

/** A reserved-only entrance that takes all cars for a time (6.3.2). Instants are UTC ms. */
export interface Conversion {
  since: number;
  until: number;
  who: string;
  because: string;
}

/** All that flow control remembers over a restart. */
export interface FlowMemory {
  state: FlowState;
  /** What the cars took that were let in and have not passed, by the id of their right. */
  granted: Record<string, Taken>;
  /** A person's word on who goes first; null: the hours of the site file. */
  override: (PriorityOverride & { who: string; because: string }) | null;
  /** Whether reserved cars go first, as the platforms were told last (table 61). */
  told: boolean;
  /** By lane. */
  conversions: Record<string, Conversion>;
}

const AT_FIRST: FlowMemory = { state: FLOW_AT_REST, granted: {}, override: null, told: false, conversions: {} };

export interface FlowStore {
  load(): Readonly<FlowMemory>;
  save(tx: Tx, memory: FlowMemory): void;
}

/** Read from the store each time: what a record that failed had changed was never so. Asked for each picture of a lane. */
export function createFlowStore(db: Db): FlowStore {
  const load = db.prepare<[], string>('SELECT state FROM flow').pluck();
  const save = db.prepare('INSERT INTO flow (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state'); // prettier-ignore
  let last: { text: string; memory: Readonly<FlowMemory> } | null = null;
  return {
    load() {
      const text = load.get();
      if (text === undefined) return AT_FIRST;
      if (last?.text !== text) last = { text, memory: JSON.parse(text) as FlowMemory };
      return last.memory;
    },
    save: (_, memory) => void save.run(JSON.stringify(memory)),
  };
}
