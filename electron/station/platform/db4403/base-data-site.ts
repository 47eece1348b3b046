import type { LaneConfig, SiteConfig } from '../../../contract/site.ts';
import type { Registration } from '../../../contract/site-registration.ts';
import type { Tariff } from '../../../contract/site-tariff.ts';
import type { BusinessKind, Gate, PictureKind, ReportOf } from '../../ledger/report.ts';
import { describeRate, describeTariff } from '../../policy/tariff-words.ts';
import { stableId } from './base-data-keys.ts';
import type { BaseReport } from './base-data-keys.ts';

/** The words of the standard: the kinds of table 34, the pictures of table 32, the charge standard of 7.3.3.4. */
const BUSINESS: Readonly<Record<BusinessKind, string>> = {
  'e-invoice': '电子发票',
  payment: '临停缴费',
  'month-card-renewal': '月卡续费',
};
export const PICTURE_TITLES: Readonly<Record<PictureKind, string>> = {
  'price-board': '收费标价牌',
  map: '停车库（场）平面图',
  'stall-plan': '车位分布图',
  other: '其他图片',
};
const CHARGE_STANDARD = '收费标准';

/**
 * All that the platform is told about the lot, in the order in which it is told: pictures first, for the lot names them
 * (table 10). Empty without a registration: a gate has no place then.
 */
export function baseReports(site: SiteConfig, pictures: readonly ReportOf<'picture'>[]): BaseReport[] {
  const { lot, lanes, sharing, tariff } = site;
  if (!lot.registration) return [];
  const registration = tariff ? withPrices(lot.registration, tariff) : lot.registration;
  return [
    ...pictures,
    { kind: 'lot', name: lot.name, totalStalls: lot.totalStalls, reservable: lot.reservableStalls, registration },
    ...lanes.map((lane): BaseReport => ({ kind: 'gate', gate: gateOf(lane, lot.parkCode, registration) })),
    ...lot.stalls.map((stallNo): BaseReport => ({
      kind: 'stall-info',
      stallNo,
      lot: registration.kind,
      traits: traitsOf(stallNo, registration),
    })),
    ...(registration.chargeStandard
      ? [{ kind: 'charge-standard', standard: registration.chargeStandard } satisfies BaseReport]
      : []),
    ...businessOf(registration),
    ...(sharing?.plans ?? []).map((plan): BaseReport => ({ kind: 'plan', plan })),
  ];
}

/** Characters that chargeDesc has in tables 10 and 17. */
const LOT_WORDS = 255;
const ITEM_WORDS = 100;

/** What is charged, in the words of the tariff it is charged by. */
function withPrices(registration: Registration, tariff: Tariff): Registration {
  const { chargeStandard } = registration;
  const items = tariff.rates.map((rate) => ({ item: rate.name, description: describeRate(rate, ITEM_WORDS) }));
  return {
    ...registration,
    chargeDescription: describeTariff(tariff, LOT_WORDS),
    ...(chargeStandard && { chargeStandard: { ...chargeStandard, items } }),
  };
}

/** What a thing of the lot is called by a person. */
export function titleOf(report: BaseReport): string {
  switch (report.kind) {
    case 'lot':
      return report.name;
    case 'gate':
      return report.gate.name;
    case 'stall-info':
      return report.stallNo;
    case 'charge-standard':
      return CHARGE_STANDARD;
    case 'business':
      return BUSINESS[report.business];
    case 'plan':
      return report.plan.name;
    case 'picture':
      return PICTURE_TITLES[report.picture];
  }
}

function gateOf(lane: LaneConfig, parkCode: string, registration: Registration): Gate {
  const { longitude, latitude, roadName } = lane.place ?? registration;
  return {
    id: stableId(parkCode, 'gate', lane.id),
    name: lane.name,
    roadName: roadName ?? registration.roadName ?? null,
    type: lane.direction,
    longitude,
    latitude,
    status: lane.closed ? 'closed' : 'normal',
  };
}

function traitsOf(stallNo: string, { stalls, businessType }: Registration): ReportOf<'stall-info'>['traits'] {
  const except = Object.hasOwn(stalls.except, stallNo) ? stalls.except[stallNo] : {};
  return { ...(businessType === undefined ? {} : { businessType }), ...stalls.common, ...except };
}

/** `true` and an address both say yes; what the site file does not mention is not reported. */
function businessOf({ business }: Registration): BaseReport[] {
  const asked: [BusinessKind, boolean | string | undefined][] = [
    ['e-invoice', business.eInvoice],
    ['payment', business.payment],
    ['month-card-renewal', business.monthCardRenewal],
  ];
  return asked.flatMap(([kind, offered]): BaseReport[] =>
    offered === undefined
      ? []
      : [
          {
            kind: 'business',
            business: kind,
            supported: offered !== false,
            url: typeof offered === 'string' ? offered : null,
          },
        ],
  );
}
