import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { SessionView, SignInView } from '../../electron/contract/access.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError, CommandInput, CommandName } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';

/** Who sits at the desk. */
export interface SessionState {
  /** Null until the station has said. */
  view: SignInView | null;
  /** Why the last try failed. */
  failure: CommandError | null;
  busy: boolean;
}

/** What the window shows: nothing yet, somebody to sign in, or the board. */
export type Doorway = 'unknown' | 'shut' | 'open';

export interface SessionStore extends StoreApi<SessionState> {
  /** Resolves true when it was done. */
  send<C extends SessionCommand>(command: C, input: CommandInput<C>): Promise<boolean>;
  forgive(): void;
  stop(): void;
}

export type SessionCommand = Extract<CommandName, `session.${string}`> | 'setup.begin';

const ASK_AGAIN_MS = 1000;

export function createSession(bridge: Bridge): SessionStore {
  const store = createStore<SessionState>(() => ({ view: null, failure: null, busy: false }));
  let again: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const ask = async (): Promise<void> => {
    clearTimeout(again);
    const result = await callSafely(bridge, 'session.get', {});
    if (stopped) return;
    if (result.ok) store.setState({ view: result.value });
    else again = setTimeout(() => void ask(), ASK_AGAIN_MS);
  };
  const stops = [
    bridge.on('session', (session) => {
      const { view } = store.getState();
      // What is told is at once so; names and waits are asked for.
      if (view !== null) store.setState({ view: { ...view, session } });
      void ask();
    }),
    bridge.onStation(({ state }) => {
      if (state === 'up') void ask();
    }),
  ];
  void ask();

  return Object.assign(store, {
    async send<C extends SessionCommand>(command: C, input: CommandInput<C>): Promise<boolean> {
      if (store.getState().busy) return false;
      store.setState({ busy: true });
      const result = await callSafely(bridge, command, input);
      store.setState({ busy: false, failure: result.ok ? null : result.error });
      // A refusal may have begun a wait, and an event may have been missed.
      await ask();
      return result.ok;
    },
    forgive: () => {
      store.setState({ failure: null });
    },
    stop: () => {
      stopped = true;
      clearTimeout(again);
      for (const stop of stops) stop();
    },
  });
}

export function doorwayOf(session: SessionView | null): Doorway {
  if (session === null) return 'unknown';
  switch (session.state) {
    case 'unclaimed':
    case 'signed-out':
      return 'shut';
    case 'signed-in':
      return session.mustChange ? 'shut' : 'open';
    case 'locked':
      return session.gateWhileLocked && !session.mustChange ? 'open' : 'shut';
  }
}

export const isLocked = ({ view }: SessionState): boolean => view?.session.state === 'locked';
