/**
 * The stays that City Brain was told of: our number (out_order_no), and its own (inner_oder_no) once it said it. `seq` is
 * the sequence that ends our number.
 */
export const citybrain = `
CREATE TABLE citybrain_order (
  seq            INTEGER PRIMARY KEY,
  stay_id        TEXT NOT NULL UNIQUE,
  out_order_no   TEXT NOT NULL UNIQUE,
  inner_order_no TEXT,
  entered_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX citybrain_order_inner ON citybrain_order (inner_order_no) WHERE inner_order_no IS NOT NULL;
`;
