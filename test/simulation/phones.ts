import { randomUUID } from 'node:crypto';
import { beijingDateTime } from '../../demo/beijing-time.ts';
import type { ServiceInterface } from '../../demo/platform/tables/interfaces.ts';
import type { WorldClock } from './clock.ts';
import { plateOfNumber } from './drivers.ts';
import { PLAN, RESERVABLE } from './lot.ts';
import { PARK_CODE } from './platforms.ts';
import type { SimulatedPlatform } from './platforms.ts';
import type { StepName } from './script.ts';

/** Drivers with phones, and whoever keeps lists: all that comes down from the platform. */
export interface Phones {
  use(what: StepName, n: number, plate: string): void;
}

const MINUTE_MS = 60_000;

interface Booking {
  code: string;
  plate: string;
  from: number;
  to: number;
}

export function createPhones(parts: {
  clock: WorldClock;
  platform: SimulatedPlatform;
  note(line: string): void;
}): Phones {
  const { clock, platform, note } = parts;
  const bookings: Booking[] = [];
  const coupons: string[] = [];
  let numbers = 0;

  const wire = ({ code, plate, from, to }: Booking, operateType: 1 | 2) => ({
    bookCode: code,
    parkCode: PARK_CODE,
    carNo: plate,
    bookTime: beijingDateTime(from),
    overTime: beijingDateTime(to),
    obligatTime: 10,
    operateType,
    isReservation: 0,
    reservationFrom: '共享停车平台',
  });
  const ask = (code: ServiceInterface, item: object): boolean => {
    const answer = platform.ask(code, item);
    note(`${code} ${JSON.stringify(answer)}`);
    return answer?.code === 0 && answer.items[0]?.code === 0;
  };
  const some = (n: number): Booking | undefined => bookings[bookings.length - 1 - Math.floor(n * 3)];
  const windowOf = (n: number): Pick<Booking, 'from' | 'to'> => {
    const from = Math.floor(clock.now() / 1000) * 1000 + Math.floor((n * 40 - 15) * MINUTE_MS);
    return { from, to: from + 30 * MINUTE_MS };
  };

  return {
    use(what, n, plate) {
      switch (what) {
        case 'book': {
          // Now and then everybody does: more than there are places.
          for (let left = n > 0.85 ? RESERVABLE + 2 : 1; left > 0; left -= 1) {
            const booking = { code: `B${(numbers += 1)}`, plate: plateOfNumber(numbers), ...windowOf((n * 7) % 1) };
            if (left === 1) booking.plate = plate;
            if (ask('requestBookStall', wire(booking, 1))) bookings.push(booking);
            // Most confirm at once.
            if (n < 0.8) ask('confirmBookStall', { bookCode: booking.code, parkCode: PARK_CODE, confirmStatus: 1 });
          }
          return;
        }
        case 'confirm':
        case 'cancel': {
          const booking = some(n);
          const confirmStatus = what === 'confirm' ? 1 : 0;
          if (booking) ask('confirmBookStall', { bookCode: booking.code, parkCode: PARK_CODE, confirmStatus });
          return;
        }
        case 'change-booking': {
          const booking = some(n);
          if (booking) ask('requestBookStall', wire({ ...booking, ...windowOf((n * 3) % 1) }, 2));
          return;
        }
        case 'ask-again':
          return void platform.askAgain();
        case 'list':
          return void ask('vehicleControl', {
            id: randomUUID().replaceAll('-', ''),
            parkCode: PARK_CODE,
            carNo: plate,
            plateColor: '1',
            carModel: 1,
            strategyType: 1 + (Math.floor(n * 1000) % 5),
            endDate: beijingDateTime(clock.now() + n * 48 * 60 * MINUTE_MS),
            strategyFrom: '共享停车平台',
            status: 1,
          });
        case 'coupon':
          coupons.push(`C${(numbers += 1)}`);
          return void ask('coupon', {
            couponNo: coupons.at(-1),
            parkCode: PARK_CODE,
            carNo: plate,
            couponType: 1,
            couponValue: 1 + Math.floor(n * 20),
            operateTime: beijingDateTime(clock.now()),
            platform: '共享停车平台',
          });
        case 'order':
          return void ask('shareOrder', {
            orderNo: `O${(numbers += 1)}`,
            parkCode: PARK_CODE,
            fixCount: 1,
            orderBeginDate: beijingDateTime(clock.now()),
            orderEndDate: beijingDateTime(clock.now() + 180 * MINUTE_MS),
            packageCode: PLAN,
            carNo: plate,
            plateColor: '0',
            providerCode: 'P1',
            userId: 'driver-1',
            amount: '10.00',
            payAmount: '10.00',
            callbackUrl: 'https://platform.example/back',
          });
        default:
          return;
      }
    },
  };
}
