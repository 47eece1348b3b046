import { cutFault } from './cut.ts';
import type { Fault } from './fault.ts';
import { ioFault } from './io.ts';
import { killFault } from './kill.ts';
import { powerFault } from './power.ts';

/** All there are, by the name that `--only` takes. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  power: powerFault,
  io: ioFault,
  kill: killFault,
  cut: cutFault,
};
