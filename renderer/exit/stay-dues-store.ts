import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { StayDues } from '../../electron/contract/charges.ts';
import type { CommandError, CommandInput, CommandName } from '../../electron/contract/commands.ts';
import { askAgain } from '../store/ask-again.ts';
import { callSafely } from '../store/call.ts';
import { itemsOf } from './payable.ts';

/** Money for a stay whose car stands at no arm: what the station last said of it. */
export interface StayDuesState {
  dues: StayDues | null;
  /** Why the last press, or the last look, came to nothing. */
  failure: CommandError['code'] | undefined;
  /** A press is on its way. */
  sending: boolean;
  /** Something was paid since the dialog opened, and nothing is left to pay. */
  settled: boolean;
}

/** A press, without its key. */
export type StayPress = {
  [C in StayCommand]: { command: C; input: Omit<CommandInput<C>, 'key'> };
}[StayCommand];
type StayCommand = Extract<
  CommandName,
  'charges.pay-cash' | 'charges.show-code' | 'charges.scan' | 'exit.confirm-payment' | 'exit.cancel-payment'
>;

export interface StayDuesStore extends StoreApi<StayDuesState> {
  /** Follows what is to be paid until the returned function is called. The sum that was first told stays while it is good. */
  follow(): () => void;
  /** Sends a press, once, unless one is on its way. */
  send(press: StayPress): Promise<void>;
}

/** How often the station is asked what became of a payment. */
const FOLLOW_MS = 700;

const isAsked = (dues: StayDues): boolean => itemsOf(dues, true).length > 0;

export function createStayDuesStore(
  bridge: Bridge,
  stayId: string,
  newKey: () => string = () => crypto.randomUUID(),
): StayDuesStore {
  const store = createStore<StayDuesState>(() => ({ dues: null, failure: undefined, sending: false, settled: false }));
  /** Kept until the station has answered: a press whose answer was lost is sent again as the same one. */
  let kept: { press: string; key: string } | null = null;
  let failedLook = false;

  const load = async (): Promise<void> => {
    const { dues: before } = store.getState();
    const result = await callSafely(bridge, 'charges.due', { stayId, until: before?.until ?? null });
    if (!result.ok) {
      failedLook = true;
      store.setState({ failure: result.error.code });
      return;
    }
    const dues = result.value;
    const settled = before !== null && isAsked(before) && !isAsked(dues);
    store.setState((state) => ({
      dues,
      settled: state.settled || settled,
      ...(failedLook && { failure: undefined }),
    }));
    failedLook = false;
  };

  return Object.assign(store, {
    follow: () => askAgain(load, FOLLOW_MS),
    async send({ command, input }: StayPress) {
      if (store.getState().sending) return;
      const press = JSON.stringify([command, input]);
      if (kept?.press !== press) kept = { press, key: newKey() };
      store.setState({ sending: true, failure: undefined });
      const result = await callSafely(bridge, command, { ...input, key: kept.key });
      if (result.ok) kept = null;
      else store.setState({ failure: result.error.code });
      await load();
      store.setState({ sending: false });
    },
  });
}
