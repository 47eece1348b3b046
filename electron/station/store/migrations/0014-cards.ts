/**
 * Month cards and the free list. `from_day` and `to_day` are days of Beijing, both included; what a card was valid for
 * before it lapsed and was taken out anew is kept beside it, for stays that began then. `sought` is all that a search looks
 * through. Each act stands beside its fact. A stay knows the card that it came in on.
 */
export const cards = `
CREATE TABLE card (
  no            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL CHECK (kind IN ('month', 'free')),
  holder        TEXT NOT NULL,
  phone         TEXT NOT NULL,
  cars_inside   INTEGER NOT NULL CHECK (cars_inside >= 1),
  from_day      TEXT NOT NULL,
  to_day        TEXT CHECK (to_day >= from_day),
  state         TEXT NOT NULL CHECK (state IN ('active', 'ended')),
  ended_at      INTEGER,
  monthly_price INTEGER CHECK (monthly_price >= 0),
  remark        TEXT NOT NULL,
  sought        TEXT NOT NULL,
  until         TEXT NOT NULL GENERATED ALWAYS AS (coalesce(to_day, '9999-12-31')) VIRTUAL,
  CHECK (kind = 'free' OR to_day IS NOT NULL),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX card_by_end ON card (until, no, state, from_day, sought);

CREATE TABLE card_plate (
  card_no      TEXT NOT NULL REFERENCES card (no),
  plate        TEXT NOT NULL,
  plate_colour TEXT,
  place        INTEGER NOT NULL,
  PRIMARY KEY (card_no, plate)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_plate_plate ON card_plate (plate);

CREATE TABLE card_past_period (
  card_no  TEXT NOT NULL REFERENCES card (no),
  from_day TEXT NOT NULL,
  to_day   TEXT NOT NULL,
  PRIMARY KEY (card_no, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE card_act (
  id       INTEGER PRIMARY KEY,
  card_no  TEXT NOT NULL REFERENCES card (no),
  fact_seq INTEGER NOT NULL REFERENCES fact (seq),
  kind     TEXT NOT NULL CHECK (kind IN ('added', 'changed', 'extended', 'ended', 'imported')),
  paid     INTEGER CHECK (paid >= 0),
  pay_type TEXT,
  detail   TEXT NOT NULL
) STRICT;
CREATE INDEX card_act_card ON card_act (card_no, id);

ALTER TABLE stay ADD COLUMN card_no TEXT;
ALTER TABLE stay ADD COLUMN card_kind TEXT CHECK (card_kind IN ('month', 'free'));
CREATE INDEX stay_on_card ON stay (card_no, plate) WHERE state = 'open' AND card_no IS NOT NULL;
`;
