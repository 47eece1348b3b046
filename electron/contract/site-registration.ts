import { z } from 'zod';
import { carModel } from './vocabulary.ts';

/** What a platform is told about the lot once and whenever it changes (7.3.3, 7.3.4.1.8, 7.3.5.1.1). Money is in fen. */

const longitude = z.number().min(73).max(136).describe('Amap (GCJ-02) degrees');
const latitude = z.number().min(3).max(54).describe('Amap (GCJ-02) degrees');
export const place = z.strictObject({ longitude, latitude, roadName: z.string().min(1).max(10).optional() });

/** Codes of table A.4: 13 to 62, and 100. */
const businessType = z
  .int()
  .min(13)
  .max(100)
  .refine((code) => (code >= 13 && code <= 62) || code === 100, '应为附录 A.4 的代码：13–62 或 100')
  .describe('Table A.4, e.g. 22 hospital, 16 office building');

const stallTraits = {
  manage: z.enum(['hourly', 'month', 'month-limited', 'sold', 'dedicated']).optional(),
  owner: z.enum(['person', 'organisation', 'other']).optional(),
  size: z.enum(['small', 'medium', 'large', 'tandem']).optional(),
  businessType: businessType.optional(),
  visit: z.enum(['residence', 'trip', 'both', 'unknown']).optional(),
  floor: z.string().min(1).max(10).optional(),
  area: z.string().min(1).max(50).optional(),
  reservable: z.boolean().optional().describe('Absent: yes'),
  locker: z.boolean().optional().describe('Absent: no'),
  charger: z.boolean().optional().describe('Absent: no'),
  longitude: longitude.optional(),
  latitude: latitude.optional(),
};

const page = z.url().max(255);

const picture = z.string().min(1).describe('JPEG of at most 10 MB, relative to this file');

export const registration = z.strictObject({
  kind: z.enum(['roadside', 'garage', 'lot']).describe('Table 10, parkType'),
  address: z.string().min(1).max(255),
  longitude,
  latitude,
  roadName: z.string().min(1).max(10).optional(),
  provinceCode: z.string().min(1).max(50),
  cityCode: z.string().min(1).max(50),
  areaCode: z.string().min(1).max(50),
  providerCode: z.string().min(1).optional().describe('Given out by the platform; needed for shared parking'),
  operatorId: z.string().min(1).max(10).optional().describe('Given out by the platform; needed for reservations'),
  ownersCommittee: z.boolean().optional().describe('Residential lots only'),
  openingHours: z.string().min(1).max(200).optional(),
  businessType: businessType.optional(),
  chargeDescription: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('As a driver reads it. With a tariff it is worded from that, and what stands here is not used'),
  pictures: z
    .strictObject({ priceBoard: picture.optional(), map: picture.optional(), stallPlan: picture.optional() })
    .default({}),
  contact: z.string().min(1).max(50).optional(),
  tel: z.string().min(1).max(20).optional(),
  inUse: z.boolean().default(true),
  remark: z.string().min(1).max(255).optional(),
  stalls: z
    .strictObject({
      common: z.strictObject(stallTraits).default({}).describe('What holds for every stall of lot.stalls'),
      except: z.record(z.string(), z.strictObject(stallTraits)).default({}).describe('Stall number → what differs'),
    })
    .default({ common: {}, except: {} }),
  chargeStandard: z
    .strictObject({
      permitNo: z.string().min(1).max(6).optional().describe('Needed for reservations'),
      charger: z.string().min(1).max(100),
      pricing: z.enum(['government', 'guided', 'market']),
      region: z.literal([1, 2, 3]).describe('Class of the area'),
      complaintTel: z.string().min(1).max(5),
      remark: z.string().min(1).max(500).optional(),
      items: z
        .array(z.strictObject({ item: z.string().min(1).max(20), description: z.string().min(1).max(100) }))
        .min(1)
        .optional()
        .describe('With a tariff they are its rates, each worded from it, and what stands here is not used'),
    })
    .optional(),
  business: z
    .strictObject({
      eInvoice: z.union([z.boolean(), page]).optional(),
      payment: z.union([z.boolean(), page]).optional(),
      monthCardRenewal: z.union([z.boolean(), page]).optional(),
    })
    .default({})
    .describe('Whether the lot offers it: false, true, or the address of its page (table 34); absent: not reported'),
});
export type Registration = z.infer<typeof registration>;
export type StallTraits = z.infer<z.ZodObject<typeof stallTraits>>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 HH:mm，如 07:30');
const dateTime = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, '应为 yyyy-MM-dd HH:mm:ss（北京时间）');
const fen = z.int().min(0).max(100_000_000).describe('Fen');

/** Hours of the day on kinds of days. */
export const timeRule = z.strictObject({
  days: z.enum(['workdays', 'weekends', 'every-day', 'holidays']),
  from: timeOfDay,
  to: timeOfDay.describe('Earlier than from: it ends on the next day; the same: the whole day'),
});
export type TimeRule = z.infer<typeof timeRule>;

export const sharePlan = z.strictObject({
  code: z.string().min(1).max(50),
  name: z.string().min(1).max(50),
  spaces: z.int().min(1).max(100_000),
  kind: z.enum(['times', 'days', 'months', 'hours']).describe('Table 42, packageType'),
  times: z.int().min(1).max(10_000).optional().describe('Entries that one unit gives; kind times'),
  days: z.int().min(1).max(3660).optional().describe('Days within which they must be used, or that one unit gives'),
  shown: z.strictObject({ from: dateTime, to: dateTime }),
  sold: z.strictObject({ from: dateTime, to: dateTime }),
  carModel: carModel.describe('The largest size of vehicle it is for'),
  period: z.enum(['all-day', 'day', 'night']),
  originalPrice: fen,
  price: fen,
  active: z.boolean().default(true),
  introduction: z.string().min(1).max(255).optional(),
  description: z.string().min(1).max(100).optional().describe('How refunds work, in words'),
  buyNotice: z.string().min(1).optional(),
  refundNotice: z.string().min(1).optional(),
  remark: z.string().min(1).max(255).optional(),
  rules: z.array(timeRule).min(1).describe('When a car may be parked (table 43)'),
  overdue: z
    .strictObject({
      graceMin: z.int().min(0).max(1440).default(0),
      perHour: fen.describe('Fen for each hour begun outside the plan'),
      capPerDay: fen.optional(),
    })
    .describe('What the time outside the plan costs'),
});
export type SharePlan = z.infer<typeof sharePlan>;

export const sharing = z.strictObject({
  plans: z.array(sharePlan).default([]),
  payUrl: z
    .string()
    .regex(/^https:\/\//, '必须以 https:// 开头')
    .describe('Where a driver pays: {orderNo}, {amount} (fen) and {callback} are filled in'),
  payBy: z.enum(['wechat', 'alipay', 'h5']).default('h5').describe('Table 56, miniAppId'),
  unpaidMin: z.int().min(1).max(1440).default(30).describe('Minutes after which an order that nobody paid lapses'),
  invoicePage: z
    .string()
    .regex(/^https:\/\//, '必须以 https:// 开头')
    .optional()
    .describe('Where a driver gets the invoice (7.4.2): {orderNo} and {amount} (fen) are filled in'),
});
export type SharingConfig = z.infer<typeof sharing>;

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '应为 yyyy-MM-dd');
export const calendar = z
  .strictObject({
    holidays: z.array(date).default([]).describe('Public holidays'),
    workdays: z.array(date).default([]).describe('Weekend days that are worked'),
  })
  .default({ holidays: [], workdays: [] })
  .describe('As announced for the year; what is not listed follows the week');
export type Calendar = z.infer<typeof calendar>;
