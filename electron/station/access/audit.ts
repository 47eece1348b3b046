import { createHash } from 'node:crypto';
import type { AuditCheck, AuditPage } from '../../contract/access.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Db } from '../store/open.ts';

/** What somebody did, or was refused. */
export interface AuditEntry {
  at: number;
  /** Id of the person; null: nobody was signed in. */
  who: string | null;
  role: Role | null;
  /** The command, or what happened to a session. */
  what: string;
  outcome: 'done' | 'refused';
  /** What it was about, without secrets. */
  about: Record<string, unknown>;
  /** Of the act that it stands for. */
  key: string | null;
}

/**
 * Each act of a person as a line that holds the hash of the line before it: whoever changes, adds or takes away one breaks
 * all that follow (GB/T 22239 7.1.4.3 c: audit records are protected). That the end was not cut off is seen by the acts,
 * which know that they have a line, and by an earlier copy's last hash.
 */
export interface Audit {
  /** Inside a transaction of the act itself, or of its own. Returns the hash of the line. */
  write(entry: AuditEntry): string;
  /** The newest first. */
  page(query: { skip: number; limit: number; who?: string | undefined }): AuditPage;
}

interface Row {
  seq: number;
  at: number;
  who: string | null;
  role: Role | null;
  what: string;
  outcome: 'done' | 'refused';
  about: string;
  key: string | null;
  hash: string;
}

const MOST_ABOUT = 2000;
const BEFORE_ALL = '0'.repeat(64);

export function createAudit(db: Db, nameOf: (person: string) => string): Audit {
  const newest = db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    'INSERT INTO audit (seq, at, who, role, what, outcome, about, key, hash) VALUES (@seq, @at, @who, @role, @what, @outcome, @about, @key, @hash)',
  );
  const count = db
    .prepare<[string | null, string | null], number>('SELECT count(*) FROM audit WHERE ? IS NULL OR who = ?')
    .pluck();
  const select = db.prepare<[string | null, string | null, number, number], Row>(
    'SELECT * FROM audit WHERE ? IS NULL OR who = ? ORDER BY seq DESC LIMIT ? OFFSET ?',
  );
  return {
    write({ about, ...entry }) {
      const before = newest.get() ?? { seq: 0, hash: BEFORE_ALL };
      const line = { ...entry, seq: before.seq + 1, about: JSON.stringify(about).slice(0, MOST_ABOUT) };
      const hash = hashOf(before.hash, line);
      insert.run({ ...line, hash });
      return hash;
    },
    page({ skip, limit, who = null }) {
      const lines = select.all(who, who, limit, skip).map(({ key: _, ...row }) => ({
        ...row,
        who: row.who === null ? null : nameOf(row.who),
      }));
      return { lines, total: count.get(who, who) ?? 0 };
    },
  };
}

/** SHA-256 of the line before and of this one, its fields in this order. */
function hashOf(before: string, { seq, at, who, role, what, outcome, about, key }: Omit<Row, 'hash'>): string {
  const text = JSON.stringify([before, seq, at, who, role, what, outcome, about, key]);
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Follows the chain from its first line to its last, and the acts that must have a line in it. */
export function checkAudit(db: Db): AuditCheck {
  let before: { seq: number; hash: string } = { seq: 0, hash: BEFORE_ALL };
  let first: number | null = null;
  let last: number | null = null;
  for (const row of db.prepare<[], Row>('SELECT * FROM audit ORDER BY seq').iterate()) {
    if (row.seq !== before.seq + 1) return { state: 'broken', seq: before.seq + 1, why: 'missing' };
    if (hashOf(before.hash, row) !== row.hash) return { state: 'broken', seq: row.seq, why: 'changed' };
    first ??= row.at;
    last = row.at;
    before = row;
  }
  const bare = db
    .prepare('SELECT 1 FROM act WHERE audited = 1 AND key NOT IN (SELECT key FROM audit WHERE key IS NOT NULL) LIMIT 1')
    .get();
  if (bare !== undefined) return { state: 'broken', seq: before.seq + 1, why: 'act-without-line' };
  return { state: 'whole', lines: before.seq, from: first, to: last, head: before.hash };
}

/** What was done while there was no store goes on the chain of the store that came, each line with its own instant. */
export function handAuditTo(store: Db, from: Db): void {
  const audit = createAudit(store, (person) => person);
  store
    .transaction(() => {
      for (const { about, at, who, role, what, outcome, key } of from
        .prepare<[], Row>('SELECT * FROM audit ORDER BY seq')
        .iterate())
        audit.write({ at, who, role, what, outcome, key, about: JSON.parse(about) as Record<string, unknown> });
    })
    .immediate();
}

/** The whole chain, a line of JSON each, as the one who checks it elsewhere needs it. */
export function* auditLines(db: Db): Generator<string> {
  for (const row of db.prepare<[], Row>('SELECT * FROM audit ORDER BY seq').iterate()) yield JSON.stringify(row);
}
