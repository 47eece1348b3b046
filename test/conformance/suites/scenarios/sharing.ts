import type { Plan } from '../../ends/lot-side.ts';
import type { Asker } from './asker.ts';
import { about } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const PAST = { from: '2020-01-01 00:00:00', to: '2020-12-31 23:59:59' };

/** What the lot of these stories sells. */
export const PLANS: readonly Plan[] = [
  { code: 'PLAN-1' },
  { code: 'PLAN-SMALL', carModel: 'small' },
  { code: 'PLAN-ONE-PLACE', spaces: 1 },
  { code: 'PLAN-OF-THE-PAST', sold: PAST },
];

const order = about('shareOrder');
const overdue = about('overduePayment');
const refund = about('refundRequest');
const DAY = 24 * 60;

/** Ten yuan. */
const PAID = 1000;

function pay({ ends: { lot } }: Asker, orderNo: string): void {
  lot.ledger.record((tx) => {
    lot.sharing.paid(tx, { orderNo, ok: true, at: tx.at, payType: 'wechat', amount: null, transactionId: null });
  });
}

const ordered = async (asker: Asker): Promise<string> => {
  const orderNo = `O-ordered-${asker.number()}`;
  await asker.order({ orderNo });
  return orderNo;
};

const bought = async (asker: Asker): Promise<string> => {
  const orderNo = await ordered(asker);
  pay(asker, orderNo);
  return orderNo;
};

/** An overdue order of one yuan; its order's number and its own. */
function owing(asker: Asker): { orderNo: string; overdueNo: string } {
  const serial = asker.number();
  const [orderNo, overdueNo] = [`O-of-${serial}`, serial.toString(16).padStart(32, '8')];
  const leftAt = Date.now();
  const enteredAt = leftAt - 3_600_000;
  const { ledger, sharing } = asker.ends.lot;
  const stay = {
    id: serial.toString(16).padStart(32, '9'),
    plate: '粤B55555',
    plateRead: '粤B55555',
    plateColour: 'blue' as const,
    carColour: null,
    carModel: null,
    class: 'other' as const,
    bookingCode: null,
    orderNo,
    card: null,
    stallNo: null,
    enteredAt,
    entranceId: 'in-1',
    entranceName: '入口',
    entryCapture: null,
    leftAt,
    exitId: 'out-1',
    exitName: '出口',
    exitCapture: null,
  };
  const owed = { orderNo, overdueNo, plate: stay.plate, carColour: null, enteredAt, leftAt, minutes: 60, amount: 100 };
  ledger.record((tx) => sharing.owe(tx, stay, { ...owed, parkName: '测试停车场', state: 'unpaid' }));
  return { orderNo, overdueNo };
}

/** 7.3.5.2, tables 53 to 60. */
export const SHARING_SCENARIOS: readonly Scenario[] = [
  order(
    'a plan on sale',
    'orderNo',
    0,
    (asker) => asker.order(),
    (said) => (typeof said.item['payUrl'] === 'string' && said.item['payUrl'] !== '' ? null : 'no payUrl'),
  ),
  order('with discounts that add up', 'orderNo', 0, (asker) =>
    asker.order({
      amount: 10,
      platformDiscount: 1.5,
      isvDiscount: 0.5,
      payAmount: 8,
      platformDiscountList: [{ discountType: 1, discountNo: 'D-1', discountValue: '1.50' }],
      isvDiscountList: [{ discountType: 2, discountNo: 'D-2', discountValue: '0.50' }],
    }),
  ),
  order('the same order again', 'orderNo', 0, async (asker) => {
    const row = {
      orderNo: `O-same-${asker.number()}`,
      carNo: '粤B44444',
      orderBeginDate: asker.at(0),
      orderEndDate: asker.at(DAY),
    };
    await asker.order(row);
    return asker.order(row);
  }),
  order('a known number with other content', 'orderNo', 1200, async (asker) =>
    asker.order({ orderNo: await ordered(asker) }),
  ),
  order('no such plan', 'packageCode', 1100, (asker) => asker.order({ packageCode: 'PLAN-OF-NOBODY' })),
  order('a plan that is no longer sold', 'packageCode', 5004, (asker) =>
    asker.order({ packageCode: 'PLAN-OF-THE-PAST' }),
  ),
  order('it ends before it begins', 'orderEndDate', 5004, (asker) =>
    asker.order({ orderBeginDate: asker.at(DAY), orderEndDate: asker.at(60) }),
  ),
  order('it is over', 'orderEndDate', 5004, (asker) =>
    asker.order({ orderBeginDate: asker.at(-2 * DAY), orderEndDate: asker.at(-DAY) }),
  ),
  order('a sum that does not add up', 'payAmount', 1007, (asker) => asker.order({ payAmount: 9 })),
  order('a fraction of a fen', 'amount', 1007, (asker) => asker.order({ amount: 10.005, payAmount: 10.005 })),
  order('no place is left', 'orderBeginDate', 1501, async (asker) => {
    const row = { packageCode: 'PLAN-ONE-PLACE' };
    await asker.order(row);
    return asker.order(row);
  }),
  order('a car too large for the plan', 'plateColor', 1007, (asker) =>
    asker.order({ packageCode: 'PLAN-SMALL', plateColor: '1' }),
  ),
  order('the car may not come in', 'carNo', 5005, async (asker) => {
    const carNo = `粤E${40_000 + asker.number()}`;
    await asker.list({ carNo, strategyType: 3 });
    return asker.order({ carNo });
  }),
  order('a car without a plate', 'carNo', 1103, (asker) => asker.order({ carNo: '无牌车' })),
  order('after it was paid back', 'orderNo', 1300, async (asker) => {
    const row = {
      orderNo: `O-back-${asker.number()}`,
      carNo: '粤B33333',
      orderBeginDate: asker.at(0),
      orderEndDate: asker.at(DAY),
    };
    await asker.order(row);
    pay(asker, row.orderNo);
    await asker.refund({ orderNo: row.orderNo, money: PAID });
    return asker.order(row);
  }),

  overdue(
    'by its own number',
    'orderNo',
    0,
    (asker) => asker.payOverdue({ orderNo: owing(asker).overdueNo }),
    (said) => (said.item['payUrl'] === '' ? 'no payUrl' : null),
  ),
  overdue("by its order's number", 'orderNo', 0, (asker) => asker.payOverdue({ orderNo: owing(asker).orderNo })),
  overdue('not known', 'orderNo', 1100, (asker) => asker.payOverdue({ orderNo: 'O-nobody-owes' })),
  overdue('paid already', 'orderNo', 1300, (asker) => {
    const { overdueNo } = owing(asker);
    pay(asker, overdueNo);
    return asker.payOverdue({ orderNo: overdueNo });
  }),
  overdue('another sum', 'payAmount', 1007, (asker) =>
    asker.payOverdue({ orderNo: owing(asker).overdueNo, payAmount: 2 }),
  ),

  refund('all that was paid', 'refundNo', 0, async (asker) =>
    asker.refund({ orderNo: await bought(asker), money: PAID }),
  ),
  refund('a part, and the rest', 'refundNo', 0, async (asker) => {
    const orderNo = await bought(asker);
    await asker.refund({ orderNo, money: 400 });
    return asker.refund({ orderNo, money: 600 });
  }),
  refund('more than was paid', 'money', 1007, async (asker) =>
    asker.refund({ orderNo: await bought(asker), money: PAID + 1 }),
  ),
  refund('more than is left', 'money', 1007, async (asker) => {
    const orderNo = await bought(asker);
    await asker.refund({ orderNo, money: 400 });
    return asker.refund({ orderNo, money: 601 });
  }),
  refund('nothing was paid', 'money', 1007, async (asker) => asker.refund({ orderNo: await ordered(asker) })),
  refund('not known', 'orderNo', 1100, (asker) => asker.refund({ orderNo: 'O-nobody-made' })),
  refund('the same refund again', 'refundNo', 0, async (asker) => {
    const row = { refundNo: `R-same-${asker.number()}`, orderNo: await bought(asker), money: 100 };
    await asker.refund(row);
    return asker.refund(row);
  }),
  refund('a known number with other content', 'refundNo', 1200, async (asker) => {
    const row = { refundNo: `R-other-${asker.number()}`, orderNo: await bought(asker), money: 100 };
    await asker.refund(row);
    return asker.refund({ ...row, money: 200 });
  }),
];
