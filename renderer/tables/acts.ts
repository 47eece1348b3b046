import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { CommandError, CommandInput, CommandName } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';

/** How long a success stands on the screen, ms. A failure stands until the next act. */
const SAID_MS = 6000;

/**
 * What came of the last act of a screen. `count`: of lines or things, where there is something to count; `cut`: an export
 * does not hold all of them.
 */
export type OutcomeOf<A> =
  { act: A; ok: true; count: number | null; cut: boolean } | { act: A; ok: false; code: CommandError['code'] };

/** What an export saved, or why it did not. */
export type Exported = { count: number; cut: boolean } | CommandError['code'];

/** An act that was sent, and what the station answered; null: another was under way, and nothing was sent. */
export type Sent<A> = Promise<{ act: A; result: Result<unknown> } | null>;

/** Commands that are carried out once for each key. */
type KeyedCommand = { [C in CommandName]: CommandInput<C> extends { key: string } ? C : never }[CommandName];

interface ActingStore<A> {
  getState(): { acting: A | null; outcome: OutcomeOf<A> | null };
  setState(change: { acting?: A | null; outcome: OutcomeOf<A> | null }): void;
}

/** One act of a screen at a time, from its press to what is said of it. */
export interface Acting<A> {
  /** Sends an act once, under a key of its own. Whoever sends says what came of it. */
  send<C extends KeyedCommand>(act: A, command: C, input: Omit<CommandInput<C>, 'key'>): Sent<A>;
  /** Says what became of the act, which ends with that. */
  say(outcome: OutcomeOf<A>): void;
  sayResult(sent: { act: A; result: Result<unknown> }): void;
  /** Runs an export, whose failure and number of lines are said like any act's. */
  export(act: A, run: () => Promise<Exported>): void;
}

export function actingIn<A>(
  store: ActingStore<A>,
  bridge: Bridge,
  newKey: () => string = () => crypto.randomUUID(),
): Acting<A> {
  function say(outcome: OutcomeOf<A>): void {
    store.setState({ acting: null, outcome });
    if (!outcome.ok) return;
    setTimeout(() => {
      if (store.getState().outcome === outcome) store.setState({ outcome: null });
    }, SAID_MS);
  }
  return {
    async send<C extends KeyedCommand>(act: A, command: C, input: Omit<CommandInput<C>, 'key'>) {
      if (store.getState().acting !== null) return null;
      store.setState({ acting: act, outcome: null });
      const result = await callSafely(bridge, command, { ...input, key: newKey() } as CommandInput<C>);
      return { act, result };
    },
    say,
    sayResult({ act, result }) {
      say(result.ok ? { act, ok: true, count: null, cut: false } : { act, ok: false, code: result.error.code });
    },
    export(act, run) {
      store.setState({ acting: act, outcome: null });
      void run().then((came) => {
        say(typeof came === 'string' ? { act, ok: false, code: came } : { act, ok: true, ...came });
      });
    },
  };
}
