import { expect, it } from 'vitest';
import { interfaceName } from '../../../../contract/site-platforms.ts';
import { createCodeNames, events, services } from './interfaces.ts';

it('a site file may rename every interface there is, and no other', () => {
  expect([...interfaceName.options].sort()).toEqual([...Object.keys(events), ...Object.keys(services)].sort());
});

it('an interface that the platform names otherwise is known by that code alone, in both directions', () => {
  const names = createCodeNames({ vehicleEnter: 'carIn', requestBookStall: 'lock' });
  expect(names.toWire('vehicleEnter')).toBe('carIn');
  expect([names.event('carIn'), names.event('vehicleEnter')]).toEqual(['vehicleEnter', null]);
  expect([names.service('lock'), names.service('requestBookStall')]).toEqual(['requestBookStall', null]);
  expect(names.toWire('stallCount')).toBe('stallCount');
  expect([names.toWire('constructor'), names.event('toString'), names.service('toString')]).toEqual([
    'constructor',
    null,
    null,
  ]);
});
