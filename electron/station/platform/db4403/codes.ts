/** All codes of tables A.1 and A.2, by what they mean; docs/protocols/db4403-codes.md says when each is sent. */
export const CODE = {
  ok: 0,
  business: 1,
  format: 3,
  parameter: 4,
  other: 5,
  token: 6,
  appId: 7,
  signature: 8,
  naming: 1000,
  parkCode: 1001,
  stallCode: 1002,
  length: 1004,
  type: 1005,
  range: 1007,
  noSuchObject: 1100,
  noSuchPark: 1101,
  noSuchStall: 1102,
  noSuchVehicle: 1103,
  noSuchBooking: 1104,
  noSuchPage: 1107,
  exists: 1200,
  bookingExists: 1201,
  lapsed: 1300,
  bookingExpired: 1301,
  deleted: 1400,
  bookingCancelled: 1401,
  nothingLeft: 1500,
  noStallLeft: 1501,
  wrongPassword: 3001,
  accessToken: 3002,
  notInside: 4001,
  bookingTimes: 5004,
  barred: 5005,
} as const;

export type Code = (typeof CODE)[keyof typeof CODE];

/** The standard's own words, for the message of a reply. */
const WORDS: Record<Code, string> = {
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

/** Longest `message` of any reply table. */
const LONGEST_MESSAGE = 255;

/** The standard's words for a code and, after a colon, what it is about (a field's name first). */
export function wordsFor(code: Code, detail?: string): string {
  const words = detail === undefined ? WORDS[code] : `${WORDS[code]}: ${detail}`;
  return [...words].slice(0, LONGEST_MESSAGE).join('');
}
