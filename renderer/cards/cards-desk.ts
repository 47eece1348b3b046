import type { Bridge } from '../../electron/contract/bridge.ts';
import { actingIn } from '../tables/acts.ts';
import { createCardsActs } from './cards-acts.ts';
import type { CardsActs } from './cards-acts.ts';
import type { Act } from './cards-state.ts';
import { createCardsStore } from './cards-store.ts';
import type { CardsStore } from './cards-store.ts';
import { createImports } from './imports.ts';
import type { Imports } from './imports.ts';

/** What the parts of the cards screen share. */
export interface CardsDesk {
  store: CardsStore;
  acts: CardsActs;
  imports: Imports;
}

export function createCardsDesk(bridge: Bridge): CardsDesk {
  const store = createCardsStore(bridge);
  const acting = actingIn<Act>(store, bridge);
  const imports = createImports(store, bridge, acting);
  return { store, acts: createCardsActs(store, acting, imports), imports };
}
