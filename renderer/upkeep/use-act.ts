import { useState } from 'react';
import type { CommandError, CommandInput } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';
import { useDesk } from '../store/desk.tsx';

type Act =
  | 'backup.make'
  | 'restore.ask'
  | 'restore.choose'
  | 'restore.cancel'
  | 'acceptance.begin'
  | 'acceptance.run'
  | 'acceptance.answer'
  | 'acceptance.skip'
  | 'acceptance.finish';

/** Sends an act, each press once. `refusal`: why the last one was not done. */
export function useAct(then: () => void): {
  refusal: CommandError['code'] | null;
  send: <C extends Act>(command: C, input: Omit<CommandInput<C>, 'key'>) => void;
} {
  const { bridge } = useDesk();
  const [refusal, setRefusal] = useState<CommandError['code'] | null>(null);
  return {
    refusal,
    send: (command, input) => {
      const keyed = { ...input, key: crypto.randomUUID() } as CommandInput<typeof command>;
      void callSafely(bridge, command, keyed).then((result) => {
        setRefusal(result.ok ? null : result.error.code);
        then();
      });
    },
  };
}
