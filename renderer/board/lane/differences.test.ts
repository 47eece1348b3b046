import { describe, expect, it } from 'vitest';
import { arrival, booking, plate } from '../../preview/fixtures.ts';
import { actOrder } from './act-order.ts';
import { differences, differingPlaces } from './differences.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);

describe('what differs between the car and its booking', () => {
  it('is named when both are known', () => {
    const car = arrival(at, { carColour: 'black', carModel: 'large', plate: plate('粤B12345', { colour: 'yellow' }) });
    expect(differences(car, booking(at, { carColour: 'white', carModel: 'small' }))).toEqual([
      { what: 'plateColour', seen: 'yellow', booked: 'blue' },
      { what: 'carColour', seen: 'black', booked: 'white' },
      { what: 'carModel', seen: 'large', booked: 'small' },
    ]);
  });

  it('what one side does not know is no difference', () => {
    const car = arrival(at, { carColour: null, plate: plate('粤B12345', { colour: 'unknown' }) });
    expect(differences(car, booking(at))).toEqual([]);
    expect(differences(arrival(at), booking(at, { carColour: null, plateColour: null }))).toEqual([]);
  });

  it('marks the places of the plate, also past the end of the shorter one', () => {
    expect(differingPlaces('粤B12345', '粤B1234S')).toEqual([6]);
    expect(differingPlaces('粤BD12345', '粤BD1234')).toEqual([7]);
    expect(differingPlaces('粤B12345', '粤B12345')).toEqual([]);
  });
});

describe('the buttons of a lane', () => {
  it('what lifts the arm past the rules comes last', () => {
    expect(actOrder({ main: 'release', acts: ['release', 'hold-open', 'open-by-hand', 'refuse', 'correct'] })).toEqual({
      main: 'release',
      others: ['correct', 'refuse', 'open-by-hand', 'hold-open'],
    });
    expect(actOrder({ main: null, acts: [] })).toEqual({ main: null, others: [] });
  });
});
