import type { Desk } from '../store/desk.tsx';
import { rowKey } from './history-store.ts';

/** Enter on a line, or a press: its stay, or the card that it is about. */
export function openLine({ history, attention }: Desk): void {
  const { rows, selected } = history.getState();
  const row = rows?.find((each) => rowKey(each) === selected);
  if (row?.row === 'event' && row.cardNo !== null) attention.visit({ kind: 'cards', no: row.cardNo });
  else history.openSelected();
}
