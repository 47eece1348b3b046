/**
 * The spine: what happened (fact), what stands at the lanes, who is inside, what is booked, what must be reported.
 * Instants are UTC ms; ids are 32 hex digits; JSON columns hold objects that only their owner reads.
 */
export const spine = `
CREATE TABLE fact (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  at           INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  lane_id      TEXT,
  arrival_id   TEXT,
  stay_id      TEXT,
  booking_code TEXT,
  plate        TEXT,
  who          TEXT,
  reason       TEXT,
  data         TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX fact_arrival ON fact (arrival_id) WHERE arrival_id IS NOT NULL;
CREATE INDEX fact_at ON fact (at);
CREATE TRIGGER fact_is_append_only_update BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER fact_is_append_only_delete BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;

CREATE TABLE capture (
  id              TEXT PRIMARY KEY,
  camera_id       TEXT NOT NULL,
  camera_key      TEXT NOT NULL,
  lane_id         TEXT NOT NULL,
  captured_at     INTEGER NOT NULL,
  received_at     INTEGER NOT NULL,
  plate_read      TEXT NOT NULL,
  plate_colour    TEXT NOT NULL,
  confidence      REAL,
  char_confidence TEXT,
  car_colour      TEXT,
  car_model       TEXT,
  stale           INTEGER NOT NULL DEFAULT 0,
  arrival_id      TEXT,
  image_path      TEXT,
  image_state     TEXT NOT NULL CHECK (image_state IN ('none', 'pending', 'filed', 'lost')),
  image_bytes     INTEGER,
  image_sha256    TEXT,
  UNIQUE (camera_id, camera_key, captured_at)
) STRICT;
CREATE INDEX capture_lane ON capture (lane_id, received_at);
CREATE INDEX capture_pending ON capture (image_state) WHERE image_state = 'pending';

CREATE TABLE lane_state (
  lane_id    TEXT PRIMARY KEY,
  state      TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE stay (
  id             TEXT PRIMARY KEY,
  plate          TEXT NOT NULL,
  plate_read     TEXT NOT NULL,
  plate_colour   TEXT NOT NULL,
  car_colour     TEXT,
  car_model      TEXT,
  class          TEXT NOT NULL,
  booking_code   TEXT,
  state          TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  entered_at     INTEGER NOT NULL,
  entrance_id    TEXT NOT NULL,
  entrance_name  TEXT NOT NULL,
  entry_cause    TEXT NOT NULL,
  entry_capture  TEXT,
  left_at        INTEGER,
  exit_id        TEXT,
  exit_name      TEXT,
  exit_cause     TEXT,
  exit_capture   TEXT
) STRICT;
CREATE INDEX stay_inside ON stay (plate) WHERE state = 'open';
CREATE INDEX stay_entered ON stay (entered_at);

CREATE TABLE booking (
  code         TEXT PRIMARY KEY,
  plate        TEXT NOT NULL,
  plate_colour TEXT,
  car_colour   TEXT,
  car_model    TEXT,
  from_at      INTEGER NOT NULL,
  to_at        INTEGER NOT NULL,
  kept_min     INTEGER NOT NULL,
  hold_stall   INTEGER NOT NULL,
  wanted_stall TEXT,
  stall_no     TEXT,
  source       TEXT,
  state        TEXT NOT NULL CHECK (state IN ('locked', 'confirmed', 'used', 'finished', 'cancelled', 'expired')),
  locked_at    INTEGER NOT NULL,
  ended_at     INTEGER,
  stay_id      TEXT
) STRICT;
CREATE INDEX booking_plate ON booking (plate, from_at);
CREATE INDEX booking_active ON booking (from_at) WHERE state IN ('locked', 'confirmed', 'used');

CREATE TABLE act (
  key     TEXT PRIMARY KEY,
  at      INTEGER NOT NULL,
  command TEXT NOT NULL,
  who     TEXT NOT NULL
) STRICT;

CREATE TABLE inbound (
  digest      TEXT PRIMARY KEY,
  platform    TEXT NOT NULL,
  interface   TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  reply       TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  platform       TEXT NOT NULL,
  interface      TEXT NOT NULL,
  business_id    TEXT NOT NULL,
  order_key      TEXT NOT NULL,
  payload        TEXT NOT NULL,
  fact_seq       INTEGER,
  created_at     INTEGER NOT NULL,
  state          TEXT NOT NULL DEFAULT 'waiting'
                 CHECK (state IN ('waiting', 'acknowledged', 'parked', 'superseded')),
  attempts       INTEGER NOT NULL DEFAULT 0,
  not_before     INTEGER NOT NULL DEFAULT 0,
  sent_at        INTEGER,
  settled_at     INTEGER,
  answer_code    INTEGER,
  answer_message TEXT,
  UNIQUE (platform, interface, business_id)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (platform, seq) WHERE state = 'waiting';
CREATE INDEX outbox_due ON outbox (platform, not_before, seq) WHERE state = 'waiting';
CREATE INDEX outbox_parked ON outbox (platform, seq) WHERE state = 'parked';
CREATE INDEX outbox_unsettled ON outbox (platform, order_key, seq) WHERE state IN ('waiting', 'parked');
CREATE INDEX outbox_fact ON outbox (fact_seq) WHERE fact_seq IS NOT NULL;
`;
