import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAudit } from './access/audit.ts';
import { openStore } from './store/open.ts';
import { verifyAudit } from './verify-audit.ts';

let data: string;
let said: string[];
const say = (line: string): void => void said.push(line);
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'audit-'));
  said = [];
});
afterEach(() => rmSync(data, { recursive: true }));

function withLines(count: number, sql = ''): string {
  const db = openStore(join(data, 'gatehouse.sqlite'));
  const audit = createAudit(db, (id) => id);
  let head = '';
  for (let n = 0; n < count; n += 1) {
    head = audit.write({ at: n, who: 'li', role: 'supervisor', what: 'x', outcome: 'done', about: { n }, key: null });
  }
  db.exec(sql);
  db.close();
  return head;
}

it('says that the chain is whole, with its last hash, and writes it out for who checks it elsewhere', () => {
  const head = withLines(3);
  const out = join(data, 'audit.jsonl');
  expect(verifyAudit(['--data', data, '--export', out], say)).toBe(0);
  expect(said.join('\n')).toContain(head);
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { about: string }).about)).toEqual(['{"n":0}', '{"n":1}', '{"n":2}']);
  expect(() => verifyAudit(['--data', data, '--export', out], say)).toThrow(/EEXIST/);
});

it('names the first line that does not follow', () => {
  withLines(3, 'DROP TRIGGER audit_is_append_only_update; UPDATE audit SET at = 9 WHERE seq = 2');
  expect(verifyAudit(['--data', data], say)).toBe(1);
  expect(said.join('\n')).toContain('第 2 条');
});

it('without a store, or not asked properly, it says so', () => {
  expect([verifyAudit([], say), verifyAudit(['--data', join(data, 'nowhere')], say)]).toEqual([2, 2]);
  expect(said).toHaveLength(2);
});
