import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carColour, carModel, plateColour } from '../../../contract/vocabulary.ts';
import type { StayRecord } from '../../ledger/report.ts';
import { createDb4403Reporter } from './reports.ts';
import { check } from './tables/description.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';

const parkCode = '44030500100101000010';
const at = Date.UTC(2026, 0, 1, 2, 3, 4);
let ids = 0;
const reporter = createDb4403Reporter(parkCode, () => String(++ids).padStart(32, '0'));

const stay: StayRecord = {
  id: 'a'.repeat(32),
  plate: '粤BD12345',
  plateRead: '粤BD12345',
  plateColour: 'green',
  carColour: 'white',
  carModel: 'small',
  class: 'reserved',
  bookingCode: 'B1',
  enteredAt: at,
  entranceName: '东入口',
  leftAt: null,
  exitName: null,
};

describe('reports on the wire', () => {
  it('tells an entry as table 19 has it', () =>
    expect(reporter({ kind: 'entered', stay }, at)).toEqual({
      platform: 'db4403',
      interface: 'vehicleEnter',
      businessId: stay.id,
      orderKey: `stay:${stay.id}`,
      supersedes: false,
      payload: {
        id: stay.id,
        parkCode,
        carNo: '粤BD12345',
        plateColor: '4',
        carColor: '1',
        carModel: 3,
        enterTime: '2026-01-01 10:03:04',
        entranceName: '东入口',
      },
    }));

  it('tells an exit as table 21 has it, sums in fen, behind the entry of its stay', () =>
    expect(
      reporter(
        {
          kind: 'left',
          stay: { ...stay, leftAt: at + 60_000, exitName: '西出口' },
          receivable: 1000,
          discount: 200,
          received: 800,
        },
        at,
      ),
    ).toMatchObject({
      interface: 'vehicleLeave',
      businessId: stay.id,
      orderKey: `stay:${stay.id}`,
      payload: {
        leaveTime: '2026-01-01 10:04:04',
        exitName: '西出口',
        receivables: 1000,
        discount: 200,
        received: 800,
      },
    }));

  it('makes an older count moot by a newer one: table 28 has no time', () => {
    const [first, second] = [3, 4].map((used) => reporter({ kind: 'counts', used, free: 10 - used, reserved: 1 }, at));
    expect(first).toMatchObject({
      interface: 'stallCount',
      supersedes: true,
      payload: { parkCode, usedStalls: 3, unusedStalls: 7, reservedStalls: 1 },
    });
    expect(first?.orderKey).toBe(second?.orderKey);
    expect(first?.businessId).not.toBe(second?.businessId);
  });

  it('tells a barrier out of service as event 1002, to be taken out of use', () =>
    expect(
      reporter({ kind: 'device-fault', id: 'f'.repeat(32), at, position: '东入口', text: '道闸未开到位' }, at),
    ).toMatchObject({
      interface: 'eventReport',
      payload: {
        eventType: 1002,
        eventLevel: 3,
        time: '2026-01-01 10:03:04',
        position: '东入口',
        remark: '道闸未开到位',
      },
    }));

  it('reports a car whose plate nobody could read, for carNo is required', () =>
    expect(reporter({ kind: 'entered', stay: { ...stay, plate: '' } }, at)?.payload).toMatchObject({
      carNo: '无牌车',
    }));

  it('never writes what its table would refuse, whatever was captured', () =>
    fc.assert(
      fc.property(
        fc.record({
          plate: fc.string({ unit: 'grapheme', maxLength: 40 }).filter((s) => !/\p{Cc}/u.test(s)),
          plateColour: fc.constantFrom(...plateColour.options),
          carColour: fc.option(fc.constantFrom(...carColour.options)),
          carModel: fc.option(fc.constantFrom(...carModel.options)),
          entranceName: fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }).filter((s) => !/\p{Cc}/u.test(s)),
        }),
        (seen) => {
          const late = { ...stay, ...seen, leftAt: at, exitName: seen.entranceName };
          for (const report of [
            { kind: 'entered', stay: late } as const,
            { kind: 'left', stay: late, receivable: 0, discount: 0, received: 0 } as const,
          ]) {
            const item = reporter(report, at);
            const { request } = events[item?.interface as EventInterface];
            expect(check(request, JSON.parse(JSON.stringify(item?.payload)))).toMatchObject({ ok: true });
          }
        },
      ),
    ));
});
