import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import { createCharges } from '../../electron/station/charge/charges.ts';
import { compose } from '../../electron/station/compose.ts';
import type { Station } from '../../electron/station/compose.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import { createStays } from '../../electron/station/parking/stays.ts';
import { readInvoiceLink } from '../../electron/station/platform/db4403/url-jumps.ts';
import { openMadeStore } from '../../electron/station/store/made-store.fixture.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import type { LineServer } from '../../native/links/line-server.ts';
import { createSimulatedPrinter, startPrinterServer } from '../../native/printer/simulator.ts';
import type { SimulatedPrinter } from '../../native/printer/simulator.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { atOnce } from '../support/at-once.ts';

/** A whole station, with a network printer at the end of a real socket. */

const [WANG] = DEMO_PEOPLE;
const STAY = 'fedcba9876543210fedcba9876543210';
const CHARGE = '0123456789abcdef0123456789abcdef';
const SALT = 'a-salt-of-the-platform';
const clock = createSystemClock();
const PAID_AT = clock.now();

describe('a receipt', () => {
  let directory: string;
  let device: SimulatedPrinter;
  let server: LineServer;
  let station: Station;
  let asked = 0;

  function ask<C extends CommandName>(command: C, input: CommandInput<C>): CommandOutput<C> {
    const response = atOnce(station.answer({ id: (asked += 1), command, input }));
    if (!response.ok) throw new Error(response.error.code);
    return response.output as CommandOutput<C>;
  }

  const view = () => ask('receipt.get', { chargeId: CHARGE });
  /** What the board says of the printer. */
  const ofPrinter = () => {
    const { notices } = ask('board.get', {});
    return notices.flatMap(({ code, subject }) => (subject === 'printer' ? [code] : []));
  };
  const until = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 15_000, interval: 10 });

  /** A car that came, and what was taken for it. */
  function takeMoney(): void {
    mkdirSync(join(directory, 'data'));
    const db = openMadeStore(join(directory, 'data', 'gatehouse.sqlite'));
    const at = PAID_AT - 3_600_000;
    const vehicle = { plate: '粤B12345', plateRead: '粤B12345', plateColour: 'blue', class: 'other' } as const;
    const unknown = { carColour: null, carModel: null, bookingCode: null, orderNo: null, card: null, captureId: null };
    createLedger(db, clock, []).record((tx) => {
      const passage = { at, laneId: 'in', laneName: '入口', cause: 'automatic' } as const;
      createStays(db).enter(tx, STAY, { ...vehicle, ...unknown }, null, passage);
      createCharges(db).add(tx, {
        id: CHARGE,
        stayId: STAY,
        at: PAID_AT,
        until: PAID_AT,
        laneId: 'exit',
        ...{ receivable: 1000, discount: 0, received: 1000, given: 2000 },
        payType: 'cash',
        payFrom: '线下缴费',
        ...{ orderNo: null, tradeNo: null, who: 'wang', discounts: [], bill: null },
      });
    });
    db.close();
  }

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gatehouse-receipt-'));
    takeMoney();
    device = createSimulatedPrinter(clock);
    server = await startPrinterServer({ printer: device });
    const site = siteConfig.parse({
      lot: {
        parkCode: '4403000001',
        name: '南山医院停车场',
        desk: '东门岗',
        totalStalls: 100,
        registration: {
          kind: 'lot',
          address: '桃园路',
          ...{ longitude: 113.9, latitude: 22.5, provinceCode: '44', cityCode: '4403', areaCode: '440305' },
          business: { eInvoice: 'https://park.example/invoice' },
        },
      },
      capture: { listen: { host: '127.0.0.1', port: 0 } },
      links: [{ id: 'boards', kind: 'tcp', host: '127.0.0.1', port: 1 }],
      lanes: [
        {
          id: 'exit',
          name: '出口',
          direction: 'exit',
          camera: { id: 'camera', driver: 'push' },
          barrier: { driver: 'modbus-relay', link: 'boards', coils: { open: { coil: 0 } } },
        },
      ],
      printer: { link: { host: '127.0.0.1', port: server.port } },
      people: [{ id: 'wang', name: '王师傅', role: 'attendant' }],
    });
    station = await compose({
      site,
      secrets: siteSecrets.parse({
        cameras: { camera: 'a-key-of-a-camera-in-a-test' },
        db4403: { password: 'p', secret: SALT },
        people: { wang: { hash: WANG.hash, mustChange: false } },
      }),
      siteDirectory: directory,
      dataDirectory: join(directory, 'data'),
      clock,
      random: () => 0.5,
      log: pino({ level: 'silent' }),
      run: 'test',
    });
    await station.answer({ id: 0, command: 'session.sign-in', input: { person: 'wang', secret: WANG.password } });
    await until(() => expect(view().printer).toBe('ready'));
  });
  afterEach(async () => {
    await station.stop();
    await server.close();
    rmSync(directory, { recursive: true });
  });

  it('is what was seen on the screen, and its QR code leads to an invoice over what was paid', async () => {
    const key = crypto.randomUUID();
    const { lines } = view();
    ask('receipt.print', { key, chargeId: CHARGE });
    await until(() => expect(view()).toMatchObject({ printed: 1, last: { state: 'printed' } }));
    const [sheet] = device.sheets;
    const texts = sheet?.rows.map(({ text }) => text) ?? [];
    expect(texts).toContain('收费员                    王师傅');
    expect(texts).toHaveLength(lines.filter(({ kind }) => kind !== 'qr' && kind !== 'cut').length);

    const link = new URL(sheet?.codes[0] ?? '');
    expect(link.origin + link.pathname).toBe('https://park.example/invoice');
    const read = readInvoiceLink(link.searchParams, SALT, clock.now(), 300_000);
    expect(read).toMatchObject({ ok: true, value: { orderNo: CHARGE, paid: 1000 } });
  });

  it('pressed twice with one key comes out once; pressed again it says so', async () => {
    const key = crypto.randomUUID();
    ask('receipt.print', { key, chargeId: CHARGE });
    ask('receipt.print', { key, chargeId: CHARGE });
    await until(() => expect(view().last).toEqual({ state: 'printed' }));
    expect(device.sheets).toHaveLength(1);
    ask('receipt.print', { key: crypto.randomUUID(), chargeId: CHARGE });
    await until(() => expect(device.sheets).toHaveLength(2));
    expect(device.sheets[1]?.rows.map(({ text }) => text)).toContain('补打 第1次');
  });

  it('of no charge is gone', () => {
    expect(() => ask('receipt.get', { chargeId: 'none' })).toThrow('gone');
  });

  it('is at hand at the lane where the money was taken', () => {
    const [lane] = ask('board.get', {}).lanes;
    expect(lane?.lastCharge).toEqual({ plate: '粤B12345', at: PAID_AT, received: 1000, chargeIds: [CHARGE] });
  });

  it('cannot be printed without paper: the board says so, and says it no more when there is some', async () => {
    const { paper } = device;
    device.paper = 0;
    await until(() => expect(ofPrinter()).toEqual(['printer-paper-out']));
    device.paper = paper;
    await until(() => expect(ofPrinter()).toEqual([]));
  });

  it('without a printer within reach is said to be so, and the gate works on', async () => {
    await server.unplug();
    await until(() => expect(view().printer).toBe('offline'));
    ask('receipt.print', { key: crypto.randomUUID(), chargeId: CHARGE });
    await until(() => expect(view()).toMatchObject({ printed: 0, last: { state: 'failed', code: 'not-reachable' } }));
    await until(() => expect(ofPrinter()).toEqual(['printer-offline']));
  });
});
