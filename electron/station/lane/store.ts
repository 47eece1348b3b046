import { z } from 'zod';
import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';
import type { Bystander } from './bystanders.ts';
import type { Authorisation, LaneState } from './state.ts';
import { idle } from './state.ts';
import type { LastPassage } from './facts.ts';

/** Grows with the shape of what is remembered: a lane does not act on a state it may misread. */
const VERSION = 6;

/** All that a lane remembers over a restart. */
export interface LaneMemory {
  state: LaneState;
  /** The arm is held up by hand until a hand ends it. */
  hold: Authorisation | null;
  lastPassage: LastPassage | null;
  /** Others raised the arm, and it has not come down since: the opening's id. */
  foundOpen: string | null;
  /** Cars parked in the camera's view. */
  bystanders: Bystander[];
}

const nothing = (now: number): LaneMemory => ({
  state: idle(now),
  hold: null,
  lastPassage: null,
  foundOpen: null,
  bystanders: [],
});

/** An arm that is kept up for a purpose stays up over a new version of the program. */
const keptOverVersions = z.object({
  hold: z
    .object({
      id: z.string(),
      opening: z.string().optional(),
      at: z.number(),
      cause: z.literal('hold'),
      who: z.string().nullable(),
      because: z.string().nullable(),
    })
    .transform(({ opening, ...hold }): Authorisation => ({ ...hold, opening: opening ?? hold.id }))
    .nullable()
    .catch(null),
  foundOpen: z.string().nullable().catch(null),
});

export interface LaneStore {
  load(laneId: string, now: number): LaneMemory;
  save(tx: Tx, laneId: string, memory: LaneMemory): void;
}

export function createLaneStore(db: Db): LaneStore {
  const load = db.prepare<[string], string>('SELECT state FROM lane_state WHERE lane_id = ?').pluck();
  const save = db.prepare(
    `INSERT INTO lane_state (lane_id, state, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (lane_id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at`,
  );
  return {
    load(laneId, now) {
      const kept = load.get(laneId);
      if (kept === undefined) return nothing(now);
      const { version, ...memory } = JSON.parse(kept) as LaneMemory & { version: number };
      return version === VERSION ? memory : { ...nothing(now), ...keptOverVersions.parse(memory) };
    },
    save: (tx, laneId, memory) => void save.run(laneId, JSON.stringify({ version: VERSION, ...memory }), tx.at),
  };
}
