import type { OutboxItem, Report, Reporter } from '../../ledger/report.ts';
import { baseKey } from './base-data-keys.ts';
import type { BaseReport } from './base-data-keys.ts';
import {
  businessConfig,
  chargeStandard,
  gateInfo,
  imageUpload,
  parkInfo,
  sharePlan,
  stallInfo,
} from './reports-base-data.ts';
import type { PictureUpload, PictureUrl } from './reports-base-data.ts';
import { counts, eventReport, reservationPriority, stallStatus } from './reports-lot.ts';
import { orderChange, overdueOrder, payResult, refundResult } from './reports-sharing.ts';
import { charged, corrected, entered, left } from './reports-stays.ts';
import type { Row } from './tables/description.ts';
import type { EventInterface, events } from './tables/interfaces.ts';

/** Id of this platform in the outbox, in facts and on the board. */
export const PLATFORM = 'db4403';

/** What is kept of a report until it is sent: a row of its table; of a picture what its form is made from. */
type Payload<N extends EventInterface> = N extends 'imageUpload' ? PictureUpload : Row<(typeof events)[N]['request']>;

interface Keys {
  businessId: string;
  orderKey: string;
  supersedes?: boolean;
  holds?: boolean;
}

function item<N extends EventInterface>(name: N, payload: Payload<N>, keys: Keys): OutboxItem {
  return { platform: PLATFORM, interface: name, payload, supersedes: false, ...keys };
}

/** All of a stay goes in the order in which it happened: entry → correction → charge → exit. */
const ofStay = (stayId: string, businessId: string): Keys => ({ businessId, orderKey: `stay:${stayId}` });
/** All that names this order number: an overdue order goes by its own, as its payment and refund do (table 45). */
const ofOrder = (orderNo: string, businessId: string): Keys => ({ businessId, orderKey: `order:${orderNo}` });
/** A failure and the success after it are two reports. */
const outcome = (ok: boolean): string => (ok ? 'ok' : 'failed');

/**
 * Puts reports into the form of their tables, ready to be kept and sent. `newId` gives 32 hex digits. `pictureUrl` says
 * where an uploaded picture of the lot can be seen; it is asked inside the transaction that records the lot.
 */
export function createDb4403Reporter(
  parkCode: string,
  newId: () => string,
  pictureUrl: PictureUrl = () => null,
): Reporter {
  /** A state: what is newer says all that is to be said, and the same state again is another report. */
  const state = (orderKey: string): Keys => ({ businessId: newId(), orderKey, supersedes: true });
  const ofLot = (report: BaseReport): Keys => state(baseKey(report));

  function word(report: Report, at: number): OutboxItem {
    switch (report.kind) {
      case 'entered':
        return item('vehicleEnter', entered(report, parkCode), ofStay(report.stay.id, report.stay.id));
      case 'left':
        return item('vehicleLeave', left(report, parkCode), ofStay(report.stay.id, report.stay.id));
      case 'corrected':
        return item('recordCorrection', corrected(report, parkCode), ofStay(report.stay.id, report.id));
      case 'charged':
        return item('chargeRecord', charged(report), ofStay(report.stay.id, report.charge.id));
      case 'counts':
        // Table 28 has no time: an older count that arrives after a newer one would make the platform wrong.
        return item('stallCount', counts(report, parkCode), state('counts'));
      case 'stall':
        return item('stallStatus', stallStatus(report, parkCode), state(`stall:${report.stallNo}`));
      case 'event':
        return item('eventReport', eventReport(report, parkCode), {
          businessId: report.id,
          orderKey: `event:${report.id}`,
        });
      case 'priority':
        // On and off arrive in order, but one that is parked keeps no later one back: each has its time.
        return item('reservationPriority', reservationPriority(report, parkCode), {
          businessId: report.id,
          orderKey: 'priority',
          holds: false,
        });
      case 'lot':
        return item('parkInfo', parkInfo(report, parkCode, pictureUrl), ofLot(report));
      case 'gate':
        return item('gateInfo', gateInfo(report.gate, parkCode), ofLot(report));
      case 'stall-info':
        return item('stallInfo', stallInfo(report, parkCode), ofLot(report));
      case 'charge-standard':
        return item('chargeStandard', chargeStandard(report.standard, parkCode), ofLot(report));
      case 'business':
        return item('businessConfig', businessConfig(report, parkCode), ofLot(report));
      case 'plan':
        return item('sharePlan', sharePlan(report.plan, parkCode), ofLot(report));
      case 'picture':
        return item('imageUpload', imageUpload(report, at), ofLot(report));
      case 'paid': {
        const { orderNo, ok, transactionId, paidAt } = report.payment;
        const id = [orderNo, outcome(ok), transactionId ?? paidAt ?? ''].join(' ');
        return item('payResult', payResult(report.payment), ofOrder(orderNo, id));
      }
      case 'overdue': {
        const { overdueNo, state: paid } = report.overdue;
        return item('overdueOrder', overdueOrder(report.overdue, parkCode), ofOrder(overdueNo, `${overdueNo} ${paid}`));
      }
      case 'refunded': {
        const { refundNo, orderNo, ok } = report.refund;
        return item('refundResult', refundResult(report.refund), ofOrder(orderNo, `${refundNo} ${outcome(ok)}`));
      }
      case 'order-changed':
        return item('orderChange', orderChange(report.order), ofOrder(report.order.orderNo, report.id));
    }
  }

  return (report, at) => [word(report, at)];
}
