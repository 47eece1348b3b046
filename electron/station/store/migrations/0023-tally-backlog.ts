/**
 * Rows from before the tally (migration 22) that it does not have yet: facts and their passages (by seq), openings (by rowid)
 * and acts on cards (by id) under these numbers. The station counts them, the newest first, while the gate is quiet, so that
 * the gate does not wait for all of them; none left, no line. `inside`: cars that were inside after the last of those facts.
 * A tally that has lines is whole: all that it could count was counted as it came, or by the upgrade itself.
 */
export const tallyBacklog = `
CREATE TABLE tally_backlog (
  kind   TEXT PRIMARY KEY CHECK (kind IN ('fact', 'opening', 'card_act')),
  before INTEGER NOT NULL,
  inside INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID, STRICT;
${(
  [
    ['fact', 'seq', `(SELECT count(*) FROM stay WHERE state = 'open')`],
    ['opening', 'rowid', '0'],
    ['card_act', 'id', '0'],
  ] as const
)
  .map(
    ([table, number, inside]) => `INSERT INTO tally_backlog
  SELECT '${table}', max(${number}) + 1, ${inside} FROM ${table}
  HAVING max(${number}) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tally);`,
  )
  .join('\n')}
`;
