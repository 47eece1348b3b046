import type { SetupStep, SiteMistake } from '../../electron/contract/setup.ts';
import { isWithin } from './site-paths.ts';

/** What is to be said at a place; several mistakes in one sentence after the other. Empty: nothing. */
export const mistakeAt = (mistakes: readonly SiteMistake[], path: string): string =>
  mistakes
    .filter((mistake) => mistake.path === path)
    .map(({ words }) => words)
    .join('; ');

/** The same, of a place and all that lies inside of it. */
export const mistakesWithin = (mistakes: readonly SiteMistake[], path: string): SiteMistake[] =>
  mistakes.filter((mistake) => isWithin(mistake.path, path));

/** Mistakes of a page that no field on it shows: they stand at its top. */
export const unclaimed = (
  mistakes: readonly SiteMistake[],
  step: SetupStep,
  claimed: ReadonlyMap<string, number>,
): SiteMistake[] => mistakes.filter((mistake) => mistake.step === step && (claimed.get(mistake.path) ?? 0) === 0);
