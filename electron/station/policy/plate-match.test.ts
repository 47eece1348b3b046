import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingIndices, isOneMisread, lookAlikeDistance, rankLookAlikes } from './plate-match.ts';

const text = fc.string({ unit: fc.constantFrom(...'粤鄂苏京琼AB8D0OQ2Z1I5S6G47TUVMN3'), maxLength: 9 });
const PAIRS = ['0D', '0O', '0Q', '8B', '2Z', '1I', '5S', '6G', '4A', '7T', 'UV', 'MN', '鄂粤', '琼京', '苏鄂', '川州'];

/** One edit of any kind, with any characters. */
const edited = fc
  .tuple(text, fc.nat(), fc.constantFrom('substitute', 'drop', 'add'), fc.constantFrom(...'粤B8X3'))
  .map(([plate, at, edit, character]) => {
    const index = at % (plate.length + 1);
    const rest = plate.slice(index + (edit === 'add' ? 0 : 1));
    return [plate, plate.slice(0, index) + (edit === 'drop' ? '' : character) + rest] as const;
  });

describe('distance', () => {
  it.each(PAIRS)('%s are taken for one another, either way, at little cost', (pair) => {
    const [a, b] = [...pair] as [string, string];
    expect(lookAlikeDistance(`粤B12${a}45`, `粤B12${b}45`)).toBe(2);
    expect(lookAlikeDistance(b, a)).toBe(2);
  });

  it('other substitutions cost more, a dropped or added letter lies between', () => {
    expect(lookAlikeDistance('粤B12345', '粤B12945')).toBe(4);
    expect(lookAlikeDistance('粤B1245', '粤B12345')).toBe(3);
    expect(lookAlikeDistance('粤B123345', '粤B12345')).toBe(3);
    expect(lookAlikeDistance('', '粤B1')).toBe(9);
  });

  it('is a metric: nothing between the same, alike from both ends, no detour shorter', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(lookAlikeDistance(a, a)).toBe(0);
        expect(lookAlikeDistance(a, b) === 0).toBe(a === b);
        expect(lookAlikeDistance(a, b)).toBe(lookAlikeDistance(b, a));
        expect(lookAlikeDistance(a, c)).toBeLessThanOrEqual(lookAlikeDistance(a, b) + lookAlikeDistance(b, c));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what differs', () => {
  it.each([
    ['粤B12345', '粤B12345', []],
    ['粤812345', '粤B12345', [1]],
    ['鄂B1Z345', '粤B12345', [0, 3]],
    ['粤B1245', '粤B12345', [4]],
    ['B12345', '粤B12345', [0]],
    ['粤B1234', '粤B12345', [6]],
    ['粤B12X345', '粤B12345', [4]],
    ['粤B12345X', '粤B12345', [6]],
    ['粤B', '', []],
    ['', '粤B', [0, 1]],
  ])('read %j against %j: %j', (read, candidate, indices) => {
    expect(differingIndices(read, candidate)).toEqual(indices);
  });

  it('names something exactly when the plates differ, inside the candidate, ascending, each once', () => {
    fc.assert(
      fc.property(text, text, (read, candidate) => {
        const indices = differingIndices(read, candidate);
        expect(indices.length > 0).toBe(read !== candidate && candidate !== '');
        expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
        for (const index of indices) expect(candidate[index]).toBeDefined();
      }),
    );
  });
});

describe('one misread', () => {
  it.each([
    ['粤B12345', '粤B12345', true],
    ['粤B12345', '粤B12945', true],
    ['粤B12345', '京B12345', true],
    ['粤B1234', '粤B12345', true],
    ['粤B12345', 'B12345', true],
    ['粤B12345', '粤B1X2345', true],
    ['粤B12345', '粤B12954', false],
    ['粤B12345', '粤B21345', false],
    ['粤B123', '粤B12345', false],
    ['粤B12345', '粤B1234X6', false],
    ['', '', true],
    ['', '粤B12345', false],
  ])('%j and %j: %s', (a, b, one) => {
    expect(isOneMisread(a, b)).toBe(one);
    expect(isOneMisread(b, a)).toBe(one);
  });

  it('covers every single edit and only those', () => {
    fc.assert(fc.property(edited, ([a, b]) => isOneMisread(a, b) && isOneMisread(b, a)));
    fc.assert(
      fc.property(text, text, (a, b) => {
        // One edit costs 4 at the most; anything over that is more than one.
        if (isOneMisread(a, b)) expect(lookAlikeDistance(a, b)).toBeLessThanOrEqual(4);
        if (a.length === b.length) {
          const differing = [...a].filter((character, i) => character !== b[i]).length;
          expect(isOneMisread(a, b)).toBe(differing <= 1);
        }
      }),
    );
  });
});

describe('look-alikes', () => {
  const plates = (...list: string[]) => list.map((plate) => ({ plate }));
  const found = (read: string, ...list: string[]) =>
    rankLookAlikes(read, plates(...list), 5).map((alike) => alike.candidate.plate);

  it('best first: one misreading, a dropped letter, two misreadings', () => {
    expect(found('粤B1Z345', '粤812345', '粤B1Z2345', '粤B12345')).toEqual(['粤B12345', '粤B1Z2345', '粤812345']);
  });

  it('carries what differs and the candidate itself', () => {
    const booking = { plate: '粤B12345', code: 'x' };
    expect(rankLookAlikes('粤812345', [booking], 5)).toEqual([{ candidate: booking, distance: 2, differs: [1] }]);
  });

  it('finds a plate whose new-energy letter was dropped', () => {
    expect(found('粤B08888', '粤BD08888')).toEqual(['粤BD08888']);
  });

  it('proposes nothing that no camera would confuse, nor the plate itself', () => {
    expect(found('粤B12345', '粤B12345', '粤B12945', '粤B12354', '粤B123', '粤A99999', '')).toEqual([]);
    expect(found('粤B12345', '鄂812Z45')).toEqual([]);
    expect(found('', '粤', '粤B12345')).toEqual([]);
  });

  it('three likely misreadings are too many', () => {
    expect(found('粤8Z2345', '粤B22345')).toEqual(['粤B22345']);
    expect(found('粤8Z23S5', '粤B22345')).toEqual([]);
  });

  it('keeps the given order among those alike, and no more than asked', () => {
    const candidates = plates('粤B1234S', '粤B12345', '粤8I2345', '粤B1Z345');
    expect(rankLookAlikes('粤BI2345', candidates, 2).map((alike) => alike.candidate.plate)).toEqual([
      '粤B12345',
      '粤8I2345',
    ]);
    expect(rankLookAlikes('粤BI2345', candidates, 0)).toEqual([]);
  });

  it('every plate spoilt by one or two likely misreadings is found again', () => {
    const body = fc.string({ unit: fc.constantFrom(...'0D8B2Z5S6G4A7TUVMN'), minLength: 6, maxLength: 7 });
    fc.assert(
      fc.property(body, fc.nat(), fc.nat(), fc.boolean(), (plate, first, second, drop) => {
        const spoil = (from: string, at: number) => {
          const index = at % from.length;
          const pair = PAIRS.find((one) => one.includes(from[index]!))!;
          return from.slice(0, index) + pair.replace(from[index]!, '') + from.slice(index + 1);
        };
        const once = spoil(plate, first);
        const dropAt = second % once.length;
        const read = drop ? once.slice(0, dropAt) + once.slice(dropAt + 1) : spoil(once, second);
        fc.pre(read !== plate);
        expect(found(read, plate)).toEqual([plate]);
      }),
    );
  });

  it('ranks five thousand stays well inside the time of an arm', () => {
    const stays = Array.from({ length: 5000 }, (_, i) => ({ plate: `粤B${String(i).padStart(5, '0')}` }));
    rankLookAlikes('粤BO1Z34', stays, 5);
    const started = performance.now();
    const alike = rankLookAlikes('粤BO1Z34', stays, 5);
    expect(performance.now() - started).toBeLessThan(50);
    expect(alike[0]?.candidate.plate).toBe('粤B01234');
  });
});
