import { factView } from './0009-history.ts';
import { stayKinds } from './0012-matching.ts';

/**
 * Month cards and the free list in the history: what was done with a card stands among the stays, and a stay on a card is
 * found as one. An import is of many cars: it is not one of a car without a plate.
 */
export const cardHistory = `
INSERT INTO history_event VALUES
  ('card-added', 'card'), ('card-changed', 'card'), ('card-extended', 'card'), ('card-ended', 'card'),
  ('cards-imported', 'card');

DROP VIEW history_stay_kind;
CREATE VIEW history_stay_kind (stay_id, kind) AS ${stayKinds}
  UNION ALL SELECT id, 'card' FROM stay WHERE card_no IS NOT NULL;

DROP VIEW history_fact;
${factView(`coalesce(f.plate, '') = '' AND e.kind <> 'card'`)};
`;
