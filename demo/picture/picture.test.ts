import sharp from 'sharp';
import { expect, test } from 'vitest';
import { carFor } from '../cars.ts';
import { lightAt, photographer } from './picture.ts';
import { drawPlate } from './plate-drawing.ts';

const at = Date.UTC(2025, 5, 1, 1, 41, 27);

test('a capture is a JPEG of 1280 × 720 in which the blue of the plate is seen', async () => {
  const car = { ...carFor('粤B12345'), colour: 'white', body: 'sedan' } as const;
  const image = await photographer().take({
    car,
    plateAsRead: '粤B12345',
    laneName: '入口 1',
    direction: 'entrance',
    at,
    light: 'day',
  });
  expect(await sharp(image).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 720 });
  const { data } = await sharp(image).raw().toBuffer({ resolveWithObject: true });
  let blue = 0;
  for (let i = 0; i < data.length; i += 3) {
    const [red = 0, green = 0, blueness = 0] = data.subarray(i, i + 3);
    if (red < 40 && green > 40 && green < 100 && blueness > 150) blue += 1;
  }
  expect(blue).toBeGreaterThan(4000);
});

test('a plate has the size of its kind, and text that would break the drawing is escaped', () => {
  expect(drawPlate({ text: '粤B12345', colour: 'blue' })).toMatchObject({ width: 440, height: 140 });
  expect(drawPlate({ text: '粤BD12345', colour: 'green' })).toMatchObject({ width: 480, height: 140 });
  expect(drawPlate({ text: '<&>', colour: 'unknown' }).svg).toContain('&#60;');
});

test('the light follows the hour in Beijing', () => {
  const hour = (h: number) => lightAt(Date.UTC(2025, 5, 1, h) - 8 * 3_600_000);
  expect([hour(3), hour(6), hour(12), hour(18.5), hour(22)]).toEqual(['night', 'dusk', 'day', 'dusk', 'night']);
});
