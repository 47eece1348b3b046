import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoiceLink, payCallbackLink, readInvoiceLink, readPayCallback, receiptInvoiceLink } from './url-jumps.ts';

const [secret, payPageKey] = ['salt', 'a key of the pay page'];
const NOW = Date.UTC(2026, 0, 1);
const SECONDS = NOW / 1000;
const hmac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('hex');
const keys = { secret, payPageKey };
const query = (fields: Record<string, string>) => new URLSearchParams(fields);

describe('a driver who comes back from the pay page (7.4.1)', () => {
  const plain = { orderNo: 'SO-1', timestamp: String(SECONDS), payResult: '1' };

  it('is read by table 67, and proves nothing by it', () =>
    expect(readPayCallback(query(plain), keys)).toEqual({
      ok: true,
      value: { orderNo: 'SO-1', at: NOW, ok: true, proof: 'none' },
    }));

  it('shows that the link was ours, whatever was added to it', () => {
    const link = new URL(payCallbackLink('https://park.example:8443/', 'SO-1', secret));
    expect(link.origin + link.pathname).toBe('https://park.example:8443/pay-callback');
    for (const [name, value] of Object.entries({ ...plain, payResult: '0' })) link.searchParams.set(name, value);
    expect(readPayCallback(link.searchParams, keys)).toMatchObject({ value: { ok: false, proof: 'link' } });
    link.searchParams.set('orderNo', 'SO-2');
    expect(readPayCallback(link.searchParams, keys)).toMatchObject({ value: { proof: 'none' } });
  });

  it("proves the result by the pay page's own signature, and only that result", () => {
    const resultSign = hmac(`SO-1&timestamp=${SECONDS}&payResult=0`, payPageKey);
    const failed = { ...plain, payResult: '0', resultSign };
    expect(readPayCallback(query(failed), keys)).toMatchObject({ value: { ok: false, proof: 'result' } });
    expect(readPayCallback(query({ ...failed, payResult: '1' }), keys)).toMatchObject({ value: { proof: 'none' } });
    expect(readPayCallback(query({ ...failed, orderNo: 'SO-2' }), keys)).toMatchObject({ value: { proof: 'none' } });
    expect(readPayCallback(query(failed), { secret, payPageKey: null })).toMatchObject({ value: { proof: 'none' } });
  });

  describe('with the sum in the link', () => {
    const link = new URL(payCallbackLink('https://park.example', 'SO-1', secret, 1500));
    const returned = (change: Record<string, string> = {}) =>
      readPayCallback(query({ ...Object.fromEntries(link.searchParams), ...plain, ...change }), keys);
    const published = hmac(`SO-1&timestamp=${SECONDS}&payResult=1`, payPageKey);
    const withSum = hmac(`SO-1&amount=1500&timestamp=${SECONDS}&payResult=1`, payPageKey);

    it('says for what the page was handed out', () => {
      expect(link.searchParams.get('amount')).toBe('1500');
      expect(returned()).toMatchObject({ value: { asked: 1500, proof: 'link' } });
      expect(returned({ resultSign: published })).toMatchObject({ value: { asked: 1500, proof: 'result' } });
      expect(returned({ resultSign: withSum })).toMatchObject({ value: { asked: 1500, proof: 'result' } });
    });

    it('another sum than ours is none', () => {
      const changes: Record<string, string>[] = [{ amount: '2500' }, { sign: 'x' }];
      for (const change of changes) {
        const read = returned({ resultSign: published, ...change });
        expect(read).toMatchObject({ value: { proof: 'result' } });
        expect(read).not.toHaveProperty('value.asked');
      }
    });

    it("the pay page's signature over a sum is for that sum alone", () => {
      expect(returned({ resultSign: withSum, sign: 'x' })).toMatchObject({ value: { asked: 1500, proof: 'result' } });
      expect(returned({ resultSign: withSum, amount: '2500' })).toMatchObject({ value: { proof: 'none' } });
    });
  });

  it("the salt's signature is not the pay page's", () =>
    expect(
      readPayCallback(query({ ...plain, resultSign: hmac(`SO-1&timestamp=${SECONDS}&payResult=1`, secret) }), keys),
    ).toMatchObject({ value: { proof: 'none' } }));

  it('fits, with a template of ordinary length, into the 255 characters of a payUrl', () => {
    const link = payCallbackLink('https://park-1.example.com:8443', 'x'.repeat(32), secret, 123_456);
    expect(encodeURIComponent(link).length).toBeLessThan(160);
  });

  it.each([
    [{ orderNo: undefined }, 4, 'orderNo'],
    [{ orderNo: '' }, 4, 'orderNo'],
    [{ orderNo: 'x'.repeat(51) }, 1004, 'orderNo'],
    [{ timestamp: undefined }, 4, 'timestamp'],
    [{ timestamp: 'now' }, 1005, 'timestamp'],
    [{ payResult: undefined }, 4, 'payResult'],
    [{ payResult: 'yes' }, 1005, 'payResult'],
    [{ payResult: '2' }, 1007, 'payResult'],
    [{ payResult: '-1' }, 1005, 'payResult'],
  ])('%j is named', (change, code, field) => {
    const fields = Object.entries({ ...plain, ...change }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    const read = readPayCallback(new URLSearchParams(fields), keys);
    expect(read).toMatchObject({ ok: false, refusal: { code, message: expect.stringContaining(field) as string } });
  });

  it('a parameter given twice is read as neither', () => {
    const twice = query(plain);
    twice.append('payResult', '0');
    expect(readPayCallback(twice, keys)).toMatchObject({ ok: false, refusal: { code: 4 } });
  });
});

describe('the link to the invoice page (7.4.2)', () => {
  const read = (link: string, now = NOW) => readInvoiceLink(new URL(link).searchParams, secret, now, 300_000);

  it('is signed over order number and timestamp, as the text means it', () => {
    const link = new URL(invoiceLink('https://park.example/invoice?lang=zh', 'SO-1', NOW, secret));
    expect(Object.fromEntries(link.searchParams)).toEqual({
      lang: 'zh',
      orderNo: 'SO-1',
      timestamp: String(SECONDS),
      sign: hmac(`SO-1&timestamp=${SECONDS}`, secret),
    });
    expect(read(link.href)).toEqual({ ok: true, value: { orderNo: 'SO-1', at: NOW } });
  });

  it('is worth nothing once it is old, or for another order, or under another salt', () => {
    const link = invoiceLink('https://park.example/invoice', 'SO-1', NOW, secret);
    expect(read(link, NOW + 300_000)).toMatchObject({ ok: true });
    expect(read(link, NOW + 301_000)).toMatchObject({ ok: false, refusal: { code: 4 } });
    expect(read(link, NOW - 301_000)).toMatchObject({ ok: false, refusal: { code: 4 } });
    expect(read(link.replace('SO-1', 'SO-2'))).toMatchObject({ ok: false, refusal: { code: 8 } });
    expect(read(link.replace(String(SECONDS), String(SECONDS + 1)))).toMatchObject({ refusal: { code: 8 } });
    expect(read(invoiceLink('https://x', 'SO-1', NOW, 'guess'))).toMatchObject({ refusal: { code: 8 } });
    expect(read(link.replace(/sign=\w+/, 'sign='))).toMatchObject({ refusal: { code: 4 } });
  });

  it('comes back as it was built, for any order number', () =>
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1, maxLength: 50, unit: 'grapheme' })
          .filter((s) => [...s].length <= 50 && s.trim() !== '' && !/\p{Cc}/u.test(s)),
        (orderNo) => {
          expect(read(invoiceLink('https://park.example/invoice', orderNo, NOW, secret))).toEqual({
            ok: true,
            value: { orderNo, at: NOW },
          });
        },
      ),
    ));
});

describe('the link to the invoice page on a receipt', () => {
  const DAY = 86_400_000;
  const read = (link: string, now = NOW) => readInvoiceLink(new URL(link).searchParams, secret, now, 300_000);
  const link = receiptInvoiceLink('https://park.example/invoice', { orderNo: 'C1', amount: 1000, paidAt: NOW }, secret);

  it('is a link of 7.4.2, and says besides what was paid', () => {
    const { receipt, ...rest } = Object.fromEntries(new URL(link).searchParams);
    expect(rest).toEqual({
      orderNo: 'C1',
      timestamp: String(SECONDS),
      sign: hmac(`C1&timestamp=${SECONDS}`, secret),
      amount: '1000',
    });
    expect(receipt).toMatch(/^[\w-]{22}$/);
    expect(read(link)).toEqual({ ok: true, value: { orderNo: 'C1', at: NOW, paid: 1000 } });
  });

  it('is good for a year, and not before it was paid', () => {
    expect(read(link, NOW + 366 * DAY)).toMatchObject({ ok: true });
    expect(read(link, NOW + 366 * DAY + 1000)).toMatchObject({ ok: false, refusal: { code: 4 } });
    expect(read(link, NOW - 301_000)).toMatchObject({ ok: false, refusal: { code: 4 } });
  });

  it('is worth no other sum, and without its own signature no more than any link', () => {
    const dearer = link.replace('amount=1000', 'amount=9000');
    expect(read(dearer)).toEqual({ ok: true, value: { orderNo: 'C1', at: NOW } });
    expect(read(dearer, NOW + DAY)).toMatchObject({ ok: false, refusal: { code: 4 } });
    expect(read(link.replace(/&receipt=.*/, ''), NOW + DAY)).toMatchObject({ ok: false, refusal: { code: 4 } });
    expect(read(link.replace('C1', 'C2'))).toMatchObject({ ok: false, refusal: { code: 8 } });
  });
});
