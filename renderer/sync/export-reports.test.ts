import { describe, expect, it } from 'vitest';
import { createLanguages } from '../language/languages.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { entryReport, syncPlatform, syncView } from '../preview/sync-fixtures.ts';
import { pageOf, QUIET } from '../preview/sync-scenes.ts';
import { exportTable, MOST_LINES } from './export-reports.ts';
import { EMPTY } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const { t } = createLanguages('zh-CN');

async function exported(count: number, state: Partial<SyncState>) {
  const bridge = fakeBridge(sceneOf('3', at));
  const view = syncView(at, [syncPlatform(at)]);
  const all = Array.from({ length: count }, (_, index) => entryReport(at, index + 1, '粤B12345', { state: 'waiting' }));
  let calls = 0;
  bridge.sync = {
    view: () => view,
    items: (query) => {
      calls += 1;
      return pageOf(all, query);
    },
    baseData: [],
    ...QUIET,
  };
  const table = await exportTable(t, bridge, { ...EMPTY, view, platformId: 'city', ...state });
  if (typeof table === 'string') throw new Error(table);
  return { ...table, calls };
}

describe('an export', () => {
  it('has a line for each report of the list, in words and in the platform’s own names', async () => {
    const { rows, cut } = await exported(401, { tab: 'waiting' });
    expect(rows).toHaveLength(402);
    expect(cut).toBe(false);
    expect(rows[0]?.slice(0, 5)).toEqual(['序号', '内容', '接口', '关于', '发生时间']);
    expect(rows[1]?.slice(0, 5)).toEqual([1, '车辆驶入', 'vehicleEnter', '粤B12345', '2024-11-21 09:41:27']);
    expect(rows[1]?.at(-1)).toContain('车牌号码 carNo: 粤B12345');
  });

  it('of a list without end stops where a file is full, and says so', async () => {
    const { rows, cut, calls } = await exported(MOST_LINES + 400, { tab: 'waiting' });
    expect(rows).toHaveLength(MOST_LINES + 1);
    expect(cut).toBe(true);
    expect(calls).toBe(25);
  });

  it('of the figures has their units', async () => {
    const { rows } = await exported(0, { tab: 'figures' });
    expect(rows[0]).toContain('99% 用时 (ms)');
    expect(rows[1]).toEqual(['车辆驶入', 'vehicleEnter', 0, 0, 812, 84, 620, 1240, 0]);
  });

  it('that the station does not answer is an error', async () => {
    const bridge = fakeBridge(sceneOf('3', at));
    const state = { ...EMPTY, view: syncView(at, [syncPlatform(at)]), tab: 'parked' as const };
    expect(await exportTable(t, bridge, state)).toBe('station-down');
  });
});
