import { z } from 'zod';
import { secretName, SITE_FILE_MOST, siteFileName } from '../../contract/setup.ts';
import { travelledPerson } from './draft.ts';
import type { Apart, TravelledPerson } from './draft.ts';
import type { SiteData } from './changes.ts';
import { settingsRefusal } from './refusal.ts';
import { mustBeSafe } from './safe-value.ts';
import { isSecretName } from './secret-names.ts';

/** A site on its way from one machine to another: one JSON text. */

const FORMAT = 'gatehouse-site';
const VERSION = 1;

const files = z.record(siteFileName, z.string().max(100_000));
const outer = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  site: z.record(z.string(), z.json()),
  /** Certificates, by name. */
  files,
  /** What is nobody else's: sealed under a passphrase. */
  sealed: z.json().optional(),
});
const inner = z.strictObject({
  secrets: z.record(secretName, z.string().min(1).max(10_000)),
  /** Private keys, by name. */
  files,
  people: z.array(travelledPerson),
});
const founder = travelledPerson.pick({ id: true, name: true, role: true });

/** How a text is sealed under a passphrase. */
export interface Sealing {
  seal(passphrase: string, plain: Uint8Array): Promise<unknown>;
  /** Null: another passphrase, a changed text, or none at all. */
  open(passphrase: string, sealed: unknown): Promise<Buffer | null>;
}

export interface Travelling {
  site: SiteData;
  secrets: ReadonlyMap<string, string>;
  /** By name; whether one is private decides where it goes. */
  files: ReadonlyMap<string, string>;
  people: TravelledPerson[];
}

/** Without a passphrase no secret, no private key and no password leaves. */
export async function packed(
  { site, secrets, files, people }: Travelling,
  passphrase: string | null,
  { sealing, isPrivate }: { sealing: Sealing; isPrivate(text: string): boolean },
): Promise<string> {
  const open = Object.fromEntries([...files].filter(([, text]) => !isPrivate(text)));
  const own = Object.fromEntries([...files].filter(([, text]) => isPrivate(text)));
  const plain: z.infer<typeof inner> = { secrets: Object.fromEntries(secrets), files: own, people };
  const sealed = passphrase && (await sealing.seal(passphrase, Buffer.from(JSON.stringify(plain))));
  const whole = { format: FORMAT, version: VERSION, site, files: open, ...(sealed !== null && { sealed }) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Throws `bad-input` for what is no such file, or of a newer program; `wrong-passphrase`. */
export async function unpacked(
  text: string,
  passphrase: string | null,
  sealing: Sealing,
): Promise<{ site: SiteData; apart: Apart }> {
  const { site, files: certificates, sealed } = readOuter(text);
  const founders = z.array(founder).safeParse(site['people']).data ?? [];
  const people = founders.map((person) => ({ ...person, hash: null, mustChange: true }));
  if (passphrase === null || sealed === undefined) {
    return { site, apart: { secrets: {}, files: certificates, people } };
  }
  const opened = await sealing.open(passphrase, sealed);
  if (opened === null) throw settingsRefusal('wrong-passphrase', 'the secrets in it cannot be opened');
  const own = readJson(opened.toString('utf8'));
  const parsed = inner.safeParse(own);
  if (!parsed.success || !Object.keys(parsed.data.secrets).every(isSecretName)) throw notASite('sealed');
  const { data } = parsed;
  return { site, apart: { secrets: data.secrets, files: { ...certificates, ...data.files }, people: data.people } };
}

function readOuter(text: string): z.infer<typeof outer> {
  if (Buffer.byteLength(text) > SITE_FILE_MOST) throw settingsRefusal('bad-input', 'too much', { text: 'too-big' });
  const whole = readJson(text);
  const { format, version } = z.object({ format: z.unknown(), version: z.unknown() }).safeParse(whole).data ?? {};
  if (format === FORMAT && typeof version === 'number' && version > VERSION) {
    throw settingsRefusal('bad-input', 'of a newer program', { text: 'newer' });
  }
  const parsed = outer.safeParse(whole);
  if (!parsed.success) throw notASite(parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
  return parsed.data;
}

function readJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw notASite('JSON');
  }
  mustBeSafe(value);
  return value;
}

const notASite = (what: string): Error => settingsRefusal('bad-input', `no site: ${what}`, { text: 'not-a-site' });
