import type { SharePlan, SharingConfig } from '../../contract/site-registration.ts';
import type { PlateColour } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import { fits } from '../policy/entitlement.ts';
import type { Terms } from '../policy/entitlement.ts';
import { parsePlate } from '../policy/plate.ts';
import { beijingDay, instantOf, startOfDay } from '../policy/schedule.ts';
import { peakOverlap } from './capacity.ts';
import { refused } from './contract.ts';
import type { OrderChange, OrderChangeOutcome, OrderOutcome, OrderRefusal, OrderRequest } from './contract.ts';
import type { OrderRow, OrderRows, OrderState } from './order-rows.ts';
import { addsUp, payUrlOf } from './pay-page.ts';
import type { PayPage } from './pay-page.ts';

export interface OrderRules {
  sharing: SharingConfig | undefined;
  /** Whom the platform takes us for; null: it did not say, and any order is ours. */
  providerCode: string | null;
  isBarred(plate: string, plateColour: PlateColour | null, window: { from: number; to: number }): boolean;
  newId(): string;
  callbackFor: PayPage['callbackFor'];
}

export interface Orders {
  order(tx: Tx, request: OrderRequest): OrderOutcome;
  /** `who`: the person who changes it. */
  change(tx: Tx, change: OrderChange, who: string): OrderChangeOutcome;
  /** Ends an order on this side and tells the platform. */
  end(tx: Tx, row: OrderRow, reason: string | null): void;
  /** Whether a plan has a place left for an order's time. */
  hasSpace(row: OrderRow): boolean;
  /** Lets orders that nobody paid lapse. Returns how many. */
  sweep(tx: Tx): number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The longest that an order lasts, and the furthest ahead that it begins. */
const LONGEST_MS = 366 * DAY;
/** Plates of large vehicles are yellow. */
const LARGE_PLATE: PlateColour = 'yellow';

/** Receives and changes shared-parking orders (6.2.2, tables 51, 53 and 56). One order takes one place of its plan. */
export function createOrders(rows: OrderRows, rules: OrderRules, onPaid: (tx: Tx, orderNo: string) => void): Orders {
  const { sharing } = rules;
  const page: PayPage = { template: sharing?.payUrl ?? '', callbackFor: rules.callbackFor };
  const plans = new Map(sharing?.plans.map((plan) => [plan.code, plan]));

  function order(tx: Tx, asked: OrderRequest): OrderOutcome {
    const request = { ...asked, plate: parsePlate(asked.plate).text };
    if (request.plate === '') return refused('no-vehicle');
    const known = rows.order.get(request.orderNo);
    const text = JSON.stringify(request);
    if (known) return again(known, text);
    const plan = plans.get(request.planCode);
    if (!sharing || !plan?.active) return refused('unknown-plan');
    const to = Math.min(request.to, lastDayOf(plan, request));
    const refusal = refusalOf(plan, request, to, tx.at);
    if (refusal) return refused(refusal);
    const payUrl = payUrlOf(page, request.orderNo, request.payable, request.callbackUrl);
    if (payUrl === null) return refused('pay-url-too-long');
    const terms: Terms = { rules: plan.rules, carModel: plan.carModel, overdue: plan.overdue };
    rows.insert.run({
      ...request,
      to,
      terms: JSON.stringify(terms),
      timesTotal: plan.kind === 'times' ? (plan.times ?? 1) * request.quantity : null,
      daysTotal: plan.kind === 'days' ? (plan.days ?? 1) * request.quantity : null,
      discount: request.platformDiscount + request.ownDiscount,
      payUrl,
      at: tx.at,
      request: text,
    });
    tx.fact({
      kind: 'order-received',
      plate: request.plate,
      data: { orderNo: request.orderNo, plan: plan.code, from: request.from, to, amount: request.payable },
    });
    // Nothing to pay: it holds at once.
    if (request.payable === 0) onPaid(tx, request.orderNo);
    return taken(payUrl, to, request);
  }

  function refusalOf(plan: SharePlan, request: OrderRequest, to: number, now: number): OrderRefusal | null {
    if (rules.providerCode !== null && request.provider !== rules.providerCode) return 'unknown-provider';
    if (now < instantOf(plan.sold.from) || now > instantOf(plan.sold.to)) return 'not-on-sale';
    if (!isReasonable(request, now)) return 'bad-times';
    if (!addsUp(request.amount, request)) return 'wrong-sum';
    if (request.plateColour === LARGE_PLATE && !fits('large', plan.carModel)) return 'vehicle-too-large';
    if (rules.isBarred(request.plate, request.plateColour, { from: request.from, to })) return 'barred';
    return placesLeft(plan, request.orderNo, request.from, to) < 1 ? 'no-space' : null;
  }

  function placesLeft(plan: { code: string; spaces: number }, orderNo: string, from: number, to: number): number {
    return plan.spaces - peakOverlap(rows.spans.all(plan.code, from, to, orderNo), { from, to });
  }

  function hasSpace(row: OrderRow): boolean {
    const plan = plans.get(row.plan_code);
    // A plan that is no longer offered limits nobody.
    return !plan || placesLeft(plan, row.order_no, row.from_at, row.to_at) > 0;
  }

  function change(tx: Tx, asked: OrderChange, who: string): OrderChangeOutcome {
    const row = rows.order.get(asked.orderNo);
    if (!row) return refused('unknown-order');
    if (row.state !== 'active') return refused('not-active');
    const plate = asked.plate === undefined ? row.plate : parsePlate(asked.plate).text;
    if (plate === '') return refused('no-vehicle');
    const changed = { ...row, plate, from_at: asked.from ?? row.from_at, to_at: asked.to ?? row.to_at };
    const plate_colour = asked.plateColour ?? row.plate_colour;
    if (asked.end !== true) {
      if (!isReasonable({ from: changed.from_at, to: changed.to_at }, tx.at)) return refused('bad-times');
      if (rules.isBarred(plate, plate_colour, { from: changed.from_at, to: changed.to_at })) return refused('barred');
      if (!hasSpace(changed)) return refused('no-space');
    }
    write(tx, { ...changed, plate_colour }, asked.end === true ? 'ended' : 'active', asked.reason, who);
    return { outcome: 'done' };
  }

  function write(
    tx: Tx,
    row: OrderRow,
    state: Extract<OrderState, 'active' | 'ended'>,
    reason: string | null,
    who: string | null,
  ): void {
    const { order_no: orderNo, plate, plate_colour: plateColour, from_at: from, to_at: to } = row;
    rows.change.run({ orderNo, plate, plateColour, from, to, state, at: tx.at });
    const fact = tx.fact({ kind: 'order-changed', plate, who, reason, data: { orderNo, state, from, to } });
    const order = { orderNo, state, plate, plateColour: plateColour ?? ('unknown' as const), from, to, reason };
    tx.report({ kind: 'order-changed', id: rules.newId(), order }, fact);
  }

  function sweep(tx: Tx): number {
    const lapsed = sharing ? rows.unpaidSince.all(tx.at - sharing.unpaidMin * MINUTE) : [];
    for (const row of lapsed) {
      rows.lapse.run(tx.at, row.order_no);
      tx.fact({ kind: 'order-lapsed', plate: row.plate, data: { orderNo: row.order_no } });
    }
    return lapsed.length;
  }

  return { order, change, hasSpace, sweep, end: (tx, row, reason) => write(tx, row, 'ended', reason, null) };
}

/** The same order again gets the same answer, for as long as it stands. */
function again(known: OrderRow, request: string): OrderOutcome {
  if (known.request !== request) return refused('number-taken');
  if (known.state === 'lapsed' || known.state === 'ended') return refused('lapsed');
  return taken(known.pay_url, known.to_at, JSON.parse(request) as OrderRequest);
}

const taken = (payUrl: string, to: number, request: OrderRequest): OrderOutcome => ({
  outcome: 'taken',
  payUrl,
  endsAt: to < request.to ? to : null,
});

/** Entries are to be used within the days of the plan ("20 times in 15 days"): when the last of them ends. */
function lastDayOf(plan: SharePlan, { from, quantity }: OrderRequest): number {
  if (plan.kind !== 'times' || plan.days === undefined) return Infinity;
  return startOfDay(beijingDay(from) + plan.days * quantity) - 1000;
}

const isReasonable = ({ from, to }: { from: number; to: number }, now: number): boolean =>
  from < to && to > now && to - from <= LONGEST_MS && from - now <= LONGEST_MS;
