import type { Registration } from '../../../contract/site-registration.ts';
import type { BaseReport } from './base-data-keys.ts';
import { businessCodes, dateTypes, gateTypes, packageTypes, parkPeriods, parkTypes } from './reports-base-data.ts';
import { table12, table14, table34 } from './tables/base-data.ts';
import { check } from './tables/description.ts';
import type { Row, Table } from './tables/description.ts';
import { table42 } from './tables/sharing.ts';
import { carModels } from './vehicle-codes.ts';

/**
 * How the platform is told that a thing is no longer in the site file, from the report that it took last: a gate is
 * deleted (table 12), a plan disabled (42), a business not supported any more (34), and a stall not to be booked (14: it
 * has no word for gone). Null where no table says such a thing (the lot itself, its charges, its pictures), and for
 * what was told of another lot.
 */
export function goneReport(interfaceName: string, payload: unknown, parkCode: string): BaseReport | null {
  const read = <T extends Table>(table: T, make: (row: Row<T>) => BaseReport | null): BaseReport | null => {
    const checked = check(table, payload);
    return checked.ok && (checked.row as { parkCode?: unknown }).parkCode === parkCode ? make(checked.row) : null;
  };
  switch (interfaceName) {
    case 'gateInfo':
      return read(table12, goneGate);
    case 'stallInfo':
      return read(table14, goneStall);
    case 'businessConfig':
      return read(table34, goneBusiness);
    case 'sharePlan':
      return read(table42, gonePlan);
    default:
      return null;
  }
}

function goneGate(row: Row<typeof table12>): BaseReport | null {
  const { id, name, roadName = null, longitude, latitude } = row;
  const type = gateTypes.word(row.type);
  return type && { kind: 'gate', gate: { id, name, roadName, type, longitude, latitude, status: 'removed' } };
}

function goneStall({ stallNo, positionType }: Row<typeof table14>): BaseReport | null {
  const lot: Registration['kind'] | null = parkTypes.word(positionType);
  return lot && { kind: 'stall-info', stallNo, lot, traits: { reservable: false } };
}

function goneBusiness(row: Row<typeof table34>): BaseReport | null {
  const business = businessCodes.word(row.businessCode);
  return business && { kind: 'business', business, supported: false, url: null };
}

function gonePlan(row: Row<typeof table42>): BaseReport | null {
  const [kind, period] = [packageTypes.word(row.packageType), parkPeriods.word(row.parkPeriod)];
  const carModel = carModels.word(row.carTypeLimit);
  if (!kind || !period || !carModel) return null;
  return {
    kind: 'plan',
    plan: {
      code: row.packageCode,
      name: row.packageName,
      spaces: row.spaceNum,
      kind,
      times: asNumber(row.useTimes),
      days: asNumber(row.useDays),
      shown: { from: row.displayBeginDate, to: row.displayEndDate },
      sold: { from: row.buyBeginDate, to: row.buyEndDate },
      carModel,
      period,
      originalPrice: row.originalPrice,
      price: row.sellPrice,
      active: false,
      introduction: row.Instructions,
      description: row.description,
      remark: row.remark,
      buyNotice: row.buyNotice,
      refundNotice: row.refundNotice,
      rules: row.ruleList.flatMap(({ dateType, inTime, outTime }) => {
        const days = dateTypes.word(dateType);
        return days ? [{ days, from: inTime.slice(0, 5), to: outTime.slice(0, 5) }] : [];
      }),
      // What it costs to stay longer is not on the wire.
      overdue: { graceMin: 0, perHour: 0 },
    },
  };
}

const asNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
