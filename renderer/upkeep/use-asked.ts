import { useEffect, useState } from 'react';
import type { CommandError, CommandInput, CommandOutput } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';
import { useDesk } from '../store/desk.tsx';

type Question = 'upkeep.get' | 'restore.get' | 'acceptance.get';

interface Told<T> {
  /** The last answer; null: there was none yet. */
  answer: T | null;
  /** Why the last question was not answered. */
  failure: CommandError['code'] | null;
}

const EVERY_MS = 1000;

/** Asks the station once a second while it is shown, and at once by `again`: what it tells of has no events. */
export function useAsked<C extends Question>(question: C): Told<CommandOutput<C>> & { again: () => void } {
  const { bridge } = useDesk();
  const [told, setTold] = useState<Told<CommandOutput<C>>>({ answer: null, failure: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = (): void => {
      setRound((before) => before + 1);
    };
    void callSafely(bridge, question, {} as CommandInput<C>).then((result) => {
      if (!wanted) return;
      setTold(({ answer }) =>
        result.ok ? { answer: result.value, failure: null } : { answer, failure: result.error.code },
      );
      timer = setTimeout(next, EVERY_MS);
    });
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [bridge, question, round]);
  return {
    ...told,
    again: () => {
      setRound((before) => before + 1);
    },
  };
}
