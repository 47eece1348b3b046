import { expect, it } from 'vitest';
import { siteConfig } from '../../contract/site.ts';
import { createLiveSite } from './live-site.ts';

const lane = (id: string, name: string) => ({
  id,
  name,
  direction: 'entrance',
  kind: 'reserved',
  camera: { id: `cam-${id}`, driver: 'push' },
  barrier: { driver: 'modbus-relay', link: 'line', coils: { open: { coil: 0 } } },
});
const siteOf = (totalStalls: number, names: readonly string[]) =>
  siteConfig.parse({
    lot: { parkCode: 'P1', name: '医院', desk: '东', totalStalls },
    links: [{ id: 'line', kind: 'tcp', host: '127.0.0.1', port: 9 }],
    lanes: names.map((name, n) => lane(`in-${n}`, name)),
    people: [{ id: 'a', name: 'A', role: 'installer' }],
  });

it('what was held of the site reads the site of now: itself, a section, a lane', () => {
  const live = createLiveSite(siteOf(100, ['北', '南']));
  const { site } = live;
  const { lot, lanes } = site;
  const [north] = lanes;
  live.take(siteOf(120, ['北门', '南']));
  expect([site.lot.totalStalls, lot.totalStalls, north?.name]).toEqual([120, 120, '北门']);
  expect(site.lanes[0]).toBe(north);
  expect({ ...lot }).toMatchObject({ totalStalls: 120, desk: '东' });
});

it('is the site it stands for, member by member', () => {
  const plain = siteOf(100, ['北']);
  expect(createLiveSite(plain).site).toEqual(plain);
  expect(siteConfig.parse(JSON.parse(JSON.stringify(createLiveSite(plain).site)))).toEqual(plain);
});

it('a lane that is not there any more is what it was last, until the station begins anew', () => {
  const live = createLiveSite(siteOf(100, ['北', '南']));
  const south = live.site.lanes[1];
  live.take(siteOf(100, ['北']));
  expect(south?.name).toBe('南');
});
