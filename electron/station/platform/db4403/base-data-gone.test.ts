import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharePlan } from '../../../contract/site-registration.ts';
import { goneReport } from './base-data-gone.ts';
import type { BaseReport } from './base-data-keys.ts';
import { baseKey } from './base-data-keys.ts';
import { createDb4403Reporter } from './reports.ts';
import { parkCode, sample } from './reports.fixture.ts';

const reporter = createDb4403Reporter(parkCode, () => '0'.repeat(32));

function told(report: BaseReport): { interface: string; payload: Record<string, unknown> } {
  const [item] = reporter(report, 0);
  if (!item) throw new Error(`${report.kind} is not told`);
  return { interface: item.interface, payload: JSON.parse(JSON.stringify(item.payload)) as Record<string, unknown> };
}

function toldGone(report: BaseReport): { gone: BaseReport | null; payload: Record<string, unknown> | null } {
  const before = told(report);
  const gone = goneReport(before.interface, before.payload, parkCode);
  return { gone, payload: gone && told(gone).payload };
}

describe('what is no longer in the site file', () => {
  it.each([
    ['gate', { status: 2 }],
    ['plan', { bizStatus: 0 }],
  ] as const)('a %s is told once more as it was, but for %j', (kind, change) => {
    const { gone, payload } = toldGone(sample[kind]);
    expect(payload).toEqual({ ...told(sample[kind]).payload, ...change });
    expect(gone && baseKey(gone)).toBe(baseKey(sample[kind]));
  });

  it('a stall is told not to be booked any more', () => {
    const { payload } = toldGone(sample['stall-info']);
    const { id, stallNo, positionType } = told(sample['stall-info']).payload;
    const not = { isReservation: 0, withLocker: 0, withChargingPile: 0 };
    expect(payload).toEqual({ id, stallNo, parkCode, positionType, ...not });
  });

  it('a business is told as not supported', () =>
    expect(toldGone(sample.business).payload).toEqual({ parkCode, businessCode: 1, businessFlag: 0 }));

  it.each(['lot', 'charge-standard', 'picture'] as const)('for a %s no table has a word', (kind) =>
    expect(toldGone(sample[kind]).gone).toBeNull(),
  );

  it('told of twice, it is told the same', () => {
    for (const kind of ['gate', 'plan', 'stall-info', 'business'] as const) {
      const { gone, payload } = toldGone(sample[kind]);
      expect(gone && toldGone(gone).payload).toEqual(payload);
    }
  });

  it('of another lot, or of what cannot be read, nothing is told', () => {
    const { payload } = told(sample.gate);
    expect(goneReport('gateInfo', { ...payload, parkCode: '44030500100101000011' }, parkCode)).toBeNull();
    expect(goneReport('gateInfo', { ...payload, type: 9 }, parkCode)).toBeNull();
    expect(goneReport('vehicleEnter', payload, parkCode)).toBeNull();
  });

  it('any plan is told as it was, but disabled', () => {
    const { plan } = sample.plan;
    const optional = fc.record(
      {
        times: fc.integer({ min: 1, max: 10_000 }),
        days: fc.integer({ min: 1, max: 3660 }),
        remark: fc.constant('备注'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        optional,
        fc.constantFrom('times', 'days', 'months', 'hours'),
        fc.constantFrom('all-day', 'day', 'night'),
        fc.constantFrom('large', 'medium', 'small'),
        (some, kind, period, carModel) => {
          const { times: _t, days: _d, remark: _r, ...rest } = plan;
          const made = sharePlan.parse({ ...rest, ...some, kind, period, carModel });
          const report = { kind: 'plan', plan: made } as const;
          expect(toldGone(report).payload).toEqual({ ...told(report).payload, bizStatus: 0 });
        },
      ),
    );
  });
});
