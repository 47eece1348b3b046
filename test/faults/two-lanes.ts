import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import { CAMERA_KEY, devicesOf, lineOf } from '../support/clocked-station.ts';

/** Begins and ends as a picture does; what is in it does not matter here. */
export const picture = (n: number): Uint8Array =>
  Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), Buffer.alloc(9_000 + n, n), Buffer.of(0xff, 0xd9)]);

/** One way in and one way out, for every car; nothing is to be told to anybody. */
export const SITE = siteConfig.parse({
  lot: { parkCode: '4403000001', name: '测试停车场', desk: '东门岗', totalStalls: 60 },
  capture: { listen: { host: '127.0.0.1', port: 0 } },
  links: ['in-1', 'out-1'].map(lineOf),
  lanes: [
    { id: 'in-1', name: 'in-1', direction: 'entrance', kind: 'general', others: 'open', ...devicesOf('in-1') },
    { id: 'out-1', name: 'out-1', direction: 'exit', kind: 'mixed', others: 'open', ...devicesOf('out-1') },
  ],
  people: [{ id: 'wang', name: '王师傅', role: 'installer' }],
});
export const SECRETS = siteSecrets.parse({
  cameras: Object.fromEntries(SITE.lanes.map(({ camera }) => [camera.id, CAMERA_KEY])),
});
