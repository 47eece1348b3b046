import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { openReportingLot, stayId, wayTo } from '../support/reporting-lot.ts';
import type { ReportingLot, WayChange } from '../support/reporting-lot.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const PARK_CODE = '44030500100101000010';
const until = (check: () => void, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 5 });

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe.each(['mqtts', 'https'] as const)('several reports in one message over %s', (transport) => {
  let directory: string;
  let clock: LeapingClock;
  let platform: Platform;
  let lot: ReportingLot;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'db4403-batch-'));
    clock = createLeapingClock();
    platform = await startPlatform({ parkCode: PARK_CODE, transport, now: () => clock.now() });
  });

  afterEach(async () => {
    await lot.stop();
    await platform.stop();
    rmSync(directory, { recursive: true });
    expect(lot.troubles).toEqual([]);
    expect(platform.book.violations).toEqual([]);
    expect(platform.book.anomalies).toEqual([]);
  });

  /** So many cars came in before the link was there: all are sent in one turn. */
  async function cars(count: number, way: WayChange = {}): Promise<void> {
    const to = wayTo(platform.access, directory, clock, way);
    lot = openReportingLot({ directory, parkCode: PARK_CODE, clock, transport: to });
    lot.enter(...numbers(1, count));
    lot.link.start();
    await until(() => expect(lot.link.view().state).not.toBe('down'));
  }
  const entered = () => platform.book.entries.map(({ item }) => item['id']);

  it('a refused report refuses only itself', async () => {
    // Only a message of five or more has a fifth report.
    platform.faults.refuseItem = { at: 4, code: 1004, message: '超出规定长度', interface: 'vehicleEnter' };
    await cars(5);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 4, parked: 1 }));
    expect(entered()).toEqual([1, 2, 3, 4].map(stayId));
    expect(lot.link.outbox.items({ state: 'parked', limit: 9 })).toMatchObject([
      { businessId: stayId(5), code: '1004', message: '超出规定长度' },
    ]);
  });

  it('a platform that takes them one by one gets them so', async () => {
    platform.faults.refuseItem = { at: 1, code: 1004, message: 'only one', interface: null };
    await cars(30, { batch: 1 });
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 30 }));
  });

  it('a platform that takes none just now: nothing is parked, and all arrive once it does', async () => {
    platform.faults.refuse = { code: 5, message: '其它错误', interface: 'vehicleEnter' };
    await cars(20);
    await until(() =>
      expect(lot.link.view()).toMatchObject({ state: 'refused', cause: 'not-now', detail: '5 其它错误' }),
    );
    expect(lot.inStore()).toEqual({ waiting: 20 });
    platform.faults.refuse = null;
    await until(() => {
      clock.leap(500);
      expect(lot.inStore()).toEqual({ acknowledged: 20 });
    });
  });

  it('replies without the ids that the tables let be missing still settle each', async () => {
    platform.faults.withoutIds = true;
    await cars(40);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 40 }));
    expect(new Set(entered())).toEqual(new Set(numbers(1, 40).map(stayId)));
  });

  it('replies out of order, and twice', async () => {
    platform.faults.outOfOrder = 3;
    platform.faults.duplicateReplies = true;
    await cars(300, { batch: 7 });
    lot.leave(...numbers(1, 150));
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 450 }), 20_000);
    expect(platform.book.duplicates).toEqual([]);
  });

  it('three thousand that waited are sent in a few seconds', async () => {
    await cars(1);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 1 }));
    lot.enter(...numbers(1001, 4000));
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 3001 }), 10_000);
  });
});
