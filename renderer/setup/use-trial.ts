import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError, CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';
import { useDesk } from '../store/desk.tsx';

type TrialCommand = Extract<CommandName, `setup.${string}`>;

/** A trial of the real thing: not asked, on its way, answered, or not to be asked now. */
export type Trial<C extends TrialCommand> =
  | { state: 'idle' | 'busy' }
  | { state: 'answered'; answer: CommandOutput<C> }
  | { state: 'refused'; code: CommandError['code'] };

/** Tries something of the draft, once what was typed is with the station; the pages then show that it was tried. */
export function useTrial<C extends TrialCommand>(
  command: C,
): {
  trial: Trial<C>;
  run: (input: Omit<CommandInput<C>, 'key'>) => Promise<void>;
  /** Asks once more for what is being watched: nothing of the draft changes by it. */
  watch: (input: Omit<CommandInput<C>, 'key'>) => Promise<void>;
} {
  const { bridge, setup } = useDesk();
  const [trial, setTrial] = useState<Trial<C>>({ state: 'idle' });
  const round = useRef(0);
  useEffect(
    () => () => {
      round.current += 1;
    },
    [],
  );
  const ask = useCallback(
    async (input: Omit<CommandInput<C>, 'key'>, mine: number): Promise<void> => {
      const keyed = { ...input, key: crypto.randomUUID() } as unknown as CommandInput<C>;
      const result = await callSafely(bridge, command, keyed);
      if (round.current !== mine) return;
      setTrial(result.ok ? { state: 'answered', answer: result.value } : { state: 'refused', code: result.error.code });
    },
    [bridge, command],
  );
  const run = useCallback(
    async (input: Omit<CommandInput<C>, 'key'>): Promise<void> => {
      const mine = ++round.current;
      setTrial({ state: 'busy' });
      await setup.flush();
      await ask(input, mine);
      await setup.refresh();
    },
    [setup, ask],
  );
  // The same from one drawing to the next: whoever watches waits between two answers, however often the page is drawn.
  const watch = useCallback((input: Omit<CommandInput<C>, 'key'>) => ask(input, round.current), [ask]);
  return { trial, run, watch };
}
