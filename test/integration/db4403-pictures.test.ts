import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { openReportingLot, wayTo } from '../support/reporting-lot.ts';
import type { ReportingLot } from '../support/reporting-lot.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const PARK_CODE = '44030500100101000010';
const MB = 1024 * 1024;
const until = (check: () => void, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 5 });

/** What begins and ends as a JPEG does, of this size. */
const jpeg = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(bytes - 6, 7), Buffer.from([0xff, 0xd9])]);

describe.each(['mqtts', 'https'] as const)('pictures of a site that reports over %s (7.3.4.1.7)', (transport) => {
  let directory: string;
  let clock: LeapingClock;
  let platform: Platform;
  let lot: ReportingLot;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'db4403-pictures-'));
    clock = createLeapingClock();
    platform = await startPlatform({ parkCode: PARK_CODE, transport, now: () => clock.now() });
    const to = wayTo(platform.access, directory, clock);
    lot = openReportingLot({ directory, parkCode: PARK_CODE, clock, transport: to });
    lot.link.start();
    await until(() => expect(lot.link.view().state).toBe('up'));
  });

  afterEach(async () => {
    await lot.stop();
    await platform.stop();
    rmSync(directory, { recursive: true });
    expect(lot.troubles).toEqual([]);
  });

  function report(name: string, bytes: Buffer): string {
    const file = join(directory, name);
    writeFileSync(file, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    lot.record({ kind: 'picture', picture: 'price-board', file, sha256, takenAt: clock.now() - 60_000 });
    return sha256;
  }
  /** Small steps, for whatever waits to be tried again. */
  const settled = (states: object) =>
    until(() => {
      clock.leap(100);
      expect(lot.inStore()).toEqual(states);
    });

  it('goes as a form, and the id that the platform gives it is kept with its acknowledgement', async () => {
    const sha256 = report('收费牌 1.jpg', jpeg(300_000));
    await settled({ acknowledged: 1 });
    const [entry] = platform.book.entries;
    expect(entry).toMatchObject({
      interface: 'imageUpload',
      item: { fileName: '收费牌 1.jpg', imageBizType: 1, bytes: 300_000, sha256 },
    });
    expect(Number(entry?.item['pickTime'])).toBeCloseTo((clock.now() - 60_000) / 1000, -2);
    expect(lot.db.prepare('SELECT biz_type, sha256, id FROM db4403_picture').all()).toEqual([
      { biz_type: 1, sha256, id: entry?.item['id'] },
    ]);
    expect(platform.book.violations).toEqual([]);
  });

  it('goes again, whole, where the token ended meanwhile', async () => {
    report('a.jpg', jpeg(300_000));
    await settled({ acknowledged: 1 });
    platform.faults.expireTokens = true;
    report('b.jpg', jpeg(400_000));
    await settled({ acknowledged: 2 });
    expect(platform.book.entries.map(({ item }) => item['bytes'])).toEqual([300_000, 400_000]);
    expect(platform.book.sessions.map(({ interface: name }) => name)).toEqual(['login', 'token', 'login']);
  });

  it('of exactly 10 MB goes', async () => {
    report('large.jpg', jpeg(10 * MB));
    await settled({ acknowledged: 1 });
    expect(platform.book.entries).toMatchObject([{ item: { bytes: 10 * MB } }]);
  });

  it.each<[string, () => void, RegExp]>([
    ['larger than 10 MB', () => report('a.jpg', jpeg(10 * MB + 1)), /larger than 10 MB/],
    ['that is no JPEG', () => report('a.jpg', Buffer.from('GIF89a…')), /not a JPEG/],
    ['that is empty', () => report('a.jpg', Buffer.alloc(0)), /not a JPEG/],
    [
      'whose file is gone',
      () => {
        report('a.jpg', jpeg(1000));
        rmSync(join(directory, 'a.jpg'));
      },
      /cannot be read.*ENOENT/,
    ],
    [
      'whose file is another by now',
      () => {
        report('a.jpg', jpeg(1000));
        writeFileSync(join(directory, 'a.jpg'), jpeg(1001));
      },
      /has changed/,
    ],
  ])('one %s is parked in words, without asking the platform', async (_what, make, words) => {
    make();
    await settled({ parked: 1 });
    expect(lot.link.outbox.items({ state: 'parked', limit: 1 })[0]?.message).toMatch(words);
    expect(platform.book.entries).toEqual([]);
    expect(platform.book.violations).toEqual([]);
  });

  it("a refusal is parked with the platform's words, and cars are reported meanwhile", async () => {
    platform.faults.refuse = { code: 1007, message: '超出规定值范围 imageBizType', interface: 'imageUpload' };
    report('a.jpg', jpeg(1000));
    lot.enter(1);
    await settled({ acknowledged: 1, parked: 1 });
    expect(lot.link.outbox.items({ state: 'parked', limit: 1 })).toMatchObject([
      { interface: 'imageUpload', code: '1007', message: '超出规定值范围 imageBizType' },
    ]);
  });
});
