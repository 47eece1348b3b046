import { expect, test } from 'vitest';
import { read } from './camera.ts';
import { seeded } from './random.ts';

const random = seeded(5);

test('a plate read well is sure in every sign', () => {
  const reading = read('粤B12345', null, random);
  expect(reading.plate).toBe('粤B12345');
  expect(reading.confidence).toBeGreaterThanOrEqual(92);
  expect(reading.charConfidence).toHaveLength(7);
});

test('a misread plate is one sign off, and that sign is the doubtful one', () => {
  const reading = read('浙A11118', 'misread', random);
  expect(reading.plate).not.toBe('浙A11118');
  const at = [...reading.plate].findIndex((sign, i) => sign !== [...'浙A11118'][i]);
  expect(reading.charConfidence?.[at]).toBe(61);
});

test('rubbish, no plate and an unsure reading are what they say', () => {
  expect(read('粤B12345', 'rubbish', random).plate).toBe('WWW.GAC.COM');
  expect(read('粤B12345', 'no-plate', random)).toEqual({ plate: '', confidence: null, charConfidence: null });
  expect(read('粤B12345', 'unsure', random).confidence).toBeLessThan(70);
});
