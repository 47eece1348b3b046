import { networkInterfaces } from 'node:os';
import type { PostingHost } from '../../../native/camera/contract.ts';
import { pushPath } from '../../../native/camera/door-routes.ts';
import type { PostingAddress } from '../../contract/trials.ts';
import type { DraftCamera } from './draft.ts';

/** An IPv4 address of this machine with the network that it is in. */
export interface OwnAddress {
  address: string;
  netmask: string;
}

export const ownAddresses = (): OwnAddress[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ family }) => family === 'IPv4')
    .map(({ address, netmask }) => ({ address, netmask }));

/** Where a camera posts, at each address that it may reach, those in its own network first. */
export function postingHosts(
  camera: DraftCamera,
  listen: { host: string; port: number },
  own: readonly OwnAddress[],
): PostingHost[] {
  const bound = listen.host === '0.0.0.0' || listen.host === '' ? own.map(({ address }) => address) : [listen.host];
  const near = 'address' in camera.config ? camera.config.address : null;
  const isNear = (address: string): boolean =>
    near !== null && own.some((one) => one.address === address && inOneNetwork(near, address, one.netmask));
  const path = pathOf(camera);
  return bound
    .filter((address) => !address.startsWith('127.') || isNear(address) || bound.length === 1)
    .toSorted((a, b) => Number(isNear(b)) - Number(isNear(a)))
    .map((address) => ({ address, port: listen.port, path }));
}

export function postingAddress(camera: DraftCamera, hosts: readonly PostingHost[]): PostingAddress {
  const urls = hosts.map(({ address, port, path }) => `http://${address}:${port}${path}`);
  // Our own format shows the key with each post; makers' cameras post without one, so that their address has it.
  return camera.config.driver === 'push'
    ? { urls, key: camera.key, curl: curlTo(urls[0] ?? '', camera) }
    : { urls, key: null, curl: null };
}

function pathOf({ config, key }: DraftCamera): string {
  if (config.driver === 'push') return `/capture/${config.id}`;
  // Its pages take an address and a port, and no path.
  if (config.driver === 'dahua' && config.fixedPath) return '';
  return pushPath(config.id, key);
}

/** A capture of now without a picture. */
const curlTo = (url: string, { key }: DraftCamera): string =>
  `curl -sS -H "Authorization: Bearer ${key}" -H "Content-Type: application/json"` +
  ` -d "{\\"captureId\\":\\"test-$(date +%s)\\",\\"capturedAt\\":\\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\\",` +
  `\\"plate\\":\\"粤B12345\\",\\"image\\":null}" ${url}`;

function inOneNetwork(a: string, b: string, netmask: string): boolean {
  const mask = bitsOf(netmask);
  return (bitsOf(a) & mask) === (bitsOf(b) & mask);
}

const bitsOf = (address: string): number => address.split('.').reduce((bits, part) => (bits << 8) | Number(part), 0);
