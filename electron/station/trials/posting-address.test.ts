import { expect, it } from 'vitest';
import { cameraConfig } from '../../contract/site-cameras.ts';
import type { DraftCamera } from './draft.ts';
import { postingAddress, postingHosts } from './posting-address.ts';

const OWN = [
  { address: '127.0.0.1', netmask: '255.0.0.0' },
  { address: '10.1.2.3', netmask: '255.255.0.0' },
  { address: '192.168.1.9', netmask: '255.255.255.0' },
];
const ANYWHERE = { host: '0.0.0.0', port: 8090 };
const KEY = 'a-key-of-sixteen-';
const camera = (config: object): DraftCamera => ({
  config: cameraConfig.parse({ id: 'cam-1', ...config }),
  key: KEY,
  password: null,
});
const urls = (config: object, listen = ANYWHERE): string[] => {
  const posting = camera(config);
  return postingAddress(posting, postingHosts(posting, listen, OWN)).urls;
};

it('the address in the network of the camera comes first, and its own machine is no way for another', () => {
  expect(urls({ driver: 'vzenith', address: '192.168.1.64' })).toEqual([
    `http://192.168.1.9:8090/push/cam-1/${KEY}`,
    `http://10.1.2.3:8090/push/cam-1/${KEY}`,
  ]);
  expect(urls({ driver: 'vzenith', address: '127.0.0.1' })[0]).toBe(`http://127.0.0.1:8090/push/cam-1/${KEY}`);
});

it('a door on one address is reached there alone', () =>
  expect(urls({ driver: 'push' }, { host: '10.1.2.3', port: 80 })).toEqual(['http://10.1.2.3:80/capture/cam-1']));

it('a camera whose path cannot be changed is told address and port', () =>
  expect(urls({ driver: 'dahua', address: '10.1.9.9', fixedPath: true })[0]).toBe('http://10.1.2.3:8090'));

it('a command that posts a test is there for our own format alone', () => {
  const hosts = [{ address: '10.1.2.3', port: 8090, path: '/capture/cam-1' }];
  expect(postingAddress(camera({ driver: 'push' }), hosts).curl).toContain(`Bearer ${KEY}`);
  expect(postingAddress(camera({ driver: 'vzenith', address: '10.1.9.9' }), hosts).curl).toBeNull();
});
