import { acceptance } from './acceptance/en.ts';
import { live } from './live/en.ts';
import { setup } from './setup/en.ts';
import { frame } from './frame/en.ts';
import { board } from './board/en.ts';
import { lane } from './lane/en.ts';
import { decision } from './decision/en.ts';
import { flow } from './flow/en.ts';
import { bookings } from './bookings/en.ts';
import { cards } from './cards/en.ts';
import { audited } from './audit/en.ts';
import { session } from './session/en.ts';
import { discovery } from './discovery/en.ts';
import { exit } from './exit/en.ts';
import { history } from './history/en.ts';
import { platformCode } from './platform-code/en.ts';
import { support } from './program/en.ts';
import { receipt } from './receipt/en.ts';
import { reports } from './reports/en.ts';
import { shift } from './shift/en.ts';
import { sync } from './sync/en.ts';
import { tariff } from './tariff/en.ts';
import { restore, upkeep } from './upkeep/en.ts';
import { wire } from './wire/en.ts';
import type { Words } from './zh-CN.ts';

/** Every word of the window in English. */
export const en: Words = {
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
