/**
 * An import of cards on its way into the cards: its portions are kept first, all of them; `card_import` then promises them,
 * and each is gone once its cards are written. Portions without a promise are of an import that never was.
 */
export const cardImports = `
CREATE TABLE card_import (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  fact_seq INTEGER NOT NULL REFERENCES fact (seq)
) STRICT;

CREATE TABLE card_import_portion (
  place INTEGER PRIMARY KEY,
  cards TEXT NOT NULL CHECK (json_valid(cards))
) STRICT;
`;
