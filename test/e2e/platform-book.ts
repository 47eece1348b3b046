import { entriesOf } from '../../demo/platform/book.ts';
import type { Platform } from '../../demo/platform/platform.ts';

/** One report about a vehicle, in the order in which the platform took it. */
export interface VehicleReport {
  what: 'entered' | 'left';
  stayId: unknown;
  plate: unknown;
}

/** What the platform has, in the lot's words. */
export interface PlatformBook {
  /**
   * A driver books from five minutes ago for an hour; resolves when the lot has confirmed it. `as`: what the platform
   * says of the car; nothing, or a large yellow one, which none of the demo's small cars is.
   */
  reserves(plate: string, as?: 'large-yellow'): Promise<void>;
  vehicles(): VehicleReport[];
  /** The reports about one vehicle. */
  of(plate: string): VehicleReport['what'][];
  stayIds(plate: string): unknown[];
  /** The lot's numbers as last reported. */
  counts(): { used: unknown; reserved: unknown } | null;
  /** Where a device failed (event 1002), by the name of the place. */
  deviceFaults(): unknown[];
  /** Departures from the standard's text, and stories that cannot be. Must stay empty. */
  complaints(): unknown[];
}

const MINUTE = 60_000;

export function readBook(platform: Platform): PlatformBook {
  const { book } = platform;
  const vehicles = (): VehicleReport[] =>
    book.entries.flatMap(({ interface: code, item }) => {
      if (code !== 'vehicleEnter' && code !== 'vehicleLeave') return [];
      return [{ what: code === 'vehicleEnter' ? 'entered' : 'left', stayId: item['id'], plate: item['carNo'] }];
    });
  const about = (plate: string) => vehicles().filter((report) => report.plate === plate);
  return {
    async reserves(plate, as) {
      const now = Date.now();
      const wish = { carNo: plate, from: now - 5 * MINUTE, to: now + 55 * MINUTE, keptMin: 15 };
      const car = as === undefined ? {} : { plateColor: '0', carColor: '5', carModel: 1 as const };
      const { booking } = await platform.reserve({ ...wish, ...car });
      if (booking.state !== 'confirmed') throw new Error(`the booking of ${plate} is ${booking.state}`);
    },
    vehicles,
    of: (plate) => about(plate).map(({ what }) => what),
    stayIds: (plate) => about(plate).map(({ stayId }) => stayId),
    counts: () => {
      const last = entriesOf(book, 'stallCount').at(-1)?.item;
      return last === undefined ? null : { used: last['usedStalls'], reserved: last['reservedStalls'] };
    },
    deviceFaults: () =>
      entriesOf(book, 'eventReport').flatMap(({ item }) => (item['eventType'] === 1002 ? [item['position']] : [])),
    complaints: () => [...book.violations, ...book.anomalies, ...book.strayAnswers],
  };
}
