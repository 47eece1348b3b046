import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LI, openTill, SHOWN_FOR_MS, WANG } from '../desk.fixture.ts';
import type { Till } from '../desk.fixture.ts';
import { createStaticCode } from './provider.ts';

let directory: string;
let till: Till;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-'));
  const config = { kind: 'static-code', code: 'https://pay.example/lot', payType: 'wechat', name: '微信' } as const;
  till = openTill(directory, () => createStaticCode(config));
});
afterEach(async () => {
  await till.close();
  rmSync(directory, { recursive: true });
});

async function shown(stayId: string) {
  const outcome = till.desk.show(till.wish(stayId), WANG);
  await till.clock.advanceAsync(10);
  return outcome.attempt?.tradeNo ?? '';
}

it('is paid by the word of a person alone, who is on record', async () => {
  const tradeNo = await shown('s1');
  expect(till.desk.byTradeNo(tradeNo)).toMatchObject({ state: 'pending', qr: 'https://pay.example/lot' });
  await till.clock.advanceAsync(60_000);
  expect(till.counted).toEqual([]);
  till.desk.confirmByHand(tradeNo, WANG);
  expect(till.desk.byTradeNo(tradeNo)).toMatchObject({ state: 'paid', payType: 'wechat', confirmedBy: 'wang' });
  expect(till.counted).toHaveLength(1);
  expect(till.facts.at(-1)).toMatchObject({ kind: 'payment', who: 'wang', data: { state: 'paid' } });
  expect(till.desk.confirmByHand(tradeNo, WANG)).toMatchObject({ because: 'not-open' });
  expect(till.counted).toHaveLength(1);
});

it('is over when its time is, or the attendant says so; nothing is scanned or paid back through it', async () => {
  const [forgotten, ended] = [await shown('s1'), await shown('s2')];
  till.desk.cancel(ended, WANG);
  await till.clock.advanceAsync(SHOWN_FOR_MS + 4000);
  expect(till.desk.byTradeNo(forgotten)).toMatchObject({ state: 'cancelled', code: 'expired' });
  expect(till.desk.byTradeNo(ended)).toMatchObject({ state: 'cancelled', code: 'by-person' });
  expect(till.desk.scan(till.wish('s3'), '28', WANG)).toMatchObject({ because: 'not-supported' });
  const wish = { key: 'r', tradeNo: ended, amount: 1, because: 'x' };
  expect(till.desk.refund(wish, LI)).toMatchObject({ because: 'not-supported' });
});
