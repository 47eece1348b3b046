import { describe, expect, it } from 'vitest';
import type { SiteChange } from '../../../electron/contract/setup.ts';
import type { Json } from '../site-paths.ts';
import { leavesOf } from './leaves.ts';

const change = (part: Partial<SiteChange>): SiteChange => ({ path: 'lot', secret: false, effect: 'now', ...part });
const told = (part: Partial<SiteChange>) =>
  leavesOf(change(part)).map(({ path, before, after }) => [path, before, after]);

describe('what differs in a change', () => {
  it('is found in a list that has no ids', () => {
    const before: Json = [{ kind: 'db4403', batch: 50 }, { kind: 'citybrain' }];
    const after: Json = [
      { kind: 'db4403', batch: 1 },
      { kind: 'citybrain', heartbeatS: 10 },
    ];
    expect(told({ path: 'platforms', before, after })).toEqual([
      ['platforms[0].batch', 50, 1],
      ['platforms[1].heartbeatS', undefined, 10],
    ]);
  });

  it('is what came or went as a whole, and a list of texts as it is', () => {
    expect(told({ path: 'printer', after: { width: 58 } })).toEqual([['printer', undefined, { width: 58 }]]);
    expect(told({ path: 'lot.stalls', before: ['A-1'], after: ['A-1', 'A-2'] })).toHaveLength(1);
    expect(told({ path: 'platforms', before: [], after: [{ kind: 'citybrain' }] })).toEqual([
      ['platforms[0]', undefined, { kind: 'citybrain' }],
    ]);
  });
});
