import type { Desk } from '../store/desk.tsx';
import { followListKey, useListKeys } from '../tables/use-list-keys.ts';
import type { KeysOf } from '../tables/use-list-keys.ts';
import { bookingsMeaningOf } from './bookings-keys.ts';
import type { BookingsKeyMeaning } from './bookings-keys.ts';
import { goBack, openRow } from './steps.ts';

/** Questions keep all keys. */
function asks(desk: Desk): boolean {
  const panel = desk.bookings.store.getState().panel?.kind;
  return panel === 'why-change' || panel === 'why-end' || panel === 'why-annul';
}

function follow(desk: Desk, meaning: BookingsKeyMeaning, exportShown: () => void): void {
  const { store, acts } = desk.bookings;
  switch (meaning.kind) {
    case 'act':
      if (meaning.act === 'export') exportShown();
      else acts.press(meaning.act);
      return;
    case 'tab':
      store.chooseTab(meaning.tab);
      return;
    case 'day':
      store.stepDay(meaning.step);
      return;
    case 'now':
      store.chooseTab('bookings');
      store.chooseDay(null);
      return;
    default:
      followListKey(desk, meaning, {
        step(by) {
          store.step(by);
          // A line that lies open gives way to the next.
          if (store.getState().panel !== null) openRow(store);
        },
        turnPage(by) {
          store.turnPage(by === 1 ? 'after' : 'before');
        },
        openRow() {
          openRow(store);
        },
        back() {
          goBack(desk);
        },
      });
  }
}

const KEYS: KeysOf<BookingsKeyMeaning> = {
  asks,
  meaningOf: ({ bookings }, event) => bookingsMeaningOf(event, bookings.store.getState().panel?.kind ?? null),
  follow,
};

/** The keys of the bookings screen, while it is shown. */
export function useBookingsKeys(desk: Desk, exportShown: () => void): void {
  useListKeys(desk, KEYS, exportShown);
}
