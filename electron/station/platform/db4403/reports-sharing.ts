import type { ChangedOrder, OrderKind, OrderPayment, OverdueOrder, RefundResult } from '../../ledger/report.ts';
import { requiredText, text } from '../../wire/text.ts';
import { toDateTime } from '../../wire/time.ts';
import { payTypes, toCarNo } from './reports-stays.ts';
import type { Row } from './tables/description.ts';
import type { table45, table47, table49, table51 } from './tables/sharing.ts';
import { toCarColor, toRequiredPlateColor } from './vehicle-codes.ts';
import { wireCodes } from './wire-codes.ts';

const orderTypes = wireCodes<OrderKind, number>({ purchase: 0, overdue: 1 });
const payStatuses = wireCodes<OverdueOrder['state'], number>({ unpaid: 0, paid: 1, void: 2 });
const orderStates = wireCodes<ChangedOrder['state'], number>({ active: 1, ended: 2 });
/** remark is required (table 49). */
const REFUNDED = '退款成功';
const NOT_REFUNDED = '退款失败';

/** 7.3.5.1.2; fen. */
export function payResult(payment: OrderPayment): Row<typeof table45> {
  return {
    orderNo: payment.orderNo,
    orderType: orderTypes.of(payment.orderKind),
    payResult: payment.ok ? 1 : 0,
    payType: payment.payType === null ? undefined : payTypes.of(payment.payType),
    payTime: payment.paidAt === null ? undefined : toDateTime(payment.paidAt),
    payAmount: payment.amount,
    discountAmount: payment.discount,
    transactionId: text(payment.transactionId),
  };
}

/** 7.3.5.1.3; fen (7.2 a 1). */
export function overdueOrder(overdue: OverdueOrder, parkCode: string): Row<typeof table47> {
  return {
    orderNo: overdue.orderNo,
    overdueOrderNo: overdue.overdueNo,
    carNo: toCarNo(overdue.plate),
    carColor: toCarColor(overdue.carColour),
    inTime: toDateTime(overdue.enteredAt),
    outTime: toDateTime(overdue.leftAt),
    overdueLength: overdue.minutes,
    parkName: requiredText(overdue.parkName, 255, parkCode),
    amount: overdue.amount,
    parkCode,
    payStatus: payStatuses.of(overdue.state),
  };
}

/** 7.3.5.1.4; fen (7.2 a 1). */
export function refundResult(refund: RefundResult): Row<typeof table49> {
  return {
    refundNo: refund.refundNo,
    orderNo: refund.orderNo,
    orderType: orderTypes.of(refund.orderKind),
    status: refund.ok ? 1 : 0,
    remark: requiredText(refund.remark, 200, refund.ok ? REFUNDED : NOT_REFUNDED),
    isAllRefund: refund.whole ? 1 : 0,
    amount: refund.amount,
  };
}

/** 7.3.5.1.5 */
export function orderChange(order: ChangedOrder): Row<typeof table51> {
  return {
    orderNo: order.orderNo,
    status: orderStates.of(order.state),
    carNo: toCarNo(order.plate),
    plateColor: toRequiredPlateColor(order.plateColour),
    beginDate: toDateTime(order.from),
    endDate: toDateTime(order.to),
    reason: text(order.reason, 255),
  };
}
