import { printed } from './description.ts';

/** 7.3.5.1: plans, payments, overdue orders, refunds and changes of shared parking, reported by the lot. */

const table43 = printed(
  43,
  `
  dateType         | 日期类型             | Int      |     | 是 | 1 2 3 4
  inTime           | 入场时间             | Time     |     | 是 |
  outTime          | 出场时间             | Time     |     | 是 |
`,
);
export const table42 = printed(
  42,
  `
  parkCode         | 停车库（场）编号     | String   | 20  | 是 | park
  packageCode      | 共享方案编码         | String   | 50  | 是 | key
  packageName      | 共享方案名称         | String   | 50  | 是 | name
  spaceNum         | 车位数               | Int      |     | 是 | 0..
  packageType      | 车位共享方案类型     | Int      |     | 是 | 1 2 3 4
  useTimes         | 可用次数             | String   |     | 否 |
  useDays          | 可用天数             | String   |     | 否 |
  displayBeginDate | 展示开始日期         | DateTime |     | 是 |
  displayEndDate   | 展示结束日期         | DateTime |     | 是 |
  buyBeginDate     | 购买开始日期         | DateTime |     | 是 |
  buyEndDate       | 购买结束日期         | DateTime |     | 是 |
  carTypeLimit     | 车型限制             | Int      |     | 是 | 1 2 3
  parkPeriod       | 车位停放时段         | Int      |     | 是 | 0 1 2
  originalPrice    | 原价                 | Decimal  |     | 是 | 0..
  sellPrice        | 售价                 | Decimal  |     | 是 | 0..
  bizStatus        | 状态                 | Int      |     | 是 | 0 1
  Instructions     | 简介                 | String   | 255 | 否 | prose
  description      | 描述                 | String   | 255 | 否 | prose
  createUserId     | 创建人               | String   | 10  | 否 | name
  updateUserId     | 修改人               | String   | 10  | 否 | name
  remark           | 备注字段             | String   | 255 | 否 | prose
  recommendValue   | 换算后的共享方案价格 | Int      |     | 否 | 0..
  buyNotice        | 购买须知             | String   |     | 否 | prose
  refundNotice     | 退款须知             | String   |     | 否 | prose
  ruleList         | 规则                 | List<43> |     | 是 |
`,
  [table43],
);
export const table44 = printed(
  44,
  `
  packageCode      | 共享方案编码         | String   | 50  | 是 |
  code             | 消息码               | Int      |     | 是 |
  message          | 消息详细             | String   | 255 | 否 | prose
`,
);

export const table45 = printed(
  45,
  `
  orderNo          | 共享方案订单编号     | String   | 50  | 是 | key
  orderType        | 订单类型             | Int      |     | 是 | 0 1
  payResult        | 支付结果状态         | Int      |     | 是 | 0 1
  payType          | 支付方式             | Int      |     | 否 | 1 2 3 4 5 6
  payTime          | 支付时间             | DateTime |     | 否 |
  payAmount        | 支付金额             | Decimal  |     | 是 | 0..
  discountAmount   | 优惠金额             | Decimal  |     | 否 | 0..
  transactionId    | 第三方交易号         | String   |     | 否 |
`,
);
export const table46 = printed(
  46,
  `
  orderNo          | 共享方案订单编号     | String   | 50  | 是 |
  code             | 消息码               | Int      |     | 是 |
  message          | 消息详细             | String   | 255 | 否 | prose
`,
);

/** The text prints parkName twice; the second says how long it may be. */
export const table47 = printed(
  47,
  `
  orderNo          | 共享方案订单编号     | String   | 50  | 是 | ref
  overdueOrderNo   | 超时订单编号         | String   | 50  | 是 | key
  carNo            | 车牌号码             | String   | 10  | 是 | plate
  carColor         | 车辆颜色             | String   | 3   | 否 | 1 2 3 4 5 6 7 8
  inTime           | 入场时间             | DateTime |     | 是 |
  outTime          | 出场时间             | DateTime |     | 是 |
  overdueLength    | 超时时间             | Int      |     | 否 | 0..
  amount           | 金额                 | Decimal  |     | 否 | 0..
  parkCode         | 停车库（场）编号     | String   | 20  | 是 | park
  parkName         | 车场名称             | String   | 255 | 是 | prose
  payStatus        | 支付状态             | Int      |     | 否 | 0 1 2
`,
);
/** The overdue order has another name here than in table 47. */
export const table48 = printed(
  48,
  `
  overTimeOrder    | 超时订单编号         | String   | 50  | 是 |
  code             | 消息码               | Int      |     | 是 |
  message          | 消息详细             | String   | 255 | 否 | prose
`,
);

export const table49 = printed(
  49,
  `
  refundNo         | 退款流水号           | String   | 50  | 是 | key
  orderNo          | 共享方案订单编号     | String   | 50  | 是 | ref
  orderType        | 订单类型             | Int      |     | 是 | 0 1
  status           | 退款状态             | Int      |     | 是 | 0 1
  remark           | 备注                 | String   | 200 | 是 | prose
  isAllRefund      | 是否已全额退款       | Int      |     | 是 | 0 1
  amount           | 退款金额             | Decimal  |     | 是 | 0..
`,
);
export const table50 = printed(
  50,
  `
  refundNo         | 退款流水号           | String   | 50  | 是 |
  code             | 消息码               | Int      |     | 是 |
  message          | 消息详细             | String   | 255 | 否 | prose
`,
);

export const table51 = printed(
  51,
  `
  orderNo          | 共享方案订单编号     | String   | 50  | 是 | key
  status           | 订单状态             | Int      |     | 是 | 1 2
  carNo            | 车牌号码             | String   | 10  | 是 | plate
  plateColor       | 车牌颜色             | String   | 3   | 是 | 0 1 2 3 4 5
  beginDate        | 开始日期             | DateTime |     | 是 |
  endDate          | 结束日期             | DateTime |     | 是 |
  reason           | 变更原因             | String   | 255 | 否 | prose
`,
);
export const table52 = printed(
  52,
  `
  orderNo          | 共享方案订单编号     | String   | 50  | 是 |
  code             | 消息码               | Int      |     | 是 |
  message          | 消息详细             | String   | 255 | 否 | prose
`,
);
