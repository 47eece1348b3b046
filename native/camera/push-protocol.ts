import { z } from 'zod';
import { carColour, carModel, plateColour } from '../../electron/contract/vocabulary.ts';
import type { Capture } from './contract.ts';
import { isJpeg } from './jpeg.ts';
import { CameraRefusal } from './refusal.ts';

/** The push format, pure: bytes of a message to a capture. docs/protocols/capture-push.md is its text. */

const percent = z.number().min(0).max(100);

const captureMessage = z
  .strictObject({
    captureId: z.string().regex(/^[\x21-\x7e]{1,128}$/, '1 to 128 printable ASCII characters, no spaces'),
    capturedAt: z.iso.datetime({ offset: true, error: 'ISO 8601 with seconds and offset: 2026-05-01T09:30:00+08:00' }),
    plate: z.string().max(64, 'at most 64 characters'),
    plateColour: plateColour.default('unknown'),
    confidence: percent.nullable().default(null),
    charConfidence: z.array(percent).max(64).nullable().default(null),
    carColour: carColour.nullable().default(null),
    carModel: carModel.nullable().default(null),
    offline: z.boolean().default(false),
  })
  .refine(({ plate, charConfidence }) => charConfidence === null || charConfidence.length === [...plate].length, {
    path: ['charConfidence'],
    error: 'one number for each character of plate',
  });

/** What a camera sends, less its image. */
export type CaptureMessage = z.input<typeof captureMessage>;

/** A capture from a JSON body with its image in base64. Throws `CameraRefusal` 400. */
export function captureFromJson(body: Buffer, cameraId: string): Capture {
  const { image, ...message } = parseObject(body);
  return { ...readMessage(message, cameraId), image: decodeImage(image) };
}

/**
 * A capture from the parts of a multipart body: the JSON, and the JPEG as it is. A camera without a picture says
 * `"image": null` in the JSON, so that a part under a wrong name is a mistake it is told of. Throws `CameraRefusal` 400.
 */
export function captureFromParts(parts: ReadonlyMap<string, Buffer>, cameraId: string): Capture {
  const capture = parts.get('capture');
  if (capture === undefined) throw invalid({ capture: 'this part is missing' });
  const image = parts.get('image');
  const { image: stated, ...message } = parseObject(capture);
  if (stated !== undefined && (stated !== null || image !== undefined)) {
    throw invalid({ image: 'in multipart the image is a part of its own' });
  }
  if (stated === undefined && image === undefined) throw invalid({ image: 'this part is missing' });
  return { ...readMessage(message, cameraId), image: image === undefined ? null : checkJpeg(image) };
}

function readMessage(message: object, cameraId: string): Omit<Capture, 'image'> {
  const parsed = captureMessage.safeParse(message);
  if (!parsed.success) throw invalid(wrongFields(parsed.error));
  const { capturedAt, ...rest } = parsed.data;
  return { ...rest, cameraId, capturedAt: Date.parse(capturedAt) };
}

const invalid = (fields: Record<string, string>): CameraRefusal =>
  new CameraRefusal(400, 'invalid', `not a capture: ${Object.keys(fields).join(', ')}`, { fields });

const MOST_FIELDS_NAMED = 10;

/** `fromEntries` makes own properties of whatever name: a key `__proto__` is named like any other. */
function wrongFields(error: z.ZodError): Record<string, string> {
  const wrong = error.issues.flatMap((issue): [string, string][] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [key.slice(0, 64), 'not a field of a capture'])
      : [[issue.path.join('.') || 'capture', issue.message]],
  );
  return Object.fromEntries(wrong.slice(0, MOST_FIELDS_NAMED));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new CameraRefusal(400, 'malformed', 'the message is not JSON in UTF-8', { cause });
  }
}

function parseObject(body: Buffer): Record<string, unknown> {
  const cut = cutImage(body);
  const value = parseJson(cut?.rest ?? body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CameraRefusal(400, 'malformed', 'the message is not a JSON object');
  }
  const message = value as Record<string, unknown>;
  if (cut === null) return message;
  // The text that was cut is empty now, unless the field was there twice or deeper inside.
  if (message['image'] !== '') throw invalid({ image: 'this field is given more than once' });
  return { ...message, image: cut.image };
}

const IMAGE_KEY = '"image"';
const QUOTE = 0x22;

/**
 * Takes the base64 out of the bytes before they are parsed. Otherwise one Chinese character in the plate makes UTF-16
 * of the whole message, and a car waits for some hundred kilobytes to be widened, scanned and copied. Unescaped quotes
 * cannot stand inside a JSON string, so the key found is a key. Null: parse it whole.
 */
function cutImage(body: Buffer): { rest: Buffer; image: string } | null {
  const key = body.indexOf(IMAGE_KEY);
  if (key < 0) return null;
  const afterKey = key + IMAGE_KEY.length;
  const start = body.indexOf(QUOTE, afterKey) + 1;
  if (start === 0 || !/^\s{0,9}:\s{0,9}"$/.test(body.toString('latin1', afterKey, Math.min(start, afterKey + 20))))
    return null;
  const end = body.indexOf(QUOTE, start);
  if (end < 0) return null;
  const image = body.toString('latin1', start, end);
  // Some encoders write \/ for /: only the parser knows what escapes mean.
  if (image.includes('\\')) return null;
  return { rest: Buffer.concat([body.subarray(0, start), body.subarray(end)]), image };
}

function decodeImage(image: unknown): Uint8Array | null {
  if (image === null) return null;
  if (typeof image !== 'string') {
    throw invalid({
      image: image === undefined ? 'this field is missing; null says that there is none' : 'not a string',
    });
  }
  const bytes = Buffer.from(image, 'base64');
  // The decoder skips what is no base64: the length tells.
  const padding = image.endsWith('==') ? 2 : image.endsWith('=') ? 1 : 0;
  if (bytes.length !== Math.floor(((image.length - padding) * 3) / 4)) {
    throw invalid({ image: 'not base64 (no line breaks, no data: in front)' });
  }
  return checkJpeg(bytes);
}

function checkJpeg(bytes: Uint8Array): Uint8Array {
  if (isJpeg(bytes)) return bytes;
  throw invalid({ image: 'not a JPEG (it does not begin with FF D8 FF)' });
}
