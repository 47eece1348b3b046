import type { ReceiptFrame, ReceiptInput } from './receipt.ts';

const HOUR = 3_600_000;
/** 2026-05-04 11:30 in Beijing. */
const UNTIL = Date.UTC(2026, 4, 4, 3, 30);
const ALWAYS = { days: 'every-day', from: '00:00', to: '00:00' } as const;

export const CHARGE_ID = '0123456789abcdef0123456789abcdef';
export const STAY_ID = 'fedcba9876543210fedcba9876543210';

/** Cash for a stay of 3 h 12 min, with a coupon. */
export const INPUT: ReceiptInput = {
  stay: { id: STAY_ID, plate: '粤B12345', enteredAt: UNTIL - 3.2 * HOUR, until: UNTIL },
  bill: {
    lines: [
      { kind: 'first', band: ALWAYS, minutes: 60, each: 1500, times: 1, fen: 1500 },
      { kind: 'then', band: ALWAYS, minutes: 60, each: 300, times: 3, fen: 900 },
      { kind: 'cap', per: '24h', cap: 2100, times: 1, fen: -300 },
    ],
    settled: 0,
  },
  charge: {
    id: CHARGE_ID,
    paidAt: UNTIL + 20_000,
    payType: 'cash',
    discounts: [{ name: '就诊优惠', amount: 1100 }],
    receivable: 2100,
    received: 1000,
    given: 2000,
    refunded: 0,
    person: 'wang',
  },
  owed: 0,
};

export const FRAME: ReceiptFrame = {
  lotName: '南山医院停车场',
  personName: '王师傅',
  invoiceUrl: 'https://lot.example/invoice?orderNo=1',
  printedBefore: 0,
};
