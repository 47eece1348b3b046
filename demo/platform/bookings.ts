import { beijingDateTime } from '../beijing-time.ts';
import type { ServiceAnswer } from './answers.ts';
import type { Downlink } from './downlink.ts';

/** A booking as a driver makes it. Instants are UTC ms. */
export interface BookingWish {
  carNo: string;
  /** From when the car may enter (bookTime), and when the booking ends (overTime). */
  from: number;
  to: number;
  /** Minutes that the place is kept after `to` (obligatTime). */
  keptMin: number;
  /** Keep a stall; with `stallNo` that one. */
  hold?: boolean;
  stallNo?: string;
  /** In the codes of table 63. */
  plateColor?: string;
  carColor?: string;
  carModel?: 1 | 2 | 3;
}

export interface BookingRecord {
  bookCode: string;
  wish: BookingWish;
  /** As far as this platform knows: what the lot answered to the last request about it. */
  state: 'locked' | 'confirmed' | 'cancelled' | 'refused' | 'unanswered';
  stallNo: string | null;
}

export interface Booked {
  booking: BookingRecord;
  answer: ServiceAnswer;
}

export interface BookingOffice {
  readonly records: readonly BookingRecord[];
  /** Table 63, operateType 1. */
  lock(wish: BookingWish): Promise<Booked>;
  /** Table 63, operateType 2: the whole booking again, changed. */
  change(bookCode: string, wish: BookingWish): Promise<Booked>;
  /** Table 65, confirmStatus 1. */
  confirm(bookCode: string): Promise<Booked>;
  /** Table 65, confirmStatus 0. */
  cancel(bookCode: string): Promise<Booked>;
  /** Lock, then confirm if the lot took it. */
  reserve(wish: BookingWish): Promise<Booked>;
}

/** The drivers' side of 7.3.6.2: books, changes and cancels places at one lot. */
export function openBookingOffice(parkCode: string, nextCode: () => string, { request }: Downlink): BookingOffice {
  const records = new Map<string, BookingRecord>();

  const find = (bookCode: string): BookingRecord => {
    const record = records.get(bookCode);
    if (record === undefined) throw new Error(`no booking ${bookCode}`);
    return record;
  };
  const lockItem = (bookCode: string, wish: BookingWish, operateType: 1 | 2) => ({
    bookCode,
    parkCode,
    carNo: wish.carNo,
    plateColor: wish.plateColor,
    carColor: wish.carColor,
    carModel: wish.carModel,
    bookTime: beijingDateTime(wish.from),
    overTime: beijingDateTime(wish.to),
    obligatTime: wish.keptMin,
    operateType,
    isReservation: wish.hold === undefined ? undefined : Number(wish.hold),
    reservationStallNo: wish.stallNo,
    reservationFrom: '共享停车平台',
  });
  const settle = (record: BookingRecord, answer: ServiceAnswer, done: BookingRecord['state']): Booked => {
    if (!answer.answered) {
      record.state = 'unanswered';
    } else if (isAccepted(answer)) {
      record.state = done;
      const stallNo = answer.item?.['stallNo'];
      if (typeof stallNo === 'string') record.stallNo = stallNo;
    } else if (record.state === 'unanswered') {
      record.state = 'refused';
    }
    return { booking: record, answer };
  };

  const office: BookingOffice = {
    get records() {
      return [...records.values()];
    },
    async lock(wish) {
      const record: BookingRecord = { bookCode: nextCode(), wish, state: 'unanswered', stallNo: null };
      records.set(record.bookCode, record);
      const answer = await request('requestBookStall', lockItem(record.bookCode, wish, 1));
      return settle(record, answer, 'locked');
    },
    async change(bookCode, wish) {
      const record = find(bookCode);
      const answer = await request('requestBookStall', lockItem(bookCode, wish, 2));
      if (isAccepted(answer)) record.wish = wish;
      return settle(record, answer, record.state);
    },
    async confirm(bookCode) {
      const record = find(bookCode);
      const answer = await request('confirmBookStall', { bookCode, parkCode, confirmStatus: 1 });
      return settle(record, answer, 'confirmed');
    },
    async cancel(bookCode) {
      const record = find(bookCode);
      const answer = await request('confirmBookStall', { bookCode, parkCode, confirmStatus: 0 });
      return settle(record, answer, 'cancelled');
    },
    async reserve(wish) {
      const locked = await office.lock(wish);
      return isAccepted(locked.answer) ? office.confirm(locked.booking.bookCode) : locked;
    },
  };
  return office;
}

/** Accepted by envelope and by item. */
export function isAccepted(answer: ServiceAnswer): boolean {
  return answer.answered && answer.code === 0 && answer.item?.['code'] === 0;
}
