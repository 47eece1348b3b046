import type { Bridge } from '../../electron/contract/bridge.ts';
import { createSyncActs } from './sync-acts.ts';
import type { SyncActs } from './sync-acts.ts';
import { createSyncStore } from './sync-store.ts';
import type { SyncStore } from './sync-store.ts';

/** What the parts of the sync screen share. It outlives the screen: how far a backlog has drained is not forgotten. */
export interface SyncDesk {
  store: SyncStore;
  acts: SyncActs;
}

export function createSyncDesk(bridge: Bridge): SyncDesk {
  const store = createSyncStore(bridge);
  return { store, acts: createSyncActs(store, bridge) };
}
