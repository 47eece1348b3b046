import { printed } from './description.ts';

/** 7.3.3 and 7.3.4.1.8: the lot, its gates, its stalls, what it charges and what it offers. */

export const table10 = printed(
  10,
  `
  parkCode          | 停车库（场）编号       | String | 20  | 是 | park
  parkName          | 车场名称               | String | 255 | 是 | prose
  providerCode      | 服务商编号             | String |     | 否 |
  roadName          | 道路名称               | String | 10  | 否 | name
  parkType          | 车场类型               | Int    |     | 是 | 0 1 2
  address           | 车场地址               | String | 255 | 是 | prose
  longitude         | 经度                   | Double |     | 是 | -180..180
  latitude          | 纬度                   | Double |     | 是 | -90..90
  provinceCode      | 省编码                 | String | 50  | 是 |
  cityCode          | 城市编码               | String | 50  | 是 |
  areaCode          | 区域编码               | String | 50  | 是 |
  totalSpace        | 总车位数               | Int    |     | 是 | 0..
  reservableStalls  | 总可预订车位数         | Int    |     | 否 | 0..
  operatorId        | 车场运营方编号         | String | 10  | 否 |
  industAuthorInfo  | 是否有业委会           | Int    |     | 否 | 0 1
  publicInfo        | 经营信息               | String | 200 | 否 | prose
  businessType      | 业态                   | String |     | 否 | A.4
  chargeDesc        | 收费标准描述           | String | 255 | 是 | prose
  imageUrl          | 车场收费牌图片         | String | 255 | 否 | url
  mapImage          | 停车库（场）电子平面图 | String | 255 | 否 | url
  parkingPlaceImage | 车位分布图             | String | 255 | 否 | url
  contacts          | 联系人                 | String | 50  | 否 | name
  tel               | 联系电话               | String | 20  | 否 |
  bizStatus         | 状态                   | Int    |     | 否 | 0 1
  remark            | 备注字段               | String | 255 | 否 | prose
`,
);
export const table11 = printed(
  11,
  `
  parkCode          | 停车库（场）编号       | String | 20  | 是 | park
  code              | 消息码                 | Int    |     | 是 |
  message           | 消息详细               | String | 255 | 否 | prose
  isvParkId         | 平台车场 ID            | String | 50  | 是 |
`,
);

export const table12 = printed(
  12,
  `
  id                | 出入口 ID              | Uuid   | 32  | 是 | key
  name              | 名称                   | String | 10  | 是 | name
  parkCode          | 停车库（场）编号       | String | 20  | 是 | park
  roadName          | 道路名称               | String | 10  | 否 | name
  type              | 出入口类型             | Int    |     | 是 | 1 2 3
  longitude         | 经度                   | Double |     | 是 | -180..180
  latitude          | 纬度                   | Double |     | 是 | -90..90
  status            | 状态                   | Int    |     | 是 | 1 2 3
`,
);
export const table13 = printed(
  13,
  `
  id                | 出入口 ID              | Uuid   | 32  | 是 |
  code              | 消息码                 | Int    |     | 是 |
  message           | 消息详细               | String | 255 | 否 | prose
`,
);

export const table14 = printed(
  14,
  `
  id                | ID                     | String |     | 是 | key
  stallNo           | 车位编号               | String | 28  | 是 | key
  parkCode          | 停车场编号             | String | 20  | 是 | park
  manageType        | 经营类型               | Int    |     | 否 | 0 1 2 3 4
  ownerType         | 产权类型               | Int    |     | 否 | 1 2 3
  positionType      | 位置类型               | Int    |     | 是 | 0 1 2
  sizeType          | 尺寸类型               | Int    |     | 否 | 1 2 3 4
  businessType      | 业态                   | String |     | 否 | A.4
  visitType         | 出行性质               | Int    |     | 否 | 0 1 2 3
  floor             | 所属楼层               | String | 10  | 否 | name
  areaName          | 所属区域               | String | 50  | 否 | name
  isReservation     | 是否支持预约           | Int    |     | 是 | 0 1
  withLocker        | 配置车位锁标志         | Int    |     | 是 | 0 1
  withChargingPile  | 配置充电桩标志         | Int    |     | 是 | 0 1
  longitude         | 经度                   | Double |     | 否 | -180..180
  latitude          | 纬度                   | Double |     | 否 | -90..90
`,
);
export const table15 = printed(
  15,
  `
  stallNo           | 车位编号               | String | 28  | 是 |
  code              | 消息码                 | Int    |     | 是 |
  message           | 消息详细               | String | 255 | 是 | prose
`,
);

const table17 = printed(
  17,
  `
  chargeItem        | 收费项目               | String | 20  | 是 | name
  chargeDesc        | 收费标准描述           | String | 100 | 是 | prose
`,
);
export const table16 = printed(
  16,
  `
  parkCode          | 停车库（场）编号       | String | 20  | 是 | park
  permitNo          | 停车许可证号           | String | 6   | 否 |
  charger           | 收费单位               | String | 100 | 是 | prose
  pricing           | 定价方式               | Int    |     | 是 | 1 2 3
  region            | 区域划分               | Int    |     | 是 | 1 2 3
  complaintTel      | 价格投诉电话           | String | 5   | 是 |
  remark            | 补充说明               | String | 500 | 否 | prose
  items             | 收费项目               | List<17> |   | 是 |
`,
  [table17],
);
export const table18 = printed(
  18,
  `
  permitNo          | 停车许可证号           | String | 6   | 是 |
  code              | 消息码                 | Int    |     | 是 |
  message           | 消息详细               | String | 255 | 否 | prose
`,
);

export const table34 = printed(
  34,
  `
  parkCode          | 停车库（场）编号       | String | 20  | 是 | park
  businessCode      | 业务编码               | Int    |     | 是 | 1 2 3
  businessFlag      | 状态                   | Int    |     | 是 | 0 1
  forwardUrl        | 页面回调地址           | String | 255 | 否 | url
`,
);
export const table35 = printed(
  35,
  `
  parkCode          | 停车库（场）编号       | String | 20  | 是 | park
  code              | 消息码                 | Int    |     | 是 |
  message           | 消息详细               | String | 255 | 否 | prose
`,
);
