import { describe, expect, it } from 'vitest';
import type { LinkConfig } from '../../electron/contract/site.ts';
import { findPorts } from './ports.ts';
import type { ListedPort, PortSources } from './ports.ts';

const serial = (id: string, path: string): LinkConfig => ({
  id,
  kind: 'serial',
  path,
  baudRate: 9600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
});

const system = (list: () => Promise<ListedPort[]>, devices: string[] = []): PortSources => ({
  list,
  devices: () => Promise.resolve(devices),
  resolve: (path) =>
    path.startsWith('/dev/serial/by-id/') ? Promise.resolve('/dev/ttyUSB1') : Promise.reject(new Error('ENOENT')),
});

describe('serial ports', () => {
  it('are named by their adapters, and by the links that use them; adapters come first', async () => {
    const listed = [
      { path: '/dev/ttyS0' },
      { path: '/dev/ttyUSB0', vendorId: '1A86', productId: '7523', manufacturer: '1a86' },
      { path: '/dev/ttyUSB1', vendorId: '0403', productId: '6001' },
      { path: '/dev/ttyACM0', vendorId: 'abcd', productId: '1234', manufacturer: 'Maker' },
    ];
    const links = [serial('bus', '/dev/serial/by-id/usb-FTDI-1'), serial('gone', '/dev/ttyUSB7')];
    expect(
      await findPorts(
        links,
        system(() => Promise.resolve(listed)),
      ),
    ).toEqual({
      named: true,
      ports: [
        { path: '/dev/ttyUSB1', adapter: 'FTDI FT232R', usb: '0403:6001', link: 'bus' },
        { path: '/dev/ttyACM0', adapter: 'Maker', usb: 'abcd:1234', link: null },
        { path: '/dev/ttyUSB0', adapter: 'CH340', usb: '1a86:7523', link: null },
        { path: '/dev/ttyS0', adapter: null, usb: null, link: null },
      ],
    });
  });

  it('are found without udevadm too, without names', async () => {
    const missing = () => Promise.reject(Object.assign(new Error('spawn udevadm ENOENT'), { code: 'ENOENT' }));
    const found = await findPorts(
      [serial('bus', '/dev/ttyUSB0')],
      system(missing, ['tty1', 'ttyUSB0', 'null', 'ttyS0']),
    );
    expect(found).toEqual({
      named: false,
      ports: [{ path: '/dev/ttyUSB0', adapter: null, usb: null, link: 'bus' }],
    });
  });

  it('of this machine are listed, whatever it has', async () => {
    const { ports } = await findPorts([]);
    for (const port of ports) expect(port.link).toBeNull();
  });
});
