import { Worker } from 'node:worker_threads';
import type { AuditPage } from '../../contract/access.ts';
import type { NoticeView } from '../../contract/board.ts';
import type { SiteConfig } from '../../contract/site.ts';

/** What is packed: texts as they are, masked in the thread, and the folder of logs. */
export interface Packing {
  texts: readonly { name: string; text: string }[];
  logs: string;
}

export interface SupportParts {
  site: SiteConfig;
  /** Folder of main's and the station's logs; it need not be there. */
  logs: string;
  health(): unknown;
  versions(): Record<string, string>;
  audit(lines: number): AuditPage['lines'];
  notices(): readonly NoticeView[];
}

const AUDIT_LINES = 200;

/** Beside this file, as it lies here and as `scripts/bundle.mjs` lays it. */
const THREAD = import.meta.url.endsWith('.ts') ? './thread.ts' : './support-thread.mjs';

/**
 * The file for support, a zip: logs, health, the site file without secrets, versions, the newest lines of the audit without
 * whoever they are of, the notices. Rejects when the thread cannot read or pack.
 */
export function makeSupportFile(parts: SupportParts): Promise<Uint8Array> {
  const asText = (name: string, value: unknown) => ({ name, text: JSON.stringify(value, null, 2) });
  const packing: Packing = {
    texts: [
      asText('health.json', parts.health()),
      asText('site.json', withoutPeople(parts.site)),
      asText('versions.json', parts.versions()),
      asText('audit.json', parts.audit(AUDIT_LINES).map(withoutPerson)),
      asText('notices.json', parts.notices()),
    ],
    logs: parts.logs,
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(THREAD, import.meta.url), { workerData: packing });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended with ${code} before its file`)));
  });
}

/** The note of the sign-in screen may hold a password of a play; who works there, or is called, is nobody's business. */
function withoutPeople({ people, access, ...site }: SiteConfig): unknown {
  const { note: _, ...rest } = access;
  const text = JSON.stringify({ ...site, access: rest, people: people.map(({ role }) => ({ role })) });
  return JSON.parse(text, (key, each: unknown) => (CONTACTS.has(key) ? '***' : each));
}
/** Who is called, in the site file. */
const CONTACTS = new Set(['contact', 'tel']);

/** Names of persons under which an act tells what it was about, and what they wrote. */
const PERSONAL = new Set(['name', 'person', 'phone', 'holder', 'because', 'text', 'note', 'plate', 'plates']);

function withoutPerson({ seq, at, role, what, outcome, about }: AuditPage['lines'][number]): unknown {
  return { seq, at: new Date(at).toISOString(), role, what, outcome, about: aboutOf(about) };
}

/** A line's `about` is JSON cut to a length; what is no longer JSON says nothing here. */
function aboutOf(about: string): unknown {
  try {
    const value: unknown = JSON.parse(about, (key, each: unknown) => (PERSONAL.has(key) ? '***' : each));
    return value;
  } catch {
    return '***';
  }
}
