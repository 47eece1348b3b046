import { describe, expect, it } from 'vitest';
import { citybrainForm as form } from './report-form.ts';

const entry = {
  out_order_no: '440305000120260102030405000001',
  plate_no: '粤B12345',
  plate_color: 'pnc_02',
  car_type: 'normal',
  parking_time: '2026-01-02 03:04:05',
  parking_lot_no: '4403050001',
  port_no: 'E01',
  total_spaces: 100,
  free_spaces: 75,
};

describe('what a person may put right', () => {
  it.each(['parking', 'away', 'uploadSnapshot'])(
    '%s: what was seen or written, no number of the order, no sum',
    (name) => {
      const editable = form.columns(name).filter((column) => column.editable);
      expect(form.columns(name).length).toBeGreaterThan(0);
      for (const column of editable) {
        expect(column.kind).toBe('text');
        expect(column.name).not.toMatch(/^(out_order_no|parking_lot_no|price|should_pay|paid_fee)$/);
      }
    },
  );

  it('lengths and choices are those of the table', () => {
    const columns = new Map(form.columns('parking').map((column) => [column.name, column]));
    expect(columns.get('plate_no')).toMatchObject({ kind: 'text', maxLength: 16, required: true, editable: true });
    expect(columns.get('car_type')?.choices).toEqual(['normal', 'special', 'white', 'parkcard']);
    expect(columns.get('total_spaces')).toMatchObject({ kind: 'number', editable: false });
    expect(form.columns('heartbeat')).toEqual([]);
    expect(form.columns('toString')).toEqual([]);
  });
});

describe('a report against its table', () => {
  it('fits', () => expect(form.check('parking', entry)).toBeNull());

  it.each([
    ['plate_no', undefined, 'missing'],
    ['plate_no', '', 'missing'],
    ['plate_no', '粤'.repeat(17), 'too-long'],
    ['plate_color', 'blue', 'not-a-choice'],
    ['parking_time', '2026-02-30 00:00:00', 'wrong-form'],
    ['port_no', 7, 'wrong-form'],
    ['total_spaces', '100', 'wrong-form'],
    ['total_spaces', 100_000_000, 'out-of-range'],
    ['free_spaces', -1, 'out-of-range'],
  ])('%s = %o: %s', (field, value, problem) => {
    expect(form.check('parking', { ...entry, [field]: value })).toEqual({ field, problem });
  });

  it('of no interface is unknown', () => expect(form.check('charge', {})).toEqual({ field: null, problem: 'unknown' }));
});

it('what a report is about: its plate, or the order of a picture', () => {
  expect(form.subject('parking', entry)).toBe('粤B12345');
  expect(form.subject('uploadSnapshot', { out_order_no: 'x', event: 'away' })).toBe('x');
  expect(form.subject('uploadSnapshot', {})).toBeNull();
});

it('what was put right, in the words of the domain', () => {
  const changed = (fields: string[]) => form.stayChanges('parking', entry, fields);
  expect(changed(['plate_no', 'plate_color'])).toEqual({ plate: '粤B12345', plateColour: 'blue' });
  expect(changed(['parking_time'])).toEqual({ enteredAt: Date.UTC(2026, 0, 1, 19, 4, 5) });
  expect(changed(['port_no', 'operator'])).toBeNull();
  expect(form.stayChanges('away', { away_time: '2026-01-02 03:04:05' }, ['away_time'])).toEqual({
    leftAt: Date.UTC(2026, 0, 1, 19, 4, 5),
  });
});
