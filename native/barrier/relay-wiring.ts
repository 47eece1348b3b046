import type { BarrierConfig } from '../../electron/contract/site.ts';
import type { BusTiming } from './modbus-bus.ts';
import type { MachineSettings } from './machine-state.ts';
import type { ModbusRequest } from './modbus-rtu.ts';
import type { Reading, Senses } from './sensors.ts';

/** How one arm is wired to its board, worked out from the site file. */
export interface RelayWiring {
  settings: MachineSettings;
  /** One question that covers every input in use; null where none is wired. */
  readInputs: ModbusRequest | null;
  /** One question that covers every coil in use. */
  readCoils: ModbusRequest & { address: number };
  /** The answer to `readInputs` in words. */
  readingOf(bits: readonly boolean[]): Reading;
}

/** Besides the time that lost answers cost. */
const POLLS_UNTIL_STALE = 3;
/** As many answers may be lost on the line, this board's or another's, before a board that is at rest counts as lost. */
const LOST_ANSWERS_AT_REST = 2;

export function wiringOf(config: BarrierConfig, timing: BusTiming): RelayWiring {
  const { coils, inputs, unit } = config;
  const wired = (Object.keys(inputs) as (keyof Reading)[]).flatMap((name) => {
    const input = inputs[name];
    return input === undefined ? [] : [{ name, ...input }];
  });
  const senses: Senses = {
    opened: false,
    closed: false,
    passageLoop: false,
    approachLoop: false,
    button: false,
    remote: false,
  };
  for (const { name } of wired) senses[name] = true;
  const firstInput = Math.min(...wired.map(({ input }) => input));
  const coilNumbers = [coils.open, coils.close, coils.stop].flatMap((coil) => (coil === undefined ? [] : [coil.coil]));

  const lostAnswerMs = timing.replyTimeoutMs + timing.quietMs;

  return {
    settings: {
      senses,
      canClose: coils.close !== undefined,
      canStop: coils.stop !== undefined,
      openTimeoutMs: config.openTimeoutMs,
      closeTimeoutMs: config.closeTimeoutMs,
      staleMs: POLLS_UNTIL_STALE * config.pollMs + LOST_ANSWERS_AT_REST * lostAnswerMs,
      staleLoweringMs: POLLS_UNTIL_STALE * config.pollMs + lostAnswerMs,
    },
    readInputs:
      wired.length === 0
        ? null
        : {
            fn: 'read-inputs',
            unit,
            ...rangeOf(wired.map(({ input }) => input)),
          },
    readCoils: { fn: 'read-coils', unit, ...rangeOf(coilNumbers) },
    readingOf(bits) {
      const reading: Reading = {};
      for (const { name, input, inverted } of wired) reading[name] = (bits[input - firstInput] ?? false) !== inverted;
      return reading;
    },
  };
}

function rangeOf(numbers: number[]): { address: number; count: number } {
  const address = Math.min(...numbers);
  return { address, count: Math.max(...numbers) - address + 1 };
}
