/**
 * People, the one desk, and the audit. `secret` is a scrypt hash with its own cost and salt. `tries` are wrong passwords
 * in a row. The desk remembers which run of the program it was signed in under: another run starts signed out. A line of
 * the audit holds the hash of the line before it (access/audit.ts).
 */
export const access = `
CREATE TABLE person (
  id              TEXT PRIMARY KEY,
  name            TEXT NOT NULL,
  role            TEXT NOT NULL CHECK (role IN ('viewer', 'attendant', 'supervisor', 'installer')),
  position        INTEGER NOT NULL,
  state           TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'ended')),
  secret          TEXT,
  secret_at       INTEGER,
  must_change     INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  tries           INTEGER NOT NULL DEFAULT 0,
  wait_until      INTEGER,
  last_sign_in_at INTEGER,
  CHECK ((secret IS NULL) = (secret_at IS NULL))
) STRICT;

CREATE TABLE desk (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  run       TEXT NOT NULL,
  person    TEXT NOT NULL REFERENCES person (id),
  since     INTEGER NOT NULL,
  locked    INTEGER NOT NULL CHECK (locked IN (0, 1))
) STRICT;

CREATE TABLE audit (
  seq     INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  who     TEXT,
  role    TEXT,
  what    TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  about   TEXT NOT NULL,
  key     TEXT UNIQUE,
  hash    TEXT NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never deleted'); END;

ALTER TABLE act ADD COLUMN audited INTEGER NOT NULL DEFAULT 0 CHECK (audited IN (0, 1));
`;
