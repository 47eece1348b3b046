import { printed } from './description.ts';

/** 7.3.1.2, around every answer. The table prints `Code` with a capital; `code`, as 7.3.1.2 c asks, is read as well. */
export const table3 = printed(
  3,
  `
  Code      | 系统编码 | Int       |     | 是 |
  message   | 系统消息 | String    | 255 | 否 | prose
  timestamp | 时间戳   | Timestamp |     | 是 |
  data      | 返回数据 | Objects   |     | 是 |
`,
);

/** 7.4: what stands in the two addresses that drivers are sent to. */
export const table67 = printed(
  67,
  `
  orderNo   | 共享方案订单编号 | String    | 50 | 是 |
  timestamp | 时间戳           | Timestamp |    | 是 |
  payResult | 状态             | Int       |    | 是 | 0 1
`,
);
export const table68 = printed(
  68,
  `
  orderNo   | 共享方案订单编号 | String    | 50 | 是 |
  timestamp | 时间戳           | Timestamp |    | 是 |
  sign      | 签名             | String    |    | 是 |
`,
);
