import { expect, it } from 'vitest';
import { candidate, stay } from '../../preview/fixtures.ts';
import { picturedOf } from './candidate-shots.tsx';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const unplated = (n: number) =>
  candidate(at, `无牌000${n}`, [], { kind: 'stay', booking: null, stay: stay(at, { id: `stay-${n}` }) });

it('the stays that it may be are compared by their pictures, four at most, under the digits of the list', () => {
  const lookAlike = candidate(at, '粤B12345', [6], { kind: 'stay', booking: null, stay: stay(at) });
  const all = [lookAlike, candidate(at, '粤B12845', [4]), ...[1, 2, 3, 4, 5].map(unplated)];
  expect(picturedOf(all).map(({ candidate: { plate }, digit }) => [plate, digit])).toEqual([
    ['粤B12345', 1],
    ['无牌0001', 3],
    ['无牌0002', 4],
    ['无牌0003', 5],
  ]);
});
