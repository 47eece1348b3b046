import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError, CommandName } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';
import type { Press } from './intent.ts';

/** What the attendant has pressed: on its way, or come back with an error. Keyed by lane. */
export interface ActState {
  inFlight: Readonly<Record<string, CommandName>>;
  failed: Readonly<Record<string, CommandError['code']>>;
}

export interface ActStore extends StoreApi<ActState> {
  /**
   * Sends a press, once: its key is made here, and while one act of a lane is on its way further presses at that lane
   * are dropped. Answers null when it was done (or dropped), else the error's code, which also stays beside the card.
   */
  send(press: Press): Promise<CommandError['code'] | null>;
  /** Takes the error off a lane's card. */
  forget(laneId: string): void;
}

export function createActs(bridge: Bridge, newKey: () => string = () => crypto.randomUUID()): ActStore {
  const store = createStore<ActState>(() => ({ inFlight: {}, failed: {} }));

  const forget = (laneId: string): void => {
    if (laneId in store.getState().failed) store.setState(({ failed }) => ({ failed: without(failed, laneId) }));
  };

  const send = async ({ command, input, laneId }: Press): Promise<CommandError['code'] | null> => {
    if (laneId in store.getState().inFlight) return null;
    forget(laneId);
    store.setState(({ inFlight }) => ({ inFlight: { ...inFlight, [laneId]: command } }));
    const result = await callSafely(bridge, command, { ...input, key: newKey() });
    store.setState(({ inFlight }) => ({ inFlight: without(inFlight, laneId) }));
    if (result.ok) return null;
    const { code } = result.error;
    store.setState(({ failed }) => ({ failed: { ...failed, [laneId]: code } }));
    return code;
  };

  return Object.assign(store, { send, forget });
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
