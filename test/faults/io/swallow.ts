import Database from 'better-sqlite3';

/** The control of a disk that refuses: from now on whoever commits is never told so. */
export function swallowErrors(): void {
  const { transaction } = Database.prototype;
  Database.prototype.transaction = function (this: Database.Database, work: (...args: never[]) => unknown) {
    const wrapped = transaction.call(this, work);
    const swallowing = (...args: never[]): unknown => {
      try {
        return wrapped.immediate(...args);
      } catch (error) {
        if (error instanceof Database.SqliteError) return undefined;
        throw error;
      }
    };
    return Object.assign(swallowing, { immediate: swallowing });
  } as typeof transaction;
}
