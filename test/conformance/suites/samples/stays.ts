import { carColour, carModel, plateColour } from '../../../../electron/contract/vocabulary.ts';
import type { ReportOf, StayRecord } from '../../../../electron/station/ledger/report.ts';
import type { Samples } from './sample.ts';
import { at, HOUR, id, number, numbers, PLATES, WORDS } from './words.ts';

/** A stay of one hour, as it usually is; each another. */
export const stayOf = (change: Partial<StayRecord> = {}): StayRecord => ({
  id: id(),
  plate: '粤B12345',
  plateRead: '粤B12345',
  plateColour: 'blue',
  carColour: 'white',
  carModel: 'small',
  class: 'reserved',
  bookingCode: number('B'),
  orderNo: number('SP'),
  card: null,
  stallNo: 'A-01',
  enteredAt: at,
  entranceId: 'in-1',
  entranceName: '东入口',
  entryCapture: null,
  leftAt: at + HOUR,
  exitId: 'out-1',
  exitName: '西出口',
  exitCapture: null,
  ...change,
});

const STAYS: readonly (readonly [string, Partial<StayRecord>])[] = [
  ['as usual', {}],
  [
    'nothing but a plate',
    { carColour: null, carModel: null, stallNo: null, orderNo: null, bookingCode: null, class: 'other' },
  ],
  ...plateColour.options.map((colour) => [`plate ${colour}`, { plateColour: colour }] as const),
  ...carColour.options.map((colour) => [`car ${colour}`, { carColour: colour }] as const),
  ...carModel.options.map((model) => [`car ${model}`, { carModel: model }] as const),
  ...PLATES.map(([detail, plate]) => [`plate: ${detail}`, { plate, plateRead: plate }] as const),
  ...WORDS.map(([detail, words]) => [`lanes: ${detail}`, { entranceName: words, exitName: words }] as const),
  ['a stall of 28 characters', { stallNo: 'B2-车位-0123456789-0123456789' }],
  ['on the leap day', { enteredAt: Date.UTC(2024, 1, 29, 15, 59, 59), leftAt: Date.UTC(2024, 1, 29, 16, 0, 0) }],
];

const NO_SUMS = { receivable: 0, discount: 0, received: 0 };
const SUMS = { receivable: 2100, discount: 1999, received: 101 };
const MOST = { receivable: 2 ** 31 - 1, discount: 0, received: 2 ** 31 - 1 };

function charges(): (readonly [string, ReportOf<'charged'>])[] {
  const charge = {
    orderNo: null,
    paidAt: at + HOUR,
    ...SUMS,
    payType: 'wechat' as const,
    payFrom: '微信公众号',
    discounts: [],
  };
  const one = (change: Partial<ReportOf<'charged'>['charge']>): ReportOf<'charged'> => ({
    kind: 'charged',
    stay: stayOf(),
    charge: { id: id(), ...charge, ...change },
  });
  const discount = { id: id(), couponNo: number('C'), channel: '深圳交警', channelOrgCode: '91440300708461136T' };
  const types = [
    ['none', 0],
    ['amount', 1999],
    ['hours', 1.5],
    ['fraction', 0.3],
    ['free', 1],
  ] as const;
  return [
    ['as usual', one({})],
    ...(['cash', 'wechat', 'alipay', 'unionpay', 'etc', 'other'] as const).map(
      (payType) => [`paid by ${payType}`, one({ payType })] as const,
    ),
    ...types.map(
      ([type, value]) => [`coupon: ${type}`, one({ discounts: [{ ...discount, id: id(), type, value }] })] as const,
    ),
    ['five coupons', one({ discounts: types.map(([type, value]) => ({ ...discount, id: id(), type, value })) })],
    [
      'a coupon without a number',
      one({
        discounts: [
          { ...discount, id: id(), couponNo: null, channel: null, channelOrgCode: null, type: 'free', value: 1 },
        ],
      }),
    ],
    ['nothing to pay', one(NO_SUMS)],
    ['as much as an Int holds', one(MOST)],
    ['for an order', one({ orderNo: number('SP') })],
    ...WORDS.map(([detail, payFrom]) => [`paid at: ${detail}`, one({ payFrom })] as const),
  ];
}

/** Entries, exits, corrections and charges. */
export const STAY_SAMPLES: Pick<Samples, 'entered' | 'left' | 'corrected' | 'charged'> = {
  entered: () =>
    STAYS.map(([detail, change]) => [
      detail,
      {
        kind: 'entered',
        stay: stayOf({ ...change, leftAt: null, exitId: null, exitName: null }),
        numbers,
        operator: null,
      },
    ]),
  left: () => [
    ...STAYS.map(
      ([detail, change]) =>
        [detail, { kind: 'left', stay: stayOf(change), numbers, operator: 'wang', sums: SUMS, chargeIds: [] }] as const,
    ),
    ['nothing to pay', { kind: 'left', stay: stayOf(), numbers, operator: null, sums: NO_SUMS, chargeIds: [] }],
    ['two charges', { kind: 'left', stay: stayOf(), numbers, operator: null, sums: MOST, chargeIds: [id(), id()] }],
  ],
  corrected: () =>
    STAYS.map(([detail, change]) => [
      detail,
      { kind: 'corrected', id: id(), stay: stayOf(change), sums: SUMS, chargeIds: [id()] },
    ]),
  charged: charges,
};
