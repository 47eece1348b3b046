import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { createSealing } from '../../../electron/station/platform/citybrain/sealing.ts';
import { watchLoop } from './loop-watch.ts';
import type { LoopFigures } from './loop-watch.ts';

/** What a message with 700 KB in it did to the thread that asked for it to be sealed. */
export interface Sealed {
  perSecond: number;
  sealing: LoopFigures;
  /** The same thread, for as long, with nothing to do. */
  idle: LoopFigures;
}

const BYTES = 700_000;

/**
 * City Brain's messages are made in a thread of their own: how late is the station's meanwhile? In turn a picture file of
 * 700 KB, which is made smaller, and parameters of 700 KB, which are encrypted as they are.
 */
// The sealing thread alone does not keep the process.
process.channel?.ref();
const [folder, count] = process.argv.slice(2) as [string, string];
const sealing = createSealing({ appId: 'bench', appSecret: '0123456789abcdef' });
const message = (params: string) => ({ params, id: 'bench', timestamp: '2026-01-02 03:04:05' });
const long = message(JSON.stringify({ text: randomBytes(BYTES / 2).toString('hex') }));
const short = message('{}');

/** A photograph of 1080 lines is as large as its noise makes it: grain over a coarse pattern, of about 700 KB. */
async function makePicture(file: string): Promise<void> {
  const raw = randomBytes(1920 * 1080 * 3);
  for (let i = 0; i < raw.length; i += 1) raw[i] = 60 + ((i >> 14) % 64) + ((raw[i] ?? 0) >> 3);
  const picture = sharp(raw, { raw: { width: 1920, height: 1080, channels: 3 } });
  let jpeg = Buffer.alloc(0);
  for (let quality = 20; jpeg.length < BYTES && quality <= 100; quality += 1)
    jpeg = await picture.clone().jpeg({ quality }).toBuffer();
  writeFileSync(file, jpeg);
}

const file = join(folder, 'picture.jpg');
await makePicture(file);
const sealOne = async (n: number): Promise<void> => {
  if (n % 2 === 1) return void (await sealing.seal(long));
  const { kind } = await sealing.sealPicture(short, file, n);
  if (kind !== 'sealed') throw new Error(`the picture was not sealed: ${kind}`);
};
// The thread is started, and what pictures need is loaded.
for (const n of [0, 1]) await sealOne(n);

const endSealing = watchLoop();
const startedAt = performance.now();
for (let n = 0; n < Number(count); n += 1) await sealOne(n);
const tookMs = performance.now() - startedAt;
const during = endSealing();
const endIdle = watchLoop();
await delay(tookMs);
const sealed: Sealed = { perSecond: (Number(count) * 1000) / tookMs, sealing: during, idle: endIdle() };
await sealing.stop();
process.send?.(sealed);
process.disconnect?.();
