import { acceptance } from './acceptance/zh-CN.ts';
import { live } from './live/zh-CN.ts';
import { setup } from './setup/zh-CN.ts';
import { frame } from './frame/zh-CN.ts';
import { board } from './board/zh-CN.ts';
import { lane } from './lane/zh-CN.ts';
import { decision } from './decision/zh-CN.ts';
import { flow } from './flow/zh-CN.ts';
import { bookings } from './bookings/zh-CN.ts';
import { cards } from './cards/zh-CN.ts';
import { audited } from './audit/zh-CN.ts';
import { session } from './session/zh-CN.ts';
import { discovery } from './discovery/zh-CN.ts';
import { exit } from './exit/zh-CN.ts';
import { history } from './history/zh-CN.ts';
import { platformCode } from './platform-code/zh-CN.ts';
import { support } from './program/zh-CN.ts';
import { receipt } from './receipt/zh-CN.ts';
import { reports } from './reports/zh-CN.ts';
import { shift } from './shift/zh-CN.ts';
import { sync } from './sync/zh-CN.ts';
import { tariff } from './tariff/zh-CN.ts';
import { restore, upkeep } from './upkeep/zh-CN.ts';
import { wire } from './wire/zh-CN.ts';

/** Every word of the window in Chinese. `en.ts` has the same keys. */
export const zhCN = {
  ...frame,
  ...board,
  ...lane,
  ...decision,
  discovery,
  exit,
  flow,
  history,
  platformCode,
  receipt,
  reports,
  restore,
  shift,
  bookings,
  cards,
  session,
  acceptance,
  audited,
  live,
  setup,
  support,
  sync,
  tariff,
  upkeep,
  wire,
};

/** The same keys in every language. */
export type Words = { readonly [K in keyof typeof zhCN]: Same<(typeof zhCN)[K]> };
type Same<T> = T extends string ? string : { readonly [K in keyof T]: Same<T[K]> };
