import { clockFault } from './clock.ts';
import { cutFault } from './cut.ts';
import { diskFault } from './disk.ts';
import type { Fault } from './fault.ts';
import { ioFault } from './io.ts';
import { killFault } from './kill/fault.ts';
import { loadFault } from './load.ts';
import { memoryFault } from './memory.ts';
import { linksFault } from './links.ts';
import { mqttFault } from './mqtt.ts';
import { powerFault } from './power.ts';
import { serialFault } from './serial.ts';
import { mainFault, windowFault } from './window.ts';
import { fuzzFault } from '../fuzz/fault.ts';
import { simulationFault } from '../simulation/fault.ts';
import { soakFault } from '../soak/fault.ts';

/** All there are, by the name that `--only` takes. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  power: powerFault,
  io: ioFault,
  disk: diskFault,
  clock: clockFault,
  links: linksFault,
  serial: serialFault,
  mqtt: mqttFault,
  kill: killFault,
  window: windowFault,
  main: mainFault,
  load: loadFault,
  memory: memoryFault,
  cut: cutFault,
  simulation: simulationFault,
  fuzz: fuzzFault,
  soak: soakFault,
};
