import Database from 'better-sqlite3';

/**
 * A disk that fills up on SIGUSR2 and has room again on the next (`node --import`). The store may grow by no page, and
 * whatever is written takes more than the pages it has: SQLite itself refuses it, with SQLITE_FULL, as on a full disk.
 */
const opened = new Set<Database.Database>();
const pragma = Database.prototype.pragma;

Database.prototype.pragma = function (this: Database.Database, source: string, options?: Database.PragmaOptions) {
  opened.add(this);
  return pragma.call(this, source, options);
};

const TABLES = ['fact', 'capture'];

function fill(db: Database.Database): void {
  db.exec('CREATE TABLE IF NOT EXISTS ballast (x BLOB)');
  for (const table of TABLES) {
    db.exec(`CREATE TEMP TRIGGER full_${table} AFTER INSERT ON main.${table}
             BEGIN INSERT INTO ballast VALUES (zeroblob(4000000)); END`);
  }
  // SQLite goes no lower than what the file already has.
  pragma.call(db, 'max_page_count = 1');
}

function empty(db: Database.Database): void {
  for (const table of TABLES) db.exec(`DROP TRIGGER temp.full_${table}`);
  pragma.call(db, 'max_page_count = 1073741823');
}

let full = false;
process.on('SIGUSR2', () => {
  full = !full;
  for (const db of opened) if (db.open) (full ? fill : empty)(db);
});
