import type { Bridge } from '../../electron/contract/bridge.ts';
import { createCardsActs } from './cards-acts.ts';
import type { CardsActs } from './cards-acts.ts';
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
  return { store, acts: createCardsActs(store, bridge), imports: createImports(store, bridge) };
}
