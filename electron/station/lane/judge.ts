import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import type { Direction, PlateColour, VehicleClass } from '../../contract/vocabulary.ts';
import { decideEntry, decideExit } from '../policy/decide.ts';
import type { EntryInput } from '../policy/decide.ts';
import { rankLookAlikes } from '../policy/plate-match.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Candidate, Verdict } from './state.ts';

/** What the lot knows, as the judgement of one vehicle needs it. */
export interface LotLookup {
  bookingsOf(plate: string, now: number): JudgedBooking[];
  usableBookings(now: number): JudgedBooking[];
  openStayOf(plate: string): { id: string } | null;
  openPlates(): { id: string; plate: string }[];
  inside(): number;
  /** Places that bookings hold now. */
  held(now: number): number;
  /** Vehicles let through at the other lanes that have not passed yet. */
  passingElsewhere(): Passing[];
}

/** A vehicle on its way through a lane. */
export interface Passing {
  direction: Direction;
  plate: string;
  bookingCode: string | null;
  stayId: string | null;
}

export interface JudgedBooking extends NonNullable<EntryInput['booking']> {
  code: string;
  plate: string;
  holdStall: boolean;
}

/** What is known of a vehicle at the lane when it is judged. */
export interface Sighting {
  plate: string;
  plateColour: PlateColour;
  confidence: number | null;
  /** A person said which plate it is: a camera's doubt no longer counts. */
  byHand: boolean;
  stale: boolean;
  barrierAvailable: boolean;
  now: number;
}

export interface Judgement {
  verdict: Verdict;
  class: VehicleClass;
  bookingCode: string | null;
  stayId: string | null;
  candidates: Candidate[];
}

const MOST_CANDIDATES = 5;

/** Gathers what the policy needs to know about one vehicle, and lets it decide. Reads, never writes. */
export function createJudge(site: SiteConfig, lane: LaneConfig, lot: LotLookup): (sighting: Sighting) => Judgement {
  return lane.direction === 'entrance' ? judgeEntry : judgeExit;

  function judgeEntry(sighting: Sighting): Judgement {
    const plate = parsePlate(sighting.plate);
    const booking = nearest(lot.bookingsOf(plate.text, sighting.now), sighting.now);
    const lookAlikes = booking ? [] : rankLookAlikes(plate.text, lot.usableBookings(sighting.now), MOST_CANDIDATES);
    const inside = lot.openStayOf(plate.text);
    const passing = lot.passingElsewhere();
    const entering = passing.filter(({ direction }) => direction === 'entrance').length;
    const elsewhere = passing.some(
      (p) => p.plate === plate.text || (booking !== null && p.bookingCode === booking.code),
    );
    // The place that a booking of this very car holds is free for it.
    const own = booking?.state === 'locked' || booking?.state === 'confirmed' ? 1 : 0;
    const decision = decideEntry({
      ...sighted(sighting, plate),
      elsewhere,
      lane: { kind: lane.kind, others: lane.others },
      booking,
      lookAlikes: lookAlikes.length,
      alreadyInside: inside !== null,
      freeStalls: site.lot.totalStalls - lot.inside() - entering - lot.held(sighting.now) + own,
      heldStall: booking?.holdStall ?? false,
      now: sighting.now,
      earlyMin: site.booking.earlyMin,
    });
    const { class: vehicleClass, ...verdict } = decision;
    return {
      verdict,
      class: vehicleClass,
      bookingCode: booking?.code ?? null,
      stayId: null,
      candidates: lookAlikes.map(({ candidate, differs }) => ({
        id: candidate.code,
        kind: 'booking',
        plate: candidate.plate,
        differs,
      })),
    };
  }

  function judgeExit(sighting: Sighting): Judgement {
    const plate = parsePlate(sighting.plate);
    const stay = plate.text === '' ? null : lot.openStayOf(plate.text);
    const lookAlikes = stay ? [] : rankLookAlikes(plate.text, lot.openPlates(), MOST_CANDIDATES);
    return {
      verdict: decideExit({
        ...sighted(sighting, plate),
        elsewhere: lot
          .passingElsewhere()
          .some((p) => p.plate === plate.text || (stay !== null && p.stayId === stay.id)),
        lane: { others: lane.others },
        stay,
        lookAlikes: lookAlikes.length,
      }),
      class: 'other',
      bookingCode: null,
      stayId: stay?.id ?? null,
      candidates: lookAlikes.map(({ candidate, differs }) => ({
        id: candidate.id,
        kind: 'stay',
        plate: candidate.plate,
        differs,
      })),
    };
  }

  function sighted(sighting: Sighting, plate: ReturnType<typeof parsePlate>) {
    return {
      plate,
      confidence: sighting.byHand ? null : sighting.confidence,
      minConfidence: site.capture.minConfidence,
      stale: sighting.stale,
      barrierAvailable: sighting.barrierAvailable,
    };
  }
}

/** The live booking nearest in time; failing that, the latest one that ended, so that the screen can say so. */
function nearest(bookings: readonly JudgedBooking[], now: number): JudgedBooking | null {
  const distance = (b: JudgedBooking): number => (now < b.from ? b.from - now : Math.max(0, now - b.to));
  const live = (b: JudgedBooking): number => (b.state === 'locked' || b.state === 'confirmed' ? 0 : 1);
  return [...bookings].sort((a, b) => live(a) - live(b) || distance(a) - distance(b))[0] ?? null;
}
