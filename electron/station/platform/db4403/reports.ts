import type { OutboxItem, Report, Reporter, StayRecord } from '../../ledger/report.ts';
import type { Row } from './tables/description.ts';
import type { EventInterface } from './tables/interfaces.ts';
import type { table28, table36 } from './tables/lot.ts';
import type { table19, table21 } from './tables/vehicle.ts';
import { toDateTime } from './time.ts';
import { toCarColor, toCarModel, toPlateColor } from './vehicle-codes.ts';

/** Id of this platform in the outbox, in facts and on the board. */
export const PLATFORM = 'db4403';

/** carNo is required (table 19); a car without a readable plate is reported under the word the trade uses. */
const NO_PLATE = '无牌车';
/** A.3: 设备电机故障. */
const DEVICE_FAULT = 1002;
/** Table 36: 严重故障，应停用. The barrier is out of service until a person was there. */
const OUT_OF_SERVICE = 3;

/** Cuts to the table's length, which counts characters: a name too long would be refused as a whole. */
const cut = (text: string, length: number): string => [...text].slice(0, length).join('');

/** Puts reports into the form of tables 19, 21, 28 and 36, ready to be kept and sent. `newId` gives 32 hex digits. */
export function createDb4403Reporter(parkCode: string, newId: () => string): Reporter {
  const item = (
    name: EventInterface,
    businessId: string,
    orderKey: string,
    payload: unknown,
    supersedes = false,
  ): OutboxItem => ({ platform: PLATFORM, interface: name, businessId, orderKey, payload, supersedes });

  return (report: Report) => {
    switch (report.kind) {
      case 'entered':
        return item('vehicleEnter', report.stay.id, stayKey(report.stay), entered(report.stay, parkCode));
      case 'left':
        return item('vehicleLeave', report.stay.id, stayKey(report.stay), left(report, parkCode));
      case 'counts': {
        const payload: Row<typeof table28> = {
          parkCode,
          usedStalls: report.used,
          unusedStalls: report.free,
          reservedStalls: report.reserved,
        };
        // Table 28 has no time: an older count that arrives after a newer one would make the platform wrong.
        return item('stallCount', newId(), 'counts', payload, true);
      }
      case 'device-fault': {
        const payload: Row<typeof table36> = {
          id: report.id,
          parkCode,
          time: toDateTime(report.at),
          eventType: DEVICE_FAULT,
          eventLevel: OUT_OF_SERVICE,
          position: cut(report.position, 50),
          remark: cut(report.text, 200),
        };
        return item('eventReport', report.id, `event:${report.id}`, payload);
      }
    }
  };
}

const stayKey = (stay: StayRecord): string => `stay:${stay.id}`;

/** What tables 19 and 21 have in common. */
function vehicle(stay: StayRecord, parkCode: string) {
  return {
    id: stay.id,
    parkCode,
    carNo: cut(stay.plate, 10) || NO_PLATE,
    plateColor: toPlateColor(stay.plateColour),
    carColor: toCarColor(stay.carColour),
    carModel: toCarModel(stay.carModel),
  };
}

function entered(stay: StayRecord, parkCode: string): Row<typeof table19> {
  return {
    ...vehicle(stay, parkCode),
    enterTime: toDateTime(stay.enteredAt),
    entranceName: cut(stay.entranceName, 50),
  };
}

function left({ stay, ...sums }: Extract<Report, { kind: 'left' }>, parkCode: string): Row<typeof table21> {
  return {
    ...vehicle(stay, parkCode),
    leaveTime: stay.leftAt === null ? undefined : toDateTime(stay.leftAt),
    exitName: stay.exitName === null ? undefined : cut(stay.exitName, 50),
    receivables: sums.receivable,
    discount: sums.discount,
    received: sums.received,
  };
}
