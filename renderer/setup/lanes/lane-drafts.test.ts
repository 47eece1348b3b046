import { describe, expect, it } from 'vitest';
import type { Json } from '../site-paths.ts';
import { entranceRule, laneDraft, platformsWithout, quickStart, QUICK_STARTS } from './lane-drafts.ts';

const name = (direction: string, n: number) => `${direction} ${n}`;

describe('lanes as a form begins with them', () => {
  it('get the first id that is free', () => {
    const lanes = [{ id: 'in-1' }, { id: 'in-3' }];
    expect(laneDraft('entrance', lanes, name)).toMatchObject({ id: 'in-2', name: 'entrance 2', kind: 'mixed' });
    expect(laneDraft('exit', lanes, name)).toEqual({ id: 'out-1', name: 'exit 1', direction: 'exit' });
  });

  it('make a whole lot, which keeps C.2.3.2', () => {
    expect(quickStart('two-one', name)).toEqual([
      { id: 'in-1', name: 'entrance 1', direction: 'entrance', kind: 'reserved', others: 'ask' },
      { id: 'in-2', name: 'entrance 2', direction: 'entrance', kind: 'general', others: 'open' },
      { id: 'out-1', name: 'exit 1', direction: 'exit' },
    ]);
    expect(quickStart('one', name)).toMatchObject([{ kind: 'confirm', others: 'ask' }]);
    for (const of of QUICK_STARTS) expect(entranceRule(quickStart(of, name))).not.toBe('reserved-missing');
  });

  it('say what the standard asks of them', () => {
    const entrance = (kind: string) => ({ direction: 'entrance', kind });
    expect(entranceRule([])).toBe('none');
    expect(entranceRule([entrance('mixed'), { direction: 'exit' }])).toBe('lone');
    expect(entranceRule([entrance('mixed'), entrance('general')])).toBe('reserved-missing');
    expect(entranceRule([entrance('mixed'), entrance('reserved')])).toBe('kept');
  });

  it('take with them what the platform calls them', () => {
    const platforms: Json[] = [{ kind: 'db4403' }, { kind: 'citybrain', ports: { 'in-1': '01', 'out-1': '02' } }];
    expect(platformsWithout(platforms, 'in-1')).toEqual([
      { kind: 'db4403' },
      { kind: 'citybrain', ports: { 'out-1': '02' } },
    ]);
  });
});
