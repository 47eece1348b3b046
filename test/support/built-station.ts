import { buildParts } from '../../scripts/build.mjs';

/** Before the integration tests: those that start a station as a process of its own start the one that ships. */
export const setup = (): Promise<void> => buildParts(['station']);
