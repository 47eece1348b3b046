import type { EventLevel, EventType, ReportOf, StallPhysical, StallUsage } from '../../ledger/report.ts';
import { requiredText, text, whole } from '../../wire/text.ts';
import { toDateTime } from '../../wire/time.ts';
import { toCarNo } from './reports-stays.ts';
import type { Row } from './tables/description.ts';
import type { table26, table28, table36, table61 } from './tables/lot.ts';
import { wireCodes } from './wire-codes.ts';

const physicalStates = wireCodes<StallPhysical, number>({ usable: 1, broken: 2, blocked: 3 });
const usageStates = wireCodes<StallUsage, number>({ free: 1, booked: 2, taken: 3 });
/** Table A.3, with its own words for an event that came without any (remark is required). */
const EVENTS: Readonly<Record<EventType, { code: number; words: string }>> = {
  'cloned-plate': { code: 1001, words: '套牌车进出' },
  'device-fault': { code: 1002, words: '设备电机故障' },
  'illegal-parking': { code: 1003, words: '车辆违停' },
  'control-hit': { code: 1004, words: '管控名单告警' },
};
const eventLevels = wireCodes<EventLevel, number>({ normal: 0, warning: 1, fault: 2, severe: 3 });

/** 7.3.4.1.5 */
export function counts({ numbers }: ReportOf<'counts'>, parkCode: string): Row<typeof table28> {
  return { parkCode, usedStalls: numbers.used, unusedStalls: numbers.free, reservedStalls: numbers.reserved };
}

/** 7.3.4.1.4 */
export function stallStatus(report: ReportOf<'stall'>, parkCode: string): Row<typeof table26> {
  return {
    stallNo: report.stallNo,
    parkCode,
    physicalState: physicalStates.of(report.physical),
    usageState: usageStates.of(report.usage),
    moment: toDateTime(report.at),
  };
}

/** 7.3.4.1.9 */
export function eventReport(report: ReportOf<'event'>, parkCode: string): Row<typeof table36> {
  const { code, words } = EVENTS[report.type];
  return {
    id: report.id,
    parkCode,
    stallNo: whole(report.stallNo, 28),
    carNo: report.plate === null || report.plate === '' ? undefined : toCarNo(report.plate),
    time: toDateTime(report.at),
    eventType: code,
    eventLevel: eventLevels.of(report.level),
    position: text(report.position, 50),
    remark: requiredText(report.text, 200, words),
  };
}

/** 7.3.6.1.1 */
export function reservationPriority(report: ReportOf<'priority'>, parkCode: string): Row<typeof table61> {
  return {
    id: report.id,
    parkCode,
    time: toDateTime(report.at),
    operateType: report.on ? 1 : 0,
    remark: text(report.remark, 200),
  };
}
