/**
 * Electronic payments: each attempt to take money for a stay, and what was paid back of it. Fen, UTC ms. `state` is what is
 * known, `step` what is to be done next and `next_at` when; both null: nothing. Attempts are never deleted: money may hang
 * on them.
 */
export const payments = `
CREATE TABLE payment (
  trade_no       TEXT PRIMARY KEY,
  key            TEXT NOT NULL UNIQUE,
  stay_id        TEXT NOT NULL,
  provider       TEXT NOT NULL,
  mode           TEXT NOT NULL CHECK (mode IN ('shown', 'scanned')),
  amount         INTEGER NOT NULL CHECK (amount > 0),
  until          INTEGER NOT NULL,
  subject        TEXT NOT NULL,
  plate          TEXT,
  lane_id        TEXT,
  who            TEXT,
  -- Of the code that was scanned: it is money for a minute, and not kept.
  scanned        TEXT,
  qr             TEXT,
  created_at     INTEGER NOT NULL,
  expires_at     INTEGER NOT NULL,
  state          TEXT NOT NULL CHECK (state IN
    ('created', 'pending', 'unknown', 'paid', 'mismatch', 'failed', 'cancelled', 'refunded')),
  -- 0: what it was for was paid otherwise, or is asked for by a later attempt.
  wanted         INTEGER NOT NULL DEFAULT 1 CHECK (wanted IN (0, 1)),
  raised         TEXT CHECK (raised IN ('mismatch', 'paid-twice')),
  code           TEXT,
  words          TEXT,
  settled_at     INTEGER,
  transaction_id TEXT,
  pay_type       TEXT,
  paid_at        INTEGER,
  paid_amount    INTEGER,
  refunded       INTEGER NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND coalesce(paid_amount, 0)),
  confirmed_by   TEXT,
  step           TEXT CHECK (step IN ('queued', 'ask', 'wait', 'withdraw', 'look')),
  next_at        INTEGER,
  asks           INTEGER NOT NULL DEFAULT 0,
  CHECK ((state IN ('paid', 'mismatch', 'refunded')) = (paid_amount IS NOT NULL)),
  CHECK ((step IS NULL) = (next_at IS NULL))
) STRICT;
CREATE INDEX payment_of ON payment (stay_id, created_at);
CREATE INDEX payment_next ON payment (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX payment_raised ON payment (created_at) WHERE raised IS NOT NULL;
CREATE INDEX payment_scanned ON payment (scanned, created_at) WHERE scanned IS NOT NULL;
CREATE TRIGGER payment_is_never_deleted BEFORE DELETE ON payment BEGIN
  SELECT RAISE(ABORT, 'payments are never deleted');
END;

CREATE TABLE payment_refund (
  refund_no  TEXT PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,
  trade_no   TEXT NOT NULL REFERENCES payment (trade_no),
  amount     INTEGER NOT NULL CHECK (amount > 0),
  reason     TEXT NOT NULL,
  who        TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('asked', 'refunded', 'failed')),
  code       TEXT,
  words      TEXT,
  asked_at   INTEGER NOT NULL,
  settled_at INTEGER,
  next_at    INTEGER,
  asks       INTEGER NOT NULL DEFAULT 0,
  CHECK ((state = 'asked') = (next_at IS NOT NULL))
) STRICT;
CREATE INDEX payment_refund_of ON payment_refund (trade_no, asked_at);
CREATE INDEX payment_refund_next ON payment_refund (next_at) WHERE next_at IS NOT NULL;
CREATE TRIGGER payment_refund_is_never_deleted BEFORE DELETE ON payment_refund BEGIN
  SELECT RAISE(ABORT, 'refunds are never deleted');
END;
`;
