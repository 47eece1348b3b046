/** A table whose rows are only ever added: not changed, not deleted, not put in the place of another. */
const addedOnly = (table: string): string => `
CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE ON ${table} BEGIN
  SELECT RAISE(ABORT, '${table} rows are never changed');
END;
CREATE TRIGGER ${table}_is_never_deleted BEFORE DELETE ON ${table} BEGIN
  SELECT RAISE(ABORT, '${table} rows are never deleted');
END;
CREATE TRIGGER ${table}_is_never_replaced BEFORE INSERT ON ${table}
  WHEN EXISTS (SELECT 1 FROM ${table} WHERE id = new.id) BEGIN
  SELECT RAISE(ABORT, '${table} rows are never replaced');
END;`;

/**
 * The ledger of openings: why each arm went up, and what went through. What happened before it began is in the facts alone.
 * A passage has the number of its fact.
 */
export const openings = `
CREATE TABLE opening (
  id         TEXT PRIMARY KEY,
  at         INTEGER NOT NULL,
  lane_id    TEXT NOT NULL,
  cause      TEXT NOT NULL CHECK (cause IN
    ('automatic', 'confirmed', 'override', 'by-hand', 'push-button', 'remote', 'hold', 'unknown')),
  who        TEXT,
  because    TEXT,
  arrival_id TEXT,
  plate      TEXT,
  class      TEXT
) STRICT;
CREATE INDEX opening_at ON opening (at);

CREATE TABLE passage (
  id         INTEGER PRIMARY KEY,
  opening_id TEXT,
  lane_id    TEXT NOT NULL,
  at         INTEGER NOT NULL,
  assumed    INTEGER NOT NULL CHECK (assumed IN (0, 1)),
  stay_id    TEXT,
  capture_id TEXT
) STRICT;
CREATE INDEX passage_opening ON passage (opening_id) WHERE opening_id IS NOT NULL;
CREATE INDEX passage_unopened ON passage (at) WHERE opening_id IS NULL;
${addedOnly('opening')}
${addedOnly('passage')}
`;
