/**
 * Acceptance runs and what came of each of their checks, as they go on a certificate. `lot`, `lanes`, `people` and `facts`
 * are JSON. A run that is finished, and its checks, are never changed; at most one is not.
 */
export const acceptance = `
CREATE TABLE acceptance_run (
  no           INTEGER PRIMARY KEY AUTOINCREMENT,
  begun_at     INTEGER NOT NULL,
  begun_by     TEXT NOT NULL,
  finished_at  INTEGER,
  people       TEXT NOT NULL,
  note         TEXT NOT NULL,
  site_version INTEGER,
  site_sha256  TEXT NOT NULL,
  program      TEXT NOT NULL,
  lot          TEXT NOT NULL,
  lanes        TEXT NOT NULL,
  verdict      TEXT NOT NULL CHECK (verdict IN ('running', 'passed', 'passed-with-skips', 'failed')),
  CHECK ((finished_at IS NULL) = (verdict = 'running'))
) STRICT;
CREATE UNIQUE INDEX acceptance_run_going_on ON acceptance_run (verdict) WHERE verdict = 'running';

CREATE TABLE acceptance_check (
  run      INTEGER NOT NULL REFERENCES acceptance_run (no),
  position INTEGER NOT NULL,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  lane_id  TEXT,
  platform TEXT,
  state    TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'passed', 'failed', 'skipped')),
  at       INTEGER,
  who      TEXT,
  facts    TEXT NOT NULL DEFAULT '{}',
  because  TEXT,
  PRIMARY KEY (run, id)
) WITHOUT ROWID, STRICT;

CREATE TRIGGER acceptance_run_is_kept BEFORE DELETE ON acceptance_run BEGIN
  SELECT RAISE(ABORT, 'acceptance runs are never deleted');
END;
CREATE TRIGGER acceptance_run_is_finished BEFORE UPDATE ON acceptance_run WHEN old.finished_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a finished run is never changed');
END;
CREATE TRIGGER acceptance_check_is_kept BEFORE DELETE ON acceptance_check BEGIN
  SELECT RAISE(ABORT, 'checks are never deleted');
END;
CREATE TRIGGER acceptance_check_is_finished BEFORE UPDATE ON acceptance_check
  WHEN (SELECT finished_at FROM acceptance_run WHERE no = old.run) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a finished run is never changed');
END;
CREATE TRIGGER acceptance_check_is_all BEFORE INSERT ON acceptance_check
  WHEN (SELECT finished_at FROM acceptance_run WHERE no = new.run) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a finished run is never changed');
END;
`;
