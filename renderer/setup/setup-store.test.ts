import { describe, expect, it, vi } from 'vitest';
import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { CommandInput } from '../../electron/contract/commands.ts';
import type { SetupView } from '../../electron/contract/setup.ts';
import { createSetupStore } from './setup-store.ts';
import type { Json } from './site-paths.ts';

type Put = CommandInput<'setup.put'>;

/** A station with a draft, reached over a bridge that answers when it is let. */
function station(site: Record<string, Json> = {}) {
  const draft = { revision: 1, site };
  const puts: Put[] = [];
  let failing: 'gone' | 'station-down' | null = null;
  const view = (): SetupView => ({
    mode: 'running',
    revision: draft.revision,
    site: draft.site,
    secrets: [],
    files: [],
    mistakes: [],
    changes: [],
    effect: null,
    trials: [],
    changedAt: null,
    changedBy: null,
  });
  const call = vi.fn((command: string, input: unknown): Promise<Result<unknown>> => {
    if (command === 'setup.get') return Promise.resolve({ ok: true, value: view() });
    const put = input as Put;
    puts.push(put);
    const code = failing ?? (put.revision === draft.revision ? null : 'gone');
    failing = null;
    if (code !== null) return Promise.resolve({ ok: false, error: { code, message: code } });
    draft.revision += 1;
    draft.site = { ...draft.site, [put.section]: put.value };
    return Promise.resolve({ ok: true, value: view() });
  });
  const bridge = { call } as unknown as Bridge;
  return {
    puts,
    draft,
    store: createSetupStore(bridge, () => '00000000-0000-4000-8000-000000000000'),
    failNext: (code: 'gone' | 'station-down') => {
      failing = code;
    },
  };
}

describe('the draft of a site', () => {
  it('keeps what is typed, and puts whole sections one after the other, each on the draft that came before', async () => {
    const { store, puts, draft } = station({ lot: { name: 'a' } });
    await store.refresh();
    store.type('lot.name', 'b');
    store.type('lot.desk', 'East');
    store.type('lanes[0].id', 'in-1');
    expect(store.getState().site).toMatchObject({ lot: { name: 'b', desk: 'East' } });
    expect(puts).toEqual([]);
    await store.flush();
    expect(puts.map(({ section, revision }) => [section, revision])).toEqual([
      ['lot', 1],
      ['lanes', 2],
    ]);
    expect(draft.site).toEqual({ lot: { name: 'b', desk: 'East' }, lanes: [{ id: 'in-1' }] });
    expect(store.getState().typed.size).toBe(0);
  });

  it('loses nothing that is typed while a put is on its way', async () => {
    const { store, draft } = station();
    await store.refresh();
    const sent = store.choose('lot.name', 'a');
    store.type('lot.name', 'ab');
    await sent;
    expect(store.getState().site).toEqual({ lot: { name: 'ab' } });
    await store.flush();
    expect(draft.site).toEqual({ lot: { name: 'ab' } });
  });

  it('takes the newest and says so, when somebody else changed it', async () => {
    const { store, draft } = station({ lot: { name: 'a' } });
    await store.refresh();
    draft.revision = 7;
    draft.site = { lot: { name: 'theirs' } };
    await store.choose('lot.name', 'mine');
    expect(store.getState()).toMatchObject({ overtaken: true, site: { lot: { name: 'theirs' } } });
    await store.choose('lot.name', 'mine after all');
    expect(draft.site).toEqual({ lot: { name: 'mine after all' } });
    expect(store.getState().overtaken).toBe(false);
  });

  it('keeps what could not be put, and puts it with the next', async () => {
    const { store, draft, failNext } = station();
    await store.refresh();
    failNext('station-down');
    await store.choose('lot.name', 'a');
    expect(store.getState()).toMatchObject({ failure: 'station-down', site: { lot: { name: 'a' } } });
    await store.flush();
    expect(draft.site).toEqual({ lot: { name: 'a' } });
    expect(store.getState()).toMatchObject({ failure: null });
  });

  it('takes a section away as a whole', async () => {
    const { store, puts } = station({ printer: { width: 58 } });
    await store.refresh();
    await store.choose('printer', undefined);
    expect(puts).toMatchObject([{ section: 'printer', value: null }]);
  });
});
