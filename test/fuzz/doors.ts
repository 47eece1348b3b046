import type { Doors } from './door.ts';
import { CAMERAS } from './doors/cameras.ts';
import { DEVICES } from './doors/devices.ts';
import { FILES } from './doors/files.ts';
import { PLATFORMS } from './doors/platforms.ts';
import { PROCESSES } from './doors/processes.ts';
import { STATION } from './doors/station.ts';

/** Every way in from outside. */
export const DOORS: Doors = { ...CAMERAS, ...DEVICES, ...PLATFORMS, ...FILES, ...PROCESSES, ...STATION };
