import type { LinkConfig } from '../../electron/contract/site.ts';
import type { Clock } from '../clock/contract.ts';
import type { Link } from './contract.ts';
import { createSerialLink } from './serial.ts';
import { createTcpLink } from './tcp.ts';

/**
 * A new, unopened link for an entry of the site file's `links`. A replugged USB adapter comes back under the same path,
 * so reconnecting is making a new link from the same entry.
 */
export function makeLink(config: LinkConfig, clock: Clock): Link {
  switch (config.kind) {
    case 'serial':
      return createSerialLink(config);
    case 'tcp':
      return createTcpLink(config, clock);
  }
}
