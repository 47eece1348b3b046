/**
 * What was taken for stays, and what is still owed. A charge settles its stay up to an instant; its sums add up, and it is
 * never changed but by what was paid back of it. Fen, UTC ms.
 */
export const charges = `
CREATE TABLE charge (
  id         TEXT PRIMARY KEY,
  stay_id    TEXT NOT NULL,
  at         INTEGER NOT NULL,
  until      INTEGER NOT NULL,
  lane_id    TEXT,
  receivable INTEGER NOT NULL CHECK (receivable >= 0),
  discount   INTEGER NOT NULL CHECK (discount >= 0),
  received   INTEGER NOT NULL CHECK (received >= 0),
  given      INTEGER CHECK (given >= received),
  pay_type   TEXT NOT NULL,
  pay_from   TEXT NOT NULL,
  order_no   TEXT,
  trade_no   TEXT UNIQUE,
  who        TEXT,
  bill       TEXT NOT NULL,
  refunded   INTEGER NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND received),
  CHECK (receivable = discount + received)
) STRICT;
CREATE INDEX charge_of ON charge (stay_id, at);
CREATE TRIGGER charge_is_never_deleted BEFORE DELETE ON charge BEGIN
  SELECT RAISE(ABORT, 'charges are never deleted');
END;

CREATE TABLE charge_discount (
  id               TEXT PRIMARY KEY,
  charge_id        TEXT NOT NULL REFERENCES charge (id),
  coupon_no        TEXT,
  type             TEXT NOT NULL,
  value            REAL NOT NULL,
  amount           INTEGER NOT NULL CHECK (amount >= 0),
  channel          TEXT,
  channel_org_code TEXT
) STRICT;
CREATE INDEX charge_discount_of ON charge_discount (charge_id);

CREATE TABLE debt (
  stay_id  TEXT PRIMARY KEY,
  plate    TEXT NOT NULL,
  at       INTEGER NOT NULL,
  amount   INTEGER NOT NULL CHECK (amount > 0),
  who      TEXT,
  because  TEXT,
  state    TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'waived')),
  ended_at INTEGER
) STRICT;
CREATE INDEX debt_open ON debt (plate) WHERE state = 'open';
`;
