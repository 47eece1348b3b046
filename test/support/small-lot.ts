import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { StationFiles } from './station.ts';

/** The smallest lot there is, for what is not about cars: one entrance, nothing on its line, the demo lot's people. */
export function writeSmallLot(directory: string, over: Record<string, unknown> = {}): StationFiles {
  const [site, secrets, data] = ['site.json', 'secrets.json', 'data'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(
    site,
    JSON.stringify({
      lot: { parkCode: 'P1', name: '医院', desk: '东门岗', totalStalls: 100 },
      capture: { listen: { host: '127.0.0.1', port: 0 } },
      links: [{ id: 'line', kind: 'tcp', host: '127.0.0.1', port: 9 }],
      lanes: [
        {
          id: 'in-1',
          name: '入口 1',
          direction: 'entrance',
          camera: { id: 'cam-1', driver: 'push' },
          barrier: { driver: 'modbus-relay', link: 'line', coils: { open: { coil: 0 } } },
        },
      ],
      people: DEMO_PEOPLE.map(({ id, name, role }) => ({ id, name, role })),
      ...over,
    }),
  );
  const people = Object.fromEntries(DEMO_PEOPLE.map(({ id, hash }) => [id, { hash, mustChange: false }]));
  writeFileSync(secrets, JSON.stringify({ cameras: { 'cam-1': 'a-key-of-a-camera-in-a-test' }, people }), {
    mode: 0o600,
  });
  return { site, secrets, data };
}
