import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { entriesOf } from '../../demo/platform/book.ts';
import type { ReportInterface } from '../../demo/platform/repeats.ts';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { tariff } from '../../electron/contract/site-tariff.ts';
import { byId, until } from './booth.ts';
import type { Booth } from './booth.ts';

// A lot that takes money, for tests of its exit: 30 minutes for nothing, 10 yuan for the first hour, then 5 an hour.

const HOUR = 3_600_000;

export function takesMoney(config: SiteConfig): void {
  config.tariff = tariff.parse({
    rates: [
      {
        name: '小型车',
        freeMin: 30,
        bands: [
          { days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen: 1000 }, then: { min: 60, fen: 500 } },
        ],
        cap: { per: '24h', fen: 6000 },
      },
    ],
  });
}

/** A car drives in by itself. */
export async function comesIn(booth: Booth, plate: string): Promise<void> {
  expect(await booth.sends({ lane: 'in-2', plate })).toMatchObject({ result: 'passed' });
  await booth.rests('in-2');
}

/**
 * Hours go by for the car inside, and for the orders of its plate: what is written of them moves back. Just under so many:
 * what follows takes a moment.
 */
export function hoursGoBy(booth: Booth, plate: string, hours: number): void {
  const ms = hours * HOUR - 5 * 60_000;
  const db = new Database(join(booth.lot.files.data, 'gatehouse.sqlite'));
  try {
    db.pragma('busy_timeout = 5000');
    const back = db.transaction(() => {
      db.prepare('UPDATE stay SET entered_at = entered_at - ? WHERE plate = ? AND left_at IS NULL').run(ms, plate);
      db.prepare('UPDATE share_order SET from_at = from_at - @ms, to_at = to_at - @ms WHERE plate = @plate').run({
        ms,
        plate,
      });
    });
    back.immediate();
  } finally {
    db.close();
  }
}

/** What a lane's card says of money. */
export const dueAtExit = (booth: Booth) => expect.poll(() => booth.reads('lane-out-1-due'));

/** Opens the pay dialog of the car that asks, and takes the sum in cash: Enter twice. */
export async function paysCash(booth: Booth): Promise<void> {
  await booth.press('Enter');
  await booth.page.waitForSelector(`${byId('pay-given')}:focus`);
  await booth.press('Enter');
  await booth.seesNo('pay-dialog');
}

/** The car that may go goes. */
export async function goes(booth: Booth, plate: string): Promise<void> {
  await booth.shows('out-1', { phase: 'passing', plate });
  await booth.goesThrough('out-1');
  await booth.rests('out-1');
}

/** What the platform was told of a plate by one interface, some attributes of it, once it was told so often. */
export async function told(booth: Booth, code: ReportInterface, plate: string, count: number): Promise<object[]> {
  return until(() => {
    const rows = entriesOf(booth.lot.platform.book, code).filter(({ item }) => item['carNo'] === plate);
    expect(rows).toHaveLength(count);
    return rows.map(({ item }) => item);
  });
}
