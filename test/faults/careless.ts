import Database from 'better-sqlite3';
import { LATE_MS } from './careless-delay.ts';

/**
 * The control of the kill run: with this loaded (`node --import`), a report is written to the outbox a little after the
 * fact it tells of, outside its transaction. A run of kills must then lose reports; one that does not, proves nothing.
 */
const prepare = Database.prototype.prepare;

Database.prototype.prepare = function (this: Database.Database, source: string) {
  const statement = prepare.call(this, source);
  if (!/^\s*INSERT INTO outbox/.test(source)) return statement;
  const { run } = statement;
  statement.run = (...parameters: unknown[]) => {
    setTimeout(() => void Reflect.apply(run, statement, parameters), LATE_MS);
    return { changes: 1, lastInsertRowid: 0 };
  };
  return statement;
} as typeof prepare;
