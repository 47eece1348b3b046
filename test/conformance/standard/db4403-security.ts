import { printed } from './description.ts';

/** 7.3.2: login, refreshing a token and ending it. */

export const table4 = printed(
  4,
  `
  userId       | 用户唯一标识    | String | 32  | 是 |
  password     | 用户密码        | String | 64  | 是 |
`,
);
export const table5 = printed(
  5,
  `
  code         | 消息码          | Int    |     | 是 |
  message      | 消息详细        | String | 255 | 否 | prose
  scope        | 范围            | String | 50  | 否 |
  tokenType    | 鉴权 token 类型 | String | 50  | 是 |
  expiresIn    | 有效时间        | Int    |     | 是 | 0..
  accessToken  | 权限 Token      | String | 255 | 是 |
  refreshToken | 刷新 Token      | String | 255 | 是 |
`,
);
export const table6 = printed(
  6,
  `
  userId       | 用户唯一标识    | String | 32  | 是 |
  password     | 用户密码        | String | 64  | 是 |
  refreshToken | 刷新 Token      | String |     | 是 |
`,
);
export const table7 = printed(
  7,
  `
  id           | 业务 ID         | Uuid   | 32  | 是 |
  code         | 消息码          | Int    |     | 是 |
  message      | 消息详细        | String | 255 | 否 | prose
  tokenType    | 鉴权 token 类型 | String | 50  | 是 |
  expiresIn    | 有效时间        | Int    |     | 是 | 0..
  accessToken  | 权限 Token      | String | 50  | 是 |
  refreshToken | 刷新 Token      | String | 50  | 是 |
`,
);
export const table8 = printed(
  8,
  `
  accessToken  | 权限 Token      | String | 50  | 是 |
`,
);
export const table9 = printed(
  9,
  `
  code         | 消息码          | Int    |     | 是 |
  message      | 消息详细        | String | 255 | 否 | prose
`,
);
