import { describe, expect, it } from 'vitest';
import { counts, eventReport, reservationPriority, stallStatus } from './reports-lot.ts';
import { parkCode, sample } from './reports.fixture.ts';

describe("the lot's numbers and events on the wire", () => {
  it('counts as table 28 has them: free is what cars without a booking may take', () =>
    expect(counts(sample.counts, parkCode)).toEqual({
      parkCode,
      usedStalls: 31,
      unusedStalls: 9,
      reservedStalls: 20,
    }));

  it("a stall's state as table 26 has it", () => {
    expect(stallStatus(sample.stall, parkCode)).toEqual({
      stallNo: 'A-01',
      parkCode,
      physicalState: 3,
      usageState: 3,
      moment: '2026-01-01 10:03:04',
    });
    expect(stallStatus({ ...sample.stall, physical: 'usable', usage: 'free' }, parkCode)).toMatchObject({
      physicalState: 1,
      usageState: 1,
    });
    expect(stallStatus({ ...sample.stall, physical: 'broken', usage: 'booked' }, parkCode)).toMatchObject({
      physicalState: 2,
      usageState: 2,
    });
  });

  it('a barrier out of service as event 1002, to be taken out of use', () =>
    expect(eventReport(sample.event, parkCode)).toEqual({
      id: sample.event.id,
      parkCode,
      time: '2026-01-01 10:03:04',
      eventType: 1002,
      eventLevel: 3,
      position: '东入口',
      remark: '道闸未开到位',
    }));

  it.each([
    ['cloned-plate', 1001, '套牌车进出'],
    ['device-fault', 1002, '设备电机故障'],
    ['illegal-parking', 1003, '车辆违停'],
    ['control-hit', 1004, '管控名单告警'],
  ] as const)('%s is %i of table A.3, and says so where nobody said more', (type, eventType, remark) => {
    const seen = { ...sample.event, type, level: 'warning', plate: '粤B12345', stallNo: 'A-01', text: '' } as const;
    expect(eventReport(seen, parkCode)).toMatchObject({
      eventType,
      eventLevel: 1,
      remark,
      carNo: '粤B12345',
      stallNo: 'A-01',
    });
  });

  it('an event about no plate names none', () =>
    expect(eventReport({ ...sample.event, plate: '' }, parkCode).carNo).toBeUndefined());

  it('a long account of an event is cut to 200 characters', () => {
    const { remark } = eventReport({ ...sample.event, text: `${'很'.repeat(300)}长` }, parkCode);
    expect(remark).toBe('很'.repeat(200));
  });

  it('priority for reserved cars as table 61 has it', () => {
    expect(reservationPriority(sample.priority, parkCode)).toEqual({
      id: sample.priority.id,
      parkCode,
      time: '2026-01-01 10:03:04',
      operateType: 1,
      remark: '早高峰',
    });
    expect(reservationPriority({ ...sample.priority, on: false, remark: null }, parkCode)).toMatchObject({
      operateType: 0,
    });
  });
});
