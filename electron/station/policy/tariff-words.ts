import type { Tariff, TariffBand, TariffRate } from '../../contract/site-tariff.ts';

/**
 * What parking costs in a driver's words, as the standard's own examples have them (chargeDesc of tables 10 and 17):
 * 免费时长 30 分钟，首小时 10 元，后每小时 5 元，每 24 小时封顶 60 元.
 */

/** Where what does not fit can be read. At least this much fits any limit. */
const SEE_BOARD = '详见收费标价牌';
const OTHERS_SEE_BOARD = '；其他车辆见收费标价牌';

/** The whole tariff in at most `limit` characters: all rates, or the general one, or where it can be read. */
export function describeTariff(tariff: Tariff, limit: number): string {
  const { rates } = tariff;
  const general = rates.at(-1);
  if (!general || rates.length === 1) return general ? describeRate(general, limit) : SEE_BOARD;
  const all = rates.map((rate) => `${rate.name}：${inFull(rate)}`).join('；');
  return fitting([all, `${general.name}：${inFull(general)}${OTHERS_SEE_BOARD}`, inShort(general)], limit);
}

/** One rate in at most `limit` characters. */
export const describeRate = (rate: TariffRate, limit: number): string => fitting([inFull(rate), inShort(rate)], limit);

/** The first that fits, as it is or without its spaces. */
function fitting(texts: readonly string[], limit: number): string {
  const tries = texts.flatMap((text) => [text, text.replaceAll(' ', '')]);
  return tries.find(({ length }) => length <= limit) ?? SEE_BOARD;
}

function inFull(rate: TariffRate): string {
  const [only, ...more] = rate.bands;
  // One price at all times needs no hours.
  const sameAllDay = more.length === 0 && only?.cap === undefined;
  const bands = rate.bands.map((band) =>
    sameAllDay ? pricesOf(band, rate) : `${hoursOf(band)}${pricesOf(band, rate)}${bandCapOf(band)}`,
  );
  return [...freeOf(rate), bands.join('；'), ...capOf(rate), ...offOf(rate)].join('，');
}

/** What matters most of a rate with many bands. */
function inShort(rate: TariffRate): string {
  return [...freeOf(rate), '分时段计费', ...capOf(rate), ...offOf(rate), SEE_BOARD].join('，');
}

function freeOf({ freeMin, freeCounts }: TariffRate): string[] {
  if (freeMin === 0) return [];
  return [`免费时长 ${lengthOf(freeMin)}${freeCounts ? '' : '（不计入收费时长）'}`];
}

function pricesOf({ first, then }: TariffBand, { cap }: TariffRate): string {
  if (first.fen === 0 && then.fen === 0) return '免费';
  if (then.fen === 0) {
    const each = !cap?.firstAgain ? '每次' : cap.per === '24h' ? '每 24 小时' : '每天';
    return `${each} ${yuan(first.fen)} 元`;
  }
  const further = `每${unitOf(then.min)} ${yuan(then.fen)} 元`;
  if (first.min === then.min && first.fen === then.fen) return further;
  return `首${unitOf(first.min)}${first.fen === 0 ? '免费' : ` ${yuan(first.fen)} 元`}，后${further}`;
}

const bandCapOf = ({ cap }: TariffBand): string => (cap === undefined ? '' : `，该时段封顶 ${yuan(cap)} 元`);

function capOf({ cap, bands }: TariffRate): string[] {
  if (!cap) return [];
  // A price per day is said as one already.
  const [only, ...more] = bands;
  if (cap.firstAgain && more.length === 0 && only?.then.fen === 0 && cap.fen >= only.first.fen) return [];
  const day = cap.per === '24h' ? '每 24 小时' : '每自然日';
  return [`${day}${cap.firstAgain ? '重新计费，' : ''}封顶 ${yuan(cap.fen)} 元`];
}

function offOf({ percentOff }: TariffRate): string[] {
  if (percentOff === 0) return [];
  return [percentOff === 100 ? '全部减免' : `减免 ${percentOff}%`];
}

const DAYS = { workdays: '工作日', weekends: '周末', holidays: '节假日', 'every-day': '' } as const;

function hoursOf({ days, from, to }: TariffBand): string {
  if (from !== to) return `${DAYS[days]} ${from}–${to === '00:00' ? '24:00' : to} `.trimStart();
  if (from !== '00:00') return `${DAYS[days]} ${from} 起 24 小时 `.trimStart();
  return `${DAYS[days] || '全天'} `;
}

/** 小时 of 首小时; 半小时; 2 小时 and 15 分钟 with a space before the figure. */
function unitOf(min: number): string {
  if (min === 60) return '小时';
  return min === 30 ? '半小时' : ` ${lengthOf(min)}`;
}

const lengthOf = (min: number): string =>
  min >= 60 && min % 60 === 0 && min !== 60 ? `${min / 60} 小时` : `${min} 分钟`;

/** 10, 2.5, 0.05 */
const yuan = (fen: number): string => String(fen / 100);
