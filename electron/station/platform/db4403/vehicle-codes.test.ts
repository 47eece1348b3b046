import { describe, expect, it } from 'vitest';
import { carColour, carModel, plateColour } from '../../../contract/vocabulary.ts';
import {
  fromCarColor,
  fromCarModel,
  fromPlateColor,
  toCarColor,
  toCarModel,
  toPlateColor,
  toRequiredPlateColor,
} from './vehicle-codes.ts';

describe('colours and sizes as table 19 codes them', () => {
  it('are the codes that are printed', () => {
    expect(plateColour.options.map(toPlateColor)).toEqual(['0', '1', '4', '5', '3', '2', undefined]);
    expect(carColour.options.map(toCarColor)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(carModel.options.map(toCarModel)).toEqual([1, 2, 3]);
    expect([toCarColor(null), toCarModel(null)]).toEqual([undefined, undefined]);
  });

  it('are other where a colour is required and not known', () =>
    expect([toRequiredPlateColor('unknown'), toRequiredPlateColor('green')]).toEqual(['5', '4']));

  it('come back as what they were, and "other" as nothing to compare by', () => {
    expect(['0', '1', '2', '3', '4', '5', '9', undefined].map(fromPlateColor)).toEqual([
      'blue',
      'yellow',
      'black',
      'white',
      'green',
      null,
      null,
      null,
    ]);
    expect([fromCarColor('1'), fromCarColor('7'), fromCarColor('8'), fromCarColor('9')]).toEqual([
      'white',
      'blue',
      null,
      null,
    ]);
    expect([fromCarModel(1), fromCarModel(3), fromCarModel(4), fromCarModel(undefined)]).toEqual([
      'large',
      'small',
      null,
      null,
    ]);
  });
});
