import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const SHARED_MEMORY = '/dev/shm';

/** A folder that no real disk slows down, where there is one. */
export const memoryFolder = (): string => (existsSync(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir());
