import { basename } from 'node:path';
import type { Registration, SharePlan, StallTraits } from '../../../contract/site-registration.ts';
import type { BusinessKind, Gate, PictureKind, ReportOf } from '../../ledger/report.ts';
import { requiredText, text, whole } from '../../wire/text.ts';
import { toTime, toTimestamp } from '../../wire/time.ts';
import { stableId } from './base-data-keys.ts';
import type { table10, table12, table14, table16, table34 } from './tables/base-data.ts';
import type { Row } from './tables/description.ts';
import type { table42 } from './tables/sharing.ts';
import { carModels } from './vehicle-codes.ts';
import { wireCodes } from './wire-codes.ts';

export const parkTypes = wireCodes<Registration['kind'], number>({ roadside: 0, garage: 1, lot: 2 });
export const gateTypes = wireCodes<Gate['type'], number>({ entrance: 1, exit: 2, both: 3 });
const gateStates = wireCodes<Gate['status'], number>({ normal: 1, removed: 2, closed: 3 });
const manageTypes = wireCodes<NonNullable<StallTraits['manage']>, number>({
  hourly: 0,
  month: 1,
  'month-limited': 2,
  sold: 3,
  dedicated: 4,
});
const ownerTypes = wireCodes<NonNullable<StallTraits['owner']>, number>({ person: 1, organisation: 2, other: 3 });
const sizeTypes = wireCodes<NonNullable<StallTraits['size']>, number>({ small: 1, medium: 2, large: 3, tandem: 4 });
const visitTypes = wireCodes<NonNullable<StallTraits['visit']>, number>({ residence: 0, trip: 1, both: 2, unknown: 3 });
type ChargeStandard = NonNullable<Registration['chargeStandard']>;
const pricings = wireCodes<ChargeStandard['pricing'], number>({ government: 1, guided: 2, market: 3 });
export const businessCodes = wireCodes<BusinessKind, number>({ 'e-invoice': 1, payment: 2, 'month-card-renewal': 3 });
export const imageTypes = wireCodes<PictureKind, number>({ 'price-board': 1, map: 2, 'stall-plan': 3, other: 4 });
export const packageTypes = wireCodes<SharePlan['kind'], number>({ times: 1, days: 2, months: 3, hours: 4 });
export const parkPeriods = wireCodes<SharePlan['period'], number>({ 'all-day': 0, day: 1, night: 2 });
export const dateTypes = wireCodes<SharePlan['rules'][number]['days'], number>({
  workdays: 1,
  weekends: 2,
  'every-day': 3,
  holidays: 4,
});

/** Where an uploaded picture of the site file can be seen; null: the platform has not taken it (yet). */
export type PictureUrl = (picture: PictureKind) => string | null;

/** Stands for a required text of the site file that has nothing printable in it. */
const UNSAID = '无';

/** Flags of the tables: 0 no, 1 yes. */
const flag = (yes: boolean): number => (yes ? 1 : 0);

/** 7.3.3.1 */
export function parkInfo(report: ReportOf<'lot'>, parkCode: string, pictureUrl: PictureUrl): Row<typeof table10> {
  const { registration: lot } = report;
  return {
    parkCode,
    parkName: requiredText(report.name, 255, parkCode),
    providerCode: text(lot.providerCode),
    roadName: text(lot.roadName, 10),
    parkType: parkTypes.of(lot.kind),
    address: requiredText(lot.address, 255, parkCode),
    longitude: lot.longitude,
    latitude: lot.latitude,
    provinceCode: lot.provinceCode,
    cityCode: lot.cityCode,
    areaCode: lot.areaCode,
    totalSpace: report.totalStalls,
    reservableStalls: report.reservable,
    operatorId: whole(lot.operatorId, 10),
    // Table 10: 0 is yes here, and 1 is no.
    industAuthorInfo: lot.ownersCommittee === undefined ? undefined : flag(!lot.ownersCommittee),
    publicInfo: text(lot.openingHours, 200),
    businessType: lot.businessType === undefined ? undefined : String(lot.businessType),
    chargeDesc: requiredText(lot.chargeDescription, 255, UNSAID),
    imageUrl: whole(pictureUrl('price-board'), 255),
    mapImage: whole(pictureUrl('map'), 255),
    parkingPlaceImage: whole(pictureUrl('stall-plan'), 255),
    contacts: text(lot.contact, 50),
    tel: whole(lot.tel, 20),
    bizStatus: flag(lot.inUse),
    remark: text(lot.remark, 255),
  };
}

/** 7.3.3.2; a lane's name may have more than the 10 characters of this table. */
export function gateInfo(gate: Gate, parkCode: string): Row<typeof table12> {
  return {
    id: gate.id,
    name: requiredText(gate.name, 10, UNSAID),
    parkCode,
    roadName: text(gate.roadName, 10),
    type: gateTypes.of(gate.type),
    longitude: gate.longitude,
    latitude: gate.latitude,
    status: gateStates.of(gate.status),
  };
}

/** 7.3.3.3 */
export function stallInfo(report: ReportOf<'stall-info'>, parkCode: string): Row<typeof table14> {
  const { stallNo, traits } = report;
  return {
    id: stableId(parkCode, 'stall', stallNo),
    stallNo,
    parkCode,
    manageType: traits.manage && manageTypes.of(traits.manage),
    ownerType: traits.owner && ownerTypes.of(traits.owner),
    positionType: parkTypes.of(report.lot),
    sizeType: traits.size && sizeTypes.of(traits.size),
    businessType: traits.businessType === undefined ? undefined : String(traits.businessType),
    visitType: traits.visit && visitTypes.of(traits.visit),
    floor: text(traits.floor, 10),
    areaName: text(traits.area, 50),
    isReservation: flag(traits.reservable ?? true),
    withLocker: flag(traits.locker ?? false),
    withChargingPile: flag(traits.charger ?? false),
    longitude: traits.longitude,
    latitude: traits.latitude,
  };
}

/** 7.3.3.4 */
export function chargeStandard(standard: ChargeStandard, parkCode: string): Row<typeof table16> {
  return {
    parkCode,
    permitNo: whole(standard.permitNo, 6),
    charger: requiredText(standard.charger, 100, UNSAID),
    pricing: pricings.of(standard.pricing),
    region: standard.region,
    complaintTel: requiredText(standard.complaintTel, 5, UNSAID),
    remark: text(standard.remark, 500),
    // The site file's checks see to it that there are some.
    items: (standard.items ?? []).map(({ item, description }) => ({
      chargeItem: requiredText(item, 20, UNSAID),
      chargeDesc: requiredText(description, 100, UNSAID),
    })),
  };
}

/** 7.3.4.1.8; a page whose address is longer than the table allows is not named at all. */
export function businessConfig(report: ReportOf<'business'>, parkCode: string): Row<typeof table34> {
  return {
    parkCode,
    businessCode: businessCodes.of(report.business),
    businessFlag: flag(report.supported),
    forwardUrl: whole(report.url, 255),
  };
}

/** 7.3.5.1.1; prices in fen (7.2 a 1). */
export function sharePlan(plan: SharePlan, parkCode: string): Row<typeof table42> {
  return {
    parkCode,
    packageCode: plan.code,
    packageName: requiredText(plan.name, 50, plan.code),
    spaceNum: plan.spaces,
    packageType: packageTypes.of(plan.kind),
    useTimes: plan.times === undefined ? undefined : String(plan.times),
    useDays: plan.days === undefined ? undefined : String(plan.days),
    displayBeginDate: plan.shown.from,
    displayEndDate: plan.shown.to,
    buyBeginDate: plan.sold.from,
    buyEndDate: plan.sold.to,
    carTypeLimit: carModels.of(plan.carModel),
    parkPeriod: parkPeriods.of(plan.period),
    originalPrice: plan.originalPrice,
    sellPrice: plan.price,
    bizStatus: flag(plan.active),
    // The note allows 300 characters, the column 255: what both allow.
    Instructions: text(plan.introduction, 255),
    // The column allows 255 characters, the note 100: what both allow.
    description: text(plan.description, 100),
    remark: text(plan.remark, 255),
    buyNotice: text(plan.buyNotice),
    refundNotice: text(plan.refundNotice),
    ruleList: plan.rules.map((rule) => ({
      dateType: dateTypes.of(rule.days),
      inTime: toTime(rule.from),
      outTime: toTime(rule.to),
    })),
  };
}

/** What is kept of a picture to be sent (7.3.4.1.7): the form's fields, and where its bytes are. */
export interface PictureUpload {
  fileName: string;
  imageBizType: number;
  pickTime: number;
  /** Absolute path; it is read when it is sent, and must still have this content. */
  file: string;
  sha256: string;
}

/** 7.3.4.1.7, table 32 less its timestamp, which is the time of sending; it was not taken after it was reported, at `at`. */
export function imageUpload(report: ReportOf<'picture'>, at: number): PictureUpload {
  return {
    fileName: requiredText(basename(report.file), 255, 'picture.jpg'),
    imageBizType: imageTypes.of(report.picture),
    pickTime: toTimestamp(Math.min(report.takenAt, at)),
    file: report.file,
    sha256: report.sha256,
  };
}
