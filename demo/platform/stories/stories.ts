import type { Issued } from '../issued.ts';
import type { ReportInterface } from '../repeats.ts';
import { listenToLot } from './lot.ts';
import { listenToSharing } from './sharing.ts';
import { listenToStays } from './stays.ts';
import { tale, watchFuture } from './tale.ts';
import type { Item, Listener, StoryContext, Tale } from './tale.ts';

export interface StoryOptions {
  now: () => number;
  /** Seconds by which the lot's clock may be ahead. */
  aheadS: number;
  /** So many things of a kind are remembered. */
  most: number;
  issued: Issued;
}

export interface Stories {
  /** What is strange about a report that has just been entered, in the light of all before it. */
  hear(code: ReportInterface, item: Item): Tale[];
  /** What is strange about an order that a driver says to have paid (7.4.1). */
  payReturned(orderNo: string): Tale[];
  overdueOrder(overdueOrderNo: string): Item | undefined;
  providerCode(): string | null;
  invoicePage(): string | null;
}

/** Listens to every report for stories that cannot be. Constant time for each. */
export function hearStories({ now, aheadS, most, issued }: StoryOptions): Stories {
  const context: StoryContext = { future: watchFuture(now, aheadS), most, issued };
  const lot = listenToLot(context);
  const sharing = listenToSharing(context);
  const listeners: Record<ReportInterface, Listener> = {
    ...lot.listeners,
    ...listenToStays({ ...context, isOffRoad: lot.isOffRoad }),
    ...sharing.listeners,
  };
  return {
    hear: (code, item) => listeners[code](item),
    overdueOrder: sharing.overdueOrder,
    providerCode: lot.providerCode,
    invoicePage: lot.invoicePage,
    payReturned: (orderNo) =>
      issued.order(orderNo) === undefined && sharing.overdueOrder(orderNo) === undefined
        ? [tale('unknown-order', `orderNo ${orderNo}`)]
        : [],
  };
}
