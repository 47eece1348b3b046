/** What a stay is listed as in the history. */
export const stayKinds = `
  SELECT id, class FROM stay
  UNION ALL SELECT id, 'inside' FROM stay WHERE state = 'open'
  UNION ALL SELECT id, 'no-plate' FROM stay WHERE plate = '' OR plate GLOB '无牌[0-9][0-9][0-9][0-9]'
  UNION ALL SELECT id, 'override' FROM stay WHERE 'override' IN (entry_cause, exit_cause)
  UNION ALL SELECT id, 'by-hand' FROM stay
    WHERE entry_cause IN ('by-hand', 'push-button', 'remote') OR exit_cause IN ('by-hand', 'push-button', 'remote')
  UNION ALL SELECT id, 'unauthorised' FROM stay WHERE 'unauthorised' IN (entry_cause, exit_cause)
  UNION ALL SELECT id, 'missed-exit' FROM stay WHERE exit_cause = 'superseded'
  UNION ALL SELECT stay_id, 'overdue' FROM overdue_order
  UNION ALL SELECT stay_id, 'corrected' FROM history_stay_fact WHERE kind = 'corrected'`;

/**
 * What the gate matches a car by. Temporary plates: each number that was given, once. No-shows: confirmed bookings whose
 * car did not come. Active orders by their time, for plates that look like one. The history finds cars without a plate by
 * their temporary one.
 */
export const matching = `
CREATE TABLE temporary_plate (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  plate      TEXT NOT NULL,
  arrival_id TEXT NOT NULL,
  at         INTEGER NOT NULL
) STRICT;

ALTER TABLE booking ADD COLUMN no_show INTEGER NOT NULL DEFAULT 0 CHECK (no_show IN (0, 1));
UPDATE booking SET no_show = 1
WHERE state = 'expired'
  AND code IN (SELECT booking_code FROM fact WHERE kind = 'booking-released' AND reason = 'booking-expired');
CREATE INDEX booking_no_show ON booking (plate, from_at) WHERE no_show = 1;

-- With the plate, so that a car that has no booking is held against those of all that may come without reading their rows.
DROP INDEX booking_awaited;
CREATE INDEX booking_awaited ON booking (from_at, to_at, kept_min, plate, state)
  WHERE state IN ('locked', 'confirmed');

CREATE INDEX share_order_active ON share_order (to_at, from_at, order_no, plate) WHERE state = 'active';

DROP VIEW history_stay_kind;
CREATE VIEW history_stay_kind (stay_id, kind) AS ${stayKinds};
INSERT INTO history_event VALUES ('opened-unknown', 'alarm');
`;
