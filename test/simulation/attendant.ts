import { randomUUID } from 'node:crypto';
import { seeded } from '../../demo/random.ts';
import type { ArrivalView } from '../../electron/contract/board.ts';
import type { BoardView, LaneView } from '../../electron/contract/board.ts';
import type { CommandInput, CommandName } from '../../electron/contract/commands.ts';
import type { WorldClock } from './clock.ts';
import type { Drivers } from './drivers.ts';
import type { Program, Result } from './program.ts';

/** Whoever sits at the desk: does what the board proposes, and presses wrong things too. */
export interface Attendant {
  /** Does at each lane what its card proposes. */
  attend(): void;
  /** Presses something, whatever the card says. */
  press(laneId: string, n: number): void;
  /** The last key once more, as when a hand trembles. */
  pressAgain(): void;
  /** Takes another sum than is due, or for another car. */
  payOdd(laneId: string, n: number): void;
  retryReports(): void;
  /** Brings every lane to rest. */
  tidy(): void;
  /** What is not at rest. */
  unrest(): string[];
  waiting(): number;
  stateOf(laneId: string): string;
  /** Fen taken so far. */
  readonly cash: number;
  /** How often this hand said that a car went through. */
  readonly saidPassed: Readonly<Record<string, number>>;
}

const BECAUSE = '模拟';

export function createAttendant(parts: {
  program: Program;
  clock: WorldClock;
  drivers: Drivers;
  note(line: string): void;
}): Attendant {
  const { program, clock, drivers, note } = parts;
  const saidPassed: Record<string, number> = {};
  let cash = 0;
  let again: (() => void) | null = null;

  const key = (): string => randomUUID();
  const board = (): BoardView | null => {
    const answer = program.call('board.get', {});
    return answer.ok ? answer.output : null;
  };

  function act<C extends CommandName>(command: C, input: CommandInput<C>): Result<C> {
    const result = program.call(command, input);
    note(`${command} ${result.ok ? 'done' : result.code}`);
    again = () => void note(`again ${command} ${program.call(command, input).ok}`);
    return result;
  }

  function pay(lane: LaneView, arrival: ArrivalView, more: number, others: number): void {
    const due = arrival.due?.due ?? 0;
    const debts = arrival.debts.reduce((sum, { amount }) => sum + amount, 0);
    const input = {
      key: key(),
      laneId: lane.id,
      arrivalId: arrival.id,
      due: due + others,
      debts,
      given: due + debts + more,
    };
    if (act('exit.pay-cash', input).ok) cash += due + others + debts;
  }

  function passed(lane: LaneView): void {
    if (act('lane.passed', { key: key(), laneId: lane.id, arrivalId: lane.arrival?.id ?? null }).ok)
      saidPassed[lane.id] = (saidPassed[lane.id] ?? 0) + 1;
  }

  function turnAway(lane: LaneView): void {
    act('lane.turn-away', { key: key(), laneId: lane.id, arrivalId: lane.arrival?.id ?? null });
  }

  /** As a careful person does. */
  function care(lane: LaneView): void {
    const { id: laneId, arrival, acts, phase, barrier } = lane;
    if (acts.includes('return-to-service')) act('lane.return-to-service', { key: key(), laneId });
    if (acts.includes('end-hold')) act('lane.end-hold', { key: key(), laneId });
    if (phase === 'unsure') return drivers.standsAt(laneId) ? turnAway(lane) : passed(lane);
    if (arrival === null) {
      if (phase === 'idle' && barrier.arm === 'open' && acts.includes('close'))
        act('lane.close', { key: key(), laneId });
      return;
    }
    if (!drivers.standsAt(laneId)) return acts.includes('turn-away') ? turnAway(lane) : undefined;
    const about = { key: key(), laneId, arrivalId: arrival.id };
    if (acts.includes('pay') || acts.includes('collect-debts')) return pay(lane, arrival, 500, 0);
    if (acts.includes('supply-entry')) {
      act('exit.supply-entry', { ...about, enteredAt: clock.now() - 2 * 3_600_000, because: BECAUSE });
      return;
    }
    if (acts.includes('no-plate') && arrival.plateAsRead === '') {
      act('lane.no-plate', about);
      return;
    }
    const [candidate] = arrival.candidates;
    if (candidate && phase === 'asking') {
      act('lane.take-candidate', { ...about, candidateId: candidate.id });
      return;
    }
    if (acts.includes('release')) act('lane.release', { ...about, because: BECAUSE });
  }

  /** Everything there is on the lane's card, and what is not. */
  function pressSome(lane: LaneView, n: number): void {
    const { next } = seeded(Math.floor(n * 2 ** 31));
    next();
    const laneId = lane.id;
    const arrivalId = next() < 0.9 ? (lane.arrival?.id ?? 'nobody') : 'somebody-else';
    const about = { key: key(), laneId, arrivalId };
    const presses: readonly (() => void)[] = [
      () => act('lane.release', { ...about, because: BECAUSE }),
      () => act('lane.release', about),
      () => act('lane.refuse', about),
      () => act('lane.correct', { ...about, plate: drivers.plateOf(next()) }),
      () => act('lane.no-plate', about),
      () => turnAway(lane),
      () => passed(lane),
      () => act('lane.open-by-hand', { key: key(), laneId, because: BECAUSE }),
      () => act('lane.close', { key: key(), laneId }),
      () => act('lane.hold-open', { key: key(), laneId, because: BECAUSE }),
      () => act('lane.end-hold', { key: key(), laneId }),
      () => act('lane.return-to-service', { key: key(), laneId }),
      () => act('lane.stop', { key: key(), laneId }),
      () => act('exit.voucher', { ...about, voucherId: 'visit' }),
      () => act('lane.convert', { key: key(), laneId, until: clock.now() + 3_600_000, because: BECAUSE }),
      () => act('lane.end-conversion', { key: key(), laneId }),
      () =>
        act('lot.set-priority', {
          key: key(),
          mode: next() < 0.5 ? 'on' : 'schedule',
          until: null,
          because: BECAUSE,
        }),
      () => act('lot.report-illegal-parking', { key: key(), laneId, because: BECAUSE }),
    ];
    presses[Math.floor(next() * presses.length)]?.();
  }

  const laneIn = (view: BoardView | null, laneId: string): LaneView | undefined =>
    view?.lanes.find(({ id }) => id === laneId);
  const waiting = (): number =>
    (board()?.platforms ?? []).reduce((sum, each) => sum + each.waitingLive + each.waitingBacklog + each.parked, 0);

  return {
    attend() {
      for (const lane of board()?.lanes ?? []) care(lane);
    },
    press(laneId, n) {
      const lane = laneIn(board(), laneId);
      if (lane) pressSome(lane, n);
    },
    pressAgain: () => again?.(),
    payOdd(laneId, n) {
      const lane = laneIn(board(), laneId);
      if (!lane?.arrival) return;
      pay(lane, lane.arrival, n < 0.5 ? -100 : 1000, n < 0.8 ? 0 : 100);
    },
    retryReports() {
      for (const { id, parked } of board()?.platforms ?? [])
        if (parked > 0) act('sync.retry', { key: key(), platform: id });
    },
    tidy() {
      for (const lane of board()?.lanes ?? []) care(lane);
    },
    unrest: () =>
      (board()?.lanes ?? []).flatMap(({ id, phase, barrier }) => {
        const atRest = phase === 'idle' && barrier.mode === 'automatic' && barrier.arm === 'closed';
        return atRest ? [] : [`${id} is ${phase}, ${barrier.mode}, its arm ${barrier.arm} (${barrier.fault})`];
      }),
    waiting,
    stateOf(laneId) {
      const lane = laneIn(board(), laneId);
      return JSON.stringify([lane?.phase, lane?.arrival?.decision, lane?.barrier, lane?.acts]);
    },
    get cash() {
      return cash;
    },
    saidPassed,
  };
}
