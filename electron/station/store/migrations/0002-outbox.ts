/**
 * The outbox for several platforms: codes are the platform's words, parked items can be dismissed, and what the sync
 * screen asks is found by an index or kept as a count. What changes when an item is settled lies close together: the
 * index of unsettled items is by number (`chain`), not by an order key's random text, and the payload is the last column.
 */
export const outbox = `
CREATE TABLE outbox_2 (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  platform       TEXT NOT NULL,
  interface      TEXT NOT NULL,
  business_id    TEXT NOT NULL,
  order_key      TEXT NOT NULL,
  -- The order key as a number: that of the first item of this key.
  chain          INTEGER NOT NULL,
  fact_seq       INTEGER,
  created_at     INTEGER NOT NULL,
  state          TEXT NOT NULL DEFAULT 'waiting'
                 CHECK (state IN ('waiting', 'acknowledged', 'parked', 'superseded', 'dismissed')),
  -- 0: once parked, it does not hold up what follows on its key.
  holds          INTEGER NOT NULL DEFAULT 1 CHECK (holds IN (0, 1)),
  -- 0: it waited for a person or was sent again, so its time says nothing about the link (8.1).
  timed          INTEGER NOT NULL DEFAULT 1 CHECK (timed IN (0, 1)),
  -- How often the items before it were sent again for its sake.
  rounds         INTEGER NOT NULL DEFAULT 0,
  attempts       INTEGER NOT NULL DEFAULT 0,
  not_before     INTEGER NOT NULL DEFAULT 0,
  sent_at        INTEGER,
  settled_at     INTEGER,
  answer_code    TEXT,
  answer_message TEXT,
  payload        TEXT NOT NULL,
  UNIQUE (platform, interface, business_id)
) STRICT;

INSERT INTO outbox_2 (seq, platform, interface, business_id, order_key, chain, fact_seq, created_at, state, attempts,
    not_before, sent_at, settled_at, answer_code, answer_message, payload)
  SELECT seq, platform, interface, business_id, order_key,
    min(seq) OVER (PARTITION BY platform, order_key), fact_seq, created_at, state, attempts,
    not_before, sent_at, settled_at, CAST(answer_code AS TEXT), answer_message, payload
  FROM outbox ORDER BY seq;
-- A number is never given twice, not even one whose row is gone.
DELETE FROM sqlite_sequence WHERE name = 'outbox_2';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_2', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_2 RENAME TO outbox;

CREATE INDEX outbox_due ON outbox (platform, not_before, seq, chain) WHERE state = 'waiting';
CREATE INDEX outbox_unsettled ON outbox (chain, seq) WHERE state IN ('waiting', 'parked');
CREATE INDEX outbox_key ON outbox (platform, order_key, seq);
CREATE INDEX outbox_state ON outbox (platform, state, interface, seq);
CREATE INDEX outbox_fact ON outbox (fact_seq) WHERE fact_seq IS NOT NULL;

-- How many wait or are parked: counted row by row, a hundred thousand would take the thread for milliseconds.
CREATE TABLE outbox_count (
  platform  TEXT NOT NULL,
  interface TEXT NOT NULL,
  state     TEXT NOT NULL,
  n         INTEGER NOT NULL,
  PRIMARY KEY (platform, interface, state)
) WITHOUT ROWID, STRICT;
INSERT INTO outbox_count
  SELECT platform, interface, state, count(*) FROM outbox WHERE state IN ('waiting', 'parked') GROUP BY 1, 2, 3;
CREATE TRIGGER outbox_comes AFTER INSERT ON outbox WHEN new.state IN ('waiting', 'parked') BEGIN
  INSERT INTO outbox_count VALUES (new.platform, new.interface, new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER outbox_enters AFTER UPDATE OF state ON outbox
  WHEN new.state <> old.state AND new.state IN ('waiting', 'parked') BEGIN
  INSERT INTO outbox_count VALUES (new.platform, new.interface, new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER outbox_leaves AFTER UPDATE OF state ON outbox
  WHEN new.state <> old.state AND old.state IN ('waiting', 'parked') BEGIN
  UPDATE outbox_count SET n = n - 1 WHERE platform = old.platform AND interface = old.interface AND state = old.state;
END;
CREATE TRIGGER outbox_goes AFTER DELETE ON outbox WHEN old.state IN ('waiting', 'parked') BEGIN
  UPDATE outbox_count SET n = n - 1 WHERE platform = old.platform AND interface = old.interface AND state = old.state;
END;

-- How long reports took, by Beijing day (days since 1970): a histogram of event to acknowledgement.
CREATE TABLE timeliness (
  platform   TEXT NOT NULL,
  day        INTEGER NOT NULL,
  interface  TEXT NOT NULL,
  -- -1: taken, but not measured.
  bucket     INTEGER NOT NULL,
  items      INTEGER NOT NULL,
  longest_ms INTEGER NOT NULL,
  PRIMARY KEY (platform, day, interface, bucket)
) WITHOUT ROWID, STRICT;
`;
