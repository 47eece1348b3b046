import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import type { CarModel, Direction, PlateColour, VehicleClass } from '../../contract/vocabulary.ts';
import type { Alarm } from '../parking/alarms.ts';
import { controlOf } from '../policy/control.ts';
import type { Control, ControlEntry } from '../policy/control.ts';
import { decideEntry, decideExit } from '../policy/decide.ts';
import type { EntryInput } from '../policy/decide.ts';
import { bestOf, entitlementAt } from '../policy/entitlement.ts';
import type { Entitlement } from '../policy/entitlement.ts';
import { mayBeSameColour } from '../policy/plate-colour.ts';
import { rankLookAlikes } from '../policy/plate-match.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Candidate, Verdict } from './state.ts';

/** What the lot knows, as the judgement of one vehicle needs it. */
export interface LotLookup {
  bookingsOf(plate: string, now: number): JudgedBooking[];
  usableBookings(now: number): JudgedBooking[];
  /** What shared-parking orders allow a plate. */
  entitlementsOf(plate: string, now: number): JudgedEntitlement[];
  /** Lines of the control list about a plate. */
  controlOf(plate: string): ControlEntry[];
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

export interface JudgedEntitlement extends Entitlement {
  orderNo: string;
  plateColour: PlateColour | null;
}

/** What is known of a vehicle at the lane when it is judged. */
export interface Sighting {
  plate: string;
  plateColour: PlateColour;
  carModel: CarModel | null;
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
  /** The shared-parking order that it comes in on. */
  orderNo: string | null;
  stayId: string | null;
  candidates: Candidate[];
  /** What is to be told of it, whatever is decided. */
  alarms: Alarm[];
}

const MOST_CANDIDATES = 5;

/** Gathers what the policy needs to know about one vehicle, and lets it decide. Reads, never writes. */
export function createJudge(site: SiteConfig, lane: LaneConfig, lot: LotLookup): (sighting: Sighting) => Judgement {
  return lane.direction === 'entrance' ? judgeEntry : judgeExit;

  function judgeEntry(sighting: Sighting): Judgement {
    const plate = parsePlate(sighting.plate);
    const booking = nearest(lot.bookingsOf(plate.text, sighting.now), sighting.now);
    const entitlement = entitlementOf(sighting, plate.text);
    const control = controlAt(sighting, plate.text);
    const lookAlikes =
      booking || entitlement ? [] : rankLookAlikes(plate.text, lot.usableBookings(sighting.now), MOST_CANDIDATES);
    const inside = lot.openStayOf(plate.text);
    const passing = lot.passingElsewhere();
    const entering = passing.filter(({ direction }) => direction === 'entrance').length;
    const cloned = isAmong(passing, plate.text);
    const elsewhere = cloned || passing.some((p) => booking !== null && p.bookingCode === booking.code);
    // The place that a booking of this very car holds is free for it.
    const own = booking?.state === 'locked' || booking?.state === 'confirmed' ? 1 : 0;
    const decision = decideEntry({
      ...sighted(sighting, plate),
      elsewhere,
      control,
      lane: { kind: lane.kind, others: lane.others },
      booking,
      entitlement: entitlement?.at ?? null,
      lookAlikes: lookAlikes.length,
      alreadyInside: inside !== null,
      freeStalls: site.lot.totalStalls - lot.inside() - entering - lot.held(sighting.now) + own,
      heldStall: booking?.holdStall ?? false,
      now: sighting.now,
      earlyMin: site.booking.earlyMin,
    });
    const { class: vehicleClass, on, ...verdict } = decision;
    return {
      verdict,
      class: vehicleClass,
      // A booking that does not let it in is shown all the same; one that is passed over for an order is not.
      bookingCode: on === 'entitlement' ? null : (booking?.code ?? null),
      orderNo: on === 'entitlement' ? (entitlement?.orderNo ?? null) : null,
      stayId: null,
      alarms: alarmsOf(control, cloned),
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
    const control = controlAt(sighting, plate.text);
    const passing = lot.passingElsewhere();
    const cloned = isAmong(passing, plate.text);
    return {
      verdict: decideExit({
        ...sighted(sighting, plate),
        elsewhere: cloned || passing.some((p) => stay !== null && p.stayId === stay.id),
        control,
        lane: { others: lane.others },
        stay,
        lookAlikes: lookAlikes.length,
      }),
      class: 'other',
      bookingCode: null,
      orderNo: null,
      stayId: stay?.id ?? null,
      alarms: alarmsOf(control, cloned),
      candidates: lookAlikes.map(({ candidate, differs }) => ({
        id: candidate.id,
        kind: 'stay',
        plate: candidate.plate,
        differs,
      })),
    };
  }

  function entitlementOf({ carModel, plateColour, now }: Sighting, plate: string) {
    return bestOf(
      lot
        .entitlementsOf(plate, now)
        .filter((each) => mayBeSameColour(each.plateColour, plateColour))
        .map((each) => ({ orderNo: each.orderNo, at: entitlementAt(each, carModel, site.calendar, now) })),
    );
  }

  function controlAt({ plateColour, now }: Sighting, plate: string): Control | null {
    return controlOf(lot.controlOf(plate), lane.direction, plateColour, now);
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

/** Whether a plate is on its way through another lane. What could not be read is nobody's. */
const isAmong = (passing: readonly Passing[], plate: string): boolean =>
  plate !== '' && passing.some((vehicle) => vehicle.plate === plate);

function alarmsOf(control: Control | null, cloned: boolean): Alarm[] {
  const alarms: Alarm[] = cloned ? [{ type: 'cloned-plate' }] : [];
  if (control) {
    const { id: entryId, strategy, source } = control.entry;
    alarms.push({ type: 'control-hit', entryId, strategy, source });
  }
  return alarms;
}

/** The live booking nearest in time; failing that, the latest one that ended, so that the screen can say so. */
function nearest(bookings: readonly JudgedBooking[], now: number): JudgedBooking | null {
  const distance = (b: JudgedBooking): number => (now < b.from ? b.from - now : Math.max(0, now - b.to));
  const live = (b: JudgedBooking): number => (b.state === 'locked' || b.state === 'confirmed' ? 0 : 1);
  return [...bookings].sort((a, b) => live(a) - live(b) || distance(a) - distance(b))[0] ?? null;
}
