import { describe, expect, it } from 'vitest';
import { crossChecks } from './cross-checks.ts';

const ALL_YEAR = { from: '2026-01-01 00:00:00', to: '2026-12-31 23:59:59' };
const plan = (change: object = {}) => ({
  code: 'P1',
  kind: 'months',
  spaces: 5,
  shown: ALL_YEAR,
  sold: ALL_YEAR,
  ...change,
});
const site = (change: object = {}) => ({
  lot: {
    totalStalls: 10,
    stalls: ['A1'],
    registration: { chargeDescription: '每小时 5 元', stalls: { except: { A1: {} } } },
  },
  lanes: [{ id: 'east' }, { id: 'west' }],
  platforms: [{ kind: 'db4403' }, { kind: 'citybrain', ports: { east: '1', west: '2' } }],
  sharing: { payUrl: 'https://pay.example/{orderNo}', plans: [plan()] },
  calendar: { holidays: ['2026-10-01'], workdays: ['2026-10-10'] },
  ...change,
});
const sharing = (...plans: object[]) => ({ sharing: { payUrl: 'https://pay.example/{orderNo}', plans } });

describe('a site that shares its places', () => {
  it('as it should be has nothing wrong', () => expect(crossChecks(site())).toEqual([]));

  it.each<[string, object, string]>([
    ['a plan twice', sharing(plan(), plan()), 'sharing.plans[1].code'],
    ['times without a number', sharing(plan({ kind: 'times', days: 15 })), 'sharing.plans[0].times'],
    ['times without an end', sharing(plan({ kind: 'times', times: 20 })), 'sharing.plans[0].days'],
    ['days without a number', sharing(plan({ kind: 'days' })), 'sharing.plans[0].days'],
    ['more shared places than stalls', sharing(plan({ spaces: 11 })), 'sharing.plans[0].spaces'],
    [
      'a sale that ends before it begins',
      sharing(plan({ sold: { from: ALL_YEAR.to, to: ALL_YEAR.from } })),
      'sharing.plans[0].sold.to',
    ],
    [
      '30 February',
      sharing(plan({ shown: { ...ALL_YEAR, from: '2026-02-30 00:00:00' } })),
      'sharing.plans[0].shown.from',
    ],
    ['24 o’clock', sharing(plan({ shown: { ...ALL_YEAR, to: '2026-12-31 24:00:00' } })), 'sharing.plans[0].shown.to'],
    ['a pay page for no order', { sharing: { payUrl: 'https://pay.example/' } }, 'sharing.payUrl'],
    ['an invoice page for no order', { sharing: { invoicePage: 'https://pay.example/' } }, 'sharing.invoicePage'],
    ['a day that is no day', { calendar: { holidays: ['2026-13-01'] } }, 'calendar.holidays[0]'],
    [
      'a day both worked and not',
      { calendar: { holidays: ['2026-10-01'], workdays: ['2026-10-01'] } },
      'calendar.workdays[0]',
    ],
    [
      'two interfaces under one code',
      { platforms: [{ kind: 'db4403', codes: { vehicleEnter: 'car', vehicleLeave: 'out', coupon: 'out' } }] },
      'platforms[0].codes.coupon',
    ],
    [
      "an interface under another one's own code",
      { platforms: [{ kind: 'db4403', codes: { vehicleEnter: 'vehicleLeave' } }] },
      'platforms[0].codes.vehicleEnter',
    ],
    ['two platforms of a kind', { platforms: [{ kind: 'db4403' }, { kind: 'db4403' }] }, 'platforms[1].kind'],
    [
      'a lane that City Brain has no number for',
      { platforms: [{ kind: 'citybrain', ports: { east: '1' } }] },
      'platforms[0].ports',
    ],
    [
      'a number for a lane that is not there',
      { platforms: [{ kind: 'citybrain', ports: { east: '1', west: '2', north: '3' } }] },
      'platforms[0].ports',
    ],
    [
      'a registered stall that is not there',
      { lot: { stalls: [], registration: { chargeDescription: '每小时 5 元', stalls: { except: { A1: {} } } } } },
      'lot.registration.stalls.except',
    ],
  ])('with %s is told so', (_what, change, path) => {
    expect(crossChecks(site(change)).map((line) => line.split('：')[0])).toEqual([path]);
  });

  it.each([
    [{ sharing: null }],
    [{ sharing: { plans: 'x' } }],
    [{ calendar: [] }],
    [{ platforms: { 0: 1 } }],
    [{ platforms: [null, 7] }],
    [{ sharing: { plans: [null, 7, []] } }],
    [{ lot: null }],
  ])('that is no such thing at all is left to the schema: %j', (change) =>
    expect(crossChecks(site(change))).toEqual([]),
  );
});
