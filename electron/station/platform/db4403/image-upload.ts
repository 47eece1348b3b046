import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { FormData } from 'undici';
import { z } from 'zod';
import type { Clock } from '../../../../native/clock/contract.ts';
import type { Tx } from '../../ledger/record.ts';
import { wordsOf } from '../../wire/network-trouble.ts';
import { toTimestamp } from '../../wire/time.ts';
import type { Delivery, OutgoingItem } from '../outbox/contract.ts';
import type { Reply } from './envelope.ts';
import type { HttpsSession } from './https-session.ts';
import { judge, questionOf } from './message.ts';
import { unsendable } from './outgoing.ts';
import { beginsAsJpeg, LARGEST_PICTURE } from './picture-limits.ts';
import type { PictureUpload } from './reports-base-data.ts';

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
}: ImageUploadParts): (item: OutgoingItem) => Promise<Delivery> {
  return async (item) => {
    const parsed = pictureUpload.safeParse(JSON.parse(item.payload));
    if (!parsed.success) return unsendable(`not a picture: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
    const { file, sha256, ...fields } = parsed.data;
    if (!session.up) return { kind: 'not-yet', why: session.link.state === 'up' ? 'unreachable' : session.link.detail };
    const image = await readImage(file, sha256);
    if (!image.ok) return unsendable(image.why);

    const form = new FormData();
    const { fileName } = fields;
    for (const [name, value] of Object.entries({ ...fields, timestamp: toTimestamp(clock.now()) }))
      form.set(name, String(value));
    form.set('file', new File(image.parts, fileName, { type: 'image/jpeg' }), fileName);
    const outcome = await session.request('imageUpload', { type: null, body: form });
    if (outcome.kind !== 'reply') return outcome;
    return deliveryOf(outcome.reply, item, (tx, id) => onPictureId(tx, parsed.data, id));
  };
}

function deliveryOf(reply: Reply, item: OutgoingItem, onId: (tx: Tx, id: string) => void): Delivery {
  const [entry = null] = reply.entries;
  const question = questionOf({ ...item, interface: 'imageUpload' }, () => undefined);
  const delivery = judge(question, reply, entry) as Delivery;
  const id = (entry?.fields ?? reply.outer)['id'];
  if (delivery.kind !== 'delivered' || typeof id !== 'string' || id === '') return delivery;
  return { ...delivery, also: (tx) => onId(tx, id) };
}

/** The bytes that were checked: what is sent is not read from the file once more. */
type ReadImage = { ok: true; parts: Blob[] } | { ok: false; why: string };

/**
 * Reads and checks it in pieces: a large picture does not hold up the gate. Each piece becomes a blob as it comes, for a
 * file made of blobs refers to them, where one made of buffers copies them all in one go.
 */
async function readImage(file: string, sha256: string): Promise<ReadImage> {
  const hash = createHash('sha256');
  const parts: Blob[] = [];
  let first: Buffer | null = null;
  let size = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer<ArrayBuffer>>) {
      size += chunk.length;
      if (size > LARGEST_PICTURE) return { ok: false, why: `${file} is larger than 10 MB` };
      hash.update(chunk);
      first ??= chunk;
      parts.push(new Blob([chunk]));
    }
  } catch (error) {
    return { ok: false, why: `${file} cannot be read: ${wordsOf(error)}` };
  }
  if (!first || !beginsAsJpeg(first)) return { ok: false, why: `${file} is not a JPEG` };
  if (hash.digest('hex') !== sha256.toLowerCase())
    return { ok: false, why: `${file} has changed since it was reported` };
  return { ok: true, parts };
}
