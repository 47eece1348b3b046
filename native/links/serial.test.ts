import { describe, expect, it } from 'vitest';
import { createSystemClock } from '../clock/system-clock.ts';
import { makeLink } from './make-link.ts';
import { linkErrorOf } from './serial.ts';

describe('a serial link', () => {
  it('a port that is not there is "not-found"', async () => {
    const link = makeLink(
      { id: 'a', kind: 'serial', path: '/dev/no-such-port', baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
      createSystemClock(),
    );
    await expect(link.open()).rejects.toMatchObject({ name: 'LinkError', code: 'not-found' });
    expect(link.isOpen).toBe(false);
    await expect(link.write(Uint8Array.from([1]))).rejects.toMatchObject({ code: 'disconnected' });
    await link.close();
  });

  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'not-found'],
    ['Opening COM7: File not found', 'not-found'],
    ['Error: No such device or address, cannot open /dev/ttyUSB0', 'not-found'],
    ['Error Resource temporarily unavailable Cannot lock port', 'busy'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'busy'],
    ['Opening COM3: Access denied', 'busy'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'no-permission'],
    ['Port is not open', 'disconnected'],
    ['EIO: i/o error, write', 'disconnected'],
    ['Unknown error code 31', 'failed'],
  ] as const)('"%s" is %s', (text, code) => {
    const error = linkErrorOf(new Error(text), 'COM3');
    expect([error.code, error.message]).toEqual([code, `COM3: ${text}`]);
  });
});
