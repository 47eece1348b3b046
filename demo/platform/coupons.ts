import { beijingDateTime } from '../beijing-time.ts';
import type { ServiceAnswer } from './answers.ts';
import type { Downlink } from './downlink.ts';
import { yuanOf } from './money.ts';

/** A coupon as a platform gives it (table 38). */
export type CouponValue =
  | { kind: 'amount'; fen: number }
  | { kind: 'time'; hours: number }
  /** 0.3: 30 % off. */
  | { kind: 'share'; off: number }
  | { kind: 'free' };

export interface CouponWish {
  carNo: string;
  value: CouponValue;
  /** Who pays for it. */
  channel?: string;
  orgCode?: string;
}

export interface CouponRecord {
  couponNo: string;
  wish: CouponWish;
  /** What the lot answered to it; unanswered also while the answer is awaited. */
  state: 'given' | 'refused' | 'unanswered';
}

export interface CouponOffice {
  readonly records: readonly CouponRecord[];
  /** One request for one car or for many; a record for each, in order. */
  give(wishes: CouponWish | readonly CouponWish[]): Promise<{ coupons: CouponRecord[]; answer: ServiceAnswer }>;
}

/** 7.3.4.2.1 */
export function openCouponOffice(
  parkCode: string,
  nextCode: () => string,
  now: () => number,
  { request }: Downlink,
): CouponOffice {
  const records: CouponRecord[] = [];
  return {
    records,
    async give(wishes) {
      const coupons = (Array.isArray(wishes) ? (wishes as readonly CouponWish[]) : [wishes as CouponWish]).map(
        (wish): CouponRecord => ({ couponNo: nextCode(), wish, state: 'unanswered' }),
      );
      records.push(...coupons);
      const answer = await request(
        'coupon',
        coupons.map(({ couponNo, wish }) => ({
          couponNo,
          parkCode,
          carNo: wish.carNo,
          ...typeAndValue(wish.value),
          operateTime: beijingDateTime(now()),
          discountChannel: wish.channel,
          channelOrgCode: wish.orgCode,
          platform: '共享停车平台',
        })),
      );
      for (const [i, coupon] of coupons.entries()) coupon.state = stateFrom(answer, i);
      return { coupons, answer };
    },
  };
}

function stateFrom(answer: ServiceAnswer, place: number): CouponRecord['state'] {
  if (!answer.answered) return 'unanswered';
  return answer.items[place]?.['code'] === 0 ? 'given' : 'refused';
}

function typeAndValue(value: CouponValue): { couponType: number; couponValue: number } {
  switch (value.kind) {
    case 'amount':
      return { couponType: 1, couponValue: yuanOf(value.fen) };
    case 'time':
      return { couponType: 2, couponValue: value.hours };
    case 'share':
      return { couponType: 3, couponValue: value.off };
    case 'free':
      return { couponType: 4, couponValue: 1 };
  }
}
