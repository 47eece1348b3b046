import type { ModbusRelayConfig } from '../../electron/contract/site-barriers.ts';
import type { Clock } from '../clock/contract.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { createArm } from './arm.ts';
import type { Arm, ArmDriver, ArmOptions } from './arm.ts';
import type { Barrier } from './contract.ts';
import { isComingDown } from './machine-state.ts';
import { askModbus } from './modbus-question.ts';
import type { ModbusAnswer } from './modbus-question.ts';
import { COIL_OFF, COIL_ON } from './modbus-rtu.ts';
import type { ModbusRequest } from './modbus-rtu.ts';
import { createPoller } from './poller.ts';
import type { PollTurn } from './poller.ts';
import { COIL_OF, createRelayCoils } from './relay-coils.ts';
import type { CoilWrite } from './relay-coils.ts';
import { wiringOf } from './relay-wiring.ts';
import type { RelayWiring } from './relay-wiring.ts';

export interface ModbusRelayOptions extends Pick<ArmOptions, 'heldOpen' | 'log'> {
  config: ModbusRelayConfig;
  /** Shared by the devices of one link; whoever made it starts and stops it. */
  line: SharedLine;
  clock: Clock;
}

/** Some boards switch a relay for so many 100 ms by themselves when this is added to the coil's address. */
const FLASH_ADDRESS = 0x0200;
/** A board that answers for its inputs, but not this often for its coils, does not know how. */
const COILS_ASKED = 2;

/**
 * A barrier on a relay board that speaks Modbus RTU: its inputs are polled, its coils pulsed, and the command machine
 * decides. An open goes out on the wire before `open` returns when the line is free.
 */
export function createModbusRelay({ config, line, clock, heldOpen, log }: ModbusRelayOptions): Barrier {
  const wiring = wiringOf(config, line.timing);
  return createArm({ settings: wiring.settings, clock, heldOpen, log }, (arm) =>
    createDriver(arm, wiring, config, line, clock),
  );
}

function createDriver(
  arm: Arm,
  wiring: RelayWiring,
  config: ModbusRelayConfig,
  line: SharedLine,
  clock: Clock,
): ArmDriver {
  const write = (writing: CoilWrite): void => {
    askModbus(line, {
      request: { fn: 'write-coil', unit: config.unit, ...written(writing) },
      priority: writing.priority,
      wanted: writing.wanted,
      onSent: writing.onSent,
      onDone(answer) {
        if (answer.type === 'failed') return writing.onDone(answer);
        writing.onDone({ type: answer.type === 'reply' ? 'confirmed' : 'refused' });
      },
    });
  };
  const coils = createRelayCoils({ coils: config.coils, write, clock });
  let coilsKnown = false;
  let coilsMissed = 0;
  let inputsNext = false;
  let leave: (() => void)[] = [];

  const ask = (turn: PollTurn): void => {
    let askedAt = clock.monotonic();
    const request = nextQuestion();
    askModbus(line, {
      request,
      priority: turn.priority,
      onSent: () => (askedAt = clock.monotonic()),
      onDone(answer) {
        if (!turn.isCurrent || (answer.type === 'failed' && answer.why === 'link-down')) return;
        if (request === wiring.readCoils) heardCoils(answer, askedAt);
        else heardInputs(answer, askedAt);
        turn.done(answer.type === 'failed');
      },
    });
  };

  /** Coils first; a board that is silent about them is asked in turns, until it is plain that it only speaks of inputs. */
  const nextQuestion = (): ModbusRequest => {
    if (wiring.readInputs === null || (!coilsKnown && !inputsNext)) return wiring.readCoils;
    return wiring.readInputs;
  };

  const heardCoils = (answer: ModbusAnswer, askedAt: number): void => {
    if (answer.type === 'failed') {
      coilsMissed += 1;
      inputsNext = true;
      return failed(answer);
    }
    if (!coilsKnown) {
      coilsKnown = true;
      const bits = answer.type === 'reply' && 'bits' in answer.reply ? answer.reply.bits : null;
      // A board that cannot tell its coils is taken as it is.
      if (bits !== null) coils.learn((coil) => bits[coil - wiring.readCoils.address] ?? false);
    }
    coils.retry();
    if (wiring.readInputs === null) arm.dispatch({ type: 'reading', reading: {}, askedAt, suspect: false });
  };

  const heardInputs = (answer: ModbusAnswer, askedAt: number): void => {
    inputsNext = false;
    if (answer.type === 'failed') {
      coilsMissed = 0;
      return failed(answer);
    }
    if (answer.type === 'exception') {
      const detail = `exception ${answer.code} to reading the inputs`;
      return arm.dispatch({ type: 'reading-failed', fault: 'bad-answer', detail });
    }
    if (coilsMissed >= COILS_ASKED) coilsKnown = true;
    const reading = wiring.readingOf('bits' in answer.reply ? answer.reply.bits : []);
    arm.dispatch({ type: 'reading', reading, askedAt, suspect: answer.suspect });
    coils.retry();
  };

  const failed = ({ why }: ModbusAnswer & { type: 'failed' }): void =>
    arm.dispatch({ type: 'reading-failed', fault: why === 'silence' ? 'no-answer' : 'bad-answer', detail: why });

  const forgetCoils = (): void => {
    coilsKnown = false;
    coilsMissed = 0;
    inputsNext = false;
  };

  const poller = createPoller({ arm, clock, everyMs: config.pollMs, ask });

  const beginPolling = (): void => {
    forgetCoils();
    arm.dispatch({ type: 'link-up' });
    poller.begin();
  };

  return {
    start() {
      leave = [
        line.reserve(() => isComingDown(arm.state)),
        line.on((event) => {
          if (event.type === 'up') return beginPolling();
          poller.end();
          coils.forget();
          arm.dispatch({ type: 'link-down', recycled: event.recycled, detail: event.why.message });
        }),
      ];
      if (line.isUp) beginPolling();
    },
    async stop() {
      poller.end();
      await coils.settled();
      for (const off of leave) off();
    },
    perform(command) {
      coils.actuate(COIL_OF[command.purpose], {
        wanted: () => arm.wants(command),
        onSent: () => arm.wrote(command),
        onDone: (result) => arm.answered(command, result),
      });
    },
    onBlind: forgetCoils,
  };
}

function written({ contact, act }: CoilWrite): { address: number; value: number } {
  if (act === 'off') return { address: contact.coil, value: COIL_OFF };
  switch (contact.mode) {
    case 'pulse':
    case 'level':
      return { address: contact.coil, value: COIL_ON };
    case 'flash':
      return { address: FLASH_ADDRESS + contact.coil, value: Math.max(1, Math.round(contact.ms / 100)) };
  }
}
