import * as base from './db4403-base-data.ts';
import * as reports from './db4403-reports.ts';
import * as security from './db4403-security.ts';
import * as services from './db4403-services.ts';
import * as sharing from './db4403-sharing.ts';
import type { Table } from './description.ts';

/** One interface of DB4403/T. Its code is that which both ends use where the text names none. */
export interface Interface {
  code: string;
  clause: string;
  title: { zh: string; en: string };
  /** `event`: the lot reports (上行). `service`: the platform asks (下行). */
  direction: 'event' | 'service';
  request: Table;
  reply: Table;
  /** The attribute by which the reply names what it answers, in the request and in the reply; null: it does not. */
  named: { request: string; reply: string } | null;
}

type Titled = readonly [clause: string, zh: string, en: string];

const make =
  (direction: Interface['direction']) =>
  (code: string, [clause, zh, en]: Titled, request: Table, reply: Table, by: string | null, as = by): Interface => ({
    code,
    clause,
    title: { zh, en },
    direction,
    request,
    reply,
    named: by === null || as === null ? null : { request: by, reply: as },
  });
const event = make('event');
const service = make('service');

/** 7.3.2: use of the account. */
export const ACCOUNT = [
  event('login', ['7.3.2.1', '登录', 'Log in'], security.table4, security.table5, null),
  event('refreshToken', ['7.3.2.2', '刷新 Token', 'Refresh the token'], security.table6, security.table7, null),
  event('logout', ['7.3.2.3', '登出', 'Log out'], security.table8, security.table9, null),
] as const;

/** 7.3.4.1.7: a form over HTTPS. */
export const IMAGE_UPLOAD = event(
  'imageUpload',
  ['7.3.4.1.7', '图片上报', 'Picture'],
  reports.table32,
  reports.table33,
  null,
);

/** What the lot reports as JSON, over either transport. */
export const REPORTS: readonly Interface[] = [
  event('parkInfo', ['7.3.3.1', '停车库（场）信息上报', 'The lot'], base.table10, base.table11, 'parkCode'),
  event('gateInfo', ['7.3.3.2', '出入口信息上报', 'Entrances and exits'], base.table12, base.table13, 'id'),
  event('stallInfo', ['7.3.3.3', '车位基础信息上报', 'Stalls'], base.table14, base.table15, 'stallNo'),
  event(
    'chargeStandard',
    ['7.3.3.4', '车场收费标准信息上报', 'What the lot charges'],
    base.table16,
    base.table18,
    'permitNo',
  ),
  event('vehicleEnter', ['7.3.4.1.1', '车辆驶入信息上报', 'Entry'], reports.table19, reports.table20, 'id'),
  event('vehicleLeave', ['7.3.4.1.2', '车辆驶离信息上报', 'Exit'], reports.table21, reports.table22, 'id'),
  event('chargeRecord', ['7.3.4.1.3', '车辆收费记录上报', 'Charge'], reports.table23, reports.table25, 'id'),
  event(
    'stallStatus',
    ['7.3.4.1.4', '车位状态信息上报', 'State of a stall'],
    reports.table26,
    reports.table27,
    'stallNo',
  ),
  event(
    'stallCount',
    ['7.3.4.1.5', '场内车位数上报', 'Numbers of stalls'],
    reports.table28,
    reports.table29,
    'parkCode',
  ),
  event(
    'recordCorrection',
    ['7.3.4.1.6', '记录校正信息上报', 'Corrected record'],
    reports.table30,
    reports.table31,
    'id',
  ),
  event(
    'businessConfig',
    ['7.3.4.1.8', '车场业务配置上报', 'What the lot offers'],
    base.table34,
    base.table35,
    'parkCode',
  ),
  event('eventReport', ['7.3.4.1.9', '事件上报', 'Event'], reports.table36, reports.table37, 'id'),
  event('sharePlan', ['7.3.5.1.1', '共享方案信息', 'Sharing plan'], sharing.table42, sharing.table44, 'packageCode'),
  event('payResult', ['7.3.5.1.2', '支付结果', 'Result of a payment'], sharing.table45, sharing.table46, 'orderNo'),
  event(
    'overdueOrder',
    ['7.3.5.1.3', '超时订单同步', 'Overdue order'],
    sharing.table47,
    sharing.table48,
    'overdueOrderNo',
    'overTimeOrder',
  ),
  event(
    'refundResult',
    ['7.3.5.1.4', '退款结果通知', 'Result of a refund'],
    sharing.table49,
    sharing.table50,
    'refundNo',
  ),
  event('orderChange', ['7.3.5.1.5', '订单信息变更同步', 'Changed order'], sharing.table51, sharing.table52, 'orderNo'),
  event(
    'reservationPriority',
    ['7.3.6.1.1', '开启或关闭预约车优先通行上报', 'Reserved cars first, on or off'],
    reports.table61,
    reports.table62,
    'id',
  ),
];

/** What the platform asks of the lot, over either transport. */
export const SERVICES: readonly Interface[] = [
  service('coupon', ['7.3.4.2.1', '优惠打折下发', 'Coupon'], services.table38, services.table39, 'couponNo'),
  service('vehicleControl', ['7.3.4.2.2', '车辆管控名单', 'Control list'], services.table40, services.table41, 'id'),
  service(
    'shareOrder',
    ['7.3.5.2.1', '共享停车下单', 'Order of shared parking'],
    services.table53,
    services.table56,
    null,
  ),
  service(
    'overduePayment',
    ['7.3.5.2.2', '超时补缴订单', 'Payment of an overdue order'],
    services.table57,
    services.table58,
    null,
  ),
  service(
    'refundRequest',
    ['7.3.5.2.3', '退款申请接口', 'Request for a refund'],
    services.table59,
    services.table60,
    'refundNo',
  ),
  service(
    'requestBookStall',
    ['7.3.6.2.1', '车位预约锁定', 'Lock or change a booking'],
    services.table63,
    services.table64,
    'bookCode',
  ),
  service(
    'confirmBookStall',
    ['7.3.6.2.2', '车位预约确定', 'Confirm or cancel a booking'],
    services.table65,
    services.table66,
    'bookCode',
  ),
];

/** The code of appendix A that answers each kind of departure from a table. */
export const CODE_FOR = { missing: 4, naming: 1000, length: 1004, type: 1005, range: 1007 } as const;

/** Appendix A.1 and A.2, in the text's words. */
export const CODES: Readonly<Record<number, string>> = {
  0: '成功',
  1: '业务异常',
  3: '接口通用格式错误',
  4: '参数错误',
  5: '其它错误',
  6: 'Token 校验失败',
  7: 'AppId 不存在',
  8: 'sign 参数校验失败',
  1000: '编码/命名错误',
  1001: '停车库（场）编号编码错误',
  1002: '车位编号编码错误',
  1004: '超出规定长度',
  1005: '字段类型错误',
  1007: '超出规定值范围',
  1100: '对象不存在',
  1101: '车场不存在',
  1102: '车位不存在',
  1103: '车辆不存在',
  1104: '预订订单不存在',
  1107: '指定页码不存在',
  1200: '对象已存在',
  1201: '预订编号已存在',
  1300: '对象已失效',
  1301: '预订已过期',
  1400: '对象已删除',
  1401: '预订已取消',
  1500: '没有空余对象',
  1501: '没有可预订车位',
  3001: '用户名或密码错误',
  3002: '访问令牌错误',
  4001: '车辆不在场内',
  5004: '预约时间有误',
  5005: '黑名单',
};

/** 7.3.1.2. */
export const LIMITS = { bytes: 10 * 1024 * 1024, pictureBytes: 10 * 1024 * 1024, timeoutS: 20 } as const;

/** The example of 7.3.1.2 for the signature. */
export const SIGN_EXAMPLE = {
  data: 'hello world!',
  secret: '123456',
  sign: '03c6198ea823af32c338b1524d1653ccc065c06af916495a178208189555d428',
} as const;
