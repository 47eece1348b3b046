import type { ActivityView, BoardView, LaneView, QueueItemView } from '../../electron/contract/board.ts';
import type { StationStatus } from '../../electron/contract/events.ts';
import { activity, board, flow, lane, queueItem } from './fixtures.ts';
import { states } from './lane-states.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';

export interface Scene {
  board: BoardView | null;
  station: StationStatus;
}

const LOT: readonly (readonly (keyof typeof states)[])[] = [
  ['confirm'],
  ['lookAlike', 'exit'],
  ['reservedPassing', 'held', 'exit'],
  ['confirm', 'lookAlike', 'exit', 'fault'],
  ['reservedPassing', 'held', 'confirm', 'lookAlike', 'exit', 'fault', 'refused', 'unreadable'],
];

/** A day at a lot of so many lanes; 8 shows most states at once. */
export function sceneOf(name: string, at: number): Scene {
  const up: StationStatus = { state: 'up', since: at - 3_600_000, attempt: 0, detail: null };
  const of = (kinds: readonly (keyof typeof states)[]) => kinds.map((kind, index) => states[kind](at, index + 1));
  switch (name) {
    case 'starting':
      return { board: null, station: { ...up, state: 'starting', since: at } };
    case 'failed':
      return {
        board: null,
        station: { ...up, state: 'down', since: at, attempt: 3, detail: 'site.json lanes/0/barrier/unit: 1 to 247' },
      };
    case 'empty':
      return {
        board: board(
          at,
          [1, 2, 3].map((n) => lane(at, n, { lastPassage: null })),
        ),
        station: up,
      };
    case 'down':
      return {
        board: busy(at, of(LOT[3] ?? [])),
        station: { ...up, state: 'down', since: at - 9000, attempt: 2, detail: 'exit 134' },
      };
    case 'saturated':
      return { board: atGates(at, of(['converted', 'heldForReserved', 'exit'])), station: up };
    case 'full': {
      const full = atGates(at, of(['converted', 'heldForExits', 'againstFull', 'exit']));
      const crowded = flow(at, { band: 'full', exitsPerEntry: 3, exitsNeeded: 2 });
      const lot = { ...full.lot, inside: 281, free: 2, band: 'full' as const, flow: crowded };
      return { board: { ...full, lot }, station: up };
    }
    case 'money': {
      const paying = busy(at, of(['reservedPassing', 'payable']));
      const pay = {
        charges: true,
        shows: true,
        scans: true,
        confirms: false,
        vouchers: [{ id: 'visit', name: PEOPLE.voucher }],
      };
      return { board: { ...paying, lot: { ...paying.lot, pay } }, station: up };
    }
    case 'no-plate':
      return { board: atGates(at, of(['noPlateExit', 'unreadable'])), station: up };
    case 'rest':
      return { board: busy(at, of(['unsure', 'heldOpen', 'tailgated', 'refused', 'unreadable', 'held'])), station: up };
    default: {
      const kinds = LOT.find(({ length }) => length === Number(name)) ?? LOT[2] ?? [];
      return { board: busy(at, of(kinds), kinds.length > 3), station: up };
    }
  }
}

/** The queues are those that stand at the lanes. */
function atGates(at: number, lanes: LaneView[]): BoardView {
  const standing = lanes.flatMap(({ id, name, direction, arrival }): QueueItemView[] =>
    direction === 'exit' || arrival === null
      ? []
      : [
          {
            arrivalId: arrival.id,
            laneId: id,
            laneName: name,
            plate: arrival.plate.text,
            since: arrival.capturedAt - 70_000,
            reason: arrival.decision.reason,
            turn: arrival.decision.action === 'hold',
          },
        ],
  );
  return { ...busy(at, lanes), queues: { reserved: [], other: standing } };
}

/** Long queues, many events, a platform that is behind, and what is lost. */
function busy(at: number, lanes: LaneView[], withNotices = false): BoardView {
  const other: QueueItemView[] = PLATES.others.map((text, index) =>
    queueItem(at, text, {
      since: at - (index + 1) * 97_000,
      reason: index % 2 === 0 ? 'lot-full' : 'booking-too-early',
      turn: index % 2 === 0,
    }),
  );
  const reserved = [
    queueItem(at, PLATES.blue, { reason: 'booking-needs-confirmation', since: at - 42_000 }),
    queueItem(at, PLATES.green, { reason: 'booking-early', laneName: PLACES.entrance(2), laneId: 'lane-2' }),
  ];
  const quiet = board(at, lanes);
  return {
    ...quiet,
    queues: { reserved, other },
    activity: lines(at),
    platforms: quiet.platforms.map((platform) =>
      withNotices
        ? {
            ...platform,
            state: 'down' as const,
            detail: 'connect ECONNREFUSED',
            waitingLive: 3,
            waitingBacklog: 128,
            parked: 1,
            oldestWaiting: at - 400_000,
          }
        : platform,
    ),
    notices: withNotices
      ? [
          { code: 'platform', subject: 'city', since: at - 400_000, detail: 'connect ECONNREFUSED' },
          { code: 'barrier', subject: 'lane-4', since: at - 70_000, detail: 'arm-did-not-open' },
          { code: 'parked', subject: 'city', since: at - 900_000, detail: '1201' },
        ]
      : [],
  };
}

function lines(at: number): ActivityView[] {
  const some: Partial<ActivityView>[] = [
    { kind: 'entered' },
    { kind: 'left', laneName: PLACES.exit(1), plate: PLATES.far, report: { state: 'waiting', ms: null } },
    { kind: 'opened-by-hand', plate: null, who: PEOPLE.attendant, reason: PEOPLE.reason, report: null },
    { kind: 'booking-locked', laneName: null, plate: PLATES.green, report: null },
    { kind: 'barrier-fault', plate: null, detail: 'arm-did-not-open', report: { state: 'parked', ms: null } },
    { kind: 'refused', reason: 'booking-expired', who: PEOPLE.attendant, report: null },
    { kind: 'platform-down', laneName: null, plate: null, detail: 'connect ECONNREFUSED', report: null },
    { kind: 'corrected', plate: PLATES.blue, detail: `${PLATES.alike} → ${PLATES.blue}`, who: PEOPLE.attendant },
  ];
  return Array.from({ length: 120 }, (_, index) =>
    activity(at, 120 - index, { at: at - index * 47_000, ...some[index % some.length] }),
  );
}
