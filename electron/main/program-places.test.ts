import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programPlaces } from './program-places.ts';

const under = (...parts: string[]): string => join('/opt', 'gatehouse', ...parts);

describe('where the parts of the program lie', () => {
  it('in the project: as they were built', () => {
    expect(programPlaces(under(), under('electron'), false)).toEqual({
      station: under('out', 'station', 'entry.mjs'),
      demoLot: under('out', 'demo', 'lot.mjs'),
      node: under('node_modules', '.bin', 'node'),
    });
  });

  it('packed: beside the archive, since another process reads no archive', () => {
    const places = programPlaces(under('resources', 'app.asar'), under('resources'), true);
    expect(places.station).toBe(under('resources', 'app.asar.unpacked', 'out', 'station', 'entry.mjs'));
    expect(places.demoLot).toBe(under('resources', 'app.asar.unpacked', 'out', 'demo', 'lot.mjs'));
    expect(places.node).toBe(under('resources', 'node', 'node'));
  });
});
