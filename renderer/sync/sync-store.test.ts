import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { CommandInput } from '../../electron/contract/commands.ts';
import type { FoundFiles, ReportItemView } from '../../electron/contract/sync.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import type { FakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { baseData, entryReport, platform, syncPlatform, syncView } from '../preview/sync-fixtures.ts';
import { pageOf, QUIET } from '../preview/sync-scenes.ts';
import { createSyncStore } from './sync-store.ts';
import type { SyncStore } from './sync-store.ts';
import { rowIds } from './rows.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const reports = (count: number): ReportItemView[] =>
  Array.from({ length: count }, (_, index) => entryReport(at, index + 1, '粤B12345'));

let bridge: FakeBridge;
let items: ReportItemView[];
let asked: CommandInput<'sync.items'>[];
let platforms: ReturnType<typeof syncPlatform>[];
let store: SyncStore;
let close: () => void;

const settle = () => vi.advanceTimersByTimeAsync(0);
const poll = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  vi.useFakeTimers();
  items = reports(3);
  asked = [];
  platforms = [syncPlatform(at, { platform: { parked: 3 } })];
  bridge = fakeBridge(sceneOf('3', at));
  bridge.sync = {
    view: () => syncView(at, platforms),
    items: (query) => {
      asked.push(query);
      return pageOf(items, query);
    },
    baseData: [baseData('parkInfo'), baseData('B2-001', { state: 'never' })],
    ...QUIET,
  };
  store = createSyncStore(bridge);
  close = () => undefined;
});
afterEach(() => {
  close();
  vi.useRealTimers();
});

async function open(platformId: string | null = null): Promise<void> {
  close = store.open(platformId);
  await settle();
}

describe('the sync screen follows the station', () => {
  it('and begins with what needs a hand', async () => {
    platforms = [syncPlatform(at), syncPlatform(at, { platform: { id: 'brain', parked: 3 } })];
    await open();
    expect(store.getState()).toMatchObject({ platformId: 'brain', tab: 'parked', selected: 3 });
    expect(asked).toEqual([{ platform: 'brain', state: 'parked', limit: 50 }]);
  });

  it('or with the platform whose light led there; with nothing parked the figures', async () => {
    platforms = [syncPlatform(at, { platform: { parked: 3 } }), syncPlatform(at, { platform: { id: 'brain' } })];
    await open('brain');
    expect(store.getState()).toMatchObject({ platformId: 'brain', tab: 'figures', selected: 'vehicleEnter' });
    expect(asked).toEqual([]);
  });

  it('each second while it is open, at once when a light moves, and not after', async () => {
    const question = vi.spyOn(bridge.sync ?? expect.fail(), 'view');
    await open();
    await poll();
    await poll();
    expect(question).toHaveBeenCalledTimes(3);
    bridge.emit('platform', platform(at), 2);
    await settle();
    expect(question).toHaveBeenCalledTimes(4);
    close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(question).toHaveBeenCalledTimes(4);
  });

  it('asks for a list again only when a figure moved, or every fifth time', async () => {
    await open();
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked).toHaveLength(1);
    platforms = [syncPlatform(at, { platform: { parked: 2 } })];
    items = items.slice(0, 2);
    await poll();
    expect(asked.length).toBeGreaterThan(1);
    expect(store.getState().page?.items.map(({ seq }) => seq)).toEqual([2, 1]);
  });

  it('a station that is away leaves what was known on the screen, and is asked again', async () => {
    await open();
    const { sync } = bridge;
    bridge.sync = null;
    await poll();
    expect(store.getState()).toMatchObject({ failure: 'station-down' });
    expect(store.getState().view).not.toBeNull();
    bridge.sync = sync;
    await poll();
    expect(store.getState().failure).toBeNull();
  });

  it('an answer that comes after the screen was closed and opened again is dropped', async () => {
    const answers: ((result: Result<never>) => void)[] = [];
    const slow: Bridge = { ...bridge, call: () => new Promise((resolve) => answers.push(resolve)) };
    store = createSyncStore(slow);
    store.open(null)();
    close = store.open(null);
    answers[0]?.({ ok: true, value: syncView(at, []) as never });
    await settle();
    expect(store.getState().view).toBeNull();
    expect(answers).toHaveLength(2);
  });
});

describe('a long list', () => {
  beforeEach(() => {
    items = reports(120);
    platforms = [syncPlatform(at, { platform: { parked: 120 } })];
  });

  it('is asked for page by page, and never as a whole', async () => {
    await open();
    expect(store.getState().page).toMatchObject({ more: true, before: [] });
    store.turnPage(1);
    await settle();
    store.turnPage(1);
    await settle();
    expect(rowIds(store.getState())).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
    store.turnPage(1);
    store.turnPage(-1);
    await settle();
    expect(rowIds(store.getState())).toHaveLength(50);
    expect(asked.map(({ after }) => after)).toEqual([undefined, 71, 21, 71]);
  });

  it('whose last page is emptied shows the page before', async () => {
    await open();
    store.turnPage(1);
    await settle();
    store.turnPage(1);
    await settle();
    items = items.slice(20);
    platforms = [syncPlatform(at, { platform: { parked: 100 } })];
    await poll();
    await settle();
    expect(rowIds(store.getState())).toHaveLength(50);
    expect(store.getState().page?.before).toHaveLength(1);
  });

  it('an answer for a list that is shown no more is dropped', async () => {
    await open();
    store.chooseTab('dismissed');
    store.chooseTab('parked', 'vehicleLeave');
    await settle();
    expect(store.getState().page?.items).toEqual([]);
    expect(asked.at(-1)).toMatchObject({ state: 'parked', interface: 'vehicleLeave' });
  });
});

describe('the row that keys act on', () => {
  it('when it is settled gives way to the one that took its place', async () => {
    await open();
    store.step(1);
    expect(store.getState().selected).toBe(2);
    items = items.filter(({ seq }) => seq !== 2);
    platforms = [syncPlatform(at, { platform: { parked: 2 } })];
    await poll();
    expect(store.getState().selected).toBe(1);
  });

  it('stays within the list', async () => {
    await open();
    store.step(Infinity);
    expect(store.getState().selected).toBe(1);
    store.step(1);
    expect(store.getState().selected).toBe(1);
    store.step(-Infinity);
    expect(store.getState().selected).toBe(3);
  });
});

describe('base data', () => {
  it('lists what differs, and all on request', async () => {
    await open();
    store.chooseTab('base-data');
    await settle();
    expect(rowIds(store.getState())).toEqual(['base:B2-001']);
    expect(store.getState().selected).toBe('base:B2-001');
    store.setShowSame(true);
    expect(rowIds(store.getState())).toEqual(['base:B2-001', 'base:parkInfo']);
  });

  it('is no tab of a platform that knows none', async () => {
    platforms = [syncPlatform(at), syncPlatform(at, { platform: { id: 'brain' }, baseData: false })];
    await open();
    store.chooseTab('base-data');
    await settle();
    store.choosePlatform('brain');
    await settle();
    expect(store.getState()).toMatchObject({ platformId: 'brain', tab: 'figures' });
    store.chooseTab('base-data');
    expect(store.getState().tab).toBe('figures');
  });
});

const foundIn = (platforms: readonly string[]): FoundFiles => ({
  files: [
    {
      key: 'stay:1',
      stay: { plate: '粤B12345', enteredAt: at, leftAt: null },
      numbers: [],
      reports: platforms.map((id, index) => ({ platform: id, item: entryReport(at, index + 1, '粤B12345') })),
    },
  ],
  more: false,
});

describe('the search', () => {
  let texts: string[];
  beforeEach(async () => {
    texts = [];
    platforms = [syncPlatform(at), syncPlatform(at, { platform: { id: 'brain' }, baseData: false })];
    if (bridge.sync !== null)
      bridge.sync.find = ({ text }) => {
        texts.push(text);
        return foundIn(['city', 'brain']);
      };
    await open();
    store.chooseTab('search');
    await settle();
  });

  it('asks when the hand rests, and for nothing shorter than two characters', async () => {
    for (const text of ['B', 'B1', 'B12', 'B123 ']) store.setSearch(text);
    await vi.advanceTimersByTimeAsync(200);
    expect(texts).toEqual(['B123']);
    store.setSearch(' B ');
    await vi.advanceTimersByTimeAsync(200);
    expect(texts).toEqual(['B123']);
    expect(store.getState().found).toBeNull();
  });

  it('leads from row to row, each with the platform that its acts go to', async () => {
    store.setSearch('B123');
    await vi.advanceTimersByTimeAsync(200);
    expect(store.getState()).toMatchObject({ selected: 1, platformId: 'city' });
    expect(rowIds(store.getState())).toEqual([1, 2]);
    store.step(1);
    expect(store.getState()).toMatchObject({ selected: 2, platformId: 'brain' });
  });

  it('drops an answer to what is typed no more', async () => {
    store.setSearch('B123');
    await vi.advanceTimersByTimeAsync(199);
    store.setSearch('');
    await vi.advanceTimersByTimeAsync(1000);
    expect(texts).toEqual([]);
  });

  it('a tab that was chosen before the station answered stays', async () => {
    close();
    platforms = [syncPlatform(at, { platform: { parked: 3 } })];
    close = store.open(null);
    store.chooseTab('search');
    await settle();
    expect(store.getState().tab).toBe('search');
  });
});

describe('refunds that wait for a person', () => {
  it('are asked for when their number moves, and only where the lot shares places', async () => {
    await open();
    store.chooseTab('refunds');
    await settle();
    expect(store.getState()).toMatchObject({ tab: 'refunds', refunds: [] });
    close();
    if (bridge.sync !== null) bridge.sync.view = () => syncView(at, platforms, { refunds: null });
    await open();
    store.chooseTab('refunds');
    expect(store.getState().tab).not.toBe('refunds');
  });
});
