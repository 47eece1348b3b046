import type { LaneConfig } from '../../contract/site.ts';
import type { PlateColour } from '../../contract/vocabulary.ts';
import type { ChargeDesk, OrderPayment } from '../charge/desk.ts';
import type { Tx } from '../ledger/record.ts';
import type { OverdueOrder, StallNumbers, StayCard, StayRecord, Sums } from '../ledger/report.ts';
import type { Openings } from './openings.ts';
import { newId } from './stays.ts';
import type { PassageCause, PassedVehicle, Stays } from './stays.ts';

/** A vehicle that went through a lane. Instants are UTC ms. */
export interface PassageFacts {
  at: number;
  /** When it is not known for certain that it went: no sensor said so. */
  assumed: boolean;
  cause: PassageCause;
  /** The opening that it went through; null: none explains it. */
  openingId: string | null;
  arrivalId: string | null;
  /** Null when no camera saw it. */
  vehicle: PassedVehicle | null;
  stayId: string | null;
  /** Person's id, when a person let it through or said that it went. */
  who: string | null;
  because: string | null;
  /** When its car came to the arm; null when no camera saw it. What it cost then counts. */
  arrivedAt: number | null;
  /** The last picture of the lane, for a passage that nobody let through. */
  nearestCaptureId: string | null;
}

/** What passages need from the bookings. */
export interface BookedPlaces {
  /** The stall that is kept for it; null: the booking is not to be had any more. */
  use(tx: Tx, code: string, stayId: string): { stallNo: string | null } | null;
  finish(tx: Tx, code: string, stayId: string): void;
  heldNow(now: number): number;
}

/** What passages need from shared-parking orders. */
export interface EntitledStays {
  /** False: the order is not to be had any more. */
  enter(tx: Tx, orderNo: string, at: number): boolean;
  /** What the car owes for the time beyond its order; null: nothing. */
  leave(tx: Tx, stay: StayRecord, free: boolean, until: number): OverdueOrder | null;
  owe(tx: Tx, stay: StayRecord, overdue: OverdueOrder): void;
  /** It was paid at the lot before the car left. */
  paidAtExit(tx: Tx, overdueNo: string, payment: OrderPayment): void;
}

/** What passages need from month cards and the free list. */
export interface CardStays {
  /** At the passage in: what the stay is on; null: the card does not let this car in any more. */
  use(no: string, plate: string, at: number): StayCard | null;
  /** What a car that came in unseen was on. */
  cardFor(plate: string, plateColour: PlateColour, at: number): StayCard | null;
}

export interface PassageParts {
  totalStalls: number;
  stays: Stays;
  /** Each passage is reconciled with the opening it went through. */
  openings: Pick<Openings, 'passed'>;
  bookings: BookedPlaces;
  orders: EntitledStays;
  cards: CardStays;
  /** What was taken for a stay that ends; what was not is owed from now on. */
  money: Pick<ChargeDesk, 'left'>;
  /** Whether a plate parks for nothing (table 40, strategy 5). */
  isFree(plate: string, plateColour: PlateColour, now: number): boolean;
  /** The name of a person, as reports have it. */
  nameOf(person: string): string;
}

/** An entry that a person writes down afterwards. */
export interface SuppliedEntry {
  at: number;
  vehicle: PassedVehicle;
  who: string;
  because: string;
}

export interface Passages {
  /** A car came in that no camera saw: its stay begins at `at`, by a person's word. Inside the caller's record. */
  supply(tx: Tx, lane: LaneConfig, entry: SuppliedEntry): StayRecord;
  /** Writes a passage: the stay it opens or closes, what must be reported, and the fact. Inside the caller's record. */
  record(tx: Tx, lane: LaneConfig, passage: PassageFacts): void;
  /** Reports the lot's numbers, tied to the fact that changed them. */
  reportCounts(tx: Tx, factSeq: number | null): void;
  /** The lot's numbers, as the board and table 28 show them. */
  counts(now: number): StallNumbers;
  /** Reports the numbers when time alone has changed them since they were last reported (8.1.1 b). */
  reportDrift(tx: Tx): void;
}

const NOTHING: Sums = { receivable: 0, discount: 0, received: 0 };

/** An entry opens a stay when the car has passed, an exit closes it; counts follow from stays alone. */
export function createPassages(parts: PassageParts): Passages {
  const { stays, openings, bookings, orders, cards, money, isFree, nameOf } = parts;

  function counts(now: number): StallNumbers {
    const used = stays.inside();
    const reserved = bookings.heldNow(now);
    const { totalStalls } = parts;
    return { total: totalStalls, used, reserved, free: Math.max(0, totalStalls - used - reserved) };
  }

  /** The numbers as they were last reported, and the report is on the disk. */
  let told: string | null = null;

  function reportCounts(tx: Tx, factSeq: number | null): void {
    const numbers = counts(tx.at);
    tx.report({ kind: 'counts', numbers }, factSeq);
    tx.committed(() => (told = JSON.stringify(numbers)));
  }

  function reportDrift(tx: Tx): void {
    if (told !== JSON.stringify(counts(tx.at))) reportCounts(tx, null);
  }

  function record(tx: Tx, lane: LaneConfig, passage: PassageFacts): void {
    if (lane.direction === 'entrance') enter(tx, lane, passage);
    else leave(tx, lane, passage);
  }

  function write(tx: Tx, lane: LaneConfig, passage: PassageFacts, stay: StayRecord | null): number {
    const authorised = passage.cause !== 'unauthorised';
    const { openingId, at, assumed } = passage;
    const captureId = passage.vehicle?.captureId ?? passage.nearestCaptureId;
    const id = tx.fact({
      kind: authorised ? (lane.direction === 'entrance' ? 'entered' : 'left') : 'unauthorised-passage',
      at,
      laneId: lane.id,
      arrivalId: passage.arrivalId,
      stayId: stay?.id ?? null,
      bookingCode: stay?.bookingCode ?? null,
      plate: passage.vehicle?.plate ?? null,
      who: passage.who,
      reason: passage.because,
      data: { cause: passage.cause, assumed, captureId },
    });
    openings.passed(tx, { id, openingId, laneId: lane.id, at, assumed, stayId: stay?.id ?? null, captureId });
    return id;
  }

  const operatorOf = ({ who }: PassageFacts): string | null => (who === null ? null : nameOf(who));

  function enter(tx: Tx, lane: LaneConfig, passage: PassageFacts): void {
    const stay = openStay(tx, lane, passage);
    const fact = write(tx, lane, passage, stay);
    if (!stay) return;
    tx.report({ kind: 'entered', stay, numbers: counts(tx.at), operator: operatorOf(passage) }, fact);
    reportCounts(tx, fact);
  }

  function openStay(tx: Tx, lane: LaneConfig, passage: PassageFacts): StayRecord | null {
    // Without a plate there is nothing to find at the exit and nothing the platform takes: the fact and its picture stand.
    const { vehicle } = passage;
    if (!vehicle || vehicle.plate === '') return null;
    endMissedExits(tx, vehicle.plate, passage.at);
    const id = newId();
    // The platform may have cancelled while the car drove in: then it is in, and not as a reserved one.
    const booked = vehicle.bookingCode === null ? null : bookings.use(tx, vehicle.bookingCode, id);
    const entitled = !booked && vehicle.orderNo !== null && orders.enter(tx, vehicle.orderNo, passage.at);
    const as: PassedVehicle = {
      ...vehicle,
      class: booked || entitled ? vehicle.class : 'other',
      bookingCode: booked ? vehicle.bookingCode : null,
      orderNo: entitled ? vehicle.orderNo : null,
      card: vehicle.card && cards.use(vehicle.card.no, vehicle.plate, passage.at),
    };
    const { id: laneId, name: laneName } = lane;
    return stays.enter(tx, id, as, booked?.stallNo ?? null, {
      at: passage.at,
      laneId,
      laneName,
      cause: passage.cause,
    });
  }

  /**
   * Inside already, and coming in again at `at`: the exit between was missed. One vehicle counts once, and keeps one place.
   * Platforms hear that it left, at the latest now and by no exit that is known, before they hear that it came.
   */
  function endMissedExits(tx: Tx, plate: string, at: number): void {
    for (const stay of stays.supersede(tx, plate, at)) {
      if (stay.bookingCode !== null) bookings.finish(tx, stay.bookingCode, stay.id);
      // All that is known of it on its order is that it came in: no later day is counted, and no time is owed for.
      orders.leave(tx, { ...stay, leftAt: stay.enteredAt }, true, stay.enteredAt);
      const fact = tx.fact({
        kind: 'left',
        at: stay.leftAt ?? at,
        stayId: stay.id,
        bookingCode: stay.bookingCode,
        plate,
        reason: 'already-inside',
        data: { cause: 'superseded', assumed: true, captureId: null },
      });
      tx.report({ kind: 'left', stay, numbers: counts(tx.at), operator: null, sums: NOTHING, chargeIds: [] }, fact);
    }
  }

  function leave(tx: Tx, lane: LaneConfig, passage: PassageFacts): void {
    const stay = closeStay(tx, lane, passage);
    const fact = write(tx, lane, passage, stay);
    if (!stay) return;
    const free = isFree(stay.plate, stay.plateColour, passage.at);
    const { who, because } = passage;
    const until = passage.arrivedAt ?? passage.at;
    const overdue = orders.leave(tx, stay, free, until);
    const { sums: taken, refunded, chargeIds, payment } = money.left(tx, stay, { until, who, because });
    // The car is let out: what it owes stays open, and the driver pays it on the platform or at the lot (B.2.2).
    const receivable = Math.max(taken.receivable, overdue?.amount ?? 0);
    const operator = operatorOf(passage);
    tx.report(
      { kind: 'left', stay, numbers: counts(tx.at), operator, sums: { ...taken, receivable }, refunded, chargeIds },
      fact,
    );
    reportCounts(tx, fact);
    if (!overdue) return;
    // Where a part was paid, the rest is owed.
    orders.owe(tx, stay, payment ? overdue : { ...overdue, amount: overdue.amount - taken.receivable });
    if (payment) orders.paidAtExit(tx, overdue.overdueNo, payment);
  }

  function closeStay(tx: Tx, lane: LaneConfig, passage: PassageFacts): StayRecord | null {
    const open = passage.stayId ? stays.byId(passage.stayId) : null;
    if (!open || open.leftAt !== null) return null;
    const stay = stays.leave(tx, open.id, passage.vehicle?.captureId ?? null, {
      at: passage.at,
      laneId: lane.id,
      laneName: lane.name,
      cause: passage.cause,
    });
    if (stay.bookingCode) bookings.finish(tx, stay.bookingCode, stay.id);
    return stay;
  }

  function supply(tx: Tx, lane: LaneConfig, { at, vehicle, who, because }: SuppliedEntry): StayRecord {
    const place = { at, laneId: lane.id, laneName: lane.name, cause: 'by-hand' } as const;
    const card = cards.cardFor(vehicle.plate, vehicle.plateColour, at);
    const stay = stays.enter(tx, newId(), { ...vehicle, card, captureId: null }, null, place);
    const { id: stayId, plate } = stay;
    const fact = tx.fact({
      kind: 'entry-supplied',
      at: tx.at,
      laneId: lane.id,
      stayId,
      plate,
      who,
      reason: because,
      data: { at },
    });
    tx.report({ kind: 'entered', stay, numbers: counts(tx.at), operator: nameOf(who) }, fact);
    reportCounts(tx, fact);
    return stay;
  }

  return { record, supply, reportCounts, reportDrift, counts };
}
