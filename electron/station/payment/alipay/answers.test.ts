import { describe, expect, it } from 'vitest';
import { readCancel, readCharge, readQuery, readRefund, readRefundQuery } from './answers.ts';
import type { Asked } from './gateway.ts';

const NOW = Date.UTC(2026, 4, 4, 2, 0, 0);
const answer = (fields: Record<string, string>): Asked => ({ kind: 'answer', content: { code: '10000', ...fields } });
const refused = (sub_code: string): Asked => answer({ code: '40004', sub_code, sub_msg: '说明' });
const silence: Asked = { kind: 'unknown', words: 'no answer' };
const PAID = { trade_no: 'T1', total_amount: '12.30' };
const payment = { amount: 1230, paidAt: NOW - 1000, transactionId: 'T1', payType: 'alipay' };

describe('a charge', () => {
  it('is paid with the sum that was taken, at the instant of Beijing', () => {
    const paid = answer({ ...PAID, gmt_payment: '2026-05-04 09:59:59' });
    expect(readCharge(paid, NOW)).toEqual({ kind: 'paid', payment });
  });

  it('waits for the driver on 10003', () => {
    expect(readCharge(answer({ code: '10003' }), NOW)).toEqual({ kind: 'pending' });
  });

  it.each([
    ['20000', answer({ code: '20000' })],
    ['a system error', refused('ACQ.SYSTEM_ERROR')],
    ['a trade that is there and paid', refused('ACQ.TRADE_HAS_SUCCESS')],
    ['no answer', silence],
    ['a sum that is none', answer({ ...PAID, total_amount: '1.234' })],
  ])('is not known after %s', (_, asked) => {
    expect(readCharge(asked, NOW).kind).toBe('unknown');
  });

  it('that its trade refused may stand open; one that never came to it is over', () => {
    const code = 'ACQ.PAYMENT_AUTH_CODE_INVALID';
    expect(readCharge(refused(code), NOW)).toEqual({
      kind: 'refused',
      failure: { kind: 'failed', code, words: '说明' },
    });
    const unsigned = answer({ code: '40002', sub_code: 'isv.invalid-signature', sub_msg: '验签出错' });
    expect(readCharge(unsigned, NOW)).toEqual({ kind: 'failed', code: 'isv.invalid-signature', words: '验签出错' });
  });
});

describe('a query', () => {
  it.each([
    ['WAIT_BUYER_PAY', { kind: 'pending' }],
    ['TRADE_CLOSED', { kind: 'failed', code: 'TRADE_CLOSED' }],
    ['TRADE_SUCCESS', { kind: 'paid', payment: { ...payment, paidAt: NOW } }],
    ['TRADE_FINISHED', { kind: 'paid' }],
    ['A_NEW_WORD', { kind: 'unknown' }],
  ])('reads %s', (trade_status, meant) => {
    expect(readQuery(answer({ ...PAID, trade_status }), NOW)).toMatchObject(meant);
  });

  it('without a trade is none; one that may not be asked says nothing of the money', () => {
    expect(readQuery(refused('ACQ.TRADE_NOT_EXIST'), NOW)).toEqual({ kind: 'none' });
    expect(readQuery(answer({ code: '40006', sub_code: 'isv.insufficient-isv-permissions' }), NOW).kind).toBe(
      'unknown',
    );
    expect(readQuery(silence, NOW).kind).toBe('unknown');
  });
});

describe('an ending', () => {
  it.each([
    [answer({ action: 'close' }), { kind: 'cancelled', returned: false }],
    [answer({ action: 'refund' }), { kind: 'cancelled', returned: true }],
    [answer({}), { kind: 'cancelled', returned: false }],
    [refused('ACQ.TRADE_NOT_EXIST'), { kind: 'cancelled', returned: false }],
    [refused('ACQ.TRADE_HAS_FINISHED'), { kind: 'paid' }],
    [refused('ACQ.SYSTEM_ERROR'), { kind: 'unknown' }],
    [refused('ACQ.SELLER_BALANCE_NOT_ENOUGH'), { kind: 'unknown' }],
  ])('reads %o', (asked, meant) => {
    expect(readCancel(asked)).toMatchObject(meant);
  });
});

describe('a refund', () => {
  it('is made, refused, or not known', () => {
    expect(readRefund(answer({ fund_change: 'N' }))).toEqual({ kind: 'refunded' });
    expect(readRefund(refused('ACQ.SELLER_BALANCE_NOT_ENOUGH'))).toMatchObject({ kind: 'failed' });
    expect(readRefund(refused('ACQ.SYSTEM_ERROR')).kind).toBe('unknown');
  });

  it('that is asked after says so only where it was made', () => {
    expect(readRefundQuery(answer({ refund_status: 'REFUND_SUCCESS' }))).toEqual({ kind: 'refunded' });
    expect(readRefundQuery(answer({}))).toEqual({ kind: 'none' });
    expect(readRefundQuery(refused('ACQ.TRADE_NOT_EXIST')).kind).toBe('unknown');
  });
});
