import type { Bridge } from '../../electron/contract/bridge.ts';
import type { OrderLine } from '../../electron/contract/bookings.ts';
import type { CommandError, CommandInput } from '../../electron/contract/commands.ts';
import type { ChangeProblem } from '../../electron/contract/orders.ts';
import { dateTime } from '../clock/beijing.ts';
import { actingIn } from '../tables/acts.ts';
import type { Exported, Sent } from '../tables/acts.ts';
import { offered, rowAtHand } from './bookings-state.ts';
import type { Act, ChangeTexts, Panel } from './bookings-state.ts';
import type { BookingsStore } from './bookings-store.ts';
import { instantOf } from './instants.ts';

/** What a person does on the bookings screen. An act that is not offered does nothing. */
export interface BookingsActs {
  /** Presses an act: opens the question that comes first. */
  press(act: Exclude<Act, 'export'>): void;
  /** The form is filled in: asks why. Nothing changed asks nothing. */
  submit(texts: ChangeTexts): void;
  /** The reason for what was asked: it is done. */
  because(reason: string): void;
  /** Runs an export, whose failure and number of lines are shown like any act's. */
  export(run: () => Promise<Exported>): void;
}

/** An order as its form shows it. */
export const textsOf = ({ plate, from, to }: OrderLine): ChangeTexts => ({
  plate,
  from: dateTime(from),
  to: dateTime(to),
});

/** What the form changes of an order; null: a time in it is none. */
export function changesOf(
  order: OrderLine,
  texts: ChangeTexts,
): Pick<CommandInput<'orders.change'>, 'plate' | 'from' | 'to'> | null {
  const [from, to] = [instantOf(texts.from), instantOf(texts.to)];
  if (from === null || to === null) return null;
  const shown = textsOf(order);
  return {
    ...(texts.plate.trim() !== shown.plate && { plate: texts.plate.trim() }),
    // Milliseconds that the form does not show are no change.
    ...(texts.from.trim() !== shown.from && { from }),
    ...(texts.to.trim() !== shown.to && { to }),
  };
}

export function createBookingsActs(store: BookingsStore, bridge: Bridge, newKey?: () => string): BookingsActs {
  const get = store.getState;
  const acting = actingIn<Act>(store, bridge, newKey);

  /** `after`: what lies open when the act was not done. */
  async function follow(sent: Sent<Act>, after: (error: CommandError) => Panel): Promise<void> {
    const came = await sent;
    if (came === null) return;
    store.setState({ panel: came.result.ok ? null : after(came.result.error) });
    acting.sayResult(came);
    void store.refresh();
  }

  return {
    press(act) {
      const state = get();
      if (offered(state, act) !== 'yes') return;
      const row = rowAtHand(state);
      const detail = state.panel !== null;
      if (row?.tab === 'coupons' && act === 'annul') store.show({ kind: 'why-annul', coupon: row.line, detail });
      if (row?.tab !== 'orders') return;
      if (act === 'change') store.show({ kind: 'change', order: row.line, texts: textsOf(row.line), problem: null });
      if (act === 'end') store.show({ kind: 'why-end', order: row.line, detail });
    },
    submit(texts) {
      const { panel } = get();
      if (panel?.kind !== 'change') return;
      const changes = changesOf(panel.order, texts);
      if (changes === null) store.show({ ...panel, texts, problem: 'bad-times' });
      else if (Object.keys(changes).length > 0) store.show({ kind: 'why-change', order: panel.order, texts });
    },
    because(reason) {
      const { panel } = get();
      switch (panel?.kind) {
        case 'why-change': {
          const { order, texts } = panel;
          const changes = { orderNo: order.id, ...changesOf(order, texts), because: reason };
          // What was typed is put right, not typed again.
          void follow(acting.send('change', 'orders.change', changes), (error) => ({
            kind: 'change',
            order,
            texts,
            problem: problemOf(error),
          }));
          return;
        }
        case 'why-end': {
          const { order } = panel;
          const ending = { orderNo: order.id, end: true, because: reason } as const;
          void follow(acting.send('end', 'orders.change', ending), () => ({
            kind: 'detail',
            row: { tab: 'orders', line: order },
          }));
          return;
        }
        case 'why-annul': {
          const { coupon } = panel;
          const annulment = { couponNo: coupon.id, because: reason };
          void follow(acting.send('annul', 'orders.annul-coupon', annulment), () => ({
            kind: 'detail',
            row: { tab: 'coupons', line: coupon },
          }));
          return;
        }
        case undefined:
        case 'detail':
        case 'change':
          return;
      }
    },
    export(run) {
      if (offered(get(), 'export') !== 'yes') return;
      acting.export('export', run);
    },
  };
}

const PROBLEMS: readonly ChangeProblem[] = ['no-vehicle', 'bad-times', 'barred', 'no-space'];
const problemOf = ({ fields }: CommandError) => PROBLEMS.find((problem) => problem === fields?.['change']) ?? null;
