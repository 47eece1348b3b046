import type { KeyPress } from '../keys/key-map.ts';
import { listMeaningOf, overOf } from '../tables/list-keys.ts';
import type { ListKeyMeaning } from '../tables/list-keys.ts';
import { TABS } from './bookings-state.ts';
import type { Act, Panel, Tab } from './bookings-state.ts';

/** One letter an act, on its button too. */
export const ACT_KEYS: Readonly<Record<Act, string>> = { change: 'E', end: 'D', annul: 'A', export: 'X' };
/** Today's list, where now is. */
export const NOW_KEY = 'T';

export const tabKey = (tab: Tab): string => String(TABS.indexOf(tab) + 1);

/** What a key on the bookings screen means. */
export type BookingsKeyMeaning =
  | ListKeyMeaning
  | { kind: 'act'; act: Act }
  | { kind: 'tab'; tab: Tab }
  | { kind: 'day'; step: 1 | -1 }
  | { kind: 'now' };

export function bookingsMeaningOf(press: KeyPress, panel: Panel['kind'] | null): BookingsKeyMeaning | null {
  return listMeaningOf<BookingsKeyMeaning>(press, overOf(panel), (letter) => {
    const act = (Object.keys(ACT_KEYS) as Act[]).find((each) => ACT_KEYS[each] === letter);
    if (act !== undefined) return { kind: 'act', act };
    return panel === null ? ofList(letter) : null;
  });
}

function ofList(letter: string): BookingsKeyMeaning | null {
  switch (letter) {
    case 'ArrowLeft':
      return { kind: 'day', step: -1 };
    case 'ArrowRight':
      return { kind: 'day', step: 1 };
    case NOW_KEY:
      return { kind: 'now' };
  }
  const tab = /^[1-9]$/.test(letter) ? TABS[Number(letter) - 1] : undefined;
  return tab === undefined ? null : { kind: 'tab', tab };
}
