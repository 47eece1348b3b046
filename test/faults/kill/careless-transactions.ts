import Database from 'better-sqlite3';

/** A control of the kill run: with this loaded (`node --import`), nothing is a transaction. */
Database.prototype.transaction = ((work: (...parameters: unknown[]) => unknown) => {
  const run = (...parameters: unknown[]): unknown => work(...parameters);
  return Object.assign(run, { default: run, deferred: run, immediate: run, exclusive: run });
}) as never;
