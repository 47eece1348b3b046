import { expect, test } from 'vitest';
import { runDb4403 } from './program.ts';

test.each([
  [['--port', '65536'], '--port 65536: 0 to 65535'],
  [['--https-port', '-1x'], '--https-port'],
  [['--transport', 'ftp'], '--transport ftp: mqtts or https'],
  [['--token-code', '7'], '--token-code 7: 6 or 3002'],
  [['--colour', 'red'], "'--colour'"],
  [['--lot', 'https://lot'], '--lot-token'],
  [['--lot', 'https://lot', '--lot-token', 't', '--lot-ca', '/nowhere/ca.pem'], 'ENOENT'],
  [['--codes', '{'], '--codes {: not JSON'],
  [['--codes', '{"vehicleEnter":"vehicleLeave"}'], 'two interfaces with one code'],
])('%j is refused in words', async (args, words) => {
  await expect(runDb4403(args)).rejects.toThrow(words);
});
