import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comingsOf, peakOverlap, peakTaken } from './capacity.ts';

const window = { from: 0, to: 100 };

test('a morning and an afternoon booking take one place between them', () => {
  expect(peakOverlap([{ from: 0, to: 50 }, { from: 50, to: 100 }], window)).toBe(1); // prettier-ignore
});

test('only what lies inside the window counts', () => {
  expect(peakOverlap([{ from: -20, to: 0 }, { from: 100, to: 120 }], window)).toBe(0); // prettier-ignore
});

test('equals the count at the busiest minute, minute by minute', () => {
  const span = fc.tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 1, max: 80 })).map(([from, length]) => ({
    from,
    to: from + length,
  }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
      let slow = 0;
      for (let at = window.from; at < window.to; at += 1)
        slow = Math.max(slow, spans.filter((s) => s.from <= at && at < s.to).length);
      expect(peakOverlap(spans, window)).toBe(slow);
    }),
  );
});

test('a span taken out of the comings of many leaves those of the others', () => {
  const spans = [{ from: -5, to: 20 }, { from: 10, to: 30 }, { from: 15, to: 200 }]; // prettier-ignore
  const { taken, begins, ends } = comingsOf(spans, window);
  expect({ taken, begins, ends }).toEqual({ taken: 1, begins: [10, 15], ends: [20, 30] });
  expect(peakTaken({ taken, begins: [15], ends: [20] })).toBe(peakOverlap([spans[0], spans[2]].flatMap((s) => s ?? []), window)); // prettier-ignore
});
