/** 粤B12345 → 粤B1***5. What is too short to be anybody's, and the numbers of cars without a plate, stay. */
export const maskOf = (plate: string): string =>
  `CASE WHEN length(${plate}) > 4 AND ${plate} NOT GLOB '无牌[0-9]*'
     THEN substr(${plate}, 1, 3) || substr('${'*'.repeat(24)}', 1, length(${plate}) - 4) || substr(${plate}, -1)
     ELSE ${plate} END`;

/** What a fact says beside its columns, with the plates in it masked: its own, and those that were put right. */
export const maskedData = (fact: string): string => {
  const [kind, data, plate] = ['kind', 'data', 'plate'].map((name) => `${fact}${name}`) as [string, string, string];
  const from = `json_extract(${data}, '$.from')`;
  const before = `json_extract(${data}, '$.before.plate')`;
  return `CASE ${kind}
    WHEN 'corrected' THEN CASE
      WHEN typeof(${from}) = 'text' THEN json_set(${data}, '$.from', ${maskOf(from)})
      WHEN typeof(${before}) = 'text' THEN json_set(${data}, '$.before.plate', ${maskOf(before)})
      ELSE ${data} END
    WHEN 'report-corrected' THEN json_remove(${data}, '$.before')
    ELSE coalesce(replace(${data}, nullif(${plate}, ''), ${maskOf(plate)}), ${data}) END`;
};

const same = (columns: string): string =>
  columns
    .split(' ')
    .map((name) => `new.${name} IS old.${name}`)
    .join(' AND ');

/**
 * Personal data ends: plates are masked and pictures removed once they are old enough. Facts and openings are still never
 * changed otherwise: the triggers let nothing but a plate become its mask, and the history follows. `retention` is how far
 * each kind of row was gone through (its rowid), and, of kind `until`, before which instant; `retention_kept` are rows that
 * were passed by since something still needs them.
 */
export const retention = `
CREATE TABLE retention (
  kind TEXT PRIMARY KEY,
  done INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE retention_kept (
  kind TEXT NOT NULL,
  id   INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID, STRICT;

ALTER TABLE capture ADD COLUMN image_removed_at INTEGER;

DROP TRIGGER fact_is_append_only_update;
CREATE TRIGGER fact_is_append_only_update BEFORE UPDATE ON fact
  WHEN NOT (${same('seq at kind lane_id arrival_id stay_id booking_code who reason')}
    AND new.plate IS ${maskOf('old.plate')} AND new.data IS ${maskedData('old.')}) BEGIN
  SELECT RAISE(ABORT, 'facts are never changed');
END;
DROP TRIGGER opening_is_never_changed;
CREATE TRIGGER opening_is_never_changed BEFORE UPDATE ON opening
  WHEN NOT (${same('id at lane_id cause who because arrival_id class')} AND new.plate IS ${maskOf('old.plate')}) BEGIN
  SELECT RAISE(ABORT, 'opening rows are never changed');
END;

-- A fact stands in the history at its instant, or at the first free place after it (migration 9): a second of them is looked at.
CREATE TRIGGER history_fact_is_masked AFTER UPDATE OF plate ON fact
  WHEN new.stay_id IS NULL AND new.plate IS NOT old.plate
    AND new.kind IN (SELECT fact_kind FROM history_event) BEGIN
  DELETE FROM history WHERE seq >= new.at * 1024 AND seq < (new.at + 1000) * 1024 AND fact_seq = new.seq;
  INSERT INTO history_filed (fact_seq) SELECT new.seq;
END;
`;
