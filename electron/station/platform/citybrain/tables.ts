import type { Interface } from './reply.ts';

/** The tables of reports, row by row as printed (3.2.1 to 3.2.3); pictures apart, which are put in when they are sent. */
export interface Field {
  name: string;
  type: 'string' | 'time' | 'int';
  required: boolean;
  /** Characters, or digits of an int. */
  length: number;
  oneOf?: readonly string[];
}

const must = (name: string, type: Field['type'], length: number, oneOf?: readonly string[]): Field => ({
  name,
  type,
  required: true,
  length,
  ...(oneOf && { oneOf }),
});
const may = (...row: Parameters<typeof must>): Field => ({ ...must(...row), required: false });

const plateColours = ['pnc_01', 'pnc_02', 'pnc_03', 'pnc_04', 'pnc_05', 'pnc_06', 'pnc_07', 'pnc_08'] as const;
const carTypes = ['normal', 'special', 'white', 'parkcard'] as const;

const outOrderNo = must('out_order_no', 'string', 64);
const vehicle = [
  must('plate_no', 'string', 16),
  must('plate_color', 'string', 16, plateColours),
  may('car_type', 'string', 16, carTypes),
];
const place = [
  must('parking_lot_no', 'string', 32),
  must('port_no', 'string', 32),
  may('operator', 'string', 16),
  must('total_spaces', 'int', 8),
  must('free_spaces', 'int', 8),
];

export const TABLES: Readonly<Record<Exclude<Interface, 'heartbeat'>, readonly Field[]>> = {
  parking: [
    outOrderNo,
    ...vehicle,
    must('parking_time', 'time', 32),
    may('price', 'int', 8),
    may('should_pay', 'int', 8),
    ...place,
  ],
  away: [
    outOrderNo,
    ...vehicle,
    must('away_time', 'time', 32),
    must('price', 'int', 8),
    must('should_pay', 'int', 8),
    must('paid_fee', 'int', 8),
    ...place,
  ],
  uploadSnapshot: [outOrderNo, must('event', 'string', 16, ['parking', 'away'])],
};
