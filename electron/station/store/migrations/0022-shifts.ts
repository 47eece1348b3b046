import { isByPerson, isNoted, tallyTriggers } from './tally.ts';

/**
 * Shifts, and what reports are made of. A shift is the desk's: all that was written after `*_after`, up to `*_until`, in the
 * order of the books (facts, charges, openings, by their numbers) whatever the clock said. `tally` counts by hour of Beijing
 * and shift (0: none was open) what each fact adds up to: a report of any period reads hours, not cars. Sums are fen;
 * `gross` is what was to be paid, `off` what discounts took, `net` what came, went back, or (of waits) the longest in
 * seconds. `inside_hour`: most cars inside in an hour, and at its end. A report that was closed is kept as it was. What was
 * written before is counted later (migration 23).
 */
export const shifts = `
CREATE TABLE shift (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  person        TEXT NOT NULL,
  state         TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  begun_at      INTEGER NOT NULL,
  fact_after    INTEGER NOT NULL,
  charge_after  INTEGER NOT NULL,
  opening_after INTEGER NOT NULL,
  till          INTEGER NOT NULL CHECK (till >= 0),
  ended_at      INTEGER,
  fact_until    INTEGER,
  charge_until  INTEGER,
  opening_until INTEGER,
  ended_by      TEXT,
  handed_to     TEXT,
  because       TEXT,
  CHECK ((state = 'closed') = (ended_at IS NOT NULL)),
  CHECK ((state = 'closed') = (fact_until IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX shift_open ON shift (state) WHERE state = 'open';
CREATE TRIGGER shift_is_closed_for_good BEFORE UPDATE ON shift WHEN old.state = 'closed' BEGIN
  SELECT RAISE(ABORT, 'a closed shift is never changed');
END;

-- Each time the drawer was counted: what a person said, and then what it should have been.
CREATE TABLE shift_count (
  id       INTEGER PRIMARY KEY,
  shift    INTEGER NOT NULL REFERENCES shift (id),
  at       INTEGER NOT NULL,
  who      TEXT NOT NULL,
  counted  INTEGER NOT NULL CHECK (counted >= 0),
  expected INTEGER NOT NULL
) STRICT;
CREATE INDEX shift_count_of ON shift_count (shift, id);
CREATE TRIGGER shift_count_is_never_changed BEFORE UPDATE ON shift_count BEGIN
  SELECT RAISE(ABORT, 'a count is never changed');
END;

CREATE TABLE shift_report (
  shift  INTEGER PRIMARY KEY REFERENCES shift (id),
  at     INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  report TEXT NOT NULL
) STRICT;
CREATE TRIGGER shift_report_is_never_changed BEFORE UPDATE ON shift_report BEGIN
  SELECT RAISE(ABORT, 'the report of a closed shift is never changed');
END;

CREATE TABLE tally (
  hour  INTEGER NOT NULL,
  shift INTEGER NOT NULL,
  what  TEXT NOT NULL,
  lane  TEXT NOT NULL,
  who   TEXT NOT NULL,
  a     TEXT NOT NULL,
  b     TEXT NOT NULL,
  n     INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  off   INTEGER NOT NULL,
  net   INTEGER NOT NULL,
  PRIMARY KEY (hour, shift, what, lane, who, a, b)
) WITHOUT ROWID, STRICT;
CREATE INDEX tally_shift ON tally (shift, hour);

CREATE TABLE inside_hour (
  hour INTEGER PRIMARY KEY,
  peak INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;

CREATE INDEX fact_noted ON fact (kind, at) WHERE ${isNoted};
CREATE INDEX charge_at ON charge (at);
CREATE INDEX opening_by_person ON opening (at) WHERE ${isByPerson};

${tallyTriggers}
`;
