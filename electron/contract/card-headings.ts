import type { CardColumn } from './cards.ts';

/**
 * The headings of a table of cards, as files have them. The first is what our own files say; a file may say any of them,
 * and more behind it ("有效期至（含）").
 */
export const CARD_HEADINGS: Readonly<Record<CardColumn, readonly [string, ...string[]]>> = {
  no: ['卡号', '编号'],
  kind: ['类型', '卡类型'],
  holder: ['持卡人', '姓名', '车主'],
  phone: ['电话', '手机', '联系电话'],
  plates: ['车牌', '车牌号'],
  colours: ['车牌颜色'],
  carsInside: ['同时在场', '车位数'],
  from: ['开始日期', '有效期起', '生效日期'],
  to: ['结束日期', '有效期至', '到期日期', '失效日期'],
  monthlyPrice: ['月租', '月费'],
  remark: ['备注'],
};

/** How kinds of cards and colours of plates are written in such a table. */
export const KIND_WORDS = { month: '月卡', free: '免费' } as const;
export const COLOUR_WORDS = {
  blue: '蓝',
  yellow: '黄',
  green: '绿',
  'yellow-green': '黄绿',
  white: '白',
  black: '黑',
  unknown: '未知',
} as const;

/** Between plates of one card. */
export const PLATE_SEPARATOR = ' ';
