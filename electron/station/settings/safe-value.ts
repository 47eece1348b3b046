import { SITE_FILE_MOST } from '../../contract/setup.ts';
import { settingsRefusal } from './refusal.ts';

/** Names that mean something else to the language than to whoever wrote the file. */
const NOT_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Deeper than any section of a site file. */
const DEEPEST = 20;

/** Throws `bad-input` for what no site file holds: names of the language's own, endless depth, more than 1 MB. */
export function mustBeSafe(value: unknown): void {
  look(value, 0);
  if (JSON.stringify(value).length > SITE_FILE_MOST) throw settingsRefusal('bad-input', 'too much', { '': 'too-big' });
}

function look(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw settingsRefusal('bad-input', 'too deep', { '': 'too-deep' });
  for (const [name, member] of Object.entries(value)) {
    if (NOT_NAMES.has(name)) throw settingsRefusal('bad-input', `no setting is named ${name}`, { '': 'bad-name' });
    look(member, depth + 1);
  }
}
