import { describe, expect, it } from 'vitest';
import { createKnown, ranAt, watchBlocks } from './blocks.ts';
import type { Door, Enter } from './door.ts';
import { fuzz } from './fuzz.ts';
import { createGuide } from './guide.ts';
import { PLANTED } from './planted.ts';

const INPUTS = 150_000;
const isPlanted = (url: string): boolean => url.includes('planted.ts');
const planted = (guided: boolean) => fuzz({ count: INPUTS, seed: 1, guided, doors: PLANTED, isWatched: isPlanted });

describe('guided by what code the inputs reach', () => {
  it('finds a fault behind three comparisons', async () => {
    const { findings, doors } = await planted(true);
    expect(findings.map(({ what }) => what)).toContainEqual(expect.stringContaining('planted'));
    expect(Object.values(doors)[0]?.corpus).toBeGreaterThan(3);
  });

  it('blind, the same number of inputs does not find it', async () => {
    const { findings, inputs } = await planted(false);
    expect(findings).toEqual([]);
    expect(inputs).toBe(INPUTS);
  });
});

it('of a batch, those are found that reached something of their own, and none that reached what others did', async () => {
  const blocks = await watchBlocks(isPlanted);
  const [{ behind }] = Object.values(PLANTED) as [Door];
  const enter = behind as Enter;
  const guide = createGuide(blocks, (input) => void enter(input));
  const put = (...inputs: string[]): Buffer[] => {
    const batch = inputs.map((hex) => Buffer.from(hex, 'hex'));
    for (const input of batch) enter(input);
    return batch;
  };
  await blocks.read();
  await guide.newcomers(put('00'));
  const batch = put('00', '7e00', '00', '7e01', '00', '7ec300', '00');
  expect(await guide.newcomers(batch)).toEqual([batch[1], batch[5]]);
  expect(await guide.newcomers(put('7ec3', '7e', '00'))).toEqual([]);
});

describe('code that ran', () => {
  const range = (startOffset: number, endOffset: number, count: number) => ({ startOffset, endOffset, count });

  it('a block that ran as often as what is around it is known already when it is told apart', () => {
    const known = createKnown();
    expect(known.learn(new Map([['f', [range(10, 50, 1)]]]))).toEqual([{ fn: 'f', at: 10 }]);
    expect(known.learn(new Map([['f', [range(10, 50, 9), range(20, 30, 4)]]]))).toEqual([]);
  });

  it('a block that had not run is new when it runs', () => {
    const known = createKnown();
    known.learn(new Map([['f', [range(10, 50, 1), range(20, 30, 0)]]]));
    const ran = new Map([['f', [range(10, 50, 2), range(20, 30, 1)]]]);
    expect(known.learn(ran)).toEqual([{ fn: 'f', at: 20 }]);
    expect(known.size).toBe(3);
    expect([ranAt(ran, { fn: 'f', at: 20 }), ranAt(ran, { fn: 'g', at: 20 })]).toEqual([true, false]);
  });
});
