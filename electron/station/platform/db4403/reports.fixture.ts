import { registration, sharePlan } from '../../../contract/site-registration.ts';
import type { ChargeRecord, OrderPayment, Report, ReportOf, StayRecord } from '../../ledger/report.ts';

// One report of each kind, for tests: 1 January 2026, 10:03:04 in Beijing.

export const parkCode = '44030500100101000010';
export const at = Date.UTC(2026, 0, 1, 2, 3, 4);

export const stay: StayRecord = {
  id: 'a'.repeat(32),
  plate: '粤BD12345',
  plateRead: '粤BD12345',
  plateColour: 'green',
  carColour: 'white',
  carModel: 'small',
  class: 'reserved',
  bookingCode: 'B1',
  orderNo: 'SP-1',
  card: null,
  stallNo: 'A-01',
  enteredAt: at,
  entranceId: 'in-1',
  entranceName: '东入口',
  entryCapture: null,
  leftAt: at + 3_600_000,
  exitId: 'out-1',
  exitName: '西出口',
  exitCapture: null,
};

const charge: ChargeRecord = {
  id: 'c'.repeat(32),
  orderNo: 'SP-1',
  paidAt: at + 60_000,
  receivable: 2100,
  discount: 1999,
  received: 101,
  payType: 'wechat',
  payFrom: '微信公众号',
  discounts: [
    {
      id: 'd'.repeat(32),
      couponNo: 'C-1',
      type: 'amount',
      value: 1999,
      channel: '深圳交警',
      channelOrgCode: '91440300708461136T',
    },
    { id: 'e'.repeat(32), couponNo: null, type: 'hours', value: 2, channel: null, channelOrgCode: null },
    { id: 'f'.repeat(32), couponNo: null, type: 'fraction', value: 0.3, channel: null, channelOrgCode: null },
  ],
};

const lot = registration.parse({
  kind: 'garage',
  address: '深圳市福田区红荔路 7019 号',
  longitude: 114.05786,
  latitude: 22.54313,
  roadName: '红荔路',
  provinceCode: '440000',
  cityCode: '440300',
  areaCode: '440304',
  providerCode: 'P-1',
  operatorId: 'OP-1',
  ownersCommittee: true,
  openingHours: '00:00~24:00',
  businessType: 22,
  chargeDescription: '首小时 15 元，之后每小时 3 元',
  pictures: { priceBoard: 'price.jpg', map: 'map.jpg' },
  contact: '李主管',
  tel: '0755-12345678',
  remark: '医院停车场',
  chargeStandard: {
    permitNo: '123456',
    charger: '演示停车管理有限公司',
    pricing: 'market',
    region: 1,
    complaintTel: '12345',
    remark: '法定节假日同价',
    items: [{ item: '小车临时停放', description: '首小时 15 元，之后每小时 3 元' }],
  },
});

const plan = sharePlan.parse({
  code: 'NIGHT',
  name: '夜间月租',
  spaces: 20,
  kind: 'times',
  times: 20,
  days: 15,
  shown: { from: '2026-01-01 00:00:00', to: '2026-12-31 23:59:59' },
  sold: { from: '2026-01-01 00:00:00', to: '2026-11-30 23:59:59' },
  carModel: 'small',
  period: 'night',
  originalPrice: 30_000,
  price: 25_050,
  introduction: '工作日夜间停放',
  description: '未使用可全额退款',
  buyNotice: '凭车牌进出\n请按时离场',
  refundNotice: '到期不退',
  remark: '共 20 个',
  rules: [
    { days: 'workdays', from: '18:00', to: '08:00' },
    { days: 'weekends', from: '00:00', to: '00:00' },
  ],
  overdue: { perHour: 500 },
});

const payment: OrderPayment = {
  orderNo: 'SP-1',
  orderKind: 'purchase',
  ok: true,
  payType: 'alipay',
  paidAt: at,
  amount: 25_050,
  discount: 0,
  transactionId: 'T-1',
};

export const sample: { readonly [K in Report['kind']]: ReportOf<K> } = {
  entered: { kind: 'entered', stay, numbers: { total: 60, used: 1, free: 39, reserved: 20 }, operator: null },
  left: {
    kind: 'left',
    stay,
    numbers: { total: 60, used: 0, free: 40, reserved: 20 },
    operator: 'wang',
    sums: { receivable: 2100, discount: 1999, received: 101 },
    chargeIds: [charge.id],
  },
  corrected: {
    kind: 'corrected',
    id: '9'.repeat(32),
    stay,
    sums: { receivable: 0, discount: 0, received: 0 },
    chargeIds: [],
  },
  charged: { kind: 'charged', stay, charge },
  counts: { kind: 'counts', numbers: { total: 60, used: 31, free: 9, reserved: 20 } },
  stall: { kind: 'stall', stallNo: 'A-01', physical: 'blocked', usage: 'taken', at },
  event: {
    kind: 'event',
    id: '8'.repeat(32),
    at,
    type: 'device-fault',
    level: 'severe',
    plate: null,
    stallNo: null,
    position: '东入口',
    text: '道闸未开到位',
  },
  priority: { kind: 'priority', id: '7'.repeat(32), at, on: true, remark: '早高峰' },
  lot: { kind: 'lot', name: '演示医院停车场', totalStalls: 60, reservable: 20, registration: lot },
  gate: {
    kind: 'gate',
    gate: {
      id: '6'.repeat(32),
      name: '东入口',
      roadName: '红荔路',
      type: 'entrance',
      longitude: 114.05786,
      latitude: 22.54313,
      status: 'normal',
    },
  },
  'stall-info': {
    kind: 'stall-info',
    stallNo: 'A-01',
    lot: 'garage',
    traits: {
      manage: 'month-limited',
      owner: 'organisation',
      size: 'medium',
      businessType: 22,
      visit: 'both',
      floor: 'B1',
      area: '东区',
      reservable: true,
      charger: true,
      longitude: 114.05786,
      latitude: 22.54313,
    },
  },
  'charge-standard': { kind: 'charge-standard', standard: lot.chargeStandard ?? neverMissing() },
  business: { kind: 'business', business: 'e-invoice', supported: true, url: 'https://lot.example/invoice' },
  plan: { kind: 'plan', plan },
  picture: { kind: 'picture', picture: 'price-board', file: '/site/price.jpg', sha256: 'b'.repeat(64), takenAt: at },
  paid: { kind: 'paid', payment },
  overdue: {
    kind: 'overdue',
    overdue: {
      orderNo: 'SP-1',
      overdueNo: 'OD-1',
      plate: '粤BD12345',
      carColour: 'white',
      enteredAt: at,
      leftAt: at + 7_200_000,
      minutes: 60,
      amount: 500,
      parkName: '演示医院停车场',
      state: 'unpaid',
    },
  },
  refunded: {
    kind: 'refunded',
    refund: {
      refundNo: 'R-1',
      orderNo: 'SP-1',
      orderKind: 'purchase',
      ok: true,
      remark: '用户申请',
      whole: true,
      amount: 25_050,
    },
  },
  'order-changed': {
    kind: 'order-changed',
    id: '5'.repeat(32),
    order: {
      orderNo: 'SP-1',
      state: 'ended',
      plate: '粤BD12345',
      plateColour: 'unknown',
      from: at,
      to: at + 86_400_000,
      reason: '换车',
    },
  },
};

function neverMissing(): never {
  throw new Error('the sample lot has a charge standard');
}
