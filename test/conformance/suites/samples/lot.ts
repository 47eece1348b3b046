import { registration } from '../../../../electron/contract/site-registration.ts';
import type { ReportOf } from '../../../../electron/station/ledger/report.ts';
import type { Samples } from './sample.ts';
import { at, HOUR, id, number, numbers, PLATES, WORDS } from './words.ts';

const lot = (change: object = {}) =>
  registration.parse({
    kind: 'garage',
    address: '深圳市福田区红荔路 7019 号',
    longitude: 114.05786,
    latitude: 22.54313,
    provinceCode: '440000',
    cityCode: '440300',
    areaCode: '440304',
    chargeDescription: '首小时 15 元，之后每小时 3 元',
    ...change,
  });
const FULL_LOT = {
  roadName: '红荔路',
  providerCode: 'P-1',
  operatorId: 'OP-1',
  ownersCommittee: true,
  openingHours: '00:00~24:00',
  businessType: 22,
  contact: '李主管',
  tel: '0755-12345678',
  remark: '医院停车场',
  inUse: false,
};
const lots = (): (readonly [string, ReportOf<'lot'>])[] => {
  const one = (change: object, name = '测试停车场'): ReportOf<'lot'> => ({
    kind: 'lot',
    name,
    totalStalls: 300,
    reservable: 60,
    registration: lot(change),
  });
  return [
    ['required alone', one({})],
    ['everything', one(FULL_LOT)],
    ...(['roadside', 'garage', 'lot'] as const).map((kind) => [kind, one({ kind })] as const),
    ...[13, 62, 100].map((businessType) => [`A.4 ${businessType}`, one({ businessType })] as const),
    [
      'texts as long as they may be',
      one(
        {
          address: '路'.repeat(255),
          chargeDescription: '元'.repeat(255),
          remark: '注'.repeat(255),
          openingHours: '时'.repeat(200),
        },
        '名'.repeat(255),
      ),
    ],
    ...WORDS.slice(1).map(([detail, name]) => [`name: ${detail}`, one({}, name)] as const),
  ];
};

const gate = (change: Partial<ReportOf<'gate'>['gate']> = {}): ReportOf<'gate'> => ({
  kind: 'gate',
  gate: {
    id: id(),
    name: '东入口',
    roadName: null,
    type: 'entrance',
    longitude: 114.05,
    latitude: 22.54,
    status: 'normal',
    ...change,
  },
});

const event = (change: Partial<ReportOf<'event'>> = {}): ReportOf<'event'> => ({
  kind: 'event',
  id: id(),
  at,
  type: 'device-fault',
  level: 'severe',
  plate: null,
  stallNo: null,
  position: '东入口',
  text: '道闸未开到位',
  ...change,
});

const stallInfo = (traits: object, stallNo = number('A')): ReportOf<'stall-info'> => ({
  kind: 'stall-info',
  stallNo,
  lot: 'garage',
  traits,
});

/** The lot itself: what it is, how it stands, and what goes wrong there. */
export const LOT_SAMPLES: Pick<
  Samples,
  'counts' | 'stall' | 'event' | 'priority' | 'lot' | 'gate' | 'stall-info' | 'charge-standard' | 'business' | 'picture'
> = {
  counts: () =>
    [numbers, { total: 0, used: 0, free: 0, reserved: 0 }, { total: 100_000, used: 100_000, free: 0, reserved: 0 }].map(
      (each) => [`${each.used} of ${each.total}`, { kind: 'counts', numbers: each }],
    ),
  stall: () =>
    (['usable', 'broken', 'blocked'] as const).flatMap((physical) =>
      (['free', 'booked', 'taken'] as const).map(
        (usage) => [`${physical}, ${usage}`, { kind: 'stall', stallNo: number('A'), physical, usage, at }] as const,
      ),
    ),
  event: () => [
    ...(['cloned-plate', 'device-fault', 'illegal-parking', 'control-hit'] as const).flatMap((type) =>
      (['normal', 'warning', 'fault', 'severe'] as const).map(
        (level) => [`${type}, ${level}`, event({ type, level })] as const,
      ),
    ),
    ['with a plate and a stall', event({ plate: '粤B12345', stallNo: 'A-01' })],
    ['nowhere', event({ position: null })],
    ...WORDS.map(([detail, text]) => [`words: ${detail}`, event({ text, position: text })] as const),
    ...PLATES.map(([detail, plate]) => [`plate: ${detail}`, event({ plate })] as const),
  ],
  priority: () => [
    ['on', { kind: 'priority', id: id(), at, on: true, remark: null }],
    ['off', { kind: 'priority', id: id(), at: at + HOUR, on: false, remark: '早高峰结束' }],
    ...WORDS.map(
      ([detail, remark]) => [`remark: ${detail}`, { kind: 'priority', id: id(), at, on: true, remark }] as const,
    ),
  ],
  lot: lots,
  gate: () => [
    ...(['entrance', 'exit', 'both'] as const).map((type) => [type, gate({ type })] as const),
    ...(['normal', 'removed', 'closed'] as const).map((status) => [status, gate({ status })] as const),
    ['on a road', gate({ roadName: '红荔路' })],
    ...WORDS.map(([detail, name]) => [`name: ${detail}`, gate({ name })] as const),
  ],
  'stall-info': () => [
    ['required alone', stallInfo({})],
    [
      'everything',
      stallInfo({
        manage: 'sold',
        owner: 'person',
        size: 'tandem',
        businessType: 22,
        visit: 'both',
        floor: 'B1',
        area: '东区',
        reservable: false,
        locker: true,
        charger: true,
        longitude: 114.05,
        latitude: 22.54,
      }),
    ],
    ...(['hourly', 'month', 'month-limited', 'sold', 'dedicated'] as const).map(
      (manage) => [manage, stallInfo({ manage })] as const,
    ),
    ...(['small', 'medium', 'large', 'tandem'] as const).map((size) => [size, stallInfo({ size })] as const),
    ...(['residence', 'trip', 'both', 'unknown'] as const).map((visit) => [visit, stallInfo({ visit })] as const),
    ...(['person', 'organisation', 'other'] as const).map((owner) => [owner, stallInfo({ owner })] as const),
  ],
  'charge-standard': () =>
    (['government', 'guided', 'market'] as const).flatMap((pricing) =>
      ([1, 2, 3] as const).map(
        (region) =>
          [
            `${pricing}, ${region}`,
            {
              kind: 'charge-standard',
              standard: {
                permitNo: '123456',
                charger: '停车管理有限公司',
                pricing,
                region,
                complaintTel: '12345',
                items: [
                  { item: '小车临时停放', description: '首小时 15 元' },
                  { item: '大'.repeat(20), description: '元'.repeat(100) },
                ],
              },
            },
          ] as const,
      ),
    ),
  business: () =>
    (['e-invoice', 'payment', 'month-card-renewal'] as const).flatMap(
      (business) =>
        [
          [`${business}: no`, { kind: 'business', business, supported: false, url: null }],
          [
            `${business}: with a page`,
            { kind: 'business', business, supported: true, url: `https://lot.example/${business}` },
          ],
        ] as const,
    ),
  picture: () => [],
};
