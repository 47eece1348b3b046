import { sharePlan } from '../../../../electron/contract/site-registration.ts';
import { carModel, plateColour } from '../../../../electron/contract/vocabulary.ts';
import type { ReportOf } from '../../../../electron/station/ledger/report.ts';
import type { Samples } from './sample.ts';
import { at, HOUR, id, number } from './words.ts';

const plan = (change: object = {}): ReportOf<'plan'> => ({
  kind: 'plan',
  plan: sharePlan.parse({
    code: number('PLAN'),
    name: '夜间月租',
    spaces: 20,
    kind: 'months',
    shown: { from: '2026-01-01 00:00:00', to: '2026-12-31 23:59:59' },
    sold: { from: '2026-01-01 00:00:00', to: '2026-11-30 23:59:59' },
    carModel: 'small',
    period: 'night',
    originalPrice: 30_000,
    price: 25_050,
    rules: [{ days: 'workdays', from: '18:00', to: '08:00' }],
    overdue: { perHour: 500 },
    ...change,
  }),
});

/** Shared parking: plans, payments, what is owed and paid back. */
export const SHARING_SAMPLES: Pick<Samples, 'plan' | 'paid' | 'overdue' | 'refunded' | 'order-changed'> = {
  plan: () => [
    ['as usual', plan()],
    ['by times', plan({ kind: 'times', times: 20, days: 15 })],
    ...(['days', 'months', 'hours'] as const).map((kind) => [`by ${kind}`, plan({ kind })] as const),
    ...(['all-day', 'day', 'night'] as const).map((period) => [period, plan({ period })] as const),
    ...carModel.options.map((model) => [`for ${model}`, plan({ carModel: model })] as const),
    [
      'four rules',
      plan({
        rules: (['workdays', 'weekends', 'every-day', 'holidays'] as const).map((days) => ({
          days,
          from: '00:00',
          to: '23:59',
        })),
      }),
    ],
    ['not on sale', plan({ active: false })],
    [
      'with every word',
      plan({
        introduction: '简'.repeat(255),
        description: '述'.repeat(100),
        buyNotice: '一\n二',
        refundNotice: '须知'.repeat(300),
        remark: '注'.repeat(255),
      }),
    ],
  ],
  paid: () => {
    const payment = {
      orderKind: 'purchase',
      ok: true,
      payType: 'wechat',
      paidAt: at,
      amount: 25_050,
      discount: 0,
      transactionId: 'T-1',
    } as const;
    const one = (change: object): ReportOf<'paid'> => ({
      kind: 'paid',
      payment: { orderNo: number('SP'), ...payment, ...change },
    });
    return [
      ['as usual', one({})],
      ['failed', one({ ok: false, payType: null, paidAt: null, transactionId: null })],
      ['an overdue order', one({ orderKind: 'overdue' })],
      ['as much as an Int holds', one({ amount: 2 ** 31 - 1, discount: 2 ** 31 - 1 })],
      ...(['cash', 'wechat', 'alipay', 'unionpay', 'etc', 'other'] as const).map(
        (payType) => [payType, one({ payType })] as const,
      ),
    ];
  },
  overdue: () =>
    (['unpaid', 'paid', 'void'] as const).flatMap((state) =>
      [0, 500, 2 ** 31 - 1].map(
        (amount) =>
          [
            `${state}, ${amount}`,
            {
              kind: 'overdue',
              overdue: {
                orderNo: number('SP'),
                overdueNo: id(),
                plate: '粤B12345',
                carColour: null,
                enteredAt: at,
                leftAt: at + HOUR,
                minutes: 60,
                amount,
                parkName: '测试停车场',
                state,
              },
            },
          ] as const,
      ),
    ),
  refunded: () =>
    [true, false].flatMap((ok) =>
      (
        [
          ['as usual', '用户申请'],
          ['without a word', ''],
          ['300 characters', '长'.repeat(300)],
          ['300 emoji', '😀'.repeat(300)],
        ] as const
      ).map(
        ([words, remark]) =>
          [
            `${ok ? 'done' : 'refused'}, ${words}`,
            {
              kind: 'refunded',
              refund: {
                refundNo: number('R'),
                orderNo: number('SP'),
                orderKind: 'purchase',
                ok,
                remark,
                whole: ok,
                amount: 100,
              },
            },
          ] as const,
      ),
    ),
  'order-changed': () =>
    (['active', 'ended'] as const).flatMap((state) =>
      plateColour.options.map(
        (colour) =>
          [
            `${state}, ${colour}`,
            {
              kind: 'order-changed',
              id: id(),
              order: {
                orderNo: number('SP'),
                state,
                plate: '粤B12345',
                plateColour: colour,
                from: at,
                to: at + HOUR,
                reason: state === 'ended' ? null : '换'.repeat(300),
              },
            },
          ] as const,
      ),
    ),
};
