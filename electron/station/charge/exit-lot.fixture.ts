import { tariff as tariffSchema } from '../../contract/site-tariff.ts';
import type { CommandInput } from '../../contract/commands.ts';
import { openLot } from '../lane/lane.fixture.ts';
import type { LotOptions } from '../lane/lane.fixture.ts';
import { createExitActs } from './exit-acts.ts';
import { createStayActs } from './stay-acts.ts';

/** The standard's own example: 30 minutes for nothing, 10 yuan for the first hour, then 5 an hour, at most 60 in 24 hours. */
const TARIFF = tariffSchema.parse({
  graceMin: 15,
  rates: [
    {
      name: '小型车',
      freeMin: 30,
      bands: [
        { days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen: 1000 }, then: { min: 60, fen: 500 } },
      ],
      cap: { per: '24h', fen: 6000 },
    },
  ],
});
const VOUCHERS: LotOptions['vouchers'] = [
  { id: 'visit', name: '就诊减免', type: 'amount', value: 600 },
  { id: 'ward', name: '住院免费', type: 'free', value: 1 },
];
/** A code of the lot's own: a person says that the money came. */
const BY_CODE: LotOptions['payments'] = {
  provider: { kind: 'static-code', code: 'https://pay.example/lot/0001', payType: 'wechat', name: '微信收款码' },
  expiresMin: 5,
};

export const PLATE = '粤B12345';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const LI = { id: 'li', role: 'attendant' } as const;
const key = '7b0f1cbe-6f3e-4a34-9c5c-0d9c6f1c2b11';
const note = (): void => undefined;

export type ExitLot = ReturnType<typeof openExitLot>;

/** A lot that takes money, and the hands of its attendant. */
export function openExitLot(options: LotOptions = {}) {
  const lot = openLot({
    lane: { direction: 'exit' },
    tariff: TARIFF,
    vouchers: VOUCHERS,
    payments: BY_CODE,
    ...options,
  });
  lot.restart();
  let presses = 0;
  const acts = () => {
    const { ledger, till, passages } = lot.parts;
    const { desk, charges, payments, cameFor } = till;
    const entrance = lot.lane.config;
    return createExitActs({ ledger, laneOf: () => lot.lane, entrance, desk, charges, cameFor, payments, passages });
  };
  const taken: string[] = [];
  const stayActs = () => {
    const { ledger, till, stays } = lot.parts;
    const { desk, charges, payments, cameFor, dueView, debtViews } = till;
    const views = { dueView, debtViews, cameFor };
    const now = () => lot.clock.now();
    const onTaken = (stayId: string) => void taken.push(stayId);
    return createStayActs({ ledger, now, stay: stays.byId, desk, charges, payments, ...views, onTaken });
  };
  const standing = () => ({ key, laneId: lot.lane.config.id, arrivalId: lot.arrival.id });
  /** A car that was inside so long comes to the arm. */
  function comesOut(ms: number, plate = PLATE): string {
    const stayId = lot.inside(plate);
    lot.clock.advance(ms);
    lot.approachLoop(true);
    lot.sees(plate);
    return stayId;
  }
  function goes(): void {
    lot.armOpens();
    lot.drivesThrough();
    lot.approachLoop(false);
  }
  return Object.assign(lot, {
    comesOut,
    goes,
    pays: (due: number, given = due, more: { debts?: number; came?: number } = {}) =>
      acts().payCash({ ...standing(), due, given, ...more }, LI, note),
    vouches: (voucherId: string) => acts().voucher({ ...standing(), voucherId }, LI, note),
    supplies: (enteredAt: number) => acts().supplyEntry({ ...standing(), enteredAt, because: 'ticket' }, LI, note),
    due: () => lot.parts.till.dueView(lot.arrival.stayId ?? '', lot.arrival.at),

    /** Let out unpaid, after so long inside: the stay that owes. */
    leavesOwing(ms: number, plate = PLATE): string {
      const stayId = comesOut(ms, plate);
      lot.lane.release(lot.arrival.id, LI, undefined, 'no cash', note);
      goes();
      return stayId;
    },
    dues: (stayId: string, until: number | null = null) => stayActs().dues({ stayId, until }),
    paysElsewhere: (input: Omit<CommandInput<'charges.pay-cash'>, 'key' | 'laneId'>) =>
      stayActs().payCash({ key, laneId: null, ...input }, LI, note),
    showsCode: (stayId: string, due: number, until: number | null) => {
      stayActs().showCode({ key: `press-${(presses += 1)}`, laneId: null, stayId, due, until }, LI, note);
      return lot.parts.till.payments?.ofStay(stayId).at(-1)?.tradeNo ?? '';
    },
    confirms: (tradeNo: string) => acts().confirmPayment({ key, tradeNo }, LI, note),
    /** Other money came for a stay than was asked for. */
    raises(stayId: string, asked: number, paid: number): void {
      const { db } = lot.parts;
      const at = lot.clock.now();
      const columns = { tradeNo: `raised-${stayId}`, stayId, asked, paid, at };
      db.prepare(
        `INSERT INTO payment (trade_no, key, stay_id, provider, mode, amount, until, subject, created_at, expires_at, state,
           raised, paid_at, paid_amount)
         VALUES (@tradeNo, @tradeNo, @stayId, 'x', 'shown', @asked, @at, 'x', @at, @at, 'mismatch', 'mismatch', @at, @paid)`,
      ).run(columns);
    },
    /** Stays of which the station was told that money was taken elsewhere. */
    taken,
  });
}
