import { printed } from './description.ts';
import type { Table } from './description.ts';

/** City Brain V2.9. Lengths of numbers are digits; where the text says nothing of the sort of a number it is not negative. */

export type InterfaceName = 'parking' | 'away' | 'uploadSnapshot' | 'heartbeat';

export interface CitybrainInterface {
  code: InterfaceName;
  clause: string;
  title: { zh: string; en: string };
  request: Table;
  reply: Table;
}

/** 1.5, around every message. */
export const ENVELOPE = printed(
  '1.5',
  `
  app_id         | 停车系统分配给场库系统的 ID | String   | 32 | 是 |
  message_id     | 消息流水号                  | String   | 64 | 是 | key
  encrypted_data | 加密后的业务数据            | Base64   |    | 是 |
  timestamp      | 调用时间戳                  | DateTime | 32 | 是 |
`,
);

const parking = printed(
  '3.2.1',
  `
  out_order_no   | 停车记录唯一编号     | String   | 64 | 是 | key
  plate_no       | 车牌号               | String   | 16 | 是 | plate
  plate_color    | 车牌颜色             | String   | 16 | 是 | "pnc_01" "pnc_02" "pnc_03" "pnc_04" "pnc_05" "pnc_06" "pnc_07" "pnc_08"
  car_type       | 车辆类型             | String   | 16 | 否 | "normal" "special" "white" "parkcard"
  parking_time   | 停车时间             | DateTime | 32 | 是 |
  snapshot       | 图片                 | Base64   |    | 否 |
  parking_lot_no | 城市大脑车场唯一编号 | String   | 32 | 是 | park
  port_no        | 车场入口唯一编号     | String   | 32 | 是 | ref
  operator       | 入车操作人           | String   | 16 | 否 | name
  price          | 计费总价格           | Int      | 8  | 否 | 0..
  should_pay     | 当前应付             | Int      | 8  | 否 | 0..
  total_spaces   | 总车位数             | Int      | 8  | 是 | 0..
  free_spaces    | 剩余车位数           | Int      | 8  | 是 | 0..
`,
);

const away = printed(
  '3.2.2',
  `
  out_order_no   | 停车记录唯一编号     | String   | 64 | 是 | ref
  plate_no       | 车牌号               | String   | 16 | 是 | plate
  plate_color    | 车牌颜色             | String   | 16 | 是 | "pnc_01" "pnc_02" "pnc_03" "pnc_04" "pnc_05" "pnc_06" "pnc_07" "pnc_08"
  car_type       | 车辆类型             | String   | 16 | 否 | "normal" "special" "white" "parkcard"
  away_time      | 驶离时间             | DateTime | 32 | 是 |
  price          | 计费总价格           | Int      | 8  | 是 | 0..
  should_pay     | 当前应付             | Int      | 8  | 是 | 0..
  paid_fee       | 实付金额             | Int      | 8  | 是 | 0..
  snapshot       | 图片                 | Base64   |    | 否 |
  parking_lot_no | 城市大脑车场唯一编号 | String   | 32 | 是 | park
  port_no        | 车场出口唯一编号     | String   | 32 | 是 | ref
  operator       | 入车操作人           | String   | 16 | 否 | name
  total_spaces   | 总车位数             | Int      | 8  | 是 | 0..
  free_spaces    | 剩余车位数           | Int      | 8  | 是 | 0..
`,
);

const uploadSnapshot = printed(
  '3.2.3',
  `
  out_order_no   | 停车记录唯一编号     | String   | 64 | 是 | ref
  event          | 驶入或驶离           | String   | 16 | 是 | "parking" "away"
  snapshot       | 图片                 | Base64   |    | 是 |
`,
);

const heartbeat = printed(
  '3.2.4',
  `
  parking_lot_no | 城市大脑车场唯一编号 | String   | 32 | 是 | park
  status         | 在线或丢失           | String   | 16 | 是 | "alive" "lost"
`,
);

/** Replies that say yes. The text's examples of errors leave most of it out. */
const taken = (number: string, more: string, message: '是' | '否') =>
  printed(
    number,
    `
  success        | 请求是否成功         | Boolean  | 1   | 是 |
  result_code    | 结果代码             | String   | 64  | 否 |
  result_msg     | 业务结果信息         | String   | 200 | ${message} | prose
${more}`,
  );
const INNER = '  inner_oder_no  | 停车系统订单编号     | String   | 64  | 是 |\n';
const SIGNED = `  sign_level     | 签约等级             | String   | 8   | 是 |
  sign_time      | 签约时间             | DateTime | 32  | 是 |
`;

export const INTERFACES: readonly CitybrainInterface[] = [
  {
    code: 'parking',
    clause: '3.2.1',
    title: { zh: '车辆入场上报', en: 'Entry' },
    request: parking,
    reply: taken('3.2.1', INNER + SIGNED, '否'),
  },
  {
    code: 'away',
    clause: '3.2.2',
    title: { zh: '车辆离场上报', en: 'Exit' },
    request: away,
    reply: taken('3.2.2', INNER, '否'),
  },
  {
    code: 'uploadSnapshot',
    clause: '3.2.3',
    title: { zh: '图片上传', en: 'Picture' },
    request: uploadSnapshot,
    reply: taken('3.2.3', '', '是'),
  },
  {
    code: 'heartbeat',
    clause: '3.2.4',
    title: { zh: '车场心跳', en: 'Heartbeat' },
    request: heartbeat,
    reply: taken('3.2.4', '', '是'),
  },
];

/** 2.1.1: 图片大小控制在 500K 以下, of the text of a picture. */
export const LARGEST_SNAPSHOT = 500_000;

/** 3.1, with the seven characters that print confuses put right: the text below decrypts to the text above it. */
export const CIPHER_EXAMPLE = {
  appSecret: 'bb0873ce314c42f7',
  plain:
    '{"out_order_no":"2c1e61a6-b4a9-498c-8755-7bf8fab2dd8c","plate_no":"闽A12345","car_type":"normal","price":2000,"should_pay":1000}',
  encrypted:
    '/bqVYY8X2BjhK58lyQG111SIBZa4J+PWX9Al+OoKS8GNZOZKyujjWwUJTKzFRvNwp1+nZAIHDk7WKlyyvfrDWQeBMpn85E5gdBRbq9QjP1X/yY33TECkAZCKPZNS6NcHhHgsRRl6M03FNzVPMdBLuPp8j+Ux9Hsp0i8Xjk603HDY5FcpkZBKOEwW0hH/vgeM',
} as const;
