import { describe, expect, test } from 'vitest';
import { checkTable } from './check.ts';
import type { Fault } from './check.ts';
import { ENVELOPE, TABLES } from './tables.ts';
import type { InterfaceName } from './tables.ts';

/** A whole JPEG of one frame and no picture: what its form asks for. */
const JPEG = Buffer.from('ffd8ffc0000b080001000101011100ffd9', 'hex').toString('base64');
const parking = {
  out_order_no: '44030500120191004133604000001',
  plate_no: '闽A12345',
  plate_color: 'pnc_02',
  car_type: 'normal',
  parking_time: '2019-10-04 13:36:04',
  snapshot: JPEG,
  parking_lot_no: '4403050001',
  port_no: 'E01',
  operator: '王师傅',
  price: 2000,
  should_pay: 1000,
  total_spaces: 100,
  free_spaces: 80,
};
const { parking_time: _, ...common } = parking;
const whole: Record<InterfaceName, Record<string, unknown>> = {
  parking,
  away: { ...common, away_time: '2019-10-04 16:36:04', price: 500, should_pay: 0, paid_fee: 500 },
  uploadSnapshot: { out_order_no: parking.out_order_no, event: 'parking', snapshot: JPEG },
  heartbeat: { parking_lot_no: '4403050001', status: 'alive' },
};
const required: Record<InterfaceName, string[]> = {
  parking: ['out_order_no', 'plate_no', 'plate_color', 'parking_time', 'parking_lot_no', 'port_no', 'total_spaces', 'free_spaces'], // prettier-ignore
  away: ['out_order_no', 'plate_no', 'plate_color', 'away_time', 'price', 'should_pay', 'paid_fee', 'parking_lot_no', 'port_no', 'total_spaces', 'free_spaces'], // prettier-ignore
  uploadSnapshot: ['out_order_no', 'event', 'snapshot'],
  heartbeat: ['parking_lot_no', 'status'],
};
const lengths: Record<InterfaceName, Record<string, number>> = {
  parking: { out_order_no: 64, plate_no: 16, plate_color: 16, car_type: 16, parking_time: 32, parking_lot_no: 32, port_no: 32, operator: 16 }, // prettier-ignore
  away: { out_order_no: 64, plate_no: 16, plate_color: 16, car_type: 16, away_time: 32, parking_lot_no: 32, port_no: 32, operator: 16 }, // prettier-ignore
  uploadSnapshot: { out_order_no: 64, event: 16 },
  heartbeat: { parking_lot_no: 32, status: 16 },
};
const ints: Partial<Record<InterfaceName, string[]>> = {
  parking: ['price', 'should_pay', 'total_spaces', 'free_spaces'],
  away: ['price', 'should_pay', 'paid_fee', 'total_spaces', 'free_spaces'],
};
const names = Object.keys(whole) as InterfaceName[];

const faultsOf = (name: InterfaceName, change: Record<string, unknown>): [string | null, Fault][] =>
  checkTable(TABLES[name], { ...whole[name], ...change }).map(({ field, fault }) => [field, fault]);

describe.each(names)('%s', (name) => {
  test('whole, and with nothing that may be left out, is without fault', () => {
    expect(checkTable(TABLES[name], whole[name])).toEqual([]);
    const least = Object.fromEntries(Object.entries(whole[name]).filter(([field]) => required[name].includes(field)));
    expect(checkTable(TABLES[name], least)).toEqual([]);
  });

  test.each(required[name])('%s missing is named', (field) => {
    expect(faultsOf(name, { [field]: undefined })).toEqual([[field, 'missing']]);
  });

  test.each(Object.keys(whole[name]))('%s of another type is named', (field) => {
    const isInt = ints[name]?.includes(field) === true;
    for (const other of [isInt ? '1' : 1, null, true, [], {}])
      expect(faultsOf(name, { [field]: other })).toEqual([[field, 'type']]);
  });

  test.each(Object.entries(lengths[name]))('%s over %i characters is named', (field, length) => {
    expect(faultsOf(name, { [field]: '甲'.repeat(length + 1) })).toEqual([[field, 'length']]);
  });

  test.each(ints[name] ?? [])('%s: eight digits, whole, not below none', (field) => {
    expect(faultsOf(name, { [field]: 99_999_999 })).toEqual([]);
    expect(faultsOf(name, { [field]: 100_000_000 })).toEqual([[field, 'length']]);
    expect(faultsOf(name, { [field]: 1.5 })).toEqual([[field, 'type']]);
    expect(faultsOf(name, { [field]: -1 })).toEqual([[field, 'value']]);
  });

  test('a name of no table is named, device_no of the examples apart', () => {
    expect(faultsOf(name, { carNo: 'x' })).toEqual([['carNo', 'unknown']]);
    const examples: InterfaceName[] = ['parking', 'away'];
    if (examples.includes(name))
      expect(faultsOf(name, { device_no: '4c322421-e6f2-444e-a65e-03b49b330f66' })).toEqual([]);
  });

  test.each([null, [], 'text', 7])('%o is no object', (value) => {
    expect(checkTable(TABLES[name], value)).toMatchObject([{ field: null, fault: 'type' }]);
  });
});

test.each([
  ['parking', 'plate_color', 'pnc_00'],
  ['parking', 'plate_color', 'pnc_09'],
  ['parking', 'plate_color', 'blue'],
  ['parking', 'car_type', 'taxi'],
  ['parking', 'parking_time', '2019-10-04T13:36:04Z'],
  ['parking', 'parking_time', '2019-02-30 13:36:04'],
  ['parking', 'parking_time', '2019-10-04 24:00:00'],
  ['away', 'away_time', '20191004133604'],
  ['uploadSnapshot', 'event', 'leaving'],
  ['uploadSnapshot', 'snapshot', `data:image/jpeg;base64,${JPEG}`],
  ['uploadSnapshot', 'snapshot', JPEG.slice(0, -4)],
  ['uploadSnapshot', 'snapshot', Buffer.from('no picture').toString('base64')],
  ['parking', 'snapshot', 'not base64!'],
  ['heartbeat', 'status', 'ALIVE'],
] as const)('%s.%s: %s is none of its values', (name, field, value) => {
  expect(faultsOf(name, { [field]: value })).toEqual([[field, 'value']]);
});

test.each(['pnc_01', 'pnc_02', 'pnc_03', 'pnc_04', 'pnc_05', 'pnc_06', 'pnc_07', 'pnc_08'])('%s is a colour', (code) =>
  expect(faultsOf('parking', { plate_color: code })).toEqual([]),
);
test.each(['normal', 'special', 'white', 'parkcard'])('%s is a type', (code) =>
  expect(faultsOf('away', { car_type: code })).toEqual([]),
);

test('a snapshot of 500,000 characters is too large, and an empty required text is missing', () => {
  expect(faultsOf('uploadSnapshot', { snapshot: 'A'.repeat(500_000) })).toEqual([['snapshot', 'length']]);
  expect(faultsOf('parking', { plate_no: ' ' })).toEqual([['plate_no', 'missing']]);
});

describe('the envelope', () => {
  const envelope = { app_id: 'a', message_id: 'm', encrypted_data: 'AAAA', timestamp: '2019-10-04 13:36:04' };

  test('whole is without fault', () => expect(checkTable(ENVELOPE, envelope)).toEqual([]));

  test.each([
    ['app_id', undefined, 'missing'],
    ['app_id', 'x'.repeat(33), 'length'],
    ['message_id', 7, 'type'],
    ['message_id', 'x'.repeat(65), 'length'],
    ['encrypted_data', '', 'missing'],
    ['encrypted_data', 'no base64', 'value'],
    ['timestamp', '2019-10-04', 'value'],
    ['timestamp', 1570167364, 'type'],
    ['sign', 'x', 'unknown'],
  ] as const)('%s = %o: %s', (field, value, fault) => {
    expect(checkTable(ENVELOPE, { ...envelope, [field]: value })).toMatchObject([{ field, fault }]);
  });
});
