import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { PrinterState } from '../../contract/receipt.ts';
import { watchPrinter } from './printer-watch.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let clock: ReturnType<typeof createManualClock>;
let state: PrinterState;
let listener: (state: PrinterState) => void;
let told: { trouble: string | null; since: number | undefined }[];
let watch: ReturnType<typeof watchPrinter>;

const becomes = (next: PrinterState): void => {
  state = next;
  listener(next);
};
const now = () => told.at(-1)?.trouble ?? null;

beforeEach(() => {
  clock = createManualClock();
  state = 'offline';
  told = [];
  const device = {
    get state() {
      return state;
    },
    onState: (follow: typeof listener) => {
      listener = follow;
      return () => undefined;
    },
  };
  watch = watchPrinter(device, clock, (trouble, since) => told.push({ trouble, since }));
  watch.start();
});

describe('the strip about the printer', () => {
  it('is not there for one that is just being switched on', () => {
    clock.advance(SECOND);
    becomes('unknown');
    becomes('ready');
    clock.advance(MINUTE);
    expect(told.every(({ trouble }) => trouble === null)).toBe(true);
  });

  it('out of paper: told with since when, and gone by itself when there is paper', () => {
    becomes('ready');
    clock.advance(MINUTE);
    const since = clock.now();
    becomes('paper-out');
    clock.advance(5 * SECOND);
    expect(told.at(-1)).toEqual({ trouble: 'printer-paper-out', since });
    becomes('ready');
    expect(now()).toBeNull();
  });

  it('never reached: told all the same', () => {
    clock.advance(5 * SECOND);
    expect(now()).toBe('printer-offline');
  });

  it('a sheet that was not confirmed: until the next one is', () => {
    becomes('ready');
    watch.printed({ type: 'failed', code: 'unconfirmed' });
    expect(now()).toBe('receipt-unconfirmed');
    becomes('ready');
    expect(now()).toBe('receipt-unconfirmed');
    watch.printed({ type: 'printed' });
    expect(now()).toBeNull();
  });

  it('a printer that never answers: told after each sheet, and gone after ten minutes', () => {
    becomes('unknown');
    clock.advance(MINUTE);
    expect(now()).toBeNull();
    watch.printed({ type: 'failed', code: 'unconfirmed' });
    clock.advance(9 * MINUTE);
    expect(now()).toBe('receipt-unconfirmed');
    clock.advance(MINUTE);
    expect(now()).toBeNull();
  });

  it('out of paper comes before a sheet that was not confirmed, and leaves it standing', () => {
    becomes('ready');
    watch.printed({ type: 'failed', code: 'interrupted' });
    becomes('paper-out');
    clock.advance(5 * SECOND);
    expect(now()).toBe('printer-paper-out');
    becomes('ready');
    expect(now()).toBe('receipt-unconfirmed');
  });
});
