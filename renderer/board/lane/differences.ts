import type { ArrivalView, BookingView } from '../../../electron/contract/board.ts';

/** A fact known of both the car and its booking, and not the same. */
export interface Difference {
  what: 'plateColour' | 'carColour' | 'carModel';
  seen: string;
  booked: string;
}

/** Where in the booking's plate it differs from the one read. */
export function differingPlaces(plate: string, read: string): number[] {
  const other = [...read];
  return [...plate].flatMap((character, index) => (character === other[index] ? [] : [index]));
}

/** What differs between car and booking (C.2.3.2 b); what one side does not know is no difference. */
export function differences(arrival: ArrivalView, booking: BookingView): Difference[] {
  const found: Difference[] = [];
  const { colour } = arrival.plate;
  if (
    booking.plateColour !== null &&
    ![colour, booking.plateColour].includes('unknown') &&
    booking.plateColour !== colour
  ) {
    found.push({ what: 'plateColour', seen: colour, booked: booking.plateColour });
  }
  for (const what of ['carColour', 'carModel'] as const) {
    const seen = arrival[what];
    const booked = booking[what];
    if (seen !== null && booked !== null && seen !== booked) found.push({ what, seen, booked });
  }
  return found;
}
