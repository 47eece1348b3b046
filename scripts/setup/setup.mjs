import { performance } from 'node:perf_hooks';
import { ensureElectron } from './electron-binary.mjs';
import { ensureModules } from './node-modules.mjs';
import { say, seconds } from './progress.mjs';
import { missingLibraries } from './system-libraries.mjs';

/**
 * Everything between a fresh clone and the first build. Each part looks at what is there and does only what is missing,
 * so that a second run does nothing.
 * @param {{ tests: boolean, retryElectron?: boolean }} purpose
 */
export async function setUp({ tests, retryElectron = false }) {
  const begun = performance.now();
  const installLibraries = await missingLibraries({ tests });
  // Both mostly wait for the network: together they take the time of the longer.
  const results = await Promise.allSettled([installLibraries?.(), ensureModules()]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  await ensureElectron({ retry: retryElectron });
  if (performance.now() - begun > 2000) say(`Set-up took ${seconds(begun)}.`);
}
