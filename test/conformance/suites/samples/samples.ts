import { LOT_SAMPLES } from './lot.ts';
import type { Samples } from './sample.ts';
import { SHARING_SAMPLES } from './sharing.ts';
import { STAY_SAMPLES } from './stays.ts';

/** Every kind of report. */
export const SAMPLES: Samples = { ...STAY_SAMPLES, ...LOT_SAMPLES, ...SHARING_SAMPLES };
