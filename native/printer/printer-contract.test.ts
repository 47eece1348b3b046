import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PrinterState } from '../../electron/contract/receipt.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import type { Clock } from '../clock/contract.ts';
import { createMemoryLine } from '../links/memory.ts';
import { makeLink } from '../links/make-link.ts';
import type { PrintOutcome, Printer } from './contract.ts';
import { createEscPosPrinter } from './driver.ts';
import { makePrinter } from './make-printer.ts';
import { SHEET } from './printer.fixture.ts';
import { createSimulatedPrinter, servePrinter, startPrinterServer } from './simulator.ts';
import type { SimulatedPrinter } from './simulator.ts';

/** What every printer driver must do, on whatever line. Here: in memory on a moved clock, and over real TCP in real time. */
interface World {
  printer: Printer;
  device: SimulatedPrinter;
  states: PrinterState[];
  until(condition: () => boolean): Promise<void>;
  /** Prints, and lets the time pass that it takes. */
  print(copies?: number): Promise<PrintOutcome>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

function follow(printer: Printer): PrinterState[] {
  const states: PrinterState[] = [];
  printer.onState((state) => void states.push(state));
  printer.start();
  return states;
}

function inMemory(): Promise<World> {
  const clock = createManualClock();
  const line = createMemoryLine(clock);
  const device = createSimulatedPrinter(clock);
  line.onConnect((far) => void servePrinter(far, device));
  const printer = createEscPosPrinter({ makeLink: () => line.makeLink(), clock, columns: 32 });
  const states = follow(printer);
  const until = async (condition: () => boolean): Promise<void> => {
    for (let waited = 0; !condition(); waited += 10) {
      if (waited > 60_000) throw new Error('not within a minute');
      await clock.advanceAsync(10);
    }
  };
  return Promise.resolve({
    printer,
    device,
    states,
    until,
    async print(copies = 1) {
      let outcome: PrintOutcome | null = null;
      void printer.print(SHEET, copies).then((told) => (outcome = told));
      await until(() => outcome !== null);
      return outcome as unknown as PrintOutcome;
    },
    unplug: () => Promise.resolve(line.unplug()),
    plug: () => Promise.resolve(line.plug()),
    stop: () => printer.stop(),
  });
}

async function overTcp(): Promise<World> {
  const clock: Clock = createSystemClock();
  const device = createSimulatedPrinter(clock);
  const server = await startPrinterServer({ printer: device });
  const link = { host: '127.0.0.1', port: server.port };
  const printer = makePrinter({ driver: 'esc-pos', link, width: 58, copies: 1 }, [], clock, makeLink);
  const states = follow(printer);
  return {
    printer,
    device,
    states,
    until: (condition) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 15_000, interval: 5 }),
    print: (copies = 1) => printer.print(SHEET, copies),
    unplug: () => server.unplug(),
    plug: () => server.plug(),
    async stop() {
      await printer.stop();
      await server.close();
    },
  };
}

const PRINTED = { type: 'printed' };
const failed = (code: string) => ({ type: 'failed', code });

describe.each([
  ['in memory', inMemory],
  ['over TCP', overTcp],
])('a printer %s', (_, start) => {
  let world: World;

  const ready = async (): Promise<World> => {
    world = await start();
    await world.until(() => world.printer.state === 'ready');
    return world;
  };

  afterEach(() => world.stop());

  it('asks at its start how it is, and prints nothing', async () => {
    const { states, device } = await ready();
    expect(states).toEqual(['unknown', 'ready']);
    expect([device.sheets, device.hanging.rows]).toEqual([[], []]);
  });

  it('prints a sheet with its text and its code, and says so when the printer does', async () => {
    const { print, device } = await ready();
    expect(await print()).toEqual(PRINTED);
    expect(device.sheets).toMatchObject([
      {
        rows: [
          { text: '南山医院', large: true },
          { text: '粤B12345                   21.00' },
          { text: '-'.repeat(32) },
        ],
        codes: ['https://lot.example/invoice?orderNo=1'],
      },
    ]);
  });

  it('prints copies in one go, each cut off', async () => {
    const { print, device } = await ready();
    expect(await print(2)).toEqual(PRINTED);
    expect(device.sheets).toHaveLength(2);
  });

  it('without paper it sends nothing and says so; with new paper nothing comes out by itself', async () => {
    const { print, device, printer, until } = await ready();
    device.paper = 0;
    expect(await print()).toEqual(failed('paper-out'));
    expect(printer.state).toBe('paper-out');
    device.paper = 1000;
    device.resume();
    await until(() => printer.state === 'ready');
    expect([device.sheets, device.hanging.rows]).toEqual([[], []]);
    expect(await print()).toEqual(PRINTED);
    expect(device.sheets).toHaveLength(1);
  });

  it('with its cover open it is offline', async () => {
    const { print, device } = await ready();
    device.coverOpen = true;
    expect(await print()).toEqual(failed('offline'));
    expect(device.sheets).toEqual([]);
  });

  it('paper that ends in the middle of a sheet: interrupted, and not begun again', async () => {
    const { print, device } = await ready();
    device.paper = 2;
    expect(await print()).toEqual(failed('interrupted'));
    expect(device.hanging.rows.map(({ text }) => text.trim().slice(0, 4))).toEqual(['南山医院', '粤B12']);
  });

  it('two sheets at once: the second is turned away, not mixed in', async () => {
    const { print, device, printer } = await ready();
    const first = print();
    expect(await printer.print(SHEET, 1)).toEqual(failed('busy'));
    expect(await first).toEqual(PRINTED);
    expect(device.sheets).toHaveLength(1);
  });

  it('a line that is gone: told as offline, nothing is sent, and nothing when it is back', async () => {
    const { print, device, printer, until, unplug, plug } = await ready();
    await unplug();
    await until(() => printer.state === 'offline');
    expect(await print()).toEqual(failed('not-reachable'));
    await plug();
    await until(() => printer.state === 'ready');
    expect(device.sheets).toEqual([]);
    expect(await print()).toEqual(PRINTED);
  });

  it('a line that breaks while it prints: interrupted, and not printed again when it is back', async () => {
    const { print, device, printer, until, unplug, plug } = await ready();
    device.rowMs = 400;
    const outcome = print();
    await until(() => device.hanging.rows.length > 0);
    await unplug();
    expect(await outcome).toEqual(failed('interrupted'));
    device.restart();
    device.rowMs = 0;
    await plug();
    await until(() => printer.state === 'ready');
    expect(device.sheets).toEqual([]);
  });

  it('answers in no language of a printer: nothing is sent', async () => {
    const { print, device, printer, until } = await ready();
    device.answering = 'garbage';
    await until(() => printer.state === 'unknown');
    expect(await print()).toEqual(failed('not-understood'));
    expect([device.sheets, device.hanging.rows]).toEqual([[], []]);
  });
});

describe('printers in the field', () => {
  let world: World;

  afterEach(() => world.stop());

  it('a printer with no way to answer is printed on, once, and a person looks whether it came out', async () => {
    world = await inMemory();
    world.device.answering = 'silent';
    await world.until(() => world.printer.state === 'unknown');
    expect(await world.print()).toEqual(failed('unconfirmed'));
    expect(world.device.sheets).toHaveLength(1);
    expect(world.printer.state).toBe('unknown');
  });

  it('a slow printer is waited for', async () => {
    world = await inMemory();
    await world.until(() => world.printer.state === 'ready');
    world.device.rowMs = 900;
    expect(await world.print()).toEqual(PRINTED);
    expect(world.device.sheets).toHaveLength(1);
  });

  it('a USB adapter that was pulled without an event is noticed by the silence, and its line opened anew', async () => {
    world = await inMemory();
    await world.until(() => world.printer.state === 'ready');
    world.device.answering = 'silent';
    await world.until(() => world.printer.state === 'offline');
    world.device.answering = 'promptly';
    await world.until(() => world.printer.state === 'ready');
    expect(world.device.sheets).toEqual([]);
  });

  it('one that falls silent before a sheet gets nothing of it', async () => {
    world = await inMemory();
    await world.until(() => world.printer.state === 'ready');
    world.device.answering = 'silent';
    expect(await world.print()).toEqual(failed('not-reachable'));
    expect(world.device.sheets).toEqual([]);
  });

  it('one stray byte while it prints: its word that it is done is not believed', async () => {
    world = await inMemory();
    await world.until(() => world.printer.state === 'ready');
    world.device.rowMs = 700;
    const outcome = world.print();
    await world.until(() => world.device.hanging.rows.length === 1);
    world.device.answering = 'garbage';
    await world.until(() => world.device.hanging.rows.length === 3);
    world.device.answering = 'promptly';
    expect(await outcome).toEqual(failed('unconfirmed'));
    expect(world.device.sheets).toHaveLength(1);
  });

  it('a program that ends in the middle of a sheet says that it was interrupted', async () => {
    world = await inMemory();
    await world.until(() => world.printer.state === 'ready');
    world.device.rowMs = 700;
    const outcome = world.printer.print(SHEET, 1);
    await world.until(() => world.device.hanging.rows.length === 1);
    await world.stop();
    expect(await outcome).toEqual(failed('interrupted'));
  });
});
