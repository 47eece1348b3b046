import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePlate, parsePlate } from './plate.ts';
import { isTemporaryPlate, rankByPicture, temporaryPlate } from './temporary-plate.ts';

describe('a temporary plate', () => {
  it('is short, is no form of GA 36-2018, and is spelled in one way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (n) => {
        const plate = temporaryPlate(n);
        expect(parsePlate(plate)).toEqual({ text: plate, form: 'temporary', valid: false, warnings: [] });
        expect(normalisePlate(` ${plate.slice(0, 2)}-${plate.slice(2)}`)).toBe(plate);
        expect(plate).toHaveLength(6);
      }),
    );
    expect([1, 42, 9999, 10_000].map(temporaryPlate)).toEqual(['无牌0001', '无牌0042', '无牌9999', '无牌0001']);
  });

  it('is not what cameras say of a car without one', () => {
    for (const text of ['', '无牌', '无牌车', '无牌123', '无牌12345', '粤B12345'])
      expect(isTemporaryPlate(text)).toBe(false);
  });
});

describe('cars without a plate at the exit', () => {
  const stay = (id: string, enteredAt: number, change: object = {}) => ({
    id,
    enteredAt,
    carColour: 'white' as const,
    carModel: 'small' as const,
    plateColour: 'unknown' as const,
    ...change,
  });
  const rank = (seen: object, stays: ReturnType<typeof stay>[], limit = 9) =>
    rankByPicture({ carColour: null, carModel: null, plateColour: 'unknown', ...seen }, stays, limit).map(
      ({ id }) => id,
    );

  it('the likest comes first: the same colour and size, then what the picture does not tell, then others', () => {
    const stays = [
      stay('red', 1, { carColour: 'red' }),
      stay('large', 2, { carModel: 'large' }),
      stay('unknown', 3, { carColour: null }),
      stay('same', 4),
    ];
    expect(rank({ carColour: 'white', carModel: 'small' }, stays)).toEqual(['same', 'unknown', 'red', 'large']);
  });

  it('of those alike, the one that has been here longest', () => {
    expect(rank({}, [stay('b', 2), stay('a', 1), stay('c', 3)], 2)).toEqual(['a', 'b']);
  });

  it('the colour of a plate that was seen counts', () => {
    const stays = [stay('blue', 1, { plateColour: 'blue' }), stay('green', 2, { plateColour: 'green' })];
    expect(rank({ plateColour: 'green' }, stays)).toEqual(['green', 'blue']);
  });
});
