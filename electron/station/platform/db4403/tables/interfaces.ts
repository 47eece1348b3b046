import type { Db4403Config, InterfaceName } from '../../../../contract/site-platforms.ts';
import * as baseData from './base-data.ts';
import { table63, table64, table65, table66 } from './booking.ts';
import type { Table } from './description.ts';
import { table32, table33 } from './image.ts';
import { table26, table27, table28, table29, table36, table37, table61, table62 } from './lot.ts';
import * as security from './security.ts';
import { table38, table39, table40, table41 } from './service.ts';
import * as sharing from './sharing.ts';
import { table19, table20, table21, table22, table23, table25, table30, table31 } from './vehicle.ts';

export interface Interface {
  request: Table;
  reply: Table;
  /** The fields by which a reply's entry names its request's; null: the reply does not say what it answers. */
  match: { request: string; reply: string } | null;
}

const same = (field: string) => ({ request: field, reply: field });

/** Reports (上行): `…/event/{code}/post`. */
export const events = {
  login: { request: security.table4, reply: security.table5, match: null },
  refreshToken: { request: security.table6, reply: security.table7, match: null },
  logout: { request: security.table8, reply: security.table9, match: null },
  parkInfo: { request: baseData.table10, reply: baseData.table11, match: same('parkCode') },
  gateInfo: { request: baseData.table12, reply: baseData.table13, match: same('id') },
  stallInfo: { request: baseData.table14, reply: baseData.table15, match: same('stallNo') },
  // The reply names the permit, which the request may leave out.
  chargeStandard: { request: baseData.table16, reply: baseData.table18, match: same('permitNo') },
  vehicleEnter: { request: table19, reply: table20, match: same('id') },
  vehicleLeave: { request: table21, reply: table22, match: same('id') },
  chargeRecord: { request: table23, reply: table25, match: same('id') },
  stallStatus: { request: table26, reply: table27, match: same('stallNo') },
  stallCount: { request: table28, reply: table29, match: same('parkCode') },
  recordCorrection: { request: table30, reply: table31, match: same('id') },
  imageUpload: { request: table32, reply: table33, match: null },
  businessConfig: { request: baseData.table34, reply: baseData.table35, match: same('parkCode') },
  eventReport: { request: table36, reply: table37, match: same('id') },
  sharePlan: { request: sharing.table42, reply: sharing.table44, match: same('packageCode') },
  payResult: { request: sharing.table45, reply: sharing.table46, match: same('orderNo') },
  overdueOrder: {
    request: sharing.table47,
    reply: sharing.table48,
    match: { request: 'overdueOrderNo', reply: 'overTimeOrder' },
  },
  refundResult: { request: sharing.table49, reply: sharing.table50, match: same('refundNo') },
  orderChange: { request: sharing.table51, reply: sharing.table52, match: same('orderNo') },
  reservationPriority: { request: table61, reply: table62, match: same('id') },
} as const satisfies Partial<Record<InterfaceName, Interface>>;
export type EventInterface = keyof typeof events;

/** What the platform asks of us (下行): `…/service/{code}/post`. */
export const services = {
  coupon: { request: table38, reply: table39, match: same('couponNo') },
  vehicleControl: { request: table40, reply: table41, match: same('id') },
  shareOrder: { request: sharing.table53, reply: sharing.table56, match: null },
  overduePayment: { request: sharing.table57, reply: sharing.table58, match: null },
  refundRequest: { request: sharing.table59, reply: sharing.table60, match: same('refundNo') },
  requestBookStall: { request: table63, reply: table64, match: same('bookCode') },
  confirmBookStall: { request: table65, reply: table66, match: same('bookCode') },
} as const satisfies Partial<Record<InterfaceName, Interface>>;
export type ServiceInterface = keyof typeof services;

/** Most interface codes are left to the platform by the standard: a site renames them (`codes` of the site file). */
export interface CodeNames {
  toWire(name: string): string;
  /** The interface behind a code seen on the wire; null when there is none. */
  event(wireCode: string): EventInterface | null;
  service(wireCode: string): ServiceInterface | null;
}

export function createCodeNames(renamed: Db4403Config['codes']): CodeNames {
  const codes = new Map(Object.entries(renamed));
  const toWire = (name: string): string => codes.get(name) ?? name;
  const back = <N extends string>(names: readonly N[]) => {
    const byWire = new Map(names.map((name) => [toWire(name), name]));
    return (wireCode: string): N | null => byWire.get(wireCode) ?? null;
  };
  return {
    toWire,
    event: back(Object.keys(events) as EventInterface[]),
    service: back(Object.keys(services) as ServiceInterface[]),
  };
}
