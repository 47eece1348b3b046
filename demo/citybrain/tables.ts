/**
 * The tables of 3.2 that a lot fills in, member by member as printed, and those of the envelope (1.5). `length` counts
 * characters of a string and digits of an int.
 */

export type FieldType = 'string' | 'int' | 'time' | 'base64' | 'jpeg';

export interface Field {
  name: string;
  type: FieldType;
  required: boolean;
  length?: number;
  oneOf?: readonly string[];
}

export interface Table {
  section: string;
  fields: readonly Field[];
}

const must = (name: string, type: FieldType, limits: Partial<Field> = {}): Field => ({
  name,
  type,
  required: true,
  ...limits,
});
const may = (name: string, type: FieldType, limits: Partial<Field> = {}): Field => ({
  ...must(name, type, limits),
  required: false,
});

/** 3.3.1. */
const carTypes = ['normal', 'special', 'white', 'parkcard'] as const;
/** 3.3.3. */
const plateColours = ['pnc_01', 'pnc_02', 'pnc_03', 'pnc_04', 'pnc_05', 'pnc_06', 'pnc_07', 'pnc_08'] as const;

/** Stands in the examples of 3.2.1 and 3.2.2 and in no table: taken, whatever it says. */
const deviceNo = may('device_no', 'string');
const outOrderNo = must('out_order_no', 'string', { length: 64 });
const vehicle = [
  must('plate_no', 'string', { length: 16 }),
  must('plate_color', 'string', { length: 16, oneOf: plateColours }),
  may('car_type', 'string', { length: 16, oneOf: carTypes }),
];
const place = [
  may('snapshot', 'jpeg'),
  must('parking_lot_no', 'string', { length: 32 }),
  must('port_no', 'string', { length: 32 }),
  may('operator', 'string', { length: 16 }),
  must('total_spaces', 'int', { length: 8 }),
  must('free_spaces', 'int', { length: 8 }),
  deviceNo,
];

/** By the last part of the path. */
export const TABLES = {
  parking: {
    section: '3.2.1',
    fields: [
      outOrderNo,
      ...vehicle,
      must('parking_time', 'time', { length: 32 }),
      may('price', 'int', { length: 8 }),
      may('should_pay', 'int', { length: 8 }),
      ...place,
    ],
  },
  away: {
    section: '3.2.2',
    fields: [
      outOrderNo,
      ...vehicle,
      must('away_time', 'time', { length: 32 }),
      must('price', 'int', { length: 8 }),
      must('should_pay', 'int', { length: 8 }),
      must('paid_fee', 'int', { length: 8 }),
      ...place,
    ],
  },
  uploadSnapshot: {
    section: '3.2.3',
    fields: [outOrderNo, must('event', 'string', { length: 16, oneOf: ['parking', 'away'] }), must('snapshot', 'jpeg')],
  },
  heartbeat: {
    section: '3.2.4',
    fields: [
      must('parking_lot_no', 'string', { length: 32 }),
      must('status', 'string', { length: 16, oneOf: ['alive', 'lost'] }),
    ],
  },
} as const satisfies Record<string, Table>;
export type InterfaceName = keyof typeof TABLES;

/** The common parameters around each message (1.5). */
export const ENVELOPE: Table = {
  section: '1.5',
  fields: [
    must('app_id', 'string', { length: 32 }),
    must('message_id', 'string', { length: 64 }),
    must('encrypted_data', 'base64'),
    must('timestamp', 'time', { length: 32 }),
  ],
};

export const isInterfaceName = (name: string): name is InterfaceName => Object.hasOwn(TABLES, name);
