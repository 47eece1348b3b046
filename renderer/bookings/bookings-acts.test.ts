import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../electron/contract/vocabulary.ts';
import { couponOf, figures, orderOf } from '../preview/bookings-fixtures.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import type { FakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { changesOf, createBookingsActs, textsOf } from './bookings-acts.ts';
import type { BookingsActs } from './bookings-acts.ts';
import { createBookingsStore } from './bookings-store.ts';
import type { BookingsStore } from './bookings-store.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27, 500);
const order = orderOf(at, 'SO-1');

let bridge: FakeBridge;
let role: Role;
let store: BookingsStore;
let acts: BookingsActs;
let close: () => void;

const settle = () => vi.advanceTimersByTimeAsync(0);
const state = () => store.getState();

beforeEach(() => {
  vi.useFakeTimers();
  role = 'supervisor';
  bridge = fakeBridge(sceneOf('3', at));
  bridge.bookings = {
    figures: () => figures(at, { role }),
    list: () => ({ items: [], earlier: false, later: false }),
    orders: () => ({ items: [order], next: null }),
    coupons: () => ({ items: [couponOf(at, 'CP-1')], next: null }),
    controlList: () => ({ items: [], next: null }),
  };
  store = createBookingsStore(bridge, { now: () => at });
  acts = createBookingsActs(store, bridge, () => 'key');
});
afterEach(() => {
  close();
  vi.useRealTimers();
});

async function open(tab: 'orders' | 'coupons'): Promise<void> {
  close = store.open();
  await settle();
  store.chooseTab(tab);
  await settle();
}

describe('a supervisor', () => {
  it('changes what the form changes of an order, once there is a reason', async () => {
    await open('orders');
    acts.press('change');
    expect(state().panel).toMatchObject({ kind: 'change', texts: { from: '2024-11-20 09:41:27' } });
    acts.submit(textsOf(order));
    expect(state().panel?.kind).toBe('change');
    acts.submit({ ...textsOf(order), plate: '粤B54321', to: '2024-12-24 18:00:00' });
    expect(state().panel?.kind).toBe('why-change');
    acts.because('another car');
    await settle();
    const to = Date.UTC(2024, 11, 24, 10);
    expect(bridge.pressed).toEqual([
      {
        command: 'orders.change',
        input: { key: 'key', orderNo: 'SO-1', plate: '粤B54321', to, because: 'another car' },
      },
    ]);
    expect(state()).toMatchObject({ panel: null, outcome: { act: 'change', ok: true } });
    await vi.advanceTimersByTimeAsync(6000);
    expect(state().outcome).toBeNull();
  });

  it('is led back to what was typed when the station says no, with its reason', async () => {
    await open('orders');
    bridge.answer = 'bad-input';
    const call = bridge.call.bind(bridge);
    bridge.call = async (command, input) => {
      const result = await call(command, input);
      if (!result.ok) result.error.fields = { change: 'no-space' };
      return result;
    };
    acts.press('change');
    const texts = { ...textsOf(order), plate: '粤B54321' };
    acts.submit(texts);
    acts.because('x');
    await settle();
    expect(state()).toMatchObject({
      panel: { kind: 'change', texts, problem: 'no-space' },
      outcome: { act: 'change', ok: false, code: 'bad-input' },
    });
  });

  it('ends an order, declares a coupon void', async () => {
    await open('orders');
    acts.press('end');
    acts.because('asked');
    await settle();
    store.chooseTab('coupons');
    await settle();
    acts.press('annul');
    acts.because('wrong');
    await settle();
    expect(bridge.pressed.map(({ input }) => input)).toEqual([
      { key: 'key', orderNo: 'SO-1', end: true, because: 'asked' },
      { key: 'key', couponNo: 'CP-1', because: 'wrong' },
    ]);
  });

  it('an act goes out once, however often the reason is given', async () => {
    await open('orders');
    acts.press('end');
    acts.because('asked');
    acts.because('asked');
    await settle();
    expect(bridge.pressed).toHaveLength(1);
  });
});

it('an attendant is asked nothing and changes nothing', async () => {
  role = 'attendant';
  await open('orders');
  acts.press('change');
  acts.press('end');
  await settle();
  expect(state().panel).toBeNull();
  expect(bridge.pressed).toEqual([]);
});

it.each([
  ['2024-02-31 10:00:00', null],
  ['2024-11-20 9:41', null],
  ['tomorrow', null],
  [' 2024-11-20 09:41:27 ', {}],
  ['2024-11-20 09:41:28', { from: Date.UTC(2024, 10, 20, 1, 41, 28) }],
])('a time is read as it stands in Beijing: %s', (from, changes) => {
  close = () => undefined;
  expect(changesOf(order, { ...textsOf(order), from })).toEqual(changes);
});
