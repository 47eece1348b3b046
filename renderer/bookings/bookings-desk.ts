import type { Bridge } from '../../electron/contract/bridge.ts';
import { createBookingsActs } from './bookings-acts.ts';
import type { BookingsActs } from './bookings-acts.ts';
import { createBookingsStore } from './bookings-store.ts';
import type { BookingsStore } from './bookings-store.ts';

/** What the parts of the bookings screen share. */
export interface BookingsDesk {
  store: BookingsStore;
  acts: BookingsActs;
}

export function createBookingsDesk(bridge: Bridge): BookingsDesk {
  const store = createBookingsStore(bridge);
  return { store, acts: createBookingsActs(store, bridge) };
}
