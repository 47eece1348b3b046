import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSite } from '../../site/load.ts';
import { siteOf, written } from './base-data.fixture.ts';
import { baseReports, titleOf } from './base-data-site.ts';
import { stableId } from './base-data-keys.ts';
import { createDb4403Reporter } from './reports.ts';
import { parkCode, sample } from './reports.fixture.ts';
import { check } from './tables/description.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';

const { lot } = written;
const withRegistration = (change: object) =>
  siteOf({ ...written, lot: { ...lot, registration: { ...lot.registration, ...change } } });

describe('what the platform is told of the site file', () => {
  it('is all of it, pictures before the lot that names them', () =>
    expect(baseReports(siteOf(), [sample.picture]).map((report) => [report.kind, titleOf(report)])).toEqual([
      ['picture', '收费标价牌'],
      ['lot', '演示医院停车场'],
      ['gate', '东入口'],
      ['gate', '西出口'],
      ['stall-info', 'A-01'],
      ['stall-info', 'A-02'],
      ['charge-standard', '收费标准'],
      ['business', '电子发票'],
      ['business', '临停缴费'],
      ['business', '月卡续费'],
      ['plan', '夜间月租'],
    ]));

  it('says what is charged in the words of the tariff, whatever the registration says', () => {
    const hour = (fen: number) => ({ min: 60, fen });
    const bands = [{ days: 'every-day', from: '00:00', to: '00:00', first: hour(1000), then: hour(500) }];
    const general = { name: '小型车', freeMin: 30, bands, cap: { per: '24h', fen: 6000 } };
    const green = { ...general, name: '新能源车', for: { plateColours: ['green'] }, percentOff: 50 };
    const words = '免费时长 30 分钟，首小时 10 元，后每小时 5 元，每 24 小时封顶 60 元';
    const reports = baseReports(siteOf({ ...written, tariff: { rates: [green, general] } }), []);
    expect(reports.find(({ kind }) => kind === 'lot')).toMatchObject({
      registration: { chargeDescription: `新能源车：${words}，减免 50%；小型车：${words}` },
    });
    expect(reports.find(({ kind }) => kind === 'charge-standard')).toMatchObject({
      standard: {
        items: [
          { item: '新能源车', description: `${words}，减免 50%` },
          { item: '小型车', description: words },
        ],
      },
    });
  });

  it('is nothing without a registration', () =>
    expect(baseReports(siteOf({ ...written, lot: { ...lot, registration: undefined } }), [])).toEqual([]));

  it('is no more than the site file has', () => {
    const bare = withRegistration({ chargeStandard: undefined, business: {}, stalls: undefined });
    const reports = baseReports({ ...bare, sharing: undefined, lot: { ...bare.lot, stalls: [] } }, []);
    expect(reports.map(({ kind }) => kind)).toEqual(['lot', 'gate', 'gate']);
  });

  it('gates are where their lanes are, or where the lot is', () => {
    const gates = baseReports(siteOf(), []).flatMap((report) => (report.kind === 'gate' ? [report.gate] : []));
    expect(gates).toEqual([
      {
        id: stableId(parkCode, 'gate', 'in-1'),
        name: '东入口',
        roadName: '红荔路',
        type: 'entrance',
        longitude: 114.1,
        latitude: 22.5,
        status: 'normal',
      },
      {
        id: stableId(parkCode, 'gate', 'out-1'),
        name: '西出口',
        roadName: '红荔路',
        type: 'exit',
        longitude: 114.05786,
        latitude: 22.54313,
        status: 'closed',
      },
    ]);
  });

  it('a gate keeps its id when its lane is renamed, and no two have the same', () => {
    const ids = ['in-1', 'in-2', 'out-1'].map((lane) => stableId(parkCode, 'gate', lane));
    expect(
      new Set([...ids, stableId('44030500100101000011', 'gate', 'in-1'), stableId(parkCode, 'stall', 'in-1')]).size,
    ).toBe(5);
    expect(ids[0]).toBe(stableId(parkCode, 'gate', 'in-1'));
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('what holds for every stall holds unless a stall says otherwise', () => {
    const traits = baseReports(siteOf(), []).flatMap((report) => (report.kind === 'stall-info' ? [report.traits] : []));
    expect(traits).toEqual([
      { businessType: 22, floor: 'B1' },
      { businessType: 22, floor: 'B2', charger: true },
    ]);
    const odd = siteOf({ ...written, lot: { ...lot, stalls: ['constructor'] } });
    expect(baseReports(odd, []).find(({ kind }) => kind === 'stall-info')).toMatchObject({ traits: { floor: 'B1' } });
  });

  it('what the lot offers is yes, no, or the address of a page', () =>
    expect(baseReports(siteOf(), []).filter(({ kind }) => kind === 'business')).toEqual([
      { kind: 'business', business: 'e-invoice', supported: true, url: 'https://lot.example/invoice' },
      { kind: 'business', business: 'payment', supported: true, url: null },
      { kind: 'business', business: 'month-card-renewal', supported: false, url: null },
    ]));

  it('of the example that an installer copies passes its tables', () => {
    const site = loadSite(join(import.meta.dirname, '../../../../resources/example/site.json'));
    const reporter = createDb4403Reporter(site.lot.parkCode, () => '0'.repeat(32));
    const told = baseReports(site, []).flatMap((report) => reporter(report, 0));
    expect(new Set(told.map((item) => item.interface))).toEqual(
      new Set(['parkInfo', 'gateInfo', 'stallInfo', 'chargeStandard', 'businessConfig', 'sharePlan']),
    );
    for (const { interface: name, payload } of told)
      expect(check(events[name as EventInterface].request, payload)).toMatchObject({ ok: true });
  });
});
