import { printed } from './description.ts';

/** 7.3.4.1 and 7.3.6.1: what a lot reports from day to day. Tables 21 and 30 mean the colours and sizes of table 19. */

export const table19 = printed(
  19,
  `
  id              | 停车记录 ID      | Uuid     | 32  | 是 | key
  parkCode        | 停车库（场）编号 | String   | 20  | 否 | park
  stallNo         | 车位编号         | String   | 28  | 否 |
  carNo           | 车牌号码         | String   | 10  | 是 | plate
  plateColor      | 车牌颜色         | String   | 3   | 否 | 0 1 2 3 4 5
  carColor        | 车辆颜色         | String   | 3   | 否 | 1 2 3 4 5 6 7 8
  carModel        | 车型             | Int      |     | 否 | 1 2 3
  enterTime       | 入场时间         | DateTime |     | 是 |
  entranceName    | 入口名称         | String   | 50  | 否 | name
`,
);
export const table20 = printed(
  20,
  `
  id              | 停车记录 ID      | Uuid     | 32  | 是 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);

export const table21 = printed(
  21,
  `
  id              | 停车记录 ID      | Uuid     | 32  | 是 | key
  parkCode        | 停车库（场）编号 | String   | 20  | 否 | park
  stallNo         | 车位编号         | String   | 28  | 否 |
  carNo           | 车牌号码         | String   | 10  | 是 | plate
  plateColor      | 车牌颜色         | String   | 3   | 否 | 0 1 2 3 4 5
  carColor        | 车辆颜色         | String   | 3   | 否 | 1 2 3 4 5 6 7 8
  carModel        | 车型             | Int      |     | 否 | 1 2 3
  leaveTime       | 出场时间         | DateTime |     | 否 |
  exitName        | 出口名称         | String   | 50  | 否 | name
  chargeIdList    | 缴费记录 ID      | List<Uuid> |   | 否 |
  receivables     | 应收汇总         | Decimal  |     | 是 | 0..
  discount        | 优惠汇总         | Decimal  |     | 是 | 0..
  received        | 实收汇总         | Decimal  |     | 是 | 0..
`,
);
export const table22 = printed(
  22,
  `
  id              | 停车记录 ID      | Uuid     | 32  | 否 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);

const table24 = printed(
  24,
  `
  id              | 优惠记录 ID      | Uuid     | 32  | 是 | key
  couponNo        | 优惠券编号       | String   | 20  | 否 |
  couponType      | 优惠类型         | Int      |     | 是 | 0 1 2 3 4
  couponValue     | 优惠值           | Decimal  |     | 是 | 0.. yuan
  discountChannel | 优惠发起机构     | String   | 100 | 否 | prose
  channelOrgCode  | 优惠发起机构编码 | String   | 18  | 否 |
`,
);
export const table23 = printed(
  23,
  `
  id              | 缴费记录 ID      | Uuid     | 32  | 是 | key
  orderNo         | 共享方案订单编号 | String   | 50  | 否 |
  recordId        | 停车记录 ID      | Uuid     | 32  | 是 | ref
  carNo           | 车牌号码         | String   | 10  | 是 | plate
  plateColor      | 车牌颜色         | String   | 3   | 否 | 0 1 2 3 4 5
  carColor        | 车辆颜色         | String   | 3   | 否 | 1 2 3 4 5 6 7 8
  carModel        | 车型             | Int      |     | 否 | 1 2 3
  payTime         | 支付时间         | DateTime |     | 是 |
  receivables     | 应收汇总         | Decimal  |     | 是 | 0..
  discount        | 优惠汇总         | Decimal  |     | 是 | 0..
  received        | 实收汇总         | Decimal  |     | 是 | 0..
  payType         | 支付方式         | Int      |     | 是 | 1 2 3 4 5 6
  payFrom         | 支付应用来源     | String   | 10  | 是 | name
  listDiscounts   | 优惠记录         | List<24> |     | 否 |
`,
  [table24],
);
export const table25 = printed(
  25,
  `
  id              | 缴费记录 ID      | Uuid     | 32  | 是 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);

export const table26 = printed(
  26,
  `
  stallNo         | 车位编号         | String   | 28  | 是 | key
  parkCode        | 停车库（场）编号 | String   | 20  | 是 | park
  physicalState   | 物理状态         | Int      |     | 是 | 1 2 3
  usageState      | 使用状态         | Int      |     | 是 | 1 2 3
  moment          | 状态检测时刻     | DateTime |     | 是 |
`,
);
export const table27 = printed(
  27,
  `
  stallNo         | 车位编号         | String   | 28  | 是 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 是 | prose
`,
);

export const table28 = printed(
  28,
  `
  parkCode        | 停车库（场）编号 | String   | 20  | 是 | park
  usedStalls      | 已使用车位数量   | Int      |     | 是 | 0..
  unusedStalls    | 剩余车位数量     | Int      |     | 是 | 0..
  reservedStalls  | 已预订车位数     | Int      |     | 否 | 0..
`,
);
export const table29 = printed(
  29,
  `
  parkCode        | 停车库（场）编号 | String   | 20  | 否 | park
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);

export const table30 = printed(
  30,
  `
  id              | 停车记录 ID      | Uuid     | 32  | 是 | key
  parkCode        | 停车库（场）编号 | String   | 20  | 否 | park
  stallNo         | 车位编号         | String   | 28  | 否 |
  carNo           | 车牌号码         | String   | 10  | 是 | plate
  plateColor      | 车牌颜色         | String   | 3   | 否 | 0 1 2 3 4 5
  carColor        | 车辆颜色         | String   | 3   | 否 | 1 2 3 4 5 6 7 8
  carModel        | 车型             | Int      |     | 否 | 1 2 3
  enterTime       | 入场时间         | DateTime |     | 是 |
  entranceName    | 入口名称         | String   | 50  | 否 | name
  leaveTime       | 出场时间         | DateTime |     | 否 |
  exitName        | 出口名称         | String   | 50  | 否 | name
  chargeIdList    | 缴费记录 ID      | List<Uuid> |   | 否 |
  receivables     | 应收汇总         | Decimal  |     | 是 | 0..
  discount        | 优惠汇总         | Decimal  |     | 是 | 0..
  received        | 实收汇总         | Decimal  |     | 是 | 0..
`,
);
export const table31 = printed(
  31,
  `
  id              | 停车记录 ID      | Uuid     | 32  | 否 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);

/** A form, not JSON. The text leaves open whether the file is required: a picture without one is none. */
export const table32 = printed(
  32,
  `
  file            | 文件             | File      |    | 是 |
  fileName        | 文件名           | String    |    | 是 | name
  imageBizType    | 图片业务类型     | Int       |    | 是 | 1 2 3 4
  timestamp       | 时间戳           | Timestamp |    | 是 |
  pickTime        | 采集时间         | Timestamp |    | 是 |
`,
);
export const table33 = printed(
  33,
  `
  id              | 图片 ID          | Uuid     | 32  | 否 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);

export const table36 = printed(
  36,
  `
  id              | 事件 ID          | Uuid     | 32  | 是 | key
  parkCode        | 停车库（场）编号 | String   | 20  | 否 | park
  stallNo         | 车位编号         | String   | 28  | 否 |
  carNo           | 车牌号码         | String   | 10  | 否 | plate
  time            | 时间             | DateTime |     | 是 |
  eventType       | 事件类型         | Int      |     | 是 | A.3
  eventLevel      | 事件级别         | Int      |     | 是 | 0 1 2 3
  position        | 事件发生位置     | String   | 50  | 否 | name
  remark          | 事件描述         | String   | 200 | 是 | prose
`,
);
export const table37 = printed(
  37,
  `
  id              | 事件 ID          | Uuid     | 32  | 是 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);

export const table61 = printed(
  61,
  `
  id              | 事件 ID          | Uuid     | 32  | 是 | key
  parkCode        | 停车库（场）编号 | String   | 20  | 是 | park
  time            | 时间             | DateTime |     | 是 |
  operateType     | 操作类型         | Int      |     | 是 | 0 1
  remark          | 备注             | String   | 200 | 否 | prose
`,
);
export const table62 = printed(
  62,
  `
  id              | 事件 ID          | Uuid     | 32  | 是 |
  code            | 消息码           | Int      |     | 是 |
  message         | 消息详细         | String   | 255 | 否 | prose
`,
);
