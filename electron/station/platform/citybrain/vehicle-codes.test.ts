import { expect, it } from 'vitest';
import { toCarType, toPlateColor } from './vehicle-codes.ts';

it.each([
  ['unknown', 'pnc_01'],
  ['blue', 'pnc_02'],
  ['yellow', 'pnc_03'],
  ['white', 'pnc_04'],
  ['black', 'pnc_05'],
  ['green', 'pnc_06'],
  ['yellow-green', 'pnc_07'],
] as const)('a %s plate is %s (3.3.3)', (colour, code) => expect(toPlateColor('粤B12345', colour)).toBe(code));

it.each(['粤B1234警', 'WJ粤12345', 'VA12345', '粤A1234应急'])('%s is on duty: special, and not charged', (plate) => {
  expect(toCarType(plate, true, 'month')).toBe('special');
  expect(toPlateColor(plate, 'unknown')).toBe('pnc_08');
  expect(toPlateColor(plate, 'white')).toBe('pnc_04');
});

it.each(['粤B12345', '粤BD12345', '123456使', '粤Z1234港', '粤B1234学', '??1', ''])(
  '"%s" is a car like others',
  (plate) => {
    expect(toCarType(plate, false, null)).toBe('normal');
    expect(toCarType(plate, true, null)).toBe('white');
    expect(toCarType(plate, true, 'month')).toBe('white');
    expect(toCarType(plate, false, 'free')).toBe('white');
    expect(toCarType(plate, false, 'month')).toBe('parkcard');
    expect(toPlateColor(plate, 'unknown')).toBe('pnc_01');
  },
);
