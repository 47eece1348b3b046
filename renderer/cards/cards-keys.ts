import type { KeyPress } from '../keys/key-map.ts';
import { listMeaningOf, overOf } from '../tables/list-keys.ts';
import type { ListKeyMeaning } from '../tables/list-keys.ts';
import type { Act, Panel } from './cards-state.ts';

/** One letter an act, on its button too. */
export const ACT_KEYS: Readonly<Record<Act, string>> = {
  add: 'A',
  extend: 'R',
  change: 'E',
  end: 'D',
  import: 'I',
  export: 'X',
};

/** What a key on the cards screen means. */
export type CardsKeyMeaning = ListKeyMeaning | { kind: 'act'; act: Act };

export function cardsMeaningOf(press: KeyPress, panel: Panel['kind'] | null): CardsKeyMeaning | null {
  return listMeaningOf<CardsKeyMeaning>(press, overOf(panel), (letter) => {
    const act = (Object.keys(ACT_KEYS) as Act[]).find((each) => ACT_KEYS[each] === letter);
    return act === undefined ? null : { kind: 'act', act };
  });
}
