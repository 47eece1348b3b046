/** Plates have 7 to 9 characters; of what a camera read off a bumper this much is found. */
const LONGEST = 24;

/**
 * A token: the age it is of, what it names, and the text in hex, so that no tokenizer has a say in it. An age is 2^32 ms, 50
 * days: the index reads a token's rows one after the other, so those of one age are all that a question reads at once.
 */
const token = (at: string, letter: 'G' | 'L' | 'K' | 'W', text: string): string =>
  `(${at} >> 32) || '${letter}' || hex(${text})`;

/** The tokens of a plate: each of its parts of one to three characters. */
const gramsOf = (at: string, plate: string): string =>
  `(SELECT coalesce(group_concat(${token(at, 'G', `substr(${plate}, start, size)`)}, ' '), '')
      FROM history_gram WHERE start + size <= length(${plate}) + 1)`;

/** What a camera read, spelled as a plate is: the spelling of `policy/plate`, as far as it can be said here. */
const spelled = `upper(replace(replace(replace(replace(s.plate_read, ' ', ''), '·', ''), '.', ''), '-', ''))`;

/** The first free number at or after that of an instant. */
const placeAt = (at: string): string =>
  `CASE WHEN EXISTS (SELECT 1 FROM history WHERE seq = ${at} * 1024)
     THEN (SELECT h.seq + 1 FROM history AS h WHERE h.seq >= ${at} * 1024
             AND NOT EXISTS (SELECT 1 FROM history AS n WHERE n.seq = h.seq + 1) ORDER BY h.seq LIMIT 1)
     ELSE ${at} * 1024 END`;

/** The facts of a stay, and those of its arrivals before it was one. */
const ownFacts = (columns: string): string => `SELECT ${columns} FROM fact WHERE stay_id = s.id`;
const arrivalFacts = (columns: string): string =>
  `SELECT ${columns} FROM fact AS p CROSS JOIN fact AS a ON a.arrival_id = p.arrival_id
     WHERE p.stay_id = s.id AND a.stay_id IS NULL`;

const peopleOf = (facts: string): string =>
  `coalesce((SELECT group_concat(' ' || ${token('s.entered_at', 'W', 'who')}, '') FROM (${facts}) WHERE who IS NOT NULL), '')`;

const addStay = (id: string): string =>
  `INSERT INTO history (seq, stay_id, plates)
     SELECT ${placeAt('s.at')}, s.id, s.plates FROM history_stay AS s WHERE s.id = ${id}`;

const addFact = (seq: string): string =>
  `INSERT INTO history (seq, fact_seq, plates)
     SELECT ${placeAt('f.at')}, f.fact_seq, f.plates FROM history_fact AS f WHERE f.fact_seq = ${seq}`;

const removeStay = (id: string): string => `DELETE FROM history WHERE stay_id = ${id};`;

/** The facts that are listed. `lacksPlate`: when one is listed as being of a car without a plate. */
export const factView = (lacksPlate: string): string => `CREATE VIEW history_fact (fact_seq, at, plates, words) AS
  SELECT f.seq, f.at, coalesce(f.plate, ''),
    ${gramsOf('f.at', `coalesce(f.plate, '')`)} || ' ' || ${token('f.at', 'K', 'e.kind')}
    || coalesce(' ' || ${token('f.at', 'L', 'f.lane_id')}, '') || coalesce(' ' || ${token('f.at', 'W', 'f.who')}, '')
    || iif(${lacksPlate}, ' ' || ${token('f.at', 'K', `'no-plate'`)}, '')
  FROM fact AS f JOIN history_event AS e ON e.fact_kind = f.kind
  WHERE f.stay_id IS NULL`;

/**
 * The history: stays, and facts that belong to no stay, in the order of time, and an index of them by any part of a plate,
 * lane, kind and person. A row's number is its instant × 1024, so a span of time is a span of numbers, in the index too.
 * The index is of FTS5, whose cost at the gate is a few pages appended, over tokens of our own: parts of one to three
 * characters (its trigram tokenizer answers none of one or two), lanes, kinds and persons.
 * Triggers keep it, so that nothing that is written can be missing from it.
 */
export const history = `
CREATE INDEX fact_stay ON fact (stay_id) WHERE stay_id IS NOT NULL;

CREATE TABLE history (
  seq      INTEGER PRIMARY KEY,
  stay_id  TEXT UNIQUE,
  fact_seq INTEGER,
  -- The plate, and the camera's own reading where it differs.
  plates   TEXT NOT NULL,
  CHECK ((stay_id IS NULL) <> (fact_seq IS NULL))
) STRICT;
CREATE VIRTUAL TABLE history_index USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
-- By itself it would merge its segments inside the record of a passage, for up to a tenth of a second: the station does it
-- while the gate is quiet. 500 in a row without a quiet moment are merged all the same: at 2000 nothing more could be written.
INSERT INTO history_index (history_index, rank) VALUES ('automerge', 0), ('crisismerge', 500);

CREATE TABLE history_gram (
  start INTEGER NOT NULL,
  size  INTEGER NOT NULL,
  PRIMARY KEY (start, size)
) WITHOUT ROWID, STRICT;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${LONGEST})
  INSERT INTO history_gram SELECT a.i, b.i FROM n AS a JOIN n AS b ON b.i <= 3;

-- Facts that are listed when they belong to no stay, and the kind under which they are.
CREATE TABLE history_event (
  fact_kind TEXT PRIMARY KEY,
  kind      TEXT NOT NULL
) WITHOUT ROWID, STRICT;
INSERT INTO history_event VALUES
  ('entered', 'unrecorded'), ('left', 'unrecorded'), ('unauthorised-passage', 'unauthorised'),
  ('refused', 'refused'), ('turned-away', 'turned-away'),
  ('opened-by-hand', 'by-hand'), ('held-open', 'by-hand'), ('hold-ended', 'by-hand'),
  ('closed-by-hand', 'by-hand'), ('stopped-by-hand', 'by-hand'), ('returned-to-service', 'by-hand'),
  ('illegal-parking', 'alarm'), ('control-hit', 'alarm'), ('cloned-plate', 'alarm'), ('barrier-fault', 'alarm');

CREATE VIEW history_stay_fact (stay_id, kind, who) AS
  SELECT stay_id, kind, who FROM fact WHERE stay_id IS NOT NULL
  UNION ALL
  SELECT p.stay_id, a.kind, a.who FROM fact AS p CROSS JOIN fact AS a ON a.arrival_id = p.arrival_id
    WHERE p.stay_id IS NOT NULL AND a.stay_id IS NULL;

-- Ask it for one stay by a value, not by a column: only then each of its parts goes by an index.
CREATE VIEW history_stay_kind (stay_id, kind) AS
  SELECT id, class FROM stay
  UNION ALL SELECT id, 'inside' FROM stay WHERE state = 'open'
  UNION ALL SELECT id, 'no-plate' FROM stay WHERE plate = ''
  UNION ALL SELECT id, 'override' FROM stay WHERE 'override' IN (entry_cause, exit_cause)
  UNION ALL SELECT id, 'by-hand' FROM stay
    WHERE entry_cause IN ('by-hand', 'push-button') OR exit_cause IN ('by-hand', 'push-button')
  UNION ALL SELECT id, 'unauthorised' FROM stay WHERE 'unauthorised' IN (entry_cause, exit_cause)
  UNION ALL SELECT id, 'missed-exit' FROM stay WHERE exit_cause = 'superseded'
  UNION ALL SELECT stay_id, 'overdue' FROM overdue_order
  UNION ALL SELECT stay_id, 'corrected' FROM history_stay_fact WHERE kind = 'corrected';

CREATE VIEW history_stay (id, at, plates, words) AS
  SELECT s.id, s.entered_at, s.plate || iif(${spelled} = s.plate, '', ' ' || ${spelled}),
    ${gramsOf('s.entered_at', 's.plate')} || ' ' || iif(${spelled} = s.plate, '', ${gramsOf('s.entered_at', spelled)})
    || ' ' || ${token('s.entered_at', 'L', 's.entrance_id')}
    || coalesce(' ' || ${token('s.entered_at', 'L', 's.exit_id')}, '')
    || ${peopleOf(ownFacts('who'))} || ${peopleOf(arrivalFacts('a.who'))}
  FROM stay AS s;

${factView(`coalesce(f.plate, '') = ''`)};

CREATE TRIGGER history_lists_stay AFTER INSERT ON history WHEN new.stay_id IS NOT NULL BEGIN
  INSERT INTO history_index (rowid, words)
    SELECT new.seq, words || ' ' || (SELECT group_concat(${token('(new.seq >> 10)', 'K', 'kind')}, ' ')
      FROM history_stay_kind WHERE stay_id = new.stay_id) FROM history_stay WHERE id = new.stay_id;
END;
CREATE TRIGGER history_lists_fact AFTER INSERT ON history WHEN new.fact_seq IS NOT NULL BEGIN
  INSERT INTO history_index (rowid, words) SELECT new.seq, words FROM history_fact WHERE fact_seq = new.fact_seq;
END;
CREATE TRIGGER history_forgets AFTER DELETE ON history BEGIN
  DELETE FROM history_index WHERE rowid = old.seq;
END;

CREATE TRIGGER history_stay_comes AFTER INSERT ON stay BEGIN
  ${addStay('new.id')};
END;
CREATE TRIGGER history_stay_changes
  AFTER UPDATE OF plate, plate_read, class, state, entered_at, entrance_id, entry_cause, exit_id, exit_cause ON stay BEGIN
  ${removeStay('old.id')}
  ${addStay('new.id')};
END;
CREATE TRIGGER history_stay_goes AFTER DELETE ON stay BEGIN
  ${removeStay('old.id')}
END;
-- The stay is written before its fact: most cars come and go by themselves, and of those the fact adds nothing.
CREATE TRIGGER history_stay_is_told AFTER INSERT ON fact
  WHEN new.stay_id IS NOT NULL AND (new.who IS NOT NULL OR new.kind IN ('corrected', 'overdue')
    OR EXISTS (SELECT 1 FROM fact WHERE arrival_id = new.arrival_id AND who IS NOT NULL)) BEGIN
  ${removeStay('new.stay_id')}
  ${addStay('new.stay_id')};
END;
CREATE TRIGGER history_fact_comes AFTER INSERT ON fact
  WHEN new.stay_id IS NULL AND new.kind IN (SELECT fact_kind FROM history_event) BEGIN
  ${addFact('new.seq')};
END;

-- Rows from before that are not in the history yet: stays (by rowid) and facts (by seq) under these numbers. The station
-- files them newest first while the gate is quiet, so that the gate does not wait for all of them; none left, no line.
CREATE TABLE history_backlog (
  kind   TEXT PRIMARY KEY CHECK (kind IN ('stay', 'fact')),
  before INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
INSERT INTO history_backlog SELECT 'stay', max(rowid) + 1 FROM stay HAVING max(rowid) IS NOT NULL;
INSERT INTO history_backlog SELECT 'fact', max(seq) + 1 FROM fact HAVING max(seq) IS NOT NULL;

-- Writing into it files one row from before; a stay that changed meanwhile is there already.
CREATE VIEW history_filed (stay_id, fact_seq) AS SELECT stay_id, fact_seq FROM history;
CREATE TRIGGER history_files INSTEAD OF INSERT ON history_filed BEGIN
  ${addStay('new.stay_id')} AND NOT EXISTS (SELECT 1 FROM history WHERE stay_id = new.stay_id);
  ${addFact('new.fact_seq')};
END;
`;
