/** Appendix A: the codes of an envelope (A.1) and of an object in it (A.2), in the text's own words. */
export const CODE_WORDS: Readonly<Record<number, string>> = {
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

/** Codes that speak of how an object is written, not of what it tells: the envelope around them says 4, else 1. */
const MALFORMED: ReadonlySet<number> = new Set([4, 1000, 1001, 1002, 1004, 1005, 1007]);

/** What the envelope says of the first object that was refused (table A.1). */
export const envelopeCodeFor = (itemCode: number): 0 | 1 | 4 => (itemCode === 0 ? 0 : MALFORMED.has(itemCode) ? 4 : 1);

/** `message` holds 255 characters in every table that has it. */
export const asMessage = (words: string): string => [...words].slice(0, 255).join('');
