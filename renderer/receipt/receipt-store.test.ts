import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBridge } from '../preview/fake-bridge.ts';
import type { FakeBridge } from '../preview/fake-bridge.ts';
import { receiptSceneOf } from '../preview/receipt-scenes.ts';
import { sceneOf } from '../preview/scenes.ts';
import { createReceiptStore, isPrintable } from './receipt-store.ts';
import type { ReceiptStore } from './receipt-store.ts';

let bridge: FakeBridge;
let store: ReceiptStore;
let leave: () => void;
let keys: number;

beforeEach(() => {
  vi.useFakeTimers();
  keys = 0;
  bridge = fakeBridge(sceneOf('3', Date.UTC(2024, 10, 21)));
});
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const settled = () => vi.advanceTimersByTimeAsync(1000);

async function open(scene: string): Promise<void> {
  bridge.receipt = receiptSceneOf(scene);
  store = createReceiptStore(bridge, 'c1', () => `key-${(keys += 1)}`);
  leave = store.follow();
  await settled();
}

const sent = () => bridge.pressed.map(({ input }) => input);

describe('a receipt on the screen', () => {
  it('follows what the station says of it, and stops when it is closed', async () => {
    await open('receipt-ready');
    expect(store.getState().view?.printer).toBe('ready');
    bridge.receipt = receiptSceneOf('receipt-paper-out');
    await settled();
    expect(store.getState().view?.printer).toBe('paper-out');
    leave();
    const asked = vi.spyOn(bridge, 'call');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).not.toHaveBeenCalled();
  });

  it('prints once for a press, however often it is pressed meanwhile', async () => {
    await open('receipt-ready');
    await Promise.all([store.print(), store.print(), store.print()]);
    expect(sent()).toEqual([{ key: 'key-1', chargeId: 'c1' }]);
    await store.print();
    expect(sent()).toHaveLength(2);
    expect(sent()[1]).toEqual({ key: 'key-2', chargeId: 'c1' });
  });

  it('sends a press whose answer was lost again as the same one', async () => {
    await open('receipt-ready');
    bridge.answer = 'station-down';
    await store.print();
    expect(store.getState().failure).toBe('station-down');
    bridge.answer = null;
    await store.print();
    expect(sent()).toEqual([
      { key: 'key-1', chargeId: 'c1' },
      { key: 'key-1', chargeId: 'c1' },
    ]);
    expect(store.getState().failure).toBeNull();
  });

  it('offers no printing while it prints, nor without a printer', async () => {
    await open('receipt-screen-only');
    expect(isPrintable(store.getState())).toBe(false);
    bridge.receipt = { ...receiptSceneOf('receipt-printed')!, last: { state: 'printing' } };
    await settled();
    await store.print();
    expect(sent()).toEqual([]);
    bridge.receipt = receiptSceneOf('receipt-printed');
    await settled();
    expect(isPrintable(store.getState())).toBe(true);
  });

  it('says that it cannot be read, and recovers by itself', async () => {
    await open('');
    expect(store.getState()).toMatchObject({ view: null, unread: 'station-down' });
    bridge.receipt = receiptSceneOf('receipt-ready');
    await settled();
    expect(store.getState()).toMatchObject({ unread: null, view: { printer: 'ready' } });
  });
});
