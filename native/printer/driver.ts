import type { PrinterState, ReceiptColumns } from '../../electron/contract/receipt.ts';
import type { Clock } from '../clock/contract.ts';
import type { Link } from '../links/contract.ts';
import { createLinkKeeper } from '../links/link-keeper.ts';
import type { PrintOutcome, Printer } from './contract.ts';
import { printBytes } from './esc-pos.ts';
import { acceptsSheet, stateOf, turn } from './job-machine.ts';
import type { Effect, Event, Machine } from './job-machine.ts';

export interface EscPosSettings {
  /** A new, unopened link at each call. */
  makeLink: () => Link;
  clock: Clock;
  columns: ReceiptColumns;
}

/** A thermal printer that speaks ESC/POS, on a line of its own. `job-machine.ts` decides, this carries it out. */
export function createEscPosPrinter({ makeLink, clock, columns }: EscPosSettings): Printer {
  const keeper = createLinkKeeper(makeLink, clock);
  const listeners = new Set<(state: PrinterState) => void>();
  let machine: Machine = { phase: 'down' };
  let stopWaiting = (): void => undefined;
  let settle: ((outcome: PrintOutcome) => void) | null = null;
  let told: PrinterState = 'offline';

  const step = (event: Event): void => {
    const [next, effects] = turn(machine, event);
    machine = next;
    if (machine.phase === 'down') stopWaiting();
    for (const effect of effects) carryOut(effect);
    const state = stateOf(machine);
    if (state === told) return;
    told = state;
    for (const listener of [...listeners]) listener(state);
  };

  const carryOut = (effect: Effect): void => {
    switch (effect.type) {
      case 'write':
        // A line that takes nothing is as good as gone; the machine hears of it when it is.
        keeper.write(effect.bytes).catch(() => keeper.recycle('a write failed'));
        return;
      case 'wait':
        stopWaiting();
        stopWaiting = clock.after(effect.ms, () => step({ type: 'due' }));
        return;
      case 'outcome': {
        const resolve = settle;
        settle = null;
        resolve?.(effect.outcome);
        return;
      }
      case 'recycle':
        keeper.recycle('the printer does not answer');
        return;
    }
  };

  keeper.on((event) => step({ type: event.type }));
  keeper.onData((bytes) => {
    for (const byte of bytes) step({ type: 'heard', byte });
  });

  return {
    get state() {
      return stateOf(machine);
    },
    start: () => keeper.start(),
    async stop() {
      // The keeper tells of no loss that was asked for.
      step({ type: 'down' });
      await keeper.stop();
    },
    print(sheet, copies) {
      if (machine.phase === 'down') return Promise.resolve({ type: 'failed', code: 'not-reachable' });
      if (!acceptsSheet(machine)) return Promise.resolve({ type: 'failed', code: 'busy' });
      return new Promise((resolve) => {
        settle = resolve;
        step({ type: 'print', sheet: printBytes(sheet, columns, copies) });
      });
    },
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
