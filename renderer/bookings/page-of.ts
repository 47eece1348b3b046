import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { BookingPage, BookingQuery, NewestPlace } from '../../electron/contract/bookings.ts';
import { callSafely } from '../store/call.ts';
import { isToday } from './bookings-state.ts';
import type { BookingsState, Page } from './bookings-state.ts';

/** Which page of the list that is shown is wanted. */
export type Turn = 'same' | 'before' | 'after';

/** Asks for a page of the list that a state shows. `now` is where today's list begins. */
export async function pageOf(bridge: Bridge, state: BookingsState, turn: Turn, now: number): Promise<Result<Page>> {
  const { tab, filters, page } = state;
  if (tab === 'bookings') {
    const shown = page?.tab === tab ? page : null;
    const result = await bookingsOf(bridge, state, whereOf(state, shown, turn, now));
    // What the page began with has moved: around now there is something, if there is anything.
    const moved = result.ok && result.value.items.length === 0 && (result.value.earlier || result.value.later);
    return tagged(tab, moved ? await bookingsOf(bridge, state, { kind: 'around', instant: now }) : result);
  }
  const { after, before } = newestPlace(page?.tab === tab ? page : null, turn);
  const query = { text: state.text, ...(after !== undefined && { after }) };
  const place = { after, before };
  switch (tab) {
    case 'orders':
      return tagged(tab, await callSafely(bridge, 'bookings.orders', { ...query, state: filters.orders }), place);
    case 'coupons':
      return tagged(tab, await callSafely(bridge, 'bookings.coupons', { ...query, state: filters.coupons }), place);
    case 'control':
      return tagged(
        tab,
        await callSafely(bridge, 'bookings.control-list', { ...query, state: filters.control }),
        place,
      );
  }
}

const tagged = <T extends string, V extends object, P extends object>(
  tab: T,
  result: Result<V>,
  place?: P,
): Result<{ tab: T } & V & P> =>
  result.ok ? { ok: true, value: { tab, ...result.value, ...place } as { tab: T } & V & P } : result;

function bookingsOf(bridge: Bridge, state: BookingsState, where: BookingQuery['where']): Promise<Result<BookingPage>> {
  return callSafely(bridge, 'bookings.list', {
    day: state.day ?? state.figures?.day ?? '',
    filter: state.filters.bookings,
    text: state.text,
    ...(where !== undefined && { where }),
  });
}

/** Today's list opens where now is; a page that was seen stays where it begins, whatever comes before it. */
function whereOf(state: BookingsState, page: BookingPage | null, turn: Turn, now: number): BookingQuery['where'] {
  const edge = turn === 'after' ? page?.items.at(-1) : page?.items[0];
  if (edge === undefined) return isToday(state) ? { kind: 'around', instant: now } : undefined;
  const place = { from: edge.from, code: edge.code };
  if (turn === 'same') return page?.earlier === true ? { kind: 'at', place } : undefined;
  return { kind: turn, place };
}

function newestPlace(
  page: Exclude<Page, { tab: 'bookings' }> | null,
  turn: Turn,
): { after: NewestPlace | undefined; before: readonly (NewestPlace | undefined)[] } {
  const { after, before } = page ?? { after: undefined, before: [] };
  switch (turn) {
    case 'same':
      return { after, before };
    case 'before':
      return { after: before.at(-1), before: before.slice(0, -1) };
    case 'after':
      return { after: page?.next ?? after, before: [...before, after] };
  }
}
