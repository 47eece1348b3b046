import { describe, expect, it } from 'vitest';
import { isWithin, namesOf, sectionOf, stepsOf, valueAt, withValue } from './site-paths.ts';

const site = { lot: { name: '南山' }, lanes: [{ id: 'in-1', camera: { driver: 'push' } }, { id: 'out-1' }] };

describe('a place in a site file', () => {
  it('is told as the checks of the file tell it', () => {
    expect(stepsOf('lanes[0].camera.address')).toEqual(['lanes', 0, 'camera', 'address']);
    expect(stepsOf('')).toEqual([]);
    expect(stepsOf('lanes[in-1].name')).toEqual(['lanes', { id: 'in-1' }, 'name']);
    expect(sectionOf('lanes[1].id')).toBe('lanes');
    expect(namesOf('tariff.rates[0].bands[2].first.fen')).toEqual(['tariff', 'rates', 'bands', 'first', 'fen']);
  });

  it('is read, also where nothing is', () => {
    expect(valueAt(site, 'lanes[0].camera.driver')).toBe('push');
    expect(valueAt(site, 'lanes[in-1].camera.driver')).toBe('push');
    expect(valueAt(site, 'lanes[in-9].camera')).toBeUndefined();
    expect(valueAt(site, 'lanes[1].camera.driver')).toBeUndefined();
    expect(valueAt(undefined, 'lot')).toBeUndefined();
  });

  it('is written without a trace on what was there', () => {
    const next = withValue(site, 'lanes[1].camera.driver', 'still');
    expect(next).toEqual({ ...site, lanes: [site.lanes[0], { id: 'out-1', camera: { driver: 'still' } }] });
    expect(site.lanes[1]).toEqual({ id: 'out-1' });
    expect(withValue({}, 'links[0].id', 'line-1')).toEqual({ links: [{ id: 'line-1' }] });
  });

  it('is taken away: a name from what has it, a line from its list', () => {
    expect(withValue(site, 'lot.name', undefined)).toEqual({ ...site, lot: {} });
    expect(withValue(site, 'lanes[0]', undefined)).toEqual({ ...site, lanes: [{ id: 'out-1' }] });
  });

  it('lies inside of another', () => {
    expect(isWithin('lanes[0].camera', 'lanes[0]')).toBe(true);
    expect(isWithin('lanes[0]', 'lanes')).toBe(true);
    expect(isWithin('lanes[10]', 'lanes[1]')).toBe(false);
  });
});
