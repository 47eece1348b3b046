import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { expect, it } from 'vitest';
import { registration, sharePlan } from '../../../contract/site-registration.ts';
import { carColour, carModel, plateColour } from '../../../contract/vocabulary.ts';
import type { ChargeRecord, Report, ReportOf, StayRecord, Sums } from '../../ledger/report.ts';
import { toDateTime } from '../../wire/time.ts';
import { parkCode, stay } from './reports.fixture.ts';
import { createDb4403Reporter } from './reports.ts';
import { check } from './tables/description.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';

/** Whatever a camera, a person or another program may write: controls, halves of characters and emoji among it. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('', ' ', '\u3000', '\n\t', '👨‍👩‍👧‍👦'.repeat(60), '粤B12345', '无牌'),
);
/** As the site file allows it. */
const written = (longest: number): Arbitrary<string> =>
  words.map((text) => text.slice(0, longest)).filter((text) => text.length > 0);
const maybe = <T>(value: Arbitrary<T>): Arbitrary<T | null> => fc.option(value);
const perhaps = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const id = fc.stringMatching(/^[0-9a-f]{32}$/);
/** A number that the platform or the site file gave, which their tables and schemas have checked. */
const number = (longest: number): Arbitrary<string> => fc.stringMatching(new RegExp(`^[\\w-]{1,${longest}}$`));
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) });
const dateTime = instant.map(toDateTime);
const money = fc.nat({ max: 100_000_000 });
const count = fc.nat({ max: 100_000 });
const place = {
  longitude: fc.double({ min: 73, max: 136, noNaN: true }),
  latitude: fc.double({ min: 3, max: 54, noNaN: true }),
};
const timeOfDay = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const anyStay: Arbitrary<StayRecord> = fc.record({
  id,
  plate: words,
  plateRead: words,
  plateColour: fc.constantFrom(...plateColour.options),
  carColour: maybe(fc.constantFrom(...carColour.options)),
  carModel: maybe(fc.constantFrom(...carModel.options)),
  class: fc.constantFrom('reserved' as const, 'other' as const),
  bookingCode: fc.constant(null),
  orderNo: maybe(number(50)),
  card: fc.constantFrom(null, { no: 'K1', kind: 'month' as const }),
  stallNo: maybe(number(28)),
  enteredAt: instant,
  entranceId: fc.constant(stay.entranceId),
  entranceName: words,
  entryCapture: fc.constant(null),
  leftAt: maybe(instant),
  exitId: fc.constant(null),
  exitName: maybe(words),
  exitCapture: fc.constant(null),
});
const sums: Arbitrary<Sums> = fc.record({ receivable: money, discount: money, received: money });
const charge: Arbitrary<ChargeRecord> = fc
  .record({
    id,
    orderNo: maybe(number(50)),
    paidAt: instant,
    payType: fc.constantFrom('cash', 'wechat', 'alipay', 'unionpay', 'etc', 'other'),
    payFrom: words,
    discounts: fc.array(
      fc.record({
        id,
        couponNo: maybe(number(20)),
        type: fc.constantFrom('none', 'amount', 'hours', 'fraction', 'free'),
        value: fc.oneof(money, fc.double({ min: 0, max: 1, noNaN: true })),
        channel: maybe(words),
        channelOrgCode: maybe(number(18)),
      }),
      { maxLength: 5 },
    ),
  })
  .chain((made) => sums.map((cost) => ({ ...made, ...cost })));
const numbers = fc.record({ total: count, used: count, free: count, reserved: count });

const anyRegistration = fc.record({
  kind: fc.constantFrom('roadside', 'garage', 'lot'),
  address: written(255),
  ...place,
  roadName: perhaps(written(10)),
  provinceCode: number(50),
  cityCode: number(50),
  areaCode: number(50),
  providerCode: perhaps(written(60)),
  operatorId: perhaps(written(10)),
  ownersCommittee: perhaps(fc.boolean()),
  openingHours: perhaps(written(200)),
  businessType: perhaps(fc.oneof(fc.integer({ min: 13, max: 62 }), fc.constant(100))),
  chargeDescription: written(255),
  contact: perhaps(written(50)),
  tel: perhaps(written(20)),
  inUse: fc.boolean(),
  remark: perhaps(written(255)),
  chargeStandard: fc.record({
    permitNo: perhaps(written(6)),
    charger: written(100),
    pricing: fc.constantFrom('government', 'guided', 'market'),
    region: fc.constantFrom(1, 2, 3),
    complaintTel: written(5),
    remark: perhaps(written(500)),
    items: fc.array(fc.record({ item: written(20), description: written(100) }), { minLength: 1, maxLength: 4 }),
  }),
});
const traits = fc.record({
  manage: perhaps(fc.constantFrom('hourly', 'month', 'month-limited', 'sold', 'dedicated')),
  owner: perhaps(fc.constantFrom('person', 'organisation', 'other')),
  size: perhaps(fc.constantFrom('small', 'medium', 'large', 'tandem')),
  businessType: perhaps(fc.constantFrom(13, 62, 100)),
  visit: perhaps(fc.constantFrom('residence', 'trip', 'both', 'unknown')),
  floor: perhaps(written(10)),
  area: perhaps(written(50)),
  reservable: perhaps(fc.boolean()),
  locker: perhaps(fc.boolean()),
  charger: perhaps(fc.boolean()),
  longitude: perhaps(place.longitude),
  latitude: perhaps(place.latitude),
});
const plan = fc.record({
  code: number(50),
  name: written(50),
  spaces: fc.integer({ min: 1, max: 100_000 }),
  kind: fc.constantFrom('times', 'days', 'months', 'hours'),
  times: perhaps(fc.integer({ min: 1, max: 10_000 })),
  days: perhaps(fc.integer({ min: 1, max: 3660 })),
  shown: fc.record({ from: dateTime, to: dateTime }),
  sold: fc.record({ from: dateTime, to: dateTime }),
  carModel: fc.constantFrom(...carModel.options),
  period: fc.constantFrom('all-day', 'day', 'night'),
  originalPrice: money,
  price: money,
  active: fc.boolean(),
  introduction: perhaps(written(255)),
  description: perhaps(written(100)),
  buyNotice: perhaps(written(500)),
  refundNotice: perhaps(written(500)),
  remark: perhaps(written(255)),
  rules: fc.array(
    fc.record({
      days: fc.constantFrom('workdays', 'weekends', 'every-day', 'holidays'),
      from: timeOfDay,
      to: timeOfDay,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  overdue: fc.record({ perHour: money }),
});
const orderKind = fc.constantFrom('purchase' as const, 'overdue' as const);

const any: { readonly [K in Report['kind']]: Arbitrary<Omit<ReportOf<K>, 'kind'>> } = {
  entered: fc.record({ stay: anyStay, numbers, operator: fc.constant(null) }),
  left: fc.record({ stay: anyStay, numbers, operator: fc.constant(null), sums, chargeIds: fc.array(id) }),
  corrected: fc.record({ id, stay: anyStay, sums, chargeIds: fc.array(id) }),
  charged: fc.record({ stay: anyStay, charge }),
  counts: fc.record({ numbers }),
  stall: fc.record({
    stallNo: number(28),
    physical: fc.constantFrom('usable', 'broken', 'blocked'),
    usage: fc.constantFrom('free', 'booked', 'taken'),
    at: instant,
  }),
  event: fc.record({
    id,
    at: instant,
    type: fc.constantFrom('cloned-plate', 'device-fault', 'illegal-parking', 'control-hit'),
    level: fc.constantFrom('normal', 'warning', 'fault', 'severe'),
    plate: maybe(words),
    stallNo: maybe(number(28)),
    position: maybe(words),
    text: words,
  }),
  priority: fc.record({ id, at: instant, on: fc.boolean(), remark: maybe(words) }),
  lot: fc.record({
    name: written(255),
    totalStalls: count,
    reservable: count,
    registration: anyRegistration.map((made) => registration.parse(made)),
  }),
  gate: fc.record({
    gate: fc.record({
      id,
      name: written(50),
      roadName: maybe(written(10)),
      type: fc.constantFrom('entrance', 'exit', 'both'),
      status: fc.constantFrom('normal', 'removed', 'closed'),
      ...place,
    }),
  }),
  'stall-info': fc.record({ stallNo: number(28), lot: fc.constantFrom('roadside', 'garage', 'lot'), traits }),
  'charge-standard': fc.record({
    standard: anyRegistration.map(
      (made) => registration.parse(made).chargeStandard as ReportOf<'charge-standard'>['standard'],
    ),
  }),
  business: fc.record({
    business: fc.constantFrom('e-invoice', 'payment', 'month-card-renewal'),
    supported: fc.boolean(),
    url: maybe(fc.webUrl({ withQueryParameters: true, size: 'large' })),
  }),
  plan: fc.record({ plan: plan.map((made) => sharePlan.parse(made)) }),
  picture: fc.record({
    picture: fc.constantFrom('price-board', 'map', 'stall-plan', 'other'),
    file: written(300).map((name) => `/site/${name}`),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    takenAt: instant,
  }),
  paid: fc.record({
    payment: fc.record({
      orderNo: number(50),
      orderKind,
      ok: fc.boolean(),
      payType: maybe(fc.constantFrom('cash', 'wechat', 'alipay', 'unionpay', 'etc', 'other')),
      paidAt: maybe(instant),
      amount: money,
      discount: money,
      transactionId: maybe(words),
    }),
  }),
  overdue: fc.record({
    overdue: fc.record({
      orderNo: number(50),
      overdueNo: number(50),
      plate: words,
      carColour: maybe(fc.constantFrom(...carColour.options)),
      enteredAt: instant,
      leftAt: instant,
      minutes: count,
      amount: money,
      parkName: words,
      state: fc.constantFrom('unpaid', 'paid', 'void'),
    }),
  }),
  refunded: fc.record({
    refund: fc.record({
      refundNo: number(50),
      orderNo: number(50),
      orderKind,
      ok: fc.boolean(),
      remark: words,
      whole: fc.boolean(),
      amount: money,
    }),
  }),
  'order-changed': fc.record({
    id,
    order: fc.record({
      orderNo: number(50),
      state: fc.constantFrom('active', 'ended'),
      plate: words,
      plateColour: fc.constantFrom(...plateColour.options),
      from: instant,
      to: instant,
      reason: maybe(words),
    }),
  }),
};

const url = words.map((text) => `https://platform.example/${text}`);

it.each(Object.keys(any) as Report['kind'][])('%s: whatever happened, its table takes it', (kind) =>
  fc.assert(
    fc.property(any[kind], maybe(url), (made, pictureUrl) => {
      const reporter = createDb4403Reporter(
        parkCode,
        () => '0'.repeat(32),
        () => pictureUrl,
      );
      for (const { interface: name, payload } of reporter({ kind, ...made } as Report, 0)) {
        const { request } = events[name as EventInterface];
        const sent = JSON.parse(JSON.stringify(payload)) as object;
        expect(check(request, kind === 'picture' ? { ...sent, timestamp: 1 } : sent)).toMatchObject({ ok: true });
      }
    }),
  ),
);
