import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { writeDurably } from '../files/durable.ts';
import type { Timers } from './station-process.ts';
import { compareVersions, readFeed } from './update-feed.ts';
import type { FeedRefusal, Release } from './update-feed.ts';

/** Looks at night for a newer program and fetches it, checked. It installs nothing: a person does. */

export interface UpdateParts {
  /** Folder of feeds, https, with a slash at its end. */
  feed: string;
  /** The feed's file there; its signature lies beside it, with `.sig`. */
  feedName: string;
  /** Where programs are fetched to. */
  folder: string;
  key: KeyObject;
  running: string;
  suits: (name: string) => boolean;
  timers: Timers;
  /** Whom TLS trusts beside the system; absent: nobody. */
  ca?: string;
  onFetched: (found: { version: string; file: string }) => void;
  onLog: (what: string, details: Record<string, unknown>) => void;
}

export type Looked =
  | { found: true; version: string; file: string }
  | { found: false; why: FeedRefusal | 'unreachable' | 'damaged'; detail: string };

export interface Updates {
  /** What a run before has fetched is told at once; then each night is looked. */
  start(): void;
  /** Never rejects. */
  look(): Promise<Looked>;
  stop(): void;
}

const MOST_FEED_BYTES = 64_000;
const SILENT_MS = 30_000;
const EVERY_MS = 30 * 60_000;
/** Beijing's small hours: few cars. */
const NIGHT = { from: 2, to: 5 };
const ONCE_A_NIGHT_MS = 12 * 3_600_000;
const SEEN = 'seen.json';

const seenFile = z.object({
  version: z.string(),
  releasedAt: z.number(),
  name: z.string(),
  sha512: z.string(),
  bytes: z.number(),
});

class Unreachable extends Error {}

export function createUpdates(parts: UpdateParts): Updates {
  const { feed, feedName, folder, key, running, suits, timers, onFetched, onLog } = parts;
  const at = (name: string): string => join(folder, name);
  let stopped = false;
  let cancel = (): void => undefined;
  let lookedAt = -Infinity;

  function seen(): Release | null {
    if (!existsSync(at(SEEN))) return null;
    try {
      return seenFile.parse(JSON.parse(readFileSync(at(SEEN), 'utf8')));
    } catch (error) {
      onLog('what was seen of updates cannot be read', { error: String(error) });
      return null;
    }
  }

  /** A redirect is no answer: what was signed lies here, or nowhere. */
  const ask = (name: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const options = { timeout: SILENT_MS, ...(parts.ca !== undefined && { ca: parts.ca }) };
      const request = get(new URL(name, feed), options, resolve);
      request.on('timeout', () => request.destroy(new Unreachable('it is silent')));
      request.on('error', (error) => reject(new Unreachable(error.message, { cause: error })));
    });

  async function textOf(name: string): Promise<Buffer | null> {
    const response = await ask(name);
    if (response.statusCode !== 200) {
      response.resume();
      if (response.statusCode === 404) return null;
      throw new Unreachable(`${name}: HTTP ${response.statusCode}`);
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_FEED_BYTES) throw new Unreachable(`${name} is too long`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async function isWhole({ name, sha512 }: Release): Promise<boolean> {
    if (!existsSync(at(name))) return false;
    const hash = createHash('sha512');
    await pipeline(createReadStream(at(name)), hash);
    return hash.digest('base64') === sha512;
  }

  /** False: what came is not what was signed, and nothing of it is kept. */
  async function fetched({ name, sha512, bytes }: Release): Promise<boolean> {
    const response = await ask(name);
    if (response.statusCode !== 200) throw new Unreachable(`${name}: HTTP ${response.statusCode}`);
    const hash = createHash('sha512');
    let size = 0;
    const bounded = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        hash.update(chunk);
        done(size > bytes ? new Unreachable('longer than was signed') : null, chunk);
      },
    });
    const draft = at(`${name}.part`);
    try {
      await pipeline(response, bounded, createWriteStream(draft, { mode: 0o700 }));
      if (hash.digest('base64') !== sha512) return false;
      await synced(draft);
      await rename(draft, at(name));
      return true;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  async function lookNow(): Promise<Looked> {
    const bytes = await textOf(feedName);
    if (bytes === null) return { found: false, why: 'unreachable', detail: 'there is no feed' };
    const signature = await textOf(`${feedName}.sig`);
    const read = readFeed(bytes, signature?.toString('utf8') ?? null, { key, running, suits, seen: seen() });
    if (!read.ok) return { found: false, why: read.why, detail: '' };
    const { release } = read;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Believed from here on, whatever becomes of its file: nothing older is taken any more.
    writeDurably(at(SEEN), Buffer.from(JSON.stringify(release)));
    if (!(await isWhole(release)) && !(await fetched(release)))
      return { found: false, why: 'damaged', detail: release.name };
    for (const name of readdirSync(folder)) {
      if (name !== SEEN && name !== release.name) rmSync(at(name), { force: true });
    }
    return { found: true, version: release.version, file: at(release.name) };
  }

  async function look(): Promise<Looked> {
    const looked = await lookNow().catch((error: unknown): Looked => ({
      found: false,
      why: 'unreachable',
      detail: error instanceof Error ? error.message : String(error),
    }));
    onLog('looked for a newer program', { ...looked });
    if (looked.found && !stopped) onFetched({ version: looked.version, file: looked.file });
    return looked;
  }

  async function recall(): Promise<void> {
    const release = seen();
    if (release === null || compareVersions(release.version, running) <= 0 || !(await isWhole(release))) return;
    if (!stopped) onFetched({ version: release.version, file: at(release.name) });
  }

  function turn(): void {
    const hour = new Date(timers.now() + 8 * 3_600_000).getUTCHours();
    if (hour >= NIGHT.from && hour < NIGHT.to && timers.monotonic() - lookedAt > ONCE_A_NIGHT_MS) {
      lookedAt = timers.monotonic();
      void look();
    }
    cancel = timers.after(EVERY_MS, turn);
  }

  return {
    start() {
      recall().catch((error: unknown) => onLog('what was fetched cannot be read', { error: String(error) }));
      turn();
    },
    look,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
