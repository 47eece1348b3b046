import type { TimeRule } from '../electron/contract/site-registration.ts';

// What the site file of the demo says of its lot: a hospital's garage in Futian.

export const PRICES = ['首小时 15 元', '之后每小时 3 元', '30 分钟内免费', '24 小时封顶 60 元'];
export const PRICE_BOARD = 'price-board.jpg';

/** What the platform is told (7.3.3). */
export const REGISTRATION = {
  kind: 'garage',
  address: '深圳市福田区红荔路 7019 号',
  longitude: 114.05786,
  latitude: 22.54313,
  roadName: '红荔路',
  provinceCode: '440000',
  cityCode: '440300',
  areaCode: '440304',
  providerCode: 'GATEHOUSE-DEMO',
  operatorId: 'DEMO-OP',
  openingHours: '00:00~24:00',
  businessType: 22,
  chargeDescription: PRICES.join('，'),
  pictures: { priceBoard: PRICE_BOARD },
  contact: '李主管',
  tel: '0755-12345678',
  stalls: {
    common: { floor: 'B1', area: '预约区', size: 'medium', visit: 'trip' },
    except: { 'A-01': { charger: true } },
  },
  chargeStandard: {
    permitNo: 'FT0001',
    charger: '演示停车管理有限公司',
    pricing: 'market',
    region: 1,
    complaintTel: '12345',
    items: [{ item: '小车临时停放', description: PRICES.join('，') }],
  },
  business: { eInvoice: 'https://invoice.example/', payment: true, monthCardRenewal: false },
} as const;

const hour = (fen: number) => ({ min: 60, fen });
const ALL_DAY = { days: 'every-day', from: '00:00', to: '00:00' } as const;

/** What parking costs: small cars as the price board says (7.3.4.1.3), others the double. */
export const TARIFF = {
  rates: [
    {
      name: '大中型车',
      for: { carModels: ['large', 'medium'] },
      freeMin: 30,
      bands: [{ ...ALL_DAY, first: hour(3000), then: hour(600) }],
      cap: { per: '24h', fen: 12_000 },
    },
    {
      name: '小型车',
      freeMin: 30,
      bands: [{ ...ALL_DAY, first: hour(1500), then: hour(300) }],
      cap: { per: '24h', fen: 6000 },
    },
  ],
} as const;

/** What the hospital takes off at the exit. */
export const VOUCHERS = [
  { id: 'visit', name: '就诊减免', type: 'hours', value: 2 },
  { id: 'ward', name: '住院免费', type: 'free', value: 1 },
] as const;

const ALWAYS = { from: '2026-01-01 00:00:00', to: '2035-12-31 23:59:59' };

/** Shared parking (6.2): the nights of the ward's staff stalls by the month, and single days. */
export const SHARING = {
  payUrl: 'https://pay.example/?order={orderNo}&fen={amount}&back={callback}',
  invoicePage: 'https://invoice.example/?order={orderNo}&fen={amount}',
  plans: [
    {
      code: 'NIGHT-MONTH',
      name: '夜间月租',
      spaces: 20,
      kind: 'months',
      days: 30,
      shown: ALWAYS,
      sold: ALWAYS,
      carModel: 'small',
      period: 'night',
      originalPrice: 30_000,
      price: 24_000,
      introduction: '工作日 18:00 至次日 8:00、周末全天',
      description: '生效前可全额退款',
      rules: [
        { days: 'workdays', from: '18:00', to: '08:00' },
        { days: 'weekends', from: '00:00', to: '00:00' },
      ],
      overdue: { graceMin: 15, perHour: 500, capPerDay: 6000 },
    },
    {
      code: 'DAY-TIMES',
      name: '15 天 20 次',
      spaces: 10,
      kind: 'times',
      times: 20,
      days: 15,
      shown: ALWAYS,
      sold: ALWAYS,
      carModel: 'small',
      period: 'all-day',
      originalPrice: 40_000,
      price: 32_000,
      rules: [{ days: 'every-day', from: '00:00', to: '00:00' }],
      overdue: { perHour: 500 },
    },
  ],
} as const;

/** As announced for 2026. */
/** Reserved cars first in the busy hours (6.3.5, the standard's own example). */
export const PRIORITY_HOURS: readonly TimeRule[] = [{ days: 'every-day', from: '07:30', to: '19:30' }];

export const CALENDAR = {
  holidays: [
    ...['2026-01-01', '2026-01-02', '2026-01-03'],
    ...['2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'],
    ...['2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23'],
    ...['2026-04-04', '2026-04-05', '2026-04-06'],
    ...['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'],
    ...['2026-06-19', '2026-06-20', '2026-06-21'],
    ...['2026-09-25', '2026-09-26', '2026-09-27'],
    ...['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  ],
  workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
};
