import { describe, expect, it } from 'vitest';
import { parkCode, sample, stay } from './reports.fixture.ts';
import { charged, corrected, entered, left } from './reports-stays.ts';

describe('stays on the wire', () => {
  it('an entry as table 19 has it', () =>
    expect(entered(sample.entered, parkCode)).toEqual({
      id: stay.id,
      parkCode,
      stallNo: 'A-01',
      carNo: '粤BD12345',
      plateColor: '4',
      carColor: '1',
      carModel: 3,
      enterTime: '2026-01-01 10:03:04',
      entranceName: '东入口',
    }));

  it('an exit as table 21 has it: sums in fen, and the ids of its charges', () =>
    expect(left(sample.left, parkCode)).toEqual({
      id: stay.id,
      parkCode,
      stallNo: 'A-01',
      carNo: '粤BD12345',
      plateColor: '4',
      carColor: '1',
      carModel: 3,
      leaveTime: '2026-01-01 11:03:04',
      exitName: '西出口',
      chargeIdList: ['c'.repeat(32)],
      receivables: 2100,
      discount: 1999,
      received: 101,
    }));

  it('a correction as table 30 has it: the whole record, and no list where nothing was charged', () => {
    const row = corrected(sample.corrected, parkCode);
    expect(row).toMatchObject({ enterTime: '2026-01-01 10:03:04', leaveTime: '2026-01-01 11:03:04', received: 0 });
    expect(row.chargeIdList).toBeUndefined();
    const inside = corrected({ ...sample.corrected, stay: { ...stay, leftAt: null, exitName: null } }, parkCode);
    expect([inside.leaveTime, inside.exitName]).toEqual([undefined, undefined]);
  });

  it('a charge as table 23 has it: sums in fen, an amount off in yuan (table 24)', () =>
    expect(charged(sample.charged)).toEqual({
      id: 'c'.repeat(32),
      orderNo: 'SP-1',
      recordId: stay.id,
      carNo: '粤BD12345',
      plateColor: '4',
      carColor: '1',
      carModel: 3,
      payTime: '2026-01-01 10:04:04',
      receivables: 2100,
      discount: 1999,
      received: 101,
      payType: 2,
      payFrom: '微信公众号',
      listDiscounts: [
        {
          id: 'd'.repeat(32),
          couponNo: 'C-1',
          couponType: 1,
          couponValue: 19.99,
          discountChannel: '深圳交警',
          channelOrgCode: '91440300708461136T',
        },
        { id: 'e'.repeat(32), couponType: 2, couponValue: 2 },
        { id: 'f'.repeat(32), couponType: 3, couponValue: 0.3 },
      ],
    }));

  it.each([
    ['a plate that nobody could read', '', '无牌车'],
    ['a plate of spaces', '  \t ', '无牌车'],
    ['a plate longer than the table', '粤B12345678901', '粤B12345678'],
    ['a plate of two code units a character', '𠮷'.repeat(12), '𠮷'.repeat(10)],
  ])('%s is reported all the same, for carNo is required', (_what, plate, carNo) =>
    expect(entered({ ...sample.entered, stay: { ...stay, plate } }, parkCode).carNo).toBe(carNo),
  );

  it('what is not known is not said', () => {
    const bare = { ...stay, plateColour: 'unknown', carColour: null, carModel: null, stallNo: null } as const;
    const row = entered({ ...sample.entered, stay: bare }, parkCode);
    expect([row.plateColor, row.carColor, row.carModel, row.stallNo]).toEqual(Array(4).fill(undefined));
    expect(charged({ ...sample.charged, charge: { ...sample.charged.charge, payFrom: ' ' } }).payFrom).toBe('其它');
  });
});
