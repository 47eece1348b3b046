import { describe, expect, it } from 'vitest';
import { table63 } from './booking.ts';
import { check } from './description.ts';
import { createCodeNames } from './interfaces.ts';
import { table21 } from './vehicle.ts';

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

  it('treats null and empty text as absent', () => {
    expect(check(table63, { ...lock, carColor: null, reservationFrom: '' })).toEqual({ ok: true, row: lock });
    expect(check(table63, { ...lock, bookCode: '' })).toMatchObject({ field: 'bookCode', refusal: { code: 4 } });
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

describe('interface codes', () => {
  it('are renamed by the site in both directions', () => {
    const names = createCodeNames({ vehicleEnter: 'carIn', confirmBookStall: 'bookOk' });
    expect([names.toWire('vehicleEnter'), names.toWire('vehicleLeave')]).toEqual(['carIn', 'vehicleLeave']);
    expect([names.event('carIn'), names.event('vehicleEnter')]).toEqual(['vehicleEnter', null]);
    expect([names.service('bookOk'), names.service('confirmBookStall')]).toEqual(['confirmBookStall', null]);
    expect([names.toWire('constructor'), names.service('toString')]).toEqual(['constructor', null]);
  });
});
