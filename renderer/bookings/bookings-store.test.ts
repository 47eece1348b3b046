import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BookingLine, BookingQuery } from '../../electron/contract/bookings.ts';
import { bookingOf, couponOf, figures } from '../preview/bookings-fixtures.ts';
import { bookingPageOf } from '../preview/bookings-scenes.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import type { FakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { createBookingsStore } from './bookings-store.ts';
import type { BookingsStore } from './bookings-store.ts';
import { rowIds } from './bookings-state.ts';

/** 09:41:27 in Beijing. */
const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const MINUTE = 60_000;

let bridge: FakeBridge;
let day: BookingLine[];
let asked: BookingQuery[];
let role: 'attendant' | 'supervisor';
let today: string;
let store: BookingsStore;
let close: () => void;

const settle = () => vi.advanceTimersByTimeAsync(0);
const poll = () => vi.advanceTimersByTimeAsync(2000);
const state = () => store.getState();
const name = (index: number): string => `b${String(index).padStart(3, '0')}`;

beforeEach(() => {
  vi.useFakeTimers();
  // One a minute, two hours before now and two after.
  day = Array.from({ length: 241 }, (_, index) => bookingOf(at, name(index), { from: at + (index - 120) * MINUTE }));
  asked = [];
  role = 'attendant';
  today = '2024-11-21';
  bridge = fakeBridge(sceneOf('3', at));
  bridge.bookings = {
    figures: () => figures(at, { role, day: today }),
    list: (query) => {
      asked.push(query);
      return bookingPageOf(day, query);
    },
    orders: () => ({ items: [], next: null }),
    coupons: ({ after }) =>
      after === undefined
        ? { items: [couponOf(at, 'c-2')], next: { receivedAt: 1, id: 'c-2' } }
        : { items: [couponOf(at, 'c-1')], next: null },
    controlList: () => ({ items: [], next: null }),
  };
  store = createBookingsStore(bridge, { now: () => at });
  close = () => undefined;
});
afterEach(() => {
  close();
  vi.useRealTimers();
});

async function open(): Promise<void> {
  close = store.open();
  await settle();
}

describe('the list of today', () => {
  it('opens around now, with the first that is to come selected', async () => {
    await open();
    expect(asked).toEqual([{ day: '2024-11-21', filter: 'all', text: '', where: { kind: 'around', instant: at } }]);
    expect(state()).toMatchObject({ selected: name(121) });
    expect(rowIds(state())).toContain(name(120));
  });

  it('stays where it lies while it keeps itself fresh, and so does the selection', async () => {
    await open();
    const ids = rowIds(state());
    store.step(3);
    day = day.map((line) => (line.code === name(124) ? { ...line, state: 'used' } : line));
    await poll();
    expect(asked.at(-1)?.where).toEqual({ kind: 'at', place: { from: day[70]?.from, code: ids[0] } });
    expect(rowIds(state())).toEqual(ids);
    expect(state().selected).toBe(name(124));
    expect(state().page?.items.find((line) => 'code' in line && line.code === name(124))?.state).toBe('used');
  });

  it('what lies open changes with the list', async () => {
    await open();
    const [line] = day;
    if (!line) throw new Error('no line');
    store.chooseFilter('all');
    await settle();
    const shown = day[121] ?? line;
    store.show({ kind: 'detail', row: { tab: 'bookings', line: shown } });
    day = day.map((each) => (each.code === shown.code ? { ...each, state: 'cancelled' } : each));
    await poll();
    expect(state().panel).toMatchObject({ row: { line: { state: 'cancelled' } } });
  });

  it('turns its pages to both ends, each row once', async () => {
    await open();
    const seen = [...rowIds(state())];
    store.turnPage('after');
    await settle();
    expect(state().selected).toBe(name(170));
    seen.push(...rowIds(state()));
    store.turnPage('after');
    await settle();
    expect(rowIds(state()).at(-1)).toBe(name(240));
    store.turnPage('before');
    await settle();
    store.turnPage('before');
    await settle();
    seen.unshift(...rowIds(state()));
    expect([...new Set(seen)]).toEqual(day.map(({ code }) => code));
  });

  it('begins anew at midnight, and asks for another day by its name', async () => {
    await open();
    today = '2024-11-22';
    await poll();
    expect(asked.at(-1)).toMatchObject({ day: '2024-11-22', where: { kind: 'around' } });
    store.stepDay(-1);
    await settle();
    expect(asked.at(-1)).toEqual({ day: '2024-11-21', filter: 'all', text: '' });
    store.stepDay(1);
    await settle();
    expect(state().day).toBeNull();
  });

  it('is searched when the hand rests, once for all that was typed', async () => {
    await open();
    asked = [];
    for (const text of ['b', 'b0', 'b04']) store.setText(text);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked.map(({ text }) => text)).toEqual(['b04']);
    expect(rowIds(state())).toHaveLength(10);
  });
});

describe('the bookings screen follows the station', () => {
  it('every two seconds and when the numbers of the lot change, and not after', async () => {
    const question = vi.spyOn(bridge.bookings ?? expect.fail(), 'figures');
    await open();
    await poll();
    expect(question).toHaveBeenCalledTimes(2);
    bridge.emit('lot', (bridge.scene.board ?? expect.fail()).lot, 2);
    await settle();
    expect(question).toHaveBeenCalledTimes(3);
    close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(question).toHaveBeenCalledTimes(3);
  });

  it('a station that is away leaves what was known on the screen, and is asked again', async () => {
    await open();
    const { bookings } = bridge;
    bridge.bookings = null;
    await poll();
    expect(state()).toMatchObject({ failure: 'station-down' });
    expect(rowIds(state())).not.toEqual([]);
    bridge.bookings = bookings;
    await poll();
    expect(state().failure).toBeNull();
  });

  it('an answer to a list that is shown no more is dropped', async () => {
    await open();
    const before = store.refresh();
    store.chooseTab('coupons');
    await before;
    await settle();
    expect(state().page).toMatchObject({ tab: 'coupons', items: [{ id: 'c-2' }] });
  });

  it('from the newest to the oldest and back', async () => {
    await open();
    store.chooseTab('coupons');
    await settle();
    store.turnPage('after');
    await settle();
    expect(rowIds(state())).toEqual(['c-1']);
    await poll();
    expect(rowIds(state())).toEqual(['c-1']);
    store.turnPage('before');
    await settle();
    expect(rowIds(state())).toEqual(['c-2']);
  });
});
