import { spine } from './0001-spine.ts';

/** In order; the position is the schema's number (`PRAGMA user_version`). A migration that was released never changes. */
export const migrations: readonly string[] = [spine];
