import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../../contract/site.ts';
import { jpeg, siteOf, written } from './base-data.fixture.ts';
import { stableId } from './base-data-keys.ts';
import { ALL, change, names, openLot, withRegistration } from './base-data-lot.fixture.ts';
import type { Lot, Station } from './base-data-lot.fixture.ts';
import { parkCode } from './reports.fixture.ts';

let lot: Lot;
const start = (site: SiteConfig): Station => lot.start(site);

beforeEach(() => {
  lot = openLot();
});
afterEach(() => {
  lot.end();
  expect(lot.troubles).toEqual([]);
});

describe('what the platform is told about the lot', () => {
  it('is all of it with the first link, and nothing with the next, nor after a restart', () => {
    const first = start(siteOf());
    expect(names(first.up())).toEqual(ALL);
    expect(new Set(Object.values(first.states()))).toEqual(new Set(['same']));
    first.down();
    expect(first.up()).toEqual([]);
    expect(start(siteOf()).up()).toEqual([]);
  });

  it('is nothing before the link comes up, and the screen says so', () => {
    const { baseData } = start(siteOf());
    lot.clock.advance(60_000);
    expect(lot.sent()).toEqual([]);
    expect(baseData.view()).toHaveLength(ALL.length);
    expect(baseData.view()[0]).toMatchObject({
      key: 'base:parkInfo:lot',
      interface: 'parkInfo',
      title: '演示医院停车场',
      state: 'never',
      heldSince: null,
      message: null,
    });
    expect(baseData.view()[0]?.fields).toContainEqual({ name: 'totalSpace', site: '60', platform: null });
  });

  it('is worked out for the screen once, and again only when something of it was told or settled', () => {
    const { baseData, up } = start(siteOf());
    const before = baseData.view();
    expect(baseData.view()).toBe(before);
    up();
    const after = baseData.view();
    expect(after).not.toBe(before);
    baseData.onSettled({ factSeq: null, interface: 'vehicleEnter', businessId: 'x', state: 'acknowledged', ms: 1 });
    expect(baseData.view()).toBe(after);
    baseData.onSettled({ factSeq: null, interface: 'stallInfo', businessId: 'x', state: 'acknowledged', ms: 1 });
    expect(baseData.view()).toEqual(after);
    expect(baseData.view()).not.toBe(after);
  });

  it('is nothing without a registration, whatever it was before', () => {
    start(siteOf()).up();
    lot.sent();
    const without = start(change({ registration: undefined }));
    expect(without.up()).toEqual([]);
    expect(new Set(Object.values(without.states()))).toEqual(new Set(['removed']));
  });

  it('is again only what changed', () => {
    start(siteOf()).up();
    const second = start(withRegistration({ tel: '0755-87654321' }));
    const [lot] = second.baseData.view();
    expect(lot).toMatchObject({
      state: 'differs',
      fields: [{ name: 'tel', site: '0755-87654321', platform: '0755-12345678' }],
    });
    expect(lot?.heldSince).toBeGreaterThan(0);
    const told = second.up();
    expect(told).toMatchObject([
      { interface: 'parkInfo', payload: { tel: '0755-87654321', parkName: '演示医院停车场' } },
    ]);
    expect(second.baseData.view()[0]).toMatchObject({ state: 'same', fields: [] });
  });

  it('is a lane that was closed for a time, and a plan that was changed', () => {
    start(siteOf()).up();
    const [entrance, exit] = written.lanes;
    const [plan] = written.sharing.plans;
    const site = change(
      {},
      {
        lanes: [{ ...entrance, closed: true }, exit],
        sharing: { ...written.sharing, plans: [{ ...plan, price: 20_000 }] },
      },
    );
    const told = start(site).up();
    expect(told).toMatchObject([
      { interface: 'gateInfo', payload: { id: stableId(parkCode, 'gate', 'in-1'), status: 3 } },
      { interface: 'sharePlan', payload: { packageCode: 'NIGHT', sellPrice: 20_000 } },
    ]);
  });

  it('that was on its way when the station died is not told twice over', () => {
    lot.behave = () => 'silent';
    const first = start(siteOf());
    expect(names(first.up(100))).toEqual(ALL);
    lot.behave = lot.taken;
    const second = start(siteOf());
    expect(names(second.up())).toEqual(ALL);
    expect(countOf(second, 'parkInfo')).toBe(1);
  });

  it('that was overtaken while it waited is told as it is now', () => {
    lot.behave = () => 'silent';
    const first = start(siteOf());
    first.up(100);
    first.down();
    lot.behave = lot.taken;
    lot.sent();
    const second = start(withRegistration({ tel: '1' }));
    expect(second.states()['parkInfo:lot']).toBe('never');
    expect(second.up().filter((item) => item.interface === 'parkInfo')).toMatchObject([{ payload: { tel: '1' } }]);
    expect(countOf(second, 'parkInfo')).toBe(2);
  });
});

const countOf = ({ db }: Station, name: string) =>
  db.prepare<[string], number>('SELECT count(*) FROM outbox WHERE interface = ?').pluck().get(name);

describe('what is no longer in the site file', () => {
  const less = change(
    {
      stalls: ['A-01'],
      registration: { ...written.lot.registration, business: { payment: true }, chargeStandard: undefined },
    },
    { lanes: written.lanes.slice(0, 1), sharing: { ...written.sharing, plans: [] } },
  );

  it('is told once more as gone, where a table has a word for that', () => {
    start(siteOf()).up();
    const second = start(less);
    const told = second.up();
    // That month cards cannot be renewed was told before: there is nothing to add.
    expect(told.toSorted((a, b) => (a.interface < b.interface ? -1 : 1))).toMatchObject([
      { interface: 'businessConfig', payload: { businessCode: 1, businessFlag: 0 } },
      { interface: 'gateInfo', payload: { id: stableId(parkCode, 'gate', 'out-1'), name: '西出口', status: 2 } },
      { interface: 'sharePlan', payload: { packageCode: 'NIGHT', bizStatus: 0 } },
      { interface: 'stallInfo', payload: { stallNo: 'A-02', isReservation: 0 } },
    ]);
    expect(second.states()).toMatchObject({
      'chargeStandard:lot': 'removed',
      [`gateInfo:${stableId(parkCode, 'gate', 'out-1')}`]: 'removed',
      'stallInfo:A-02': 'removed',
      'sharePlan:NIGHT': 'removed',
      'businessConfig:e-invoice': 'removed',
    });
    expect(start(less).up()).toEqual([]);
  });

  it('is told as it is when it comes back', () => {
    start(siteOf()).up();
    start(less).up();
    lot.sent();
    const told = start(siteOf()).up();
    expect(told.find((item) => item.interface === 'gateInfo')?.payload).toMatchObject({ name: '西出口', status: 3 });
    expect(told.find((item) => item.interface === 'sharePlan')?.payload).toMatchObject({ bizStatus: 1 });
  });

  it('need not be told when the platform never took it', () => {
    lot.behave = lot.refusedFor('gateInfo', 'longitude 有误');
    start(siteOf()).up();
    lot.behave = lot.taken;
    lot.sent();
    const second = start(less);
    expect(names(second.up())).not.toContain('gateInfo');
    expect(second.states()[`gateInfo:${stableId(parkCode, 'gate', 'out-1')}`]).toBe('removed');
  });
});

describe('what the platform refuses', () => {
  it('is parked with its words, and not told again until the site file is put right', () => {
    lot.behave = lot.refusedFor('chargeStandard', '超出规定长度: remark');
    const first = start(siteOf());
    first.up();
    const charges = ({ baseData }: Station) => baseData.view().find((view) => view.interface === 'chargeStandard');
    expect(charges(first)).toMatchObject({ state: 'refused', message: '1004 超出规定长度: remark', heldSince: null });
    const again = start(siteOf());
    expect(again.up()).toEqual([]);
    expect(charges(again)).toMatchObject({ state: 'refused' });

    lot.behave = lot.taken;
    const { chargeStandard } = written.lot.registration;
    const right = start(withRegistration({ chargeStandard: { ...chargeStandard, remark: undefined } }));
    expect(charges(right)).toMatchObject({ state: 'never' });
    expect(names(right.up())).toEqual(['chargeStandard']);
    expect(charges(right)).toMatchObject({ state: 'same', message: null });
    expect(right.outbox.items({ state: 'parked', limit: 10 })).toEqual([]);
  });

  it('is not told again when a person gave it up, not even after a restart', () => {
    lot.behave = lot.refusedFor('stallInfo', '车位不存在');
    const first = start(siteOf());
    first.up();
    lot.behave = lot.taken;
    lot.sent();
    for (const { seq } of first.outbox.items({ state: 'parked', limit: 10 }))
      first.outbox.dismiss(seq, 'li', 'not theirs', () => undefined);
    first.down();
    expect(first.up()).toEqual([]);
    const second = start(siteOf());
    expect(second.up()).toEqual([]);
    expect(second.baseData.view().find(({ key }) => key === 'base:stallInfo:A-01')).toMatchObject({
      state: 'never',
      message: '1004 车位不存在',
    });
  });
});

describe('all of it anew', () => {
  it('is told at a person’s wish, with a fact that says whose, and its note in the same record', () => {
    const { up, baseData, ledger } = start(siteOf());
    up();
    const noted: boolean[] = [];
    baseData.reportAll('li', (tx) => noted.push(tx.db.inTransaction));
    lot.clock.advance(1000);
    expect(names(lot.sent())).toEqual(ALL);
    expect(noted).toEqual([true]);
    expect(ledger.recent(1)).toMatchObject([{ kind: 'base-data-reported', who: 'li', data: { platform: 'db4403' } }]);
  });

  it('is not told when the note says that it was done', () => {
    const { up, baseData } = start(siteOf());
    up();
    expect(() =>
      baseData.reportAll('li', () => {
        throw Object.assign(new Error('again'), { code: 'done-already' });
      }),
    ).toThrow('again');
    lot.clock.advance(1000);
    expect(lot.sent()).toEqual([]);
  });
});

describe('a store that does not take it', () => {
  it('is loud, and what differs is told with the next link', () => {
    lot.folder.put('price.jpg', jpeg('prices'));
    const { up, down, db } = start(withRegistration({ pictures: { priceBoard: 'price.jpg' } }));
    lot.behave = lot.refusedFor('imageUpload', '图片不清晰');
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON outbox WHEN new.interface = 'parkInfo'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    expect(names(up(5000))).toEqual(['imageUpload']);
    expect(lot.troubles.splice(0)).toMatchObject([{ message: 'disk full' }]);
    db.exec('DROP TRIGGER full');
    down();
    expect(names(up())).toEqual(ALL);
  });
});

describe('a lot of many stalls', () => {
  const stalls = Array.from({ length: 200 }, (_, n) => `S-${String(n).padStart(3, '0')}`);
  const { stalls: _, ...registration } = written.lot.registration;
  const large = (numbers = stalls) =>
    change({
      stalls: numbers,
      totalStalls: 200,
      registration: { ...registration, stalls: { common: {}, except: {} } },
    });
  const all = ALL.length - written.lot.stalls.length + stalls.length;
  /** The disk takes no more once it comes to this stall. */
  const failAt = ({ db }: Station, stallNo: string) =>
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON outbox WHEN new.order_key = 'base:stallInfo:${stallNo}'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  const mend = ({ db }: Station) => db.exec('DROP TRIGGER full');
  const stallsOf = (told: readonly { interface: string; payload: Record<string, unknown> }[]) =>
    told.filter((item) => item.interface === 'stallInfo').map(({ payload }) => payload['stallNo']);
  /** How many reports each record wrote from now on. */
  function records({ ledger }: Station): number[] {
    const sizes: number[] = [];
    ledger.onCommitted(({ reports }) => {
      if (reports > 0) sizes.push(reports);
    });
    return sizes;
  }

  it('is told in portions, none of which holds up the gate', () => {
    const station = start(large());
    const sizes = records(station);
    expect(station.up(600_000)).toHaveLength(all);
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16);

    sizes.length = 0;
    station.baseData.reportAll('li', () => undefined);
    lot.clock.advance(600_000);
    expect(lot.sent()).toHaveLength(all);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16);

    sizes.length = 0;
    station.down();
    expect(station.up(600_000)).toEqual([]);
    expect(sizes).toEqual([]);
  });

  it('is told to its end by the next link where the telling broke off', () => {
    const first = start(large());
    failAt(first, 'S-100');
    expect(stallsOf(first.up(600_000)).length).toBeLessThan(100);
    expect(lot.troubles.splice(0)).toMatchObject([{ message: 'disk full' }]);
    mend(first);
    const second = start(large());
    const rest = stallsOf(second.up(600_000));
    expect(rest).toEqual(stalls.slice(-rest.length));
    expect(rest).toContain('S-100');
    expect(new Set(Object.values(second.states()))).toEqual(new Set(['same']));
  });

  it('is told anew to its end by the next link where that broke off, and not once more after it', () => {
    const first = start(large());
    first.up(600_000);
    failAt(first, 'S-100');
    first.baseData.reportAll('li', () => undefined);
    lot.clock.advance(600_000);
    const before = stallsOf(lot.sent());
    expect(before.length).toBeLessThan(100);
    expect(lot.troubles.splice(0)).toMatchObject([{ message: 'disk full' }]);
    mend(first);
    const second = start(large());
    expect(stallsOf(second.up(600_000))).toEqual(stalls.slice(before.length));
    expect(start(large()).up(600_000)).toEqual([]);
  });

  it('of which many are gone: they are told so, in portions too', () => {
    start(large()).up(600_000);
    const second = start(large(stalls.slice(0, 10)));
    const sizes = records(second);
    expect(stallsOf(second.up(600_000))).toEqual(stalls.slice(10));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
  });
});
