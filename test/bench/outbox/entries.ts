import { randomBytes } from 'node:crypto';
import type { ReportOf, Reporter } from '../../../electron/station/ledger/report.ts';
import { createDb4403Reporter } from '../../../electron/station/platform/db4403/reports.ts';

export const PARK = '44030400100101000010';
export const SECRET = 'bench';
/** An entry of table 19 as it is over MQTTS; over HTTPS it is made up to two kilobytes. */
export const FILLER = { mqtts: 0, https: 1700 } as const;
export type Way = keyof typeof FILLER;

const newId = (): string => randomBytes(16).toString('hex');

/** A car that came in at `at` (UTC ms). */
export function entryAt(at: number): ReportOf<'entered'> {
  const stay = {
    id: newId(),
    plate: '粤B12345',
    plateRead: '粤B12345',
    plateColour: 'blue',
    carColour: 'white',
    carModel: 'small',
    class: 'other',
    bookingCode: null,
    orderNo: null,
    card: null,
    stallNo: null,
    enteredAt: at,
    entranceId: 'in-0',
    entranceName: '入口 0',
    entryCapture: null,
    leftAt: null,
    exitId: null,
    exitName: null,
    exitCapture: null,
  } as const;
  return { kind: 'entered', stay, numbers: { total: 500, used: 200, free: 280, reserved: 20 }, operator: null };
}

/** The station's own wording, made up to the size of the way. */
export function wordingFor(way: Way): Reporter {
  const word = createDb4403Reporter(PARK, newId);
  const filler = 'x'.repeat(FILLER[way]);
  return (report, at) =>
    word(report, at).map((item) => (filler ? { ...item, payload: { ...(item.payload as object), filler } } : item));
}
