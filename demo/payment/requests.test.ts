import { describe, expect, it } from 'vitest';
import { readRequest } from './requests.ts';
import { makeKeys, signRsa2 } from './signature.ts';

const keys = makeKeys();
const NOW = Date.UTC(2026, 4, 4, 2, 0, 0);
const GOOD = {
  app_id: '2021',
  method: 'alipay.trade.query',
  format: 'JSON',
  charset: 'utf-8',
  sign_type: 'RSA2',
  timestamp: '2026-05-04 10:00:00',
  version: '1.0',
  biz_content: '{"out_trade_no":"t1"}',
};
const TYPE = 'application/x-www-form-urlencoded; charset=utf-8';

function read(parameters: Record<string, string>, sealed = parameters, type = TYPE) {
  const text = Object.keys(sealed)
    .sort()
    .map((name) => `${name}=${sealed[name]}`)
    .join('&');
  const form = new URLSearchParams({ ...parameters, sign: signRsa2(text, keys.privateKey) });
  return readRequest(Buffer.from(form.toString()), type, { appId: '2021', lotKey: keys.publicKey, now: () => NOW });
}
const subCode = (came: ReturnType<typeof readRequest>) => (came.ok ? null : came.complaint['sub_code']);

describe('a request to the cashier', () => {
  it('is taken as it must be', () => {
    expect(read(GOOD)).toEqual({ ok: true, method: 'alipay.trade.query', fields: { out_trade_no: 't1' } });
  });

  it.each([
    ['changed after it was signed', read({ ...GOOD, version: '1.0', biz_content: '{"out_trade_no":"t2"}' }, GOOD), 'isv.invalid-signature'], // prettier-ignore
    ['of another lot', read({ ...GOOD, app_id: '2022' }), 'isv.invalid-app-id'],
    ['old', read({ ...GOOD, timestamp: '2026-05-04 09:40:00' }), 'isv.invalid-timestamp'],
    ['of no instant', read({ ...GOOD, timestamp: '2026-05-04T10:00:00' }), 'isv.invalid-timestamp'],
    ['of no method', read({ ...GOOD, method: 'alipay.trade.close' }), 'isv.invalid-method'],
    ['in another character set', read({ ...GOOD, charset: 'GBK' }), 'isv.invalid-charset'],
    ['with a parameter of its own', read({ ...GOOD, extra: '1' }), 'isv.invalid-parameter'],
    ['without a version', read({ ...GOOD, version: '' }), 'isv.missing-parameter'],
    ['of another content type', read(GOOD, GOOD, 'application/json'), 'isv.invalid-content-type'],
    ['with a content that is none', read({ ...GOOD, biz_content: '[]' }), 'isv.invalid-biz-content'],
    ['with a field of its own', read({ ...GOOD, biz_content: '{"out_trade_no":"t1","x":"1"}' }), 'isv.invalid-parameter'], // prettier-ignore
    ['with a number for a text', read({ ...GOOD, biz_content: '{"out_trade_no":1}' }), 'isv.invalid-parameter'],
    ['without its number', read({ ...GOOD, biz_content: '{}' }), 'isv.missing-parameter'],
  ])('%s is refused', (_, came, code) => {
    expect(subCode(came)).toBe(code);
  });
});
