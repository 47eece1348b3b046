import { say } from '../setup/progress.mjs';
import { setUp } from '../setup/setup.mjs';

/** `npm run setup`: everything, and another try of a download that failed before. */
export async function run() {
  await setUp({ tests: true, retryElectron: true });
  say('Set-up is complete.');
  return 0;
}
