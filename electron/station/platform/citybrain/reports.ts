import type { CitybrainConfig } from '../../../contract/site-platforms.ts';
import type { PlateColour } from '../../../contract/vocabulary.ts';
import type { OutboxItem, Report, Reporter, ReportOf, StallNumbers, StayRecord, Sums } from '../../ledger/report.ts';
import { requiredText, text } from '../../wire/text.ts';
import { toDateTime } from '../../wire/time.ts';
import { stayKey } from '../sync/stay-key.ts';
import type { Orders } from './orders.ts';
import type { PictureOf } from './picture-file.ts';
import type { Interface } from './reply.ts';
import { toCarType, toPlateColor } from './vehicle-codes.ts';

/** Id of this platform in the outbox, in facts and on the board. */
export const PLATFORM = 'citybrain';

/** Which picture of a stay (3.2.3). */
export type PictureEvent = 'parking' | 'away';

/** What is kept of a picture until it is sent: the file itself is read and encrypted then. */
export interface PicturePayload {
  out_order_no: string;
  event: PictureEvent;
  captureId: string;
}

export interface ReporterParts {
  config: Pick<CitybrainConfig, 'parkingLotNo' | 'ports' | 'snapshots'>;
  orders: Orders;
  pictureOf: PictureOf;
  /** Whether the control list lets this car in and out free at that time, UTC ms. */
  isFree: (plate: string, plateColour: PlateColour, at: number) => boolean;
}

/** plate_no is required; a car without a readable plate is reported under the word the trade uses. */
const NO_PLATE = '无牌车';
/** port_no is required; of a lane that is not known this is all there is to say. */
const NO_LANE = '未知';
/** int(8): eight digits. */
const MOST = 99_999_999;

type EntryReport = Pick<ReportOf<'entered'>, 'stay' | 'numbers' | 'operator'>;

/**
 * Words entries and exits as 3.2.1 to 3.2.3 have them, each followed by its picture. A stay has one out_order_no, given
 * out in the transaction that calls. A car that came in before this platform was told of anything is told of at its
 * exit, with the entry first: an exit alone would be refused.
 */
export function createCitybrainReporter({ config, orders, pictureOf, isFree }: ReporterParts): Reporter {
  const item = (name: Interface, businessId: string, stay: StayRecord, payload: object): OutboxItem => ({
    platform: PLATFORM,
    interface: name,
    businessId,
    orderKey: stayKey(stay.id),
    payload,
    supersedes: false,
  });

  const vehicle = ({ plate, plateColour, card }: StayRecord, at: number) => ({
    plate_no: requiredText(plate, 16, NO_PLATE),
    plate_color: toPlateColor(plate, plateColour),
    car_type: toCarType(plate, isFree(plate, plateColour, at), card?.kind ?? null),
  });

  function picture(stay: StayRecord, outOrderNo: string, event: PictureEvent): OutboxItem[] {
    const captureId = event === 'parking' ? stay.entryCapture : stay.exitCapture;
    if (!config.snapshots || captureId === null || pictureOf(captureId).state === 'gone') return [];
    const payload: PicturePayload = { out_order_no: outOrderNo, event, captureId };
    // A picture that a person must look at holds up no exit.
    return [{ ...item('uploadSnapshot', `${outOrderNo}:${event}`, stay, payload), holds: false }];
  }

  function entry({ stay, numbers, operator }: EntryReport, outOrderNo: string): OutboxItem[] {
    const payload = {
      out_order_no: outOrderNo,
      ...vehicle(stay, stay.enteredAt),
      parking_time: toDateTime(stay.enteredAt),
      ...place(config, stay.entranceId, numbers, operator),
    };
    return [item('parking', outOrderNo, stay, payload), ...picture(stay, outOrderNo, 'parking')];
  }

  function exit(
    { stay, numbers, operator, sums, refunded }: ReportOf<'left'>,
    outOrderNo: string,
    at: number,
  ): OutboxItem[] {
    const leftAt = stay.leftAt ?? at;
    const payload = {
      out_order_no: outOrderNo,
      ...vehicle(stay, leftAt),
      away_time: toDateTime(leftAt),
      ...money(sums, refunded),
      ...place(config, stay.exitId, numbers, operator),
    };
    return [item('away', outOrderNo, stay, payload), ...picture(stay, outOrderNo, 'away')];
  }

  return (report: Report, at: number) => {
    switch (report.kind) {
      case 'entered':
        return entry(report, orders.open(report.stay.id, report.stay.enteredAt).outOrderNo);
      case 'left': {
        const { stay } = report;
        const known = orders.ofStay(stay.id);
        const { outOrderNo } = known ?? orders.open(stay.id, stay.enteredAt);
        // Who is at the gate now was not there when it came in.
        const missed = known ? [] : entry({ stay, numbers: report.numbers, operator: null }, outOrderNo);
        return [...missed, ...exit(report, outOrderNo, at)];
      }
      default:
        return [];
    }
  };
}

const whole = (value: number): number => Math.min(MOST, Math.max(0, Math.round(value)));

function place(
  config: ReporterParts['config'],
  laneId: string | null,
  numbers: StallNumbers,
  operator: string | null,
): object {
  return {
    parking_lot_no: config.parkingLotNo,
    // A lane that the site no longer has keeps its own name: the platform says what it thinks of it, and a person decides.
    port_no: config.ports[laneId ?? ''] ?? requiredText(laneId, 32, NO_LANE),
    operator: text(operator, 16),
    total_spaces: whole(numbers.total),
    free_spaces: whole(numbers.free),
  };
}

/**
 * 3.4: should_pay is price less what was paid. A coupon is neither paid (paid_fee is what an invoice is made out for) nor
 * owed, so price is what is left to charge after it: then all three are true at once. Money that went back was let off.
 */
function money({ receivable, discount, received }: Sums, refunded = 0): object {
  const price = whole(receivable - discount - refunded);
  const paid = whole(received - refunded);
  return { price, should_pay: whole(price - paid), paid_fee: paid };
}
