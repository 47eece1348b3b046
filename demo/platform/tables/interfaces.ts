import * as baseData from './base-data.ts';
import * as booking from './booking.ts';
import type { Table } from './description.ts';
import * as reports from './reports.ts';
import * as security from './security.ts';
import * as services from './services.ts';
import * as sharing from './sharing.ts';

/** What an interface carries, and by which attribute an answer's object names the object it answers. */
export interface Interface {
  section: string;
  title: string;
  request: Table;
  reply: Table;
  /** Attribute of the request, and the one of the reply that repeats it; null where the reply repeats none. */
  named: { by: string; as: string } | null;
}

const by = (name: string, as = name) => ({ by: name, as });
const entry = (
  section: string,
  title: string,
  request: Table,
  reply: Table,
  named: Interface['named'] = null,
): Interface => ({ section, title, request, reply, named });

/** Uplink, 22 interfaces, by the codes that this platform gives out. Only `login` is named by the text. */
export const EVENTS = {
  login: entry('7.3.2.1', '登录', security.table4, security.table5),
  refreshToken: entry('7.3.2.2', '刷新 Token', security.table6, security.table7),
  logout: entry('7.3.2.3', '登出', security.table8, security.table9),
  parkInfo: entry('7.3.3.1', '停车库（场）信息上报', baseData.table10, baseData.table11, by('parkCode')),
  gateInfo: entry('7.3.3.2', '出入口信息上报', baseData.table12, baseData.table13, by('id')),
  stallInfo: entry('7.3.3.3', '车位基础信息上报', baseData.table14, baseData.table15, by('stallNo')),
  chargeStandard: entry('7.3.3.4', '车场收费标准信息上报', baseData.table16, baseData.table18, by('permitNo')),
  vehicleEnter: entry('7.3.4.1.1', '车辆驶入信息上报', reports.table19, reports.table20, by('id')),
  vehicleLeave: entry('7.3.4.1.2', '车辆驶离信息上报', reports.table21, reports.table22, by('id')),
  chargeRecord: entry('7.3.4.1.3', '车辆收费记录上报', reports.table23, reports.table25, by('id')),
  stallStatus: entry('7.3.4.1.4', '车位状态信息上报', reports.table26, reports.table27, by('stallNo')),
  stallCount: entry('7.3.4.1.5', '场内车位数上报', reports.table28, reports.table29, by('parkCode')),
  recordCorrection: entry('7.3.4.1.6', '记录校正信息上报', reports.table30, reports.table31, by('id')),
  imageUpload: entry('7.3.4.1.7', '图片上报', reports.table32, reports.table33),
  businessConfig: entry('7.3.4.1.8', '车场业务配置上报', reports.table34, reports.table35, by('parkCode')),
  eventReport: entry('7.3.4.1.9', '事件上报', reports.table36, reports.table37, by('id')),
  sharePlan: entry('7.3.5.1.1', '共享方案信息', sharing.table42, sharing.table44, by('packageCode')),
  payResult: entry('7.3.5.1.2', '支付结果', sharing.table45, sharing.table46, by('orderNo')),
  overdueOrder: entry(
    '7.3.5.1.3',
    '超时订单同步',
    sharing.table47,
    sharing.table48,
    by('overdueOrderNo', 'overTimeOrder'),
  ),
  refundResult: entry('7.3.5.1.4', '退款结果通知', sharing.table49, sharing.table50, by('refundNo')),
  orderChange: entry('7.3.5.1.5', '订单信息变更同步', sharing.table51, sharing.table52, by('orderNo')),
  reservationPriority: entry('7.3.6.1.1', '开启或关闭预约车优先通行上报', booking.table61, booking.table62, by('id')),
} as const satisfies Record<string, Interface>;
export type EventInterface = keyof typeof EVENTS;

/** Downlink, 7 interfaces. Only `requestBookStall` is named by the text. */
export const SERVICES = {
  coupon: entry('7.3.4.2.1', '优惠打折下发', services.table38, services.table39, by('couponNo')),
  vehicleControl: entry('7.3.4.2.2', '车辆管控名单', services.table40, services.table41, by('id')),
  shareOrder: entry('7.3.5.2.1', '共享停车下单', sharing.table53, sharing.table56),
  overduePayment: entry('7.3.5.2.2', '超时补缴订单', sharing.table57, sharing.table58),
  refundRequest: entry('7.3.5.2.3', '退款申请接口', sharing.table59, sharing.table60, by('refundNo')),
  requestBookStall: entry('7.3.6.2.1', '车位预约锁定', booking.table63, booking.table64, by('bookCode')),
  confirmBookStall: entry('7.3.6.2.2', '车位预约确定', booking.table65, booking.table66, by('bookCode')),
} as const satisfies Record<string, Interface>;
export type ServiceInterface = keyof typeof SERVICES;

export const isEventInterface = (name: string): name is EventInterface => Object.hasOwn(EVENTS, name);
export const isServiceInterface = (name: string): name is ServiceInterface => Object.hasOwn(SERVICES, name);

/** Codes that this platform gives out under another name. The two that the text names keep theirs. */
export type CodeNames = Partial<
  Record<Exclude<EventInterface | ServiceInterface, 'login' | 'requestBookStall'>, string>
>;

export interface WireCodes {
  toWire(name: EventInterface | ServiceInterface): string;
  /** The interface behind a code on the wire; null when this platform gave out no such code. */
  event(code: string): EventInterface | null;
  service(code: string): ServiceInterface | null;
}

/** RangeError when two interfaces of one direction would have the same code, or one is not what a topic can carry. */
export function wireCodes(renamed: CodeNames = {}): WireCodes {
  const given: Partial<Record<string, string>> = renamed;
  const toWire = (name: string): string => given[name] ?? name;
  const back = <N extends string>(names: readonly N[]): ReadonlyMap<string, N> => {
    const byCode = new Map(names.map((name) => [toWire(name), name]));
    if (byCode.size < names.length) throw new RangeError('two interfaces with one code');
    const odd = [...byCode.keys()].find((code) => !/^[A-Za-z0-9_-]{1,64}$/.test(code));
    if (odd !== undefined) throw new RangeError(`${odd}: letters, digits, _ and - only`);
    return byCode;
  };
  const events = back(Object.keys(EVENTS) as EventInterface[]);
  const servicesByCode = back(Object.keys(SERVICES) as ServiceInterface[]);
  return {
    toWire,
    event: (code) => events.get(code) ?? null,
    service: (code) => servicesByCode.get(code) ?? null,
  };
}
