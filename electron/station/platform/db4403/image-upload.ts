import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { FormData } from 'undici';
import { z } from 'zod';
import type { Clock } from '../../../../native/clock/contract.ts';
import type { Tx } from '../../ledger/record.ts';
import { wordsOf } from '../link/network-trouble.ts';
import type { Delivery, WireItem } from '../outbox/contract.ts';
import type { Reply } from './envelope.ts';
import type { HttpsSession } from './https-session.ts';
import { judge, questionOf } from './message.ts';
import { unsendable } from './outgoing.ts';
import { beginsAsJpeg, LARGEST_PICTURE } from './picture-limits.ts';
import type { PictureUpload } from './reports-base-data.ts';
import { toTimestamp } from '../wire/time.ts';

/** What the queue holds of a picture: the fields of table 32, where the file is, and what was in it when it was reported. */
const pictureUpload: z.ZodType<PictureUpload> = z.object({
  fileName: z.string().min(1),
  imageBizType: z.int(),
  /** Seconds since 1970. */
  pickTime: z.int(),
  /** Absolute path. */
  file: z.string().min(1),
  sha256: z.string(),
});

export interface ImageUploadParts {
  session: HttpsSession;
  clock: Clock;
  /** Inside the transaction in which the picture counts as delivered: what the platform calls it (table 33). */
  onPictureId(tx: Tx, picture: PictureUpload, id: string): void;
}

/** Sends one picture as a form over HTTPS (7.3.4.1.7), whichever way everything else goes. */
export function createImageUpload({
  session,
  clock,
  onPictureId,
}: ImageUploadParts): (item: WireItem) => Promise<Delivery> {
  return async ({ payload }) => {
    const parsed = pictureUpload.safeParse(JSON.parse(payload));
    if (!parsed.success) return unsendable(`not a picture: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
    const { file, sha256, ...fields } = parsed.data;
    if (!session.up) return { kind: 'not-yet', why: session.link.state === 'up' ? 'unreachable' : session.link.detail };
    const image = await readImage(file, sha256);
    if (!image.ok) return unsendable(image.why);

    const form = new FormData();
    const { fileName } = fields;
    for (const [name, value] of Object.entries({ ...fields, timestamp: toTimestamp(clock.now()) }))
      form.set(name, String(value));
    form.set('file', new File(image.chunks, fileName, { type: 'image/jpeg' }), fileName);
    const outcome = await session.request('imageUpload', { type: null, body: form });
    if (outcome.kind === 'no-answer') return outcome;
    return deliveryOf(outcome.reply, payload, (tx, id) => onPictureId(tx, parsed.data, id));
  };
}

function deliveryOf(reply: Reply, payload: string, onId: (tx: Tx, id: string) => void): Delivery {
  const [entry = null] = reply.entries;
  const question = questionOf('imageUpload', payload, () => undefined);
  const delivery = judge(question, reply, entry) as Delivery;
  const id = (entry?.fields ?? reply.outer)['id'];
  if (delivery.kind !== 'delivered' || typeof id !== 'string' || id === '') return delivery;
  return { ...delivery, also: (tx) => onId(tx, id) };
}

type ReadImage = { ok: true; chunks: Buffer<ArrayBuffer>[] } | { ok: false; why: string };

/** Reads and checks it in pieces: a large picture does not hold up the gate. */
async function readImage(file: string, sha256: string): Promise<ReadImage> {
  const hash = createHash('sha256');
  const chunks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer<ArrayBuffer>>) {
      size += chunk.length;
      if (size > LARGEST_PICTURE) return { ok: false, why: `${file} is larger than 10 MB` };
      hash.update(chunk);
      chunks.push(chunk);
    }
  } catch (error) {
    return { ok: false, why: `${file} cannot be read: ${wordsOf(error)}` };
  }
  if (!beginsAsJpeg(chunks[0])) return { ok: false, why: `${file} is not a JPEG` };
  if (hash.digest('hex') !== sha256.toLowerCase())
    return { ok: false, why: `${file} has changed since it was reported` };
  return { ok: true, chunks };
}
