import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { printer as printerConfig } from '../../electron/contract/site-printer.ts';
import type { LinkConfig } from '../../electron/contract/site.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { makeLink } from '../../native/links/make-link.ts';
import type { Printer } from '../../native/printer/contract.ts';
import { makePrinter } from '../../native/printer/make-printer.ts';
import { SHEET } from '../../native/printer/printer.fixture.ts';
import { createSimulatedPrinter, servePrinter } from '../../native/printer/simulator.ts';
import type { SimulatedPrinter } from '../../native/printer/simulator.ts';
import { openPtyPair } from '../support/pty.ts';
import type { PtyPair } from '../support/pty.ts';

/** The real serial library on both ends of a pty pair, a simulated printer behind the far one. */

const clock = createSystemClock();
const serial = (path: string) =>
  ({ id: 'paper', kind: 'serial', path, baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 }) as const;

describe('a receipt printer on a serial port', () => {
  let directory: string;
  let line: PtyPair;
  let device: SimulatedPrinter;
  let printer: Printer;
  let unplug: () => Promise<void>;

  const until = (condition: () => boolean): Promise<void> =>
    vi.waitFor(() => expect(condition()).toBe(true), { timeout: 15_000, interval: 10 });

  const plug = async (): Promise<void> => {
    line = await openPtyPair(directory, 'printer');
    const far = makeLink(serial(line.far), clock);
    await far.open();
    const leave = servePrinter(far, device);
    unplug = async () => {
      leave();
      await far.close();
      await line.cut();
    };
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gatehouse-printer-'));
    device = createSimulatedPrinter(clock);
    await plug();
    const links: LinkConfig[] = [serial(line.near)];
    printer = makePrinter(printerConfig.parse({ link: 'paper' }), links, clock, makeLink);
    printer.start();
    await until(() => printer.state === 'ready');
  });
  afterEach(async () => {
    await printer.stop();
    await unplug();
    rmSync(directory, { recursive: true });
  });

  it('prints Chinese and its QR code, and hears that it is done', async () => {
    expect(await printer.print(SHEET, 1)).toEqual({ type: 'printed' });
    expect(device.sheets).toMatchObject([
      {
        rows: [{ text: '南山医院' }, { text: '粤B12345                   21.00' }, { text: '-'.repeat(32) }],
        codes: ['https://lot.example/invoice?orderNo=1'],
      },
    ]);
  });

  it('an adapter that is pulled and put back: told, and nothing is printed by itself', async () => {
    await unplug();
    await until(() => printer.state === 'offline');
    expect(await printer.print(SHEET, 1)).toEqual({ type: 'failed', code: 'not-reachable' });
    await plug();
    await until(() => printer.state === 'ready');
    expect(device.sheets).toEqual([]);
    expect(await printer.print(SHEET, 1)).toEqual({ type: 'printed' });
  });
});
