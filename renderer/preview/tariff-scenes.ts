import type { BillPreview, BillQuery } from '../../electron/contract/bill.ts';

/** What the tariff's dialog is told, whatever is asked. */
export type TariffScene = (query: BillQuery) => BillPreview;

const DAY = { days: 'workdays', from: '08:00', to: '20:00' } as const;
const NIGHT = { days: 'workdays', from: '20:00', to: '08:00' } as const;

const LONG: BillPreview = {
  ok: true,
  rate: '新能源小型车',
  minutes: 2925,
  total: 5300,
  lines: [
    { kind: 'free', minutes: 30, fen: 0 },
    { kind: 'first', band: DAY, minutes: 60, each: 1000, times: 1, fen: 1000 },
    { kind: 'then', band: DAY, minutes: 60, each: 500, times: 23, fen: 11_500 },
    { kind: 'band-cap', band: DAY, cap: 5000, times: 1, fen: -1500 },
    { kind: 'then', band: NIGHT, minutes: 90, each: 250, times: 16, fen: 4000 },
    { kind: 'band-cap', band: NIGHT, cap: 1500, times: 2, fen: -1000 },
    { kind: 'cap', per: '24h', cap: 6000, times: 2, fen: -3333 },
    { kind: 'percent-off', percent: 50, fen: -5334 },
    { kind: 'rounding', to: 100, way: 'down', fen: -33 },
  ],
};

export function tariffSceneOf(name: string): TariffScene | null {
  switch (name) {
    case 'tariff-long':
      return ({ enteredAt, leftAt }) => (leftAt < enteredAt ? { ok: false, because: 'left-before-entered' } : LONG);
    case 'tariff-none':
      return () => ({ ok: false, because: 'no-tariff' });
    default:
      return null;
  }
}
