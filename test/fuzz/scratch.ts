import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where doors keep their stores and folders: in memory where the machine has such a place, since nothing is to last. */
export const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
