import type { ModbusRelayConfig } from '../../electron/contract/site-barriers.ts';
import type { LineTiming } from '../links/line-timing.ts';
import type { MachineSettings } from './machine-state.ts';
import type { ModbusRequest } from './modbus-rtu.ts';
import type { Reading, Senses } from './sensors.ts';
import { stalenessOf } from './staleness.ts';

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

export function wiringOf(config: ModbusRelayConfig, timing: LineTiming): RelayWiring {
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

  return {
    settings: {
      senses,
      canClose: coils.close !== undefined,
      canStop: coils.stop !== undefined,
      openTimeoutMs: config.openTimeoutMs,
      closeTimeoutMs: config.closeTimeoutMs,
      ...stalenessOf(config.pollMs, timing),
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
