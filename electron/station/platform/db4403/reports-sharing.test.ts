import { describe, expect, it } from 'vitest';
import { orderChange, overdueOrder, payResult, refundResult } from './reports-sharing.ts';
import { at, parkCode, sample } from './reports.fixture.ts';

describe('shared parking on the wire', () => {
  it('a payment as table 45 has it, in fen and in 24 hours', () => {
    const { payment } = sample.paid;
    expect(payResult({ ...payment, paidAt: at + 5 * 3_600_000 })).toEqual({
      orderNo: 'SP-1',
      orderType: 0,
      payResult: 1,
      payType: 3,
      payTime: '2026-01-01 15:03:04',
      payAmount: 25_050,
      discountAmount: 0,
      transactionId: 'T-1',
    });
    const failed = { ...payment, orderKind: 'overdue', ok: false, payType: null, paidAt: null } as const;
    expect(payResult({ ...failed, transactionId: null })).toEqual({
      orderNo: 'SP-1',
      orderType: 1,
      payResult: 0,
      payAmount: 25_050,
      discountAmount: 0,
    });
  });

  it('time outside the order as table 47 has it, with the name of the lot once', () => {
    expect(overdueOrder(sample.overdue.overdue, parkCode)).toEqual({
      orderNo: 'SP-1',
      overdueOrderNo: 'OD-1',
      carNo: '粤BD12345',
      carColor: '1',
      inTime: '2026-01-01 10:03:04',
      outTime: '2026-01-01 12:03:04',
      overdueLength: 60,
      parkName: '演示医院停车场',
      amount: 500,
      parkCode,
      payStatus: 0,
    });
    const states = (['unpaid', 'paid', 'void'] as const).map(
      (state) => overdueOrder({ ...sample.overdue.overdue, state }, parkCode).payStatus,
    );
    expect(states).toEqual([0, 1, 2]);
  });

  it('a refund as table 49 has it; a remark is required', () => {
    const { refund } = sample.refunded;
    expect(refundResult(refund)).toEqual({
      refundNo: 'R-1',
      orderNo: 'SP-1',
      orderType: 0,
      status: 1,
      remark: '用户申请',
      isAllRefund: 1,
      amount: 25_050,
    });
    expect(refundResult({ ...refund, ok: false, remark: '', whole: false })).toMatchObject({
      status: 0,
      remark: '退款失败',
      isAllRefund: 0,
    });
    expect(refundResult({ ...refund, remark: '' }).remark).toBe('退款成功');
  });

  it('a changed order as table 51 has it; the colour of its plate is required', () => {
    const { order } = sample['order-changed'];
    expect(orderChange(order)).toEqual({
      orderNo: 'SP-1',
      status: 2,
      carNo: '粤BD12345',
      plateColor: '5',
      beginDate: '2026-01-01 10:03:04',
      endDate: '2026-01-02 10:03:04',
      reason: '换车',
    });
    expect(orderChange({ ...order, state: 'active', plateColour: 'blue', reason: null })).toMatchObject({
      status: 1,
      plateColor: '0',
    });
  });
});
