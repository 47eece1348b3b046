import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * What a feed of newer programs says, believed only as far as its signature goes: Ed25519 over the feed's bytes, with the
 * public key that came in this package. Pure: no network, no disk.
 */

const plainName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/);
const versionText = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

/** As far as it is read: what electron-builder writes. */
const feedFile = z.object({
  version: versionText,
  files: z
    .array(z.object({ url: plainName, sha512: z.base64().length(88), size: z.int().min(1).max(1_000_000_000) }))
    .min(1)
    .max(20),
  releaseDate: z.iso.datetime(),
});

export interface Release {
  version: string;
  /** UTC ms. */
  releasedAt: number;
  /** A plain file name beside the feed. */
  name: string;
  /** Base64. */
  sha512: string;
  bytes: number;
}

export type FeedRefusal =
  /** There is no signature. */
  | 'unsigned'
  /** The signature is not of these bytes, or of another key. */
  | 'forged'
  /** Signed, but no feed, or one without a file for this machine. */
  | 'malformed'
  /** What runs is as new: also how a downgrade is refused. */
  | 'not-newer'
  /** Older than a feed that was believed before. */
  | 'replayed';

export type ReadFeed = { ok: true; release: Release } | { ok: false; why: FeedRefusal };

export interface FeedGround {
  key: KeyObject;
  /** The version that runs. */
  running: string;
  /** The newest feed that was believed before; null: none was. */
  seen: Pick<Release, 'version' | 'releasedAt'> | null;
  /** Whether a file of the feed is for this machine. */
  suits: (name: string) => boolean;
}

/** @param signature base64; null: the server had none */
export function readFeed(bytes: Buffer, signature: string | null, ground: FeedGround): ReadFeed {
  if (signature === null) return { ok: false, why: 'unsigned' };
  // Before a byte of it is understood.
  if (!verify(null, bytes, ground.key, Buffer.from(signature, 'base64'))) return { ok: false, why: 'forged' };
  const parsed = feedFile.safeParse(yamlOf(bytes));
  const file = parsed.data?.files.find(({ url }) => ground.suits(url));
  if (!parsed.success || file === undefined) return { ok: false, why: 'malformed' };
  const { version, releaseDate } = parsed.data;
  const releasedAt = Date.parse(releaseDate);
  if (compareVersions(version, ground.running) <= 0) return { ok: false, why: 'not-newer' };
  const { seen } = ground;
  if (seen !== null && (compareVersions(version, seen.version) < 0 || releasedAt < seen.releasedAt))
    return { ok: false, why: 'replayed' };
  return { ok: true, release: { version, releasedAt, name: file.url, sha512: file.sha512, bytes: file.size } };
}

/** Below 0: `a` is older. Three numbers each, as all releases are called. */
export function compareVersions(a: string, b: string): number {
  const [of, with_] = [a, b].map((version) => version.split('.').map(Number));
  for (let n = 0; n < 3; n += 1) {
    const difference = (of?.[n] ?? 0) - (with_?.[n] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A text that is no YAML is no feed: the schema refuses it. */
function yamlOf(bytes: Buffer): unknown {
  try {
    return parse(bytes.toString('utf8'), { maxAliasCount: 0 });
  } catch {
    return null;
  }
}
