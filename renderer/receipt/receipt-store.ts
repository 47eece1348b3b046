import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { ReceiptView } from '../../electron/contract/receipt.ts';
import { askAgain } from '../store/ask-again.ts';
import { callSafely } from '../store/call.ts';

/** A receipt that lies open: what the station last said of it. */
export interface ReceiptState {
  view: ReceiptView | null;
  /** Why it cannot be read at present. */
  unread: CommandError['code'] | null;
  /** Why the last press did nothing. */
  failure: CommandError['code'] | null;
  /** A press is on its way. */
  sending: boolean;
}

export interface ReceiptStore extends StoreApi<ReceiptState> {
  /** Follows the receipt and its printer until the returned function is called. */
  follow(): () => void;
  /** Prints it, unless it is being printed or cannot be. */
  print(): Promise<void>;
}

/** How often the station is asked what the printer makes of it. */
const FOLLOW_MS = 700;

export const isPrintable = ({ view, sending }: ReceiptState): boolean =>
  view !== null && view.printer !== null && view.last?.state !== 'printing' && !sending;

export function createReceiptStore(
  bridge: Bridge,
  chargeId: string,
  newKey: () => string = () => crypto.randomUUID(),
): ReceiptStore {
  const store = createStore<ReceiptState>(() => ({ view: null, unread: null, failure: null, sending: false }));
  /** Kept until the station has answered: a press whose answer was lost is sent again as the same one. */
  let key: string | null = null;

  const load = async (): Promise<void> => {
    const result = await callSafely(bridge, 'receipt.get', { chargeId });
    if (result.ok) store.setState({ view: result.value, unread: null });
    else store.setState({ unread: result.error.code });
  };

  return Object.assign(store, {
    follow: () => askAgain(load, FOLLOW_MS),
    async print() {
      if (!isPrintable(store.getState())) return;
      key ??= newKey();
      store.setState({ sending: true, failure: null });
      const result = await callSafely(bridge, 'receipt.print', { key, chargeId });
      if (result.ok) key = null;
      else store.setState({ failure: result.error.code });
      await load();
      store.setState({ sending: false });
    },
  });
}
