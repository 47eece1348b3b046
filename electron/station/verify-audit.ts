import { closeSync, openSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import type { AuditCheck } from '../contract/access.ts';
import { toDateTime } from './wire/time.ts';
import { auditLines, checkAudit } from './access/audit.ts';

const USAGE = 'verify-audit --data DIR [--export FILE]';

/**
 * For a person at a terminal, beside a station at work or without one: whether the audit is whole, and its last hash to
 * compare with an earlier note of it. Writes the whole chain to a file where asked. Returns the exit code: 0 whole,
 * 1 broken, 2 not asked properly.
 */
export function verifyAudit(args: string[], say: (line: string) => void = console.log): number {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, export: { type: 'string' } },
    strict: false,
  });
  if (typeof values.data !== 'string') {
    say(USAGE);
    return 2;
  }
  const file = join(resolve(values.data), 'gatehouse.sqlite');
  let db: Database.Database;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    say(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  try {
    // One look at one state, whatever a station writes meanwhile.
    return db.transaction(() => {
      const check = checkAudit(db);
      say(inWords(check));
      if (typeof values.export === 'string') writeLines(resolve(values.export), auditLines(db));
      return check.state === 'whole' ? 0 : 1;
    })();
  } finally {
    db.close();
  }
}

function inWords(check: AuditCheck): string {
  switch (check.state) {
    case 'whole': {
      const period =
        check.from === null || check.to === null ? '' : `，${toDateTime(check.from)} – ${toDateTime(check.to)}`;
      return `审计记录完整 (whole): ${check.lines} 条${period}\n最后一条的摘要 (head): ${check.head}`;
    }
    case 'broken':
      return `审计记录被改动过 (broken): 从第 ${check.seq} 条起 (${check.why})`;
  }
}

function writeLines(file: string, lines: Iterable<string>): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    for (const line of lines) writeSync(handle, `${line}\n`);
  } finally {
    closeSync(handle);
  }
}
