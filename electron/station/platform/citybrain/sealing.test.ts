import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seal } from './envelope.ts';
import type { Message } from './envelope.ts';
import { createSealing } from './sealing.ts';
import type { Sealing } from './sealing.ts';

const account = { appId: 'ae145d83e56cb332', appSecret: 'bb0873ce314c42f7' };

let directory: string;
/** 1080p, too large as it is. */
let large: string;
let sealing: Sealing;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sealing-'));
  large = join(directory, 'large.jpg');
  const raw = Buffer.alloc(1920 * 1080 * 3);
  for (let i = 0; i < raw.length; i++) raw[i] = (Math.imul(i, 2654435761) >>> 26) + (i >> 16);
  await sharp(raw, { raw: { width: 1920, height: 1080, channels: 3 } })
    .jpeg({ quality: 90 })
    .toFile(large);
});
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(() => void (sealing = createSealing(account)));
afterEach(() => sealing.stop());

const message = (n: number): Message => ({
  params: `{"n":${n}}`,
  id: `message-${n}`,
  timestamp: '2026-01-02 03:04:05',
});
const here = (n: number, picture: Uint8Array | null = null): Buffer => Buffer.from(seal(message(n), picture, account));

describe('sealing in a thread', () => {
  it('gives what this thread would have made, message for message', async () => {
    const bodies = await Promise.all([1, 2, 3].map((n) => sealing.seal(message(n))));
    expect(bodies).toEqual([1, 2, 3].map((n) => here(n)));
  });

  it('takes a picture from its file, and says of one that there is none', async () => {
    const file = join(directory, 'small.jpg');
    await sharp({ create: { width: 64, height: 32, channels: 3, background: '#579' } })
      .jpeg()
      .toFile(file);
    expect(await sealing.sealPicture(message(1), file, 1)).toEqual({
      kind: 'sealed',
      body: here(1, readFileSync(file)),
    });
    expect(await sealing.sealPicture(message(1), join(directory, 'none.jpg'), 1)).toMatchObject({ kind: 'never' });
    expect(await sealing.sealPicture(message(1), directory, 1)).toMatchObject({ kind: 'not-yet' });
    writeFileSync(file, 'words');
    expect(await sealing.sealPicture(message(1), file, 1)).toMatchObject({ kind: 'never' });
  });

  it('an entry does not wait for the pictures that were asked for before it', async () => {
    await sealing.seal(message(0));
    const done: string[] = [];
    const pictures = [1, 2, 3, 4].map((n) =>
      sealing.sealPicture(message(n), large, 1).then(() => done.push('picture')),
    );
    await sealing.seal(message(5)).then(() => done.push('entry'));
    await Promise.all(pictures);
    expect(done.indexOf('entry')).toBeLessThan(2);
  });

  it('a picture of now does not wait for those of yesterday', async () => {
    await sealing.sealPicture(message(0), large, 0);
    const done: number[] = [];
    const ranks = [1, 2, 3, 90, 4];
    await Promise.all(ranks.map((n) => sealing.sealPicture(message(n), large, n).then(() => done.push(n))));
    expect(done).toEqual([1, 90, 4, 3, 2]);
  });

  it('what cannot be sealed fails by itself, and the thread goes on', async () => {
    const bad = sealing.sealPicture({ ...message(1), params: 'no JSON' }, large, 1);
    await expect(bad).rejects.toThrow('cannot be sealed');
    await expect(sealing.seal(message(2))).resolves.toEqual(here(2));
  });

  it('stopped in the middle it fails what waits, and starts again when asked', async () => {
    await sealing.sealPicture(message(1), large, 1);
    const cut = expect(sealing.sealPicture(message(2), large, 1)).rejects.toThrow('ended');
    await Promise.resolve();
    await sealing.stop();
    await cut;
    await expect(sealing.sealPicture(message(3), large, 1)).resolves.toMatchObject({ kind: 'sealed' });
  });

  it('the gate froze while a picture was compressed and encrypted: the event loop goes on', async () => {
    await sealing.sealPicture(message(0), large, 1);
    const there = watchTurns();
    for (let n = 0; n < 5; n++) await sealing.sealPicture(message(n), large, 1);
    const longest = there.longestMs();
    // The cipher alone, in this thread. How many milliseconds it is, `npm run bench -- outbox` says.
    const begun = process.threadCpuUsage();
    here(1, readFileSync(large).subarray(0, 370_000));
    const { user, system } = process.threadCpuUsage(begun);
    expect(longest).toBeLessThan((user + system) / 1000 / 4);
  });
});

/** How long this thread works at one go, ms of its own time: on a busy machine waiting for a core is no work. */
function watchTurns(): { longestMs(): number } {
  let [longest, before] = [0, process.threadCpuUsage()];
  const look = (): void => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1000);
    before = now;
  };
  const timer = setInterval(look, 1);
  return {
    longestMs() {
      clearInterval(timer);
      return longest;
    },
  };
}
