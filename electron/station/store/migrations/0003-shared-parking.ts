/**
 * What the platform may ask of the lot: the control list, coupons, shared-parking orders with what was parked beyond them
 * and paid back, and indexes by which bookings that ended are found. Sums are fen; `request` is what was asked, by which
 * the same asked again is known.
 */
export const sharedParking = `
ALTER TABLE stay ADD COLUMN order_no TEXT;
ALTER TABLE stay ADD COLUMN stall_no TEXT;
UPDATE stay SET stall_no = (SELECT stall_no FROM booking WHERE code = booking_code) WHERE booking_code IS NOT NULL;
CREATE INDEX stay_plate ON stay (plate, entered_at);

CREATE INDEX booking_ends ON booking (to_at + kept_min * 60000) WHERE state IN ('locked', 'confirmed');
-- All that the overlap of a booking with a window is judged by: rows are read for those that overlap alone.
CREATE INDEX booking_awaited ON booking (from_at, to_at, kept_min) WHERE state IN ('locked', 'confirmed');
CREATE INDEX booking_unconfirmed ON booking (locked_at) WHERE state = 'locked';
CREATE INDEX booking_used ON booking (from_at) WHERE state = 'used';
CREATE INDEX booking_stall ON booking (stall_no) WHERE state IN ('locked', 'confirmed', 'used');

CREATE TABLE control_entry (
  id           TEXT PRIMARY KEY,
  plate        TEXT NOT NULL,
  plate_colour TEXT,
  car_colour   TEXT,
  car_model    TEXT,
  strategy     TEXT NOT NULL CHECK (strategy IN ('no-entry', 'no-exit', 'no-passage', 'warn', 'free')),
  from_at      INTEGER,
  to_at        INTEGER NOT NULL,
  source       TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('listed', 'deleted')),
  received_at  INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX control_plate ON control_entry (plate) WHERE state = 'listed';

CREATE TABLE coupon (
  coupon_no        TEXT PRIMARY KEY,
  plate            TEXT NOT NULL,
  type             TEXT NOT NULL CHECK (type IN ('amount', 'hours', 'fraction', 'free')),
  value            REAL NOT NULL,
  made_out_at      INTEGER NOT NULL,
  channel          TEXT,
  channel_org_code TEXT,
  source           TEXT NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('unused', 'used', 'void')),
  received_at      INTEGER NOT NULL,
  ended_at         INTEGER,
  charge_id        TEXT,
  request          TEXT NOT NULL
) STRICT;
CREATE INDEX coupon_plate ON coupon (plate) WHERE state = 'unused';

CREATE TABLE share_order (
  order_no          TEXT PRIMARY KEY,
  plan_code         TEXT NOT NULL,
  terms             TEXT NOT NULL,
  plate             TEXT NOT NULL,
  plate_colour      TEXT,
  from_at           INTEGER NOT NULL,
  to_at             INTEGER NOT NULL,
  times_total       INTEGER,
  days_total        INTEGER,
  entries           INTEGER NOT NULL DEFAULT 0,
  pay_amount        INTEGER NOT NULL,
  discount          INTEGER NOT NULL,
  pay_url           TEXT NOT NULL,
  callback_url      TEXT,
  state             TEXT NOT NULL CHECK (state IN ('unpaid', 'active', 'lapsed', 'ended')),
  received_at       INTEGER NOT NULL,
  paid_at           INTEGER,
  paid_amount       INTEGER NOT NULL DEFAULT 0,
  failed_at         INTEGER,
  ended_at          INTEGER,
  request           TEXT NOT NULL
) STRICT;
CREATE INDEX share_order_plate ON share_order (plate, to_at);
CREATE INDEX share_order_plan ON share_order (plan_code, to_at) WHERE state IN ('unpaid', 'active');
CREATE INDEX share_order_unpaid ON share_order (received_at) WHERE state = 'unpaid';

-- The days of Beijing (days since 1970) on which an order was used.
CREATE TABLE share_order_day (
  order_no TEXT NOT NULL,
  day      INTEGER NOT NULL,
  PRIMARY KEY (order_no, day)
) WITHOUT ROWID, STRICT;

CREATE TABLE overdue_order (
  overdue_no  TEXT PRIMARY KEY,
  order_no    TEXT NOT NULL,
  stay_id     TEXT NOT NULL UNIQUE,
  plate       TEXT NOT NULL,
  car_colour  TEXT,
  entered_at  INTEGER NOT NULL,
  left_at     INTEGER NOT NULL,
  minutes     INTEGER NOT NULL,
  amount      INTEGER NOT NULL,
  discount    INTEGER NOT NULL DEFAULT 0,
  state       TEXT NOT NULL CHECK (state IN ('unpaid', 'paid', 'void')),
  paid_at     INTEGER,
  paid_amount INTEGER NOT NULL DEFAULT 0,
  failed_at   INTEGER,
  callback_url TEXT
) STRICT;
CREATE INDEX overdue_order_of ON overdue_order (order_no, left_at);

CREATE TABLE refund (
  refund_no   TEXT PRIMARY KEY,
  order_no    TEXT NOT NULL,
  order_kind  TEXT NOT NULL CHECK (order_kind IN ('purchase', 'overdue')),
  amount      INTEGER NOT NULL,
  reason      TEXT,
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
  received_at INTEGER NOT NULL,
  settled_at  INTEGER,
  request     TEXT NOT NULL
) STRICT;
CREATE INDEX refund_order ON refund (order_no);
CREATE INDEX refund_waiting ON refund (received_at) WHERE state = 'waiting';
`;
