import { describe, expect, it } from 'vitest';
import { baseData } from '../preview/sync-fixtures.ts';
import { groupsOf } from './rows.ts';

describe('base data in groups', () => {
  const views = [
    baseData('lot', { interface: 'parkInfo' }),
    baseData('B2-001'),
    baseData('B2-002', { state: 'queued' }),
    baseData('B2-003', { state: 'differs' }),
    baseData('B2-004', { state: 'refused' }),
  ];

  it('shows first what needs a look, and leaves out what is the same', () => {
    expect(groupsOf(views, false)).toMatchObject([
      { interface: 'parkInfo', total: 1, same: 1, rows: [] },
      {
        interface: 'stallInfo',
        total: 4,
        same: 1,
        rows: [{ title: 'B2-004' }, { title: 'B2-003' }, { title: 'B2-002' }],
      },
    ]);
    expect(groupsOf(views, true).map(({ rows }) => rows.length)).toEqual([1, 4]);
  });
});
