import { describe, expect, it } from 'vitest';
import { table63 } from './booking.ts';
import { check, table } from './description.ts';
import type { FieldType } from './description.ts';
import { table42, table53 } from './sharing.ts';
import { table21, table23 } from './vehicle.ts';

const lock = {
  bookCode: 'B1',
  parkCode: '44030500100101000010',
  carNo: '粤B12345',
  bookTime: '2026-01-01 10:00:00',
  overTime: '2026-01-01 12:00:00',
  obligatTime: 30,
  operateType: 1,
};

describe('a table of the standard', () => {
  it('takes a row with its required fields and drops what it does not know', () =>
    expect(check(table63, { ...lock, plateColor: '4', unknown: { deep: 1 } })).toEqual({
      ok: true,
      row: { ...lock, plateColor: '4' },
    }));

  it('treats null and blank text as absent', () => {
    expect(check(table63, { ...lock, carColor: null, reservationFrom: '' })).toEqual({ ok: true, row: lock });
    for (const bookCode of ['', '   ', '\u3000'])
      expect(check(table63, { ...lock, bookCode })).toMatchObject({ field: 'bookCode', refusal: { code: 4 } });
  });

  it.each<[string, object, string, number]>([
    ['missing', { carNo: undefined }, 'carNo', 4],
    ['null', { overTime: null }, 'overTime', 4],
    ['a number for text', { bookCode: 7 }, 'bookCode', 1005],
    ['text for a number', { obligatTime: '30' }, 'obligatTime', 1005],
    ['a fraction for an Int', { obligatTime: 1.5 }, 'obligatTime', 1005],
    ['a list', { carNo: ['粤B12345'] }, 'carNo', 1005],
    ['an object', { carNo: {} }, 'carNo', 1005],
    ['a boolean', { operateType: true }, 'operateType', 1005],
    ['one character too many', { bookCode: 'x'.repeat(51) }, 'bookCode', 1004],
    ['too many of two code units', { carNo: '𠮷'.repeat(11) }, 'carNo', 1004],
    ['an Int beyond 4 bytes', { obligatTime: 2 ** 31 }, 'obligatTime', 1007],
    ['a negative time', { obligatTime: -1 }, 'obligatTime', 1007],
    ['another operateType', { operateType: 3 }, 'operateType', 1007],
    ['another plateColor', { plateColor: '9' }, 'plateColor', 1007],
    ['another form of time', { bookTime: '2026-01-01T10:00:00' }, 'bookTime', 1005],
    ['a time without seconds', { bookTime: '2026-01-01 10:00' }, 'bookTime', 1005],
    ['30 February', { bookTime: '2026-02-30 10:00:00' }, 'bookTime', 1007],
    ['a control character', { carNo: '粤B\u00001' }, 'carNo', 1000],
    ['half a character', { reservationFrom: '\ud800' }, 'reservationFrom', 1000],
  ])('refuses %s and names the field', (_what, change, field, code) => {
    const checked = check(table63, { ...lock, ...change });
    expect(checked).toMatchObject({ ok: false, field, refusal: { code } });
    expect(!checked.ok && checked.refusal.message).toContain(field);
  });

  it.each([[null], ['text'], [7], [[lock]]])('refuses %j as a row', (entry) =>
    expect(check(table63, entry)).toMatchObject({ ok: false, field: null, refusal: { code: 1005 } }),
  );

  it('takes exactly as many characters as allowed, counted as characters', () =>
    expect(check(table63, { ...lock, carNo: '𠮷'.repeat(10) })).toMatchObject({ ok: true }));

  it('checks ids one by one in a list', () => {
    const leave = { id: 'a'.repeat(32), carNo: '粤B12345', receivables: 0, discount: 0, received: 0 };
    expect(check(table21, { ...leave, chargeIdList: ['b'.repeat(32)] })).toMatchObject({ ok: true });
    expect(check(table21, { ...leave, chargeIdList: ['short'] })).toMatchObject({ refusal: { code: 1005 } });
    expect(check(table21, { ...leave, id: 'a'.repeat(33) })).toMatchObject({ field: 'id', refusal: { code: 1004 } });
    expect(check(table21, { ...leave, received: -1 })).toMatchObject({ field: 'received', refusal: { code: 1007 } });
  });
});

describe('every type of table 1 that the tables have', () => {
  const one = (type: FieldType) => table(99, [{ name: 'x', type, required: true }]);
  const uuid = 'aB3'.padEnd(32, '0');
  const takes: readonly [FieldType, readonly unknown[]][] = [
    ['String', ['x', '粤B12345', '👍', '0']],
    ['Uuid', [uuid]],
    ['Int', [0, -1, 2 ** 31 - 1, -(2 ** 31), 1.0]],
    ['Decimal', [0, 19.99, -1, 2 ** 40]],
    ['Double', [0, 114.05786, -180]],
    ['DateTime', ['2026-01-01 00:00:00', '2028-02-29 23:59:59']],
    ['Time', ['00:00', '23:59:59', '07:30']],
    ['Timestamp', [0, 1_700_000_000, 2 ** 32 - 1]],
    ['List<Uuid>', [[], [uuid, uuid]]],
  ];
  const WRONG_TYPE = 1005;
  const WRONG_RANGE = 1007;
  const refuses: readonly [FieldType, unknown, number][] = [
    ['String', 1, WRONG_TYPE],
    ['String', true, WRONG_TYPE],
    ['String', ['x'], WRONG_TYPE],
    ['String', { toString: 'x' }, WRONG_TYPE],
    ['String', 'tab\there', 1000],
    ['Uuid', 'short', WRONG_TYPE],
    ['Uuid', uuid.slice(1), WRONG_TYPE],
    ['Uuid', `${uuid}0`, 1004],
    ['Uuid', uuid.replace('0', '-'), WRONG_TYPE],
    ['Uuid', 7, WRONG_TYPE],
    ['Int', '1', WRONG_TYPE],
    ['Int', 1.5, WRONG_TYPE],
    ['Int', true, WRONG_TYPE],
    ['Int', 2 ** 31, WRONG_RANGE],
    ['Int', -(2 ** 31) - 1, WRONG_RANGE],
    // What JSON.parse makes of 1e400: a number, and out of range.
    ['Int', Infinity, WRONG_RANGE],
    ['Int', -Infinity, WRONG_RANGE],
    ['Decimal', '19.99', WRONG_TYPE],
    ['Decimal', Infinity, WRONG_RANGE],
    ['Decimal', -Infinity, WRONG_RANGE],
    ['Double', '114.05786', WRONG_TYPE],
    ['Double', Infinity, WRONG_RANGE],
    ['DateTime', 1_700_000_000, WRONG_TYPE],
    ['DateTime', '2026-01-01', WRONG_TYPE],
    ['DateTime', '2026-01-01T10:00:00', WRONG_TYPE],
    ['DateTime', '2026-02-29 10:00:00', WRONG_RANGE],
    ['DateTime', '2026-01-01 24:00:00', WRONG_RANGE],
    ['Time', 730, WRONG_TYPE],
    ['Time', '7:30', WRONG_TYPE],
    ['Time', '07:30:00.5', WRONG_TYPE],
    ['Time', '24:00', WRONG_RANGE],
    ['Time', '07:60:00', WRONG_RANGE],
    ['Timestamp', '1700000000', WRONG_TYPE],
    ['Timestamp', 1.5, WRONG_TYPE],
    ['Timestamp', -1, WRONG_RANGE],
    ['Timestamp', Infinity, WRONG_RANGE],
    // Milliseconds for seconds.
    ['Timestamp', 1_700_000_000_000, WRONG_RANGE],
    ['List<Uuid>', uuid, WRONG_TYPE],
    ['List<Uuid>', [uuid, 7], WRONG_TYPE],
    ['List<Uuid>', [uuid, null], WRONG_TYPE],
    ['List<Uuid>', Array(201).fill(uuid), WRONG_RANGE],
  ];

  it.each(takes)('%s takes what it should', (type, values) => {
    for (const x of values) expect(check(one(type), { x })).toEqual({ ok: true, row: { x } });
  });

  it.each(refuses)('%s refuses %j with %i', (type, x, code) => {
    const checked = check(one(type), { x });
    expect(checked).toMatchObject({ ok: false, field: 'x', refusal: { code } });
    expect(!checked.ok && checked.refusal.message).toMatch(/: x /);
  });

  it.each(takes)('%s that is missing is refused with 4', (type) =>
    expect(check(one(type), {})).toMatchObject({ ok: false, field: 'x', refusal: { code: 4 } }),
  );

  it('a value outside of what makes sense is refused at either end', () => {
    const share = table(99, [{ name: 'x', type: 'Decimal', required: true, min: 0, max: 1 }]);
    expect([-0.1, 0, 1, 1.1].map((x) => check(share, { x }).ok)).toEqual([false, true, true, false]);
    const count = table(99, [{ name: 'x', type: 'Int', required: true, min: 1, max: 3 }]);
    expect([0, 1, 3, 4].map((x) => check(count, { x }).ok)).toEqual([false, true, true, false]);
  });

  it('a text far too long is refused without being counted out', () =>
    expect(check(table63, { ...lock, bookCode: 'x'.repeat(8_000_000) })).toMatchObject({ refusal: { code: 1004 } }));
});

describe('a list whose entries have a table of their own', () => {
  const plan = {
    parkCode: '44030500100101000010',
    packageCode: 'NIGHT',
    packageName: '夜间月租',
    spaceNum: 1,
    packageType: 3,
    displayBeginDate: '2026-01-01 00:00:00',
    displayEndDate: '2026-01-01 00:00:00',
    buyBeginDate: '2026-01-01 00:00:00',
    buyEndDate: '2026-01-01 00:00:00',
    carTypeLimit: 3,
    parkPeriod: 2,
    originalPrice: 0,
    sellPrice: 0,
    bizStatus: 1,
  };
  const rule = { dateType: 1, inTime: '18:00:00', outTime: '08:00' };
  const withRules = (...ruleList: unknown[]) => check(table42, { ...plan, ruleList });

  it('is taken entry by entry, and each loses what its table does not have', () =>
    expect(withRules(rule, { ...rule, unknown: 1 })).toEqual({ ok: true, row: { ...plan, ruleList: [rule, rule] } }));

  it('may be empty, but not missing where it is required', () => {
    expect(withRules()).toMatchObject({ ok: true, row: { ruleList: [] } });
    expect(check(table42, plan)).toMatchObject({ field: 'ruleList', refusal: { code: 4 } });
    expect(check(table23, { ...charge, listDiscounts: null })).toEqual({ ok: true, row: charge });
  });

  it.each<[string, unknown[], string, number]>([
    ['a field missing', [{ ...rule, inTime: undefined }], 'ruleList[0].inTime', 4],
    ['a field null', [rule, { ...rule, outTime: null }], 'ruleList[1].outTime', 4],
    ['a wrong type', [{ ...rule, inTime: 1800 }], 'ruleList[0].inTime', 1005],
    ['a time that no clock shows', [{ ...rule, inTime: '25:00:00' }], 'ruleList[0].inTime', 1007],
    ['a code that stands for nothing', [rule, rule, { ...rule, dateType: 5 }], 'ruleList[2].dateType', 1007],
    ['an entry that is no object', [rule, 'rule'], 'ruleList[1]', 1005],
    ['an entry that is null', [null], 'ruleList[0]', 1005],
    ['a list in the list', [[rule]], 'ruleList[0]', 1005],
  ])('%s is refused with its place', (_what, rules, field, code) => {
    const checked = withRules(...rules);
    expect(checked).toMatchObject({ ok: false, field, refusal: { code } });
    // The place, and then what is wrong there.
    expect(!checked.ok && checked.refusal.message).toMatch(
      new RegExp(`: ${field.replaceAll(/[[\].]/g, String.raw`\$&`)} .`),
    );
  });

  it.each([['text'], [7], [true], [{ 0: rule, length: 1 }]])('%j is no list', (ruleList) =>
    expect(check(table42, { ...plan, ruleList })).toMatchObject({ field: 'ruleList', refusal: { code: 1005 } }),
  );

  it('of more entries than any has reason for is refused before it is read', () =>
    expect(withRules(...Array<unknown>(201).fill('rubbish'))).toMatchObject({
      field: 'ruleList',
      refusal: { code: 1007 },
    }));

  it('is checked in each of several lists', () => {
    const order = {
      orderNo: 'SP-1',
      parkCode: plan.parkCode,
      fixCount: 1,
      orderBeginDate: '2026-01-01 00:00:00',
      orderEndDate: '2026-01-31 23:59:59',
      packageCode: 'NIGHT',
      carNo: '粤B12345',
      plateColor: '0',
      providerCode: 'P',
      userId: 'U',
      amount: 250.5,
      platformDiscount: 0,
      platformDiscountList: [{ discountType: 1, discountNo: 'D', discountValue: '10' }],
      payAmount: 250.5,
    };
    expect(check(table53, order)).toEqual({ ok: true, row: order });
    const isvDiscountList = [{ discountType: 3, discountNo: 'D', discountValue: '10' }];
    expect(check(table53, { ...order, isvDiscountList })).toMatchObject({
      field: 'isvDiscountList[0].discountType',
      refusal: { code: 1007 },
    });
  });

  it('keys of the prototype are no fields', () => {
    const entry = JSON.parse('{"__proto__": {"dateType": 1, "inTime": "18:00", "outTime": "08:00"}}') as unknown;
    expect(withRules(entry)).toMatchObject({ field: 'ruleList[0].dateType', refusal: { code: 4 } });
    expect(withRules(Object.create(rule) as unknown)).toMatchObject({ field: 'ruleList[0].dateType' });
  });
});

const charge = {
  id: 'a'.repeat(32),
  recordId: 'b'.repeat(32),
  carNo: '粤B12345',
  payTime: '2026-01-01 10:00:00',
  receivables: 0,
  discount: 0,
  received: 0,
  payType: 1,
  payFrom: '线下缴费',
};
