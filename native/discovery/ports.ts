import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundPort, FoundPorts } from '../../electron/contract/discovery.ts';
import type { LinkConfig } from '../../electron/contract/site.ts';

/** A port as the system lists it: only `path` is certain. */
export interface ListedPort {
  path: string;
  manufacturer?: string | undefined;
  vendorId?: string | undefined;
  productId?: string | undefined;
}

/** The chips of the adapters that are sold, by vendor and product. */
const CHIPS: Readonly<Record<string, string>> = {
  '1a86:7523': 'CH340',
  '1a86:7522': 'CH340',
  '1a86:5523': 'CH341',
  '1a86:55d3': 'CH343',
  '1a86:55d4': 'CH9102',
  '0403:6001': 'FTDI FT232R',
  '0403:6010': 'FTDI FT2232',
  '0403:6011': 'FTDI FT4232',
  '0403:6014': 'FTDI FT232H',
  '0403:6015': 'FTDI FT-X',
  '10c4:ea60': 'CP210x',
  '067b:2303': 'PL2303',
  '067b:23a3': 'PL2303GC',
};

export interface PortSources {
  /** As the system lists them; rejects where it cannot. */
  list(): Promise<ListedPort[]>;
  /** Names in a folder of devices; rejects where there is no such folder. */
  devices(): Promise<string[]>;
  /** What a path leads to; rejects where there is nothing. */
  resolve(path: string): Promise<string>;
}

const DEVICES = '/dev';
/** Names of serial ports where the system does not list them. */
const SERIAL_NAME = /^(ttyUSB|ttyACM|ttyAMA|ttyXRUSB|tty\.usb|cu\.usb)/;

const SYSTEM: PortSources = {
  async list() {
    // Loaded when first needed: a machine on which the native part does not load still has its TCP lanes.
    const { SerialPort } = await import('serialport');
    return SerialPort.list();
  },
  devices: () => readdir(DEVICES),
  resolve: realpath,
};

/**
 * The serial ports of this machine, with the names of their adapters, and which of the site's links uses which. On Linux the
 * names come from udevadm; without it the ports are found all the same (`named` false). Never rejects.
 */
export async function findPorts(links: readonly LinkConfig[], sources: PortSources = SYSTEM): Promise<FoundPorts> {
  const { listed, named } = await listOf(sources);
  const used = await pathsOf(links, sources);
  const ports = listed.map((port) => ({ ...nameOf(port), path: port.path, link: used.get(port.path) ?? null }));
  return { ports: ports.toSorted((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path)), named };
}

async function listOf(sources: PortSources): Promise<{ listed: ListedPort[]; named: boolean }> {
  try {
    return { listed: await sources.list(), named: true };
  } catch {
    // No udevadm, or no native part: the folder of devices still says what there is.
    const names = await sources.devices().catch(() => []);
    const paths = names.filter((name) => SERIAL_NAME.test(name)).map((name) => join(DEVICES, name));
    return { listed: paths.map((path) => ({ path })), named: false };
  }
}

/** Port → link. A link may name a port by another path, such as /dev/serial/by-id/…, which stays the same when replugged. */
async function pathsOf(links: readonly LinkConfig[], { resolve }: PortSources): Promise<Map<string, string>> {
  const used = new Map<string, string>();
  for (const link of links) {
    if (link.kind !== 'serial') continue;
    used.set(link.path, link.id);
    // A port that is not plugged in leads nowhere, and is not among those that were found.
    used.set(await resolve(link.path).catch(() => link.path), link.id);
  }
  return used;
}

function nameOf({ manufacturer, vendorId, productId }: ListedPort): Pick<FoundPort, 'adapter' | 'usb'> {
  const usb = vendorId && productId ? `${vendorId}:${productId}`.toLowerCase() : null;
  return { adapter: (usb && CHIPS[usb]) ?? manufacturer ?? null, usb };
}

/** Adapters first: a machine lists many ports of its own that lead nowhere. */
const rank = ({ usb, link }: FoundPort): number => (link !== null ? 0 : usb !== null ? 1 : 2);
