import { expect, test } from 'vitest';
import { EVENTS, SERVICES, wireCodes } from './interfaces.ts';

test('what names an object in an answer is an attribute of both tables', () => {
  for (const { request, reply, named } of [...Object.values(EVENTS), ...Object.values(SERVICES)]) {
    if (named === null) continue;
    expect([request.names.has(named.by), reply.names.has(named.as)], request.number.toString()).toEqual([true, true]);
  }
});

test('codes can be renamed, in both directions', () => {
  const wire = wireCodes({ vehicleEnter: 'carIn', coupon: 'discount' });
  expect([wire.toWire('vehicleEnter'), wire.toWire('login'), wire.toWire('coupon')]).toEqual([
    'carIn',
    'login',
    'discount',
  ]);
  expect([wire.event('carIn'), wire.event('vehicleEnter'), wire.event('coupon')]).toEqual(['vehicleEnter', null, null]);
  expect([wire.service('discount'), wire.service('coupon')]).toEqual(['coupon', null]);
  expect(wire.event('constructor')).toBeNull();
});

test('a code that two have, or that no topic can carry, is refused', () => {
  expect(() => wireCodes({ vehicleEnter: 'vehicleLeave' })).toThrow(RangeError);
  expect(() => wireCodes({ vehicleEnter: 'car/in' })).toThrow(RangeError);
});
