import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import type { CarColour, CarModel, Direction, PlateColour, VehicleClass } from '../../contract/vocabulary.ts';
import type { JudgedCard } from '../cards/desk.ts';
import type { StayCard } from '../ledger/report.ts';
import type { Alarm } from '../parking/alarms.ts';
import { bookingWindow } from '../policy/booking-window.ts';
import { cardAt } from '../policy/card.ts';
import { controlOf } from '../policy/control.ts';
import type { Control, ControlEntry } from '../policy/control.ts';
import { decideEntry, decideExit } from '../policy/decide.ts';
import type { EntryInput } from '../policy/decide.ts';
import { bestOf, entitlementAt } from '../policy/entitlement.ts';
import type { Entitlement } from '../policy/entitlement.ts';
import type { Asking, Hold } from '../policy/flow-control.ts';
import { mayBeSameColour } from '../policy/plate-colour.ts';
import { looksAlike, rankLookAlikes } from '../policy/plate-match.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Plate } from '../policy/plate.ts';
import { rankByPicture } from '../policy/temporary-plate.ts';
import type { Picture } from '../policy/temporary-plate.ts';
import type { Candidate, Turn, Verdict } from './state.ts';

/** What the lot knows, as the judgement of one vehicle needs it. */
export interface LotLookup {
  bookingsOf(plate: string, now: number): JudgedBooking[];
  /** Bookings that a car could use now, of the plates asked for. */
  usableBookings(now: number, isAsked: (plate: string) => boolean): { code: string; plate: string }[];
  /** What shared-parking orders allow a plate. */
  entitlementsOf(plate: string, now: number): JudgedEntitlement[];
  /** Plates of active shared-parking orders whose time it is. */
  entitledPlates(now: number): { orderNo: string; plate: string }[];
  /** Month cards of a plate, and its lines of the free list, usable or not. */
  cardsOf(plate: string): JudgedCard[];
  /** Plates of all cards that are in force. */
  cardPlates(now: number): { no: string; plate: string }[];
  /** Confirmed bookings of this month (of Beijing) whose car did not come. */
  noShows(plate: string, now: number): number;
  /** Lines of the control list about a plate. */
  controlOf(plate: string): ControlEntry[];
  openStayOf(plate: string): { id: string; enteredAt: number } | null;
  /** What a stay is to pay at an instant, fen; null: the lot charges nothing. */
  feeOf(stayId: string | null, at: number): { due: number; paid: boolean; unclear: boolean } | null;
  openPlates(): { id: string; plate: string }[];
  /** Open stays of cars without a plate. */
  openWithoutPlate(): (Picture & { id: string; plate: string; enteredAt: number })[];
  inside(): number;
  /** Places that bookings hold now. */
  held(now: number): number;
  /** What the lane's rule is now (6.3.2). */
  ruleOf(lane: LaneConfig): Pick<LaneConfig, 'kind' | 'others'>;
  /** Why this car does not go now; null: it is its turn (6.3.4). */
  turn(car: Asking): Hold | null;
  /** Vehicles let through at the other lanes that have not passed yet. */
  passingElsewhere(): Passing[];
}

/** A vehicle on its way through a lane. */
export interface Passing {
  direction: Direction;
  plate: string;
  /** The booking that it comes in on. */
  bookingCode: string | null;
  /** The number of the card that it comes in on. */
  cardNo: string | null;
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
  arrivalId: string;
  /** When it came to the line, UTC ms. */
  since: number;
  plate: string;
  plateColour: PlateColour;
  carColour: CarColour | null;
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
  turn: Turn | null;
  class: VehicleClass;
  bookingCode: string | null;
  /** The shared-parking order that it comes in on. */
  orderNo: string | null;
  /** The month card, or the line of the free list, that it comes in on. */
  card: StayCard | null;
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
    const { now } = sighting;
    const plate = parsePlate(sighting.plate);
    const booking = nearest(lot.bookingsOf(plate.text, now), now);
    const entitlement = entitlementOf(sighting, plate.text);
    const control = controlAt(sighting, plate.text);
    const passing = lot.passingElsewhere();
    const card = cardOf(sighting, plate.text, passing);
    const candidates = booking || entitlement || card ? [] : likeOnesThatMayCome(sighting, plate.text, passing);
    const inside = lot.openStayOf(plate.text);
    // Those on their way in on a booking are among the places held.
    const entering = passing.filter((p) => p.direction === 'entrance' && p.bookingCode === null).length;
    const cloned = isAmong(passing, plate.text);
    const elsewhere = cloned || passing.some((p) => booking !== null && p.bookingCode === booking.code);
    const noShowLimit = site.booking.noShowLimit ?? null;
    const noShows = booking !== null && noShowLimit !== null ? lot.noShows(plate.text, now) : 0;
    // The place that a booking of this very car holds is free for it, when it is time for it.
    const isLive = booking?.state === 'locked' || booking?.state === 'confirmed';
    const usableAt = (at: number): boolean => isLive && bookingWindow(booking, at, site.booking.earlyMin).usable;
    const own = usableAt(now) ? 1 : 0;
    const rule = lot.ruleOf(lane);
    const decision = decideEntry({
      ...sighted(sighting, plate),
      elsewhere,
      control,
      lane: { kind: rule.kind, others: rule.others },
      booking,
      entitlement: entitlement?.at ?? null,
      card,
      lookAlikes: candidates.length,
      likeEntitlements: candidates.filter(({ kind }) => kind === 'entitlement').length,
      likeCards: candidates.filter(({ kind }) => kind === 'card').length,
      insideSince: inside?.enteredAt ?? null,
      noShows,
      noShowLimit,
      freeStalls: site.lot.totalStalls - lot.inside() - entering - lot.held(now) + own,
      heldStall: booking?.holdStall ?? false,
      // Who came in time and waits in our line is not late for that.
      now: usableAt(now) || !usableAt(sighting.since) ? now : sighting.since,
      earlyMin: site.booking.earlyMin,
    });
    const { class: vehicleClass, on, ...decided } = decision;
    const heldPlace = on === 'booking' && own === 1;
    const { arrivalId: id, since } = sighting;
    const hold = lot.turn({ id, laneId: lane.id, class: vehicleClass, since, heldPlace });
    return {
      ...inTurn(decided, hold, heldPlace),
      class: vehicleClass,
      // A booking that does not let it in is shown all the same; one that is passed over for an order or a card is not.
      bookingCode: on === 'entitlement' || on === 'card' ? null : (booking?.code ?? null),
      orderNo: on === 'entitlement' ? (entitlement?.orderNo ?? null) : null,
      card: on === 'card' && card?.usable === true ? { no: card.no, kind: card.kind } : null,
      stayId: null,
      alarms: alarmsOf(control, cloned),
      candidates,
    };
  }

  /** Bookings, orders and cards whose plate the camera may have misread, likest first, each plate once. */
  function likeOnesThatMayCome(sighting: Sighting, read: string, passing: readonly Passing[]): Candidate[] {
    const { now } = sighting;
    const booked = lot
      .usableBookings(now, (plate) => looksAlike(read, plate))
      .map(({ code, plate }) => ({ kind: 'booking' as const, id: code, plate }));
    const plates = new Set(booked.map(({ plate }) => plate));
    const entitled = lot
      .entitledPlates(now)
      .filter(({ plate }) => !plates.has(plate))
      .map(({ orderNo, plate }) => ({ kind: 'entitlement' as const, id: orderNo, plate }));
    for (const { plate } of entitled) plates.add(plate);
    const carded = lot
      .cardPlates(now)
      .filter(({ plate }) => looksAlike(read, plate) && !plates.has(plate))
      .map(({ no, plate }) => ({ kind: 'card' as const, id: no, plate }));
    const isUsable = {
      booking: (): boolean => true,
      entitlement: (plate: string): boolean => entitlementOf(sighting, plate)?.at.usable === true,
      card: (plate: string): boolean => cardOf(sighting, plate, passing)?.usable === true,
    };
    return rankLookAlikes(read, [...booked, ...entitled, ...carded], Infinity)
      .filter(({ candidate: { kind, plate } }) => isUsable[kind](plate))
      .slice(0, MOST_CANDIDATES)
      .map(({ candidate, differs }) => ({ ...candidate, differs }));
  }

  function judgeExit(sighting: Sighting): Judgement {
    const plate = parsePlate(sighting.plate);
    const stay = plate.text === '' ? null : lot.openStayOf(plate.text);
    const candidates = stay ? [] : likeOnesInside(sighting, plate);
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
        // What it cost until it came to the arm: who waits there for a person pays nothing for that.
        fee: lot.feeOf(stay?.id ?? null, sighting.since),
        lookAlikes: candidates.length,
      }),
      turn: null,
      class: 'other',
      bookingCode: null,
      orderNo: null,
      card: null,
      stayId: stay?.id ?? null,
      alarms: alarmsOf(control, cloned),
      candidates,
    };
  }

  /** Stays whose plate the camera may have misread; where it read none, those of cars that came without one. */
  function likeOnesInside(sighting: Sighting, plate: Plate): Candidate[] {
    const alike = rankLookAlikes(plate.text, lot.openPlates(), MOST_CANDIDATES).map(
      ({ candidate, differs }): Candidate => ({ ...candidate, kind: 'stay', differs }),
    );
    if (plate.valid) return alike;
    const without = rankByPicture(sighting, lot.openWithoutPlate(), MOST_CANDIDATES - alike.length);
    return [
      ...alike,
      ...without.map(({ id, plate: text }): Candidate => ({ id, kind: 'stay', plate: text, differs: [] })),
    ];
  }

  function entitlementOf({ carModel, plateColour, now }: Sighting, plate: string) {
    return bestOf(
      lot
        .entitlementsOf(plate, now)
        .filter((each) => mayBeSameColour(each.plateColour, plateColour))
        .map((each) => ({ orderNo: each.orderNo, at: entitlementAt(each, carModel, site.calendar, now) })),
    );
  }

  /** What the car's cards say of it. Another car of a card that is on its way in is as good as inside. */
  function cardOf({ plateColour, now }: Sighting, plate: string, passing: readonly Passing[]) {
    const entering = (no: string): number =>
      passing.filter((p) => p.direction === 'entrance' && p.cardNo === no && p.plate !== plate).length;
    return cardAt(
      lot
        .cardsOf(plate)
        .filter((each) => mayBeSameColour(each.plateColour, plateColour))
        .map((each) => ({ ...each, othersInside: each.othersInside + entering(each.no) })),
      now,
    );
  }

  function controlAt({ plateColour, now }: Sighting, plate: string): Control | null {
    return controlOf(lot.controlOf(plate), lane.direction, plateColour, now);
  }

  function sighted(sighting: Sighting, plate: Plate) {
    return {
      plate,
      noPlate: plate.form === 'temporary' && sighting.byHand,
      confidence: sighting.byHand ? null : sighting.confidence,
      minConfidence: site.capture.minConfidence,
      stale: sighting.stale,
      barrierAvailable: sighting.barrierAvailable,
    };
  }
}

/**
 * A car that may come in comes in when it is its turn. One that a person is asked about keeps nobody waiting; but the
 * person is told where letting it in now would be against the rules of a full lot.
 */
function inTurn(verdict: Verdict, hold: Hold | null, heldPlace: boolean): { verdict: Verdict; turn: Turn | null } {
  if (verdict.action === 'open') {
    if (hold === null) return { verdict, turn: { heldPlace } };
    const figures = { ...verdict.figures, ...hold.figures };
    return { verdict: { action: 'hold', reason: hold.reason, figures }, turn: { heldPlace } };
  }
  const against = verdict.action === 'ask' && (hold?.reason === 'lot-full' || hold?.reason === 'flow-exits-needed');
  if (!against) return { verdict, turn: null };
  return {
    verdict: { ...verdict, figures: { ...verdict.figures, ...hold.figures, against: hold.reason } },
    turn: null,
  };
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
