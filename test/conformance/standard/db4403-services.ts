import { printed } from './description.ts';

/** What a platform asks of a lot: 7.3.4.2, 7.3.5.2 and 7.3.6.2. */

export const table38 = printed(
  38,
  `
  couponNo             | 优惠券编号         | String   | 20  | 是 | key
  parkCode             | 停车库（场）编号   | String   | 20  | 是 | park
  carNo                | 车牌号码           | String   | 10  | 是 | plate
  couponType           | 优惠类型           | Int      |     | 是 | 1 2 3 4
  couponValue          | 优惠值             | Decimal  |     | 是 | 0.. yuan
  operateTime          | 操作时间           | DateTime |     | 是 |
  discountChannel      | 优惠发起机构       | String   | 100 | 否 | prose
  channelOrgCode       | 优惠发起机构编码   | String   | 18  | 否 |
  platform             | 优惠发起平台       | String   | 100 | 是 | prose
`,
);
export const table39 = printed(
  39,
  `
  couponNo             | 优惠券编号         | String   | 20  | 是 |
  code                 | 消息码             | Int      |     | 是 |
  message              | 消息详细           | String   | 255 | 否 | prose
`,
);

export const table40 = printed(
  40,
  `
  id                   | 名单 ID            | Uuid     | 32  | 是 | key
  parkCode             | 停车库（场）编号   | String   | 20  | 是 | park
  carNo                | 车牌号码           | String   | 10  | 是 | plate
  plateColor           | 车牌颜色           | String   | 3   | 是 | 0 1 2 3 4 5
  carColor             | 车辆颜色           | String   | 3   | 否 | 1 2 3 4 5 6 7 8
  carModel             | 车型               | Int      |     | 是 | 1 2 3
  strategyType         | 控制策略类型       | Int      |     | 是 | 1 2 3 4 5
  beginDate            | 开始日期           | DateTime |     | 否 |
  endDate              | 结束日期           | DateTime |     | 是 |
  strategyFrom         | 控制策略来源       | String   | 50  | 是 | name
  status               | 状态               | Int      |     | 是 | 1 2
`,
);
export const table41 = printed(
  41,
  `
  id                   | 名单 ID            | Uuid     | 32  | 否 |
  code                 | 消息码             | Int      |     | 是 |
  message              | 消息详细           | String   | 255 | 否 | prose
`,
);

const discounts = (number: 54 | 55) =>
  printed(
    number,
    `
  discountType         | 优惠类型           | Int      |     | 是 | 1 2
  discountNo           | 优惠编号或者会员号 | String   |     | 是 |
  discountValue        | 优惠面额           | String   |     | 是 |
`,
  );
const [table54, table55] = [discounts(54), discounts(55)];

export const table53 = printed(
  53,
  `
  orderNo              | 共享方案订单编号   | String   | 50  | 是 | key
  parkCode             | 停车库（场）编号   | String   | 20  | 是 | park
  fixCount             | 购买数量           | Int      |     | 是 | 1..
  orderBeginDate       | 订单开始日期       | DateTime |     | 是 |
  orderEndDate         | 订单结束日期       | DateTime |     | 是 |
  packageCode          | 共享方案编码       | String   | 50  | 是 | ref
  carNo                | 车牌号码           | String   | 10  | 是 | plate
  plateColor           | 车牌颜色           | String   | 3   | 是 | 0 1 2 3 4 5
  providerCode         | 服务商编号         | String   | 100 | 是 |
  userId               | 用户唯一标识       | String   | 100 | 是 |
  amount               | 订单金额           | Decimal  |     | 是 | 0.. yuan
  platformDiscount     | 平台优惠总金额     | Decimal  |     | 是 | 0.. yuan
  isvDiscount          | 服务商优惠券总金额 | Decimal  |     | 否 | 0.. yuan
  platformDiscountList | 平台优惠明细       | List<54> |     | 是 | may-be-empty
  isvDiscountList      | 服务商优惠明细     | List<55> |     | 否 |
  payAmount            | 应付款金额         | Decimal  |     | 是 | 0.. yuan
  callbackUrl          | 页面回调地址       | String   | 255 | 否 | url
`,
  [table54, table55],
);
export const table56 = printed(
  56,
  `
  code                 | 消息码             | Int      |     | 是 |
  message              | 消息详细           | String   | 255 | 否 | prose
  miniAppId            | 支付途径           | Int      |     | 是 | 1 2 3
  payUrl               | 支付路径           | String   | 255 | 是 | url
  endDate              | 结束日期           | String   |     | 否 |
`,
);

export const table57 = printed(
  57,
  `
  orderNo              | 共享方案订单编号   | String   | 50  | 是 | ref
  payAmount            | 支付金额           | Decimal  |     | 是 | 0.. yuan
  platformDiscount     | 平台优惠总金额     | Decimal  |     | 是 | 0.. yuan
  isvDiscount          | 服务商优惠券总金额 | Decimal  |     | 否 | 0.. yuan
  platformDiscountList | 平台优惠明细       | List<54> |     | 是 | may-be-empty
  isvDiscountList      | 服务商优惠明细     | List<55> |     | 否 |
  callbackUrl          | 页面回调地址       | String   | 255 | 否 | url
`,
  [table54, table55],
);
export const table58 = printed(
  58,
  `
  code                 | 消息码             | Int      |     | 是 |
  message              | 消息详细           | String   | 255 | 否 | prose
  payUrl               | 支付地址           | String   | 255 | 是 | url
`,
);

export const table59 = printed(
  59,
  `
  refundNo             | 退款流水号         | String   | 50  | 是 | key
  orderNo              | 共享方案订单编号   | String   | 50  | 是 | ref
  reason               | 申请原因           | String   | 255 | 否 | prose
  money                | 退款金额           | Decimal  |     | 是 | 0..
`,
);
export const table60 = printed(
  60,
  `
  refundNo             | 退款流水号         | String   | 50  | 是 |
  code                 | 消息码             | Int      |     | 是 |
  message              | 消息详细           | String   | 255 | 否 | prose
`,
);

export const table63 = printed(
  63,
  `
  bookCode             | 预订编号           | String   | 50  | 是 | key
  parkCode             | 停车库（场）编号   | String   | 20  | 是 | park
  carNo                | 车牌号码           | String   | 10  | 是 | plate
  plateColor           | 车牌颜色           | String   | 3   | 否 | 0 1 2 3 4 5
  carColor             | 车辆颜色           | String   | 3   | 否 | 1 2 3 4 5 6 7 8
  carModel             | 车型               | Int      |     | 否 | 1 2 3
  bookTime             | 预约入场时间       | DateTime |     | 是 |
  overTime             | 预约过期时间       | DateTime |     | 是 |
  obligatTime          | 保留时间           | Int      |     | 是 | 0..
  operateType          | 操作类型           | Int      |     | 是 | 1 2
  isReservation        | 是否留位           | Int      |     | 否 | 0 1
  reservationStallNo   | 预约车位号         | String   | 28  | 否 |
  reservationFrom      | 预约来源           | String   | 100 | 否 | prose
`,
);
export const table64 = printed(
  64,
  `
  bookCode             | 预订编号           | String   | 50  | 是 |
  code                 | 消息码             | Int      |     | 是 |
  message              | 消息详细           | String   | 255 | 是 | prose
  stallNo              | 预订的车位编号     | String   | 28  | 否 |
  restReservedStalls   | 剩余可预订车位数   | Int      |     | 否 | 0..
`,
);

export const table65 = printed(
  65,
  `
  bookCode             | 预订编号           | String   | 50  | 是 | ref
  parkCode             | 停车库（场）编号   | String   | 20  | 是 | park
  confirmStatus        | 预订确定状态       | Int      |     | 是 | 0 1
`,
);
export const table66 = printed(
  66,
  `
  bookCode             | 预订编号           | String   | 50  | 是 |
  code                 | 消息码             | Int      |     | 是 |
  message              | 消息详细           | String   | 255 | 是 | prose
`,
);
