import type { BarrierConfig } from '../../electron/contract/site.ts';
import type { Clock } from '../clock/contract.ts';
import { step } from './command-machine.ts';
import type { Barrier, BarrierEvent } from './contract.ts';
import { INITIAL, isComingDown, mayOpen, nextDeadline, staleAt, stillWanted, viewOf } from './machine-state.ts';
import type { Command, MachineEvent, MachineState, Purpose } from './machine-state.ts';
import type { ExchangeResult, ModbusBus, Priority } from './modbus-bus.ts';
import type { ModbusRequest } from './modbus-rtu.ts';
import { createRelayCoils } from './relay-coils.ts';
import type { CoilName } from './relay-coils.ts';
import { wiringOf } from './relay-wiring.ts';

export interface ModbusRelayOptions {
  config: BarrierConfig;
  /** Shared by the barriers of one link; whoever made it starts and stops it. */
  bus: ModbusBus;
  clock: Clock;
  /** The arm was held open by hand when the program last ended: it still is. Nothing is sent for it. */
  heldOpen?: boolean;
  log?: { warn(data: unknown, message: string): void };
}

/** While a board does not answer it is asked this often, so that it does not slow the others of its line. */
const PROBE_MS = 500;
/** Between two polls of one board at least, so that the line breathes. */
const LEAST_PAUSE_MS = 5;
/** Fractions of a millisecond are beneath any timer. */
const LEAST_TICK_MS = 1;
/** A board that answers for its inputs, but not this often for its coils, does not know how. */
const COILS_ASKED = 2;

const COIL_OF: Record<Purpose, CoilName> = { open: 'open', 'safety-open': 'open', close: 'close', stop: 'stop' };

/**
 * A barrier on a relay board that speaks Modbus RTU: its inputs are polled, its coils pulsed, and the command machine
 * decides. An open goes out on the wire before `open` returns when the line is free.
 */
export function createModbusRelay({ config, bus, clock, heldOpen = false, log }: ModbusRelayOptions): Barrier {
  const wiring = wiringOf(config, bus.timing);
  const { settings } = wiring;
  const coils = createRelayCoils(config, bus, clock);
  const listeners = new Set<(event: BarrierEvent) => void>();
  const events: MachineEvent[] = [];
  let state: MachineState = { ...INITIAL, held: heldOpen };
  let running = false;
  let started = false;
  let coilsKnown = false;
  let coilsMissed = 0;
  let inputsNext = false;
  let cancelPoll: (() => void) | null = null;
  let cancelTick: (() => void) | null = null;
  let leaveBus: (() => void) | null = null;
  /** Grows whenever polling begins or ends: an answer of an earlier round is not listened to. */
  let round = 0;

  /** One event at a time, in order, also when a listener commands while it is told. */
  const dispatch = (event: MachineEvent): void => {
    events.push(event);
    if (running) return;
    running = true;
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const sighted = state.sensing.type === 'seeing';
      const done = step(settings, state, next, clock.monotonic());
      state = done.state;
      if (sighted && state.sensing.type === 'blind') forgetCoils();
      for (const command of done.send) perform(command);
      for (const told of done.tell) tell(told);
    }
    running = false;
    planTick();
  };

  const tell = (event: BarrierEvent): void => {
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        // A listener's mistake is loud, but the arm is looked after first.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  const planTick = (): void => {
    cancelTick?.();
    const deadline = started ? nextDeadline(settings, state) : null;
    cancelTick =
      deadline === null
        ? null
        : clock.after(Math.max(LEAST_TICK_MS, deadline - clock.monotonic()), () => {
            cancelTick = null;
            dispatch({ type: 'tick' });
          });
  };

  const perform = (command: Command): void => {
    coils.actuate(COIL_OF[command.purpose], {
      wanted: () => started && stillWanted(settings, state, command, clock.monotonic()),
      onSent: () => dispatch({ type: 'frame-sent', command }),
      onDone(result) {
        if (result.type === 'reply') return dispatch({ type: 'frame-confirmed', command });
        const outcome = result.type === 'exception' ? 'refused' : result.sent ? 'no-echo' : 'not-sent';
        if (outcome !== 'not-sent') log?.warn({ unit: config.unit, command, result }, 'the board did not confirm');
        dispatch({ type: 'frame-failed', command, outcome });
      },
    });
  };

  const poll = (): void => {
    const mine = round;
    const startedAt = clock.monotonic();
    let askedAt = startedAt;
    const request = nextQuestion();
    bus.exchange({
      request,
      priority: pollPriority(),
      onSent: () => (askedAt = clock.monotonic()),
      onDone(result) {
        if (mine !== round || (result.type === 'failed' && result.why === 'link-down')) return;
        if (request === wiring.readCoils) heardCoils(result, askedAt);
        else heardInputs(result, askedAt);
        if (mine === round) planPoll(result, startedAt);
      },
    });
  };

  /** An arm on its way down is looked at before all others of the line. */
  const pollPriority = (): Priority => {
    if (isComingDown(state)) return 'command';
    return state.sensing.type === 'seeing' ? 'poll' : 'probe';
  };

  /** Coils first; a board that is silent about them is asked in turns, until it is plain that it only speaks of inputs. */
  const nextQuestion = (): ModbusRequest => {
    if (wiring.readInputs === null || (!coilsKnown && !inputsNext)) return wiring.readCoils;
    return wiring.readInputs;
  };

  const planPoll = (result: ExchangeResult, startedAt: number): void => {
    const every = result.type === 'failed' && state.sensing.type === 'blind' ? PROBE_MS : config.pollMs;
    cancelPoll = clock.after(Math.max(LEAST_PAUSE_MS, every - (clock.monotonic() - startedAt)), poll);
  };

  const heardCoils = (result: ExchangeResult, askedAt: number): void => {
    if (result.type === 'failed') {
      coilsMissed += 1;
      inputsNext = true;
      return failed(result);
    }
    if (!coilsKnown) {
      coilsKnown = true;
      const bits = result.type === 'reply' && 'bits' in result.reply ? result.reply.bits : null;
      // A board that cannot tell its coils is taken as it is.
      if (bits !== null) coils.learn((coil) => bits[coil - wiring.readCoils.address] ?? false);
    }
    coils.retry();
    if (wiring.readInputs === null) dispatch({ type: 'reading', reading: {}, askedAt, suspect: false });
  };

  const heardInputs = (result: ExchangeResult, askedAt: number): void => {
    inputsNext = false;
    if (result.type === 'failed') {
      coilsMissed = 0;
      return failed(result);
    }
    if (result.type === 'exception') {
      const detail = `exception ${result.code} to reading the inputs`;
      return dispatch({ type: 'reading-failed', fault: 'bad-answer', detail });
    }
    if (coilsMissed >= COILS_ASKED) coilsKnown = true;
    const reading = wiring.readingOf('bits' in result.reply ? result.reply.bits : []);
    dispatch({ type: 'reading', reading, askedAt, suspect: result.suspect });
    coils.retry();
  };

  const failed = ({ why }: ExchangeResult & { type: 'failed' }): void =>
    dispatch({ type: 'reading-failed', fault: why === 'silence' ? 'no-answer' : 'bad-answer', detail: why });

  const forgetCoils = (): void => {
    coilsKnown = false;
    coilsMissed = 0;
    inputsNext = false;
  };

  const beginPolling = (): void => {
    round += 1;
    forgetCoils();
    dispatch({ type: 'link-up' });
    poll();
  };

  const endPolling = (): void => {
    round += 1;
    cancelPoll?.();
    cancelPoll = null;
    coils.forget();
  };

  return {
    get state() {
      return viewOf(settings, state);
    },
    sensesPassage: settings.senses.passageLoop,
    sensesApproach: settings.senses.approachLoop,
    start() {
      if (started) return;
      started = true;
      leaveBus = bus.on((event) => {
        if (event.type === 'up') return beginPolling();
        endPolling();
        dispatch({ type: 'link-down', recycled: event.recycled, detail: event.why.message });
      });
      if (bus.isUp) beginPolling();
    },
    async stop() {
      if (!started) return;
      started = false;
      round += 1;
      cancelPoll?.();
      cancelTick?.();
      await coils.settled();
      leaveBus?.();
    },
    open() {
      const accepted = mayAct();
      if (accepted) dispatch({ type: 'open' });
      return accepted;
    },
    close: () => started && dispatch({ type: 'close' }),
    halt: () => started && dispatch({ type: 'halt' }),
    holdOpen() {
      const accepted = mayAct();
      if (accepted) dispatch({ type: 'hold' });
      return accepted;
    },
    endHold: () => started && dispatch({ type: 'end-hold' }),
    returnToService: () => started && dispatch({ type: 'return-to-service' }),
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  function mayAct(): boolean {
    return started && mayOpen(state) && clock.monotonic() < staleAt(settings, state);
  }
}
