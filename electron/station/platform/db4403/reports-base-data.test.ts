import { describe, expect, it } from 'vitest';
import {
  businessConfig,
  chargeStandard,
  gateInfo,
  imageUpload,
  parkInfo,
  sharePlan,
  stallInfo,
} from './reports-base-data.ts';
import { at, parkCode, sample } from './reports.fixture.ts';

describe('the lot on the wire', () => {
  it('the lot as table 10 has it, where an owners’ committee is 0 and none is 1', () => {
    const urls = { 'price-board': 'https://platform.example/1.jpg', map: 'https://platform.example/2.jpg' };
    const row = parkInfo(sample.lot, parkCode, (picture) => urls[picture as keyof typeof urls] ?? null);
    expect(row).toEqual({
      parkCode,
      parkName: '演示医院停车场',
      providerCode: 'P-1',
      roadName: '红荔路',
      parkType: 1,
      address: '深圳市福田区红荔路 7019 号',
      longitude: 114.05786,
      latitude: 22.54313,
      provinceCode: '440000',
      cityCode: '440300',
      areaCode: '440304',
      totalSpace: 60,
      reservableStalls: 20,
      operatorId: 'OP-1',
      industAuthorInfo: 0,
      publicInfo: '00:00~24:00',
      businessType: '22',
      chargeDesc: '首小时 15 元，之后每小时 3 元',
      imageUrl: 'https://platform.example/1.jpg',
      mapImage: 'https://platform.example/2.jpg',
      contacts: '李主管',
      tel: '0755-12345678',
      bizStatus: 1,
      remark: '医院停车场',
    });
    const { registration } = sample.lot;
    const other = { ...registration, kind: 'roadside', ownersCommittee: false, inUse: false } as const;
    expect(parkInfo({ ...sample.lot, registration: other }, parkCode, () => null)).toMatchObject({
      parkType: 0,
      industAuthorInfo: 1,
      bizStatus: 0,
    });
  });

  it('an address of a picture that does not fit is left out: cut it would be another', () => {
    const long = parkInfo(sample.lot, parkCode, () => `https://platform.example/${'x'.repeat(255)}`);
    expect([long.imageUrl, long.mapImage, long.parkingPlaceImage]).toEqual([undefined, undefined, undefined]);
  });

  it('a gate as table 12 has it, its name cut to 10 characters', () => {
    const { gate } = sample.gate;
    expect(gateInfo(gate, parkCode)).toEqual({
      id: gate.id,
      name: '东入口',
      parkCode,
      roadName: '红荔路',
      type: 1,
      longitude: 114.05786,
      latitude: 22.54313,
      status: 1,
    });
    const other = {
      ...gate,
      name: '红荔路北侧地下二层西区出口',
      roadName: null,
      type: 'exit',
      status: 'closed',
    } as const;
    expect(gateInfo(other, parkCode)).toMatchObject({ name: '红荔路北侧地下二层西', type: 2, status: 3 });
    expect(gateInfo({ ...gate, type: 'both', status: 'removed' }, parkCode)).toMatchObject({ type: 3, status: 2 });
  });

  it('a stall as table 14 has it, under the same id every time', () => {
    const row = stallInfo(sample['stall-info'], parkCode);
    expect(row).toEqual({
      id: row.id,
      stallNo: 'A-01',
      parkCode,
      manageType: 2,
      ownerType: 2,
      positionType: 1,
      sizeType: 2,
      businessType: '22',
      visitType: 2,
      floor: 'B1',
      areaName: '东区',
      isReservation: 1,
      withLocker: 0,
      withChargingPile: 1,
      longitude: 114.05786,
      latitude: 22.54313,
    });
    expect(row.id).toMatch(/^[0-9a-f]{32}$/);
    const ids = [
      stallInfo({ ...sample['stall-info'], traits: {} }, parkCode).id,
      stallInfo({ ...sample['stall-info'], stallNo: 'A-02' }, parkCode).id,
      stallInfo(sample['stall-info'], '44030500100101000011').id,
    ];
    expect(ids.map((id) => id === row.id)).toEqual([true, false, false]);
  });

  it('of a stall of which nothing is known: it can be booked, and has neither lock nor charger', () =>
    expect(stallInfo({ ...sample['stall-info'], lot: 'lot', traits: {} }, parkCode)).toEqual({
      id: stallInfo(sample['stall-info'], parkCode).id,
      stallNo: 'A-01',
      parkCode,
      positionType: 2,
      isReservation: 1,
      withLocker: 0,
      withChargingPile: 0,
    }));

  it('the charges as tables 16 and 17 have them', () =>
    expect(chargeStandard(sample['charge-standard'].standard, parkCode)).toEqual({
      parkCode,
      permitNo: '123456',
      charger: '演示停车管理有限公司',
      pricing: 3,
      region: 1,
      complaintTel: '12345',
      remark: '法定节假日同价',
      items: [{ chargeItem: '小车临时停放', chargeDesc: '首小时 15 元，之后每小时 3 元' }],
    }));

  it('what the lot offers as table 34 has it', () => {
    expect(businessConfig(sample.business, parkCode)).toEqual({
      parkCode,
      businessCode: 1,
      businessFlag: 1,
      forwardUrl: 'https://lot.example/invoice',
    });
    const not = { ...sample.business, business: 'month-card-renewal', supported: false, url: null } as const;
    expect(businessConfig(not, parkCode)).toEqual({ parkCode, businessCode: 3, businessFlag: 0 });
    expect(businessConfig({ ...sample.business, business: 'payment' }, parkCode).businessCode).toBe(2);
  });

  it('a plan as tables 42 and 43 have it: prices in fen, times with their seconds', () => {
    const { plan } = sample.plan;
    expect(sharePlan(plan, parkCode)).toEqual({
      parkCode,
      packageCode: 'NIGHT',
      packageName: '夜间月租',
      spaceNum: 20,
      packageType: 1,
      useTimes: '20',
      useDays: '15',
      displayBeginDate: '2026-01-01 00:00:00',
      displayEndDate: '2026-12-31 23:59:59',
      buyBeginDate: '2026-01-01 00:00:00',
      buyEndDate: '2026-11-30 23:59:59',
      carTypeLimit: 3,
      parkPeriod: 2,
      originalPrice: 30_000,
      sellPrice: 25_050,
      bizStatus: 1,
      Instructions: '工作日夜间停放',
      description: '未使用可全额退款',
      remark: '共 20 个',
      buyNotice: '凭车牌进出 请按时离场',
      refundNotice: '到期不退',
      ruleList: [
        { dateType: 1, inTime: '18:00:00', outTime: '08:00:00' },
        { dateType: 2, inTime: '00:00:00', outTime: '00:00:00' },
      ],
    });
    const other = { ...plan, kind: 'months', period: 'all-day', carModel: 'large', active: false } as const;
    expect(sharePlan({ ...other, times: undefined, days: undefined }, parkCode)).toMatchObject({
      packageType: 3,
      parkPeriod: 0,
      carTypeLimit: 1,
      bizStatus: 0,
    });
  });

  it('what table 42 says twice of a length is cut to the shorter', () => {
    const plan = { ...sample.plan.plan, introduction: '长'.repeat(300), description: '长'.repeat(300) };
    const row = sharePlan(plan, parkCode);
    expect([row.Instructions?.length, row.description?.length]).toEqual([255, 100]);
  });

  it('a picture: what its form needs, and where its bytes are', () => {
    expect(imageUpload(sample.picture, at)).toEqual({
      fileName: 'price.jpg',
      imageBizType: 1,
      pickTime: at / 1000,
      file: '/site/price.jpg',
      sha256: 'b'.repeat(64),
    });
    const types = (['map', 'stall-plan', 'other'] as const).map(
      (picture) => imageUpload({ ...sample.picture, picture }, at).imageBizType,
    );
    expect(types).toEqual([2, 3, 4]);
    // The file's time may be ahead of our clock.
    expect(imageUpload(sample.picture, at - 60_000).pickTime).toBe(at / 1000 - 60);
  });
});
