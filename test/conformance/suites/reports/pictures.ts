import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormData } from 'undici';
import { isDeepStrictEqual } from 'node:util';
import type { Kind } from '../../cases/kinds.ts';
import { openEnds } from '../../ends/db4403.ts';
import type { Ends } from '../../ends/db4403.ts';
import type { Keys } from '../../ends/keys.ts';
import { openRawLot } from '../../ends/raw-lot.ts';
import type { RawLot } from '../../ends/raw-lot.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { IMAGE_UPLOAD, LIMITS } from '../../standard/db4403.ts';
import { digestOf } from './account.ts';
import { names } from '../expectation.ts';
import { sealed } from '../messages.ts';
import type { SuiteOptions } from '../options.ts';
import { openDesk } from '../queue.ts';
import type { Desk } from '../queue.ts';
import { readAnswer } from './platform-answer.ts';

/**
 * Pictures (7.3.4.1.7): from the file over the queue to the platform's book, by size, kind and form; then forms that no
 * station sends, attribute by attribute. They go over HTTPS whichever way everything else goes.
 */
export async function runPictures({ transport, keys, onSection }: SuiteOptions): Promise<void> {
  const ends = await openEnds({ name: 'pictures', transport, keys });
  const raw = await openRawLot('https', ends.platform.access);
  try {
    const { code, clause, title, request, reply } = IMAGE_UPLOAD;
    const desk = openDesk(ends.lot);
    const outcomes: Outcome[] = [];
    for (const [i, each] of STATION_CASES.entries()) outcomes.push(await upload(ends, desk, keys, each, i));
    outcomes.push(await asJson(ends, raw), ...(await forms(ends, raw)));
    const tables = [request.number, reply.number];
    onSection({ standard: 'db4403', code, clause, title, direction: 'up', tables, transport, outcomes });
  } finally {
    await raw.stop();
    await ends.stop();
  }
}

/** A JPEG by its first bytes, of any size, another for each `mark`. */
function jpeg(bytes: number, mark: number): Buffer {
  const picture = Buffer.alloc(bytes, mark % 251);
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(picture);
  return picture;
}

interface StationCase {
  kind: Kind;
  detail: string;
  /** What lies in the file; null: there is none. */
  bytes: Buffer | null;
  imageBizType?: number;
  /** What the file is said to hold. */
  sha256?: string;
  /** Null: taken. Otherwise a part of the words with which it is parked. */
  refused: { code: number; words: string } | null;
}

const [KB, MB] = [1024, 1024 * 1024];
/** Not sent at all: what the station knows to be none goes to a person. */
const UNSENT = 3;

const STATION_CASES: readonly StationCase[] = [
  ...[1, 2, 3, 4].map((imageBizType): StationCase => ({
    kind: 'value',
    detail: `imageBizType ${imageBizType}`,
    bytes: jpeg(KB, imageBizType),
    imageBizType,
    refused: null,
  })),
  {
    kind: 'outside',
    detail: 'imageBizType 0',
    bytes: jpeg(KB, 5),
    imageBizType: 0,
    refused: { code: 1007, words: 'imageBizType' },
  },
  {
    kind: 'outside',
    detail: 'imageBizType 5',
    bytes: jpeg(KB, 6),
    imageBizType: 5,
    refused: { code: 1007, words: 'imageBizType' },
  },
  { kind: 'size', detail: '4 bytes', bytes: jpeg(4, 7), refused: null },
  { kind: 'size', detail: '1 MB', bytes: jpeg(MB, 8), refused: null },
  { kind: 'size', detail: '10 MB', bytes: jpeg(LIMITS.pictureBytes, 9), refused: null },
  {
    kind: 'size',
    detail: '10 MB and a byte',
    bytes: jpeg(LIMITS.pictureBytes + 1, 10),
    refused: { code: UNSENT, words: '10 MB' },
  },
  { kind: 'size', detail: 'nothing', bytes: Buffer.alloc(0), refused: { code: UNSENT, words: 'JPEG' } },
  {
    kind: 'form',
    detail: 'a PNG',
    bytes: Buffer.from('89504e470d0a1a0a', 'hex'),
    refused: { code: UNSENT, words: 'JPEG' },
  },
  { kind: 'absent', detail: 'no file', bytes: null, refused: { code: UNSENT, words: 'cannot be read' } },
  {
    kind: 'form',
    detail: 'changed since it was reported',
    bytes: jpeg(KB, 11),
    sha256: '0'.repeat(64),
    refused: { code: UNSENT, words: 'changed' },
  },
];

async function upload({ platform }: Ends, desk: Desk, keys: Keys, each: StationCase, place: number): Promise<Outcome> {
  const { kind, detail, bytes, imageBizType = 1, refused } = each;
  const id = `picture-${place}`;
  const fileName = `收费牌-${place}.jpg`;
  const file = join(keys.folder, `${id}.jpg`);
  if (bytes !== null) writeFileSync(file, bytes);
  const sha256 =
    each.sha256 ??
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
  const pickTime = Math.floor(Date.now() / 1000);
  desk.put('imageUpload', [{ id, item: { fileName, imageBizType, pickTime, file, sha256 } }]);
  await desk.settled(1);
  const sent = desk.look('imageUpload').get(id);
  const held = platform.book.entries.findLast(({ item }) => item['fileName'] === fileName)?.item;
  const {
    fileName: heldName,
    imageBizType: heldKind,
    pickTime: heldTime,
    bytes: heldBytes,
    sha256: heldSum,
  } = held ?? {};
  const isKept = isDeepStrictEqual(
    [heldName, heldKind, heldTime, heldBytes, heldSum],
    [fileName, imageBizType, pickTime, bytes?.length, sha256],
  );
  const trouble =
    refused === null
      ? unless(sent?.state === 'acknowledged' && isKept, 'not kept as sent')
      : [
          ...unless(sent?.state === 'parked' && Number(sent.code) === refused.code, 'another code'),
          ...unless(sent?.message?.includes(refused.words) === true, `does not say ${refused.words}`),
          ...unless(held === undefined, 'something was kept'),
        ];
  const expected = refused === null ? '0' : `${refused.code} ${refused.words}`;
  const seen = `${sent?.state} ${sent?.code} ${sent?.message ?? ''}`.trim();
  return outcome({ kind, detail }, expected, seen, trouble, sent?.ms ?? null);
}

/** As JSON it is no picture: over MQTTS there is none (7.3.4.1.7). */
async function asJson({ platform }: Ends, raw: RawLot): Promise<Outcome> {
  const authorization = await tokenFrom(platform, raw);
  const answer = await raw.post('imageUpload', {
    body: sealed([{ fileName: 'a.jpg' }], platform.access.secret),
    authorization,
  });
  const { code, words } = readAnswer(answer, IMAGE_UPLOAD.reply);
  return outcome(
    { kind: 'form', detail: 'JSON instead of a form' },
    '3',
    `${code} ${words}`,
    unless(code === 3, 'another code'),
    answer.ms,
  );
}

async function tokenFrom({ access }: Ends['platform'], raw: RawLot): Promise<string> {
  const { json } = await raw.post('login', {
    body: sealed([{ userId: access.userId, password: digestOf(access) }], access.secret),
  });
  const [item] = json?.['data'] as { accessToken: string }[];
  return `Bearer ${item?.accessToken}`;
}

type Part = string | Blob | null;
interface FormCase {
  attribute: string;
  kind: Kind;
  detail: string;
  /** Parts that are otherwise than they should be; null: left out. */
  parts: Readonly<Record<string, Part>>;
  /** A part that is given once more. */
  twice?: string;
  code: number;
}

const missing = (attribute: string): FormCase[] => [
  { attribute, kind: 'absent', detail: '', parts: { [attribute]: null }, code: 4 },
  { attribute, kind: 'empty', detail: '', parts: { [attribute]: '' }, code: 4 },
];
const picture = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
const numbers = (attribute: string): FormCase[] => [
  { attribute, kind: 'type', detail: 'words', parts: { [attribute]: 'one' }, code: 1005 },
  { attribute, kind: 'type', detail: 'fraction', parts: { [attribute]: '1.5' }, code: 1005 },
];
const timestamps = (attribute: string): FormCase[] => [
  { attribute, kind: 'outside', detail: '-1', parts: { [attribute]: '-1' }, code: 1007 },
  { attribute, kind: 'outside', detail: 'milliseconds', parts: { [attribute]: '1767225600000' }, code: 1007 },
];

const FORM_CASES: readonly FormCase[] = [
  { attribute: 'file', kind: 'full', detail: '', parts: {}, code: 0 },
  { attribute: 'file', kind: 'absent', detail: '', parts: { file: null }, code: 4 },
  { attribute: 'file', kind: 'type', detail: 'text', parts: { file: 'words' }, code: 1005 },
  { attribute: 'file', kind: 'size', detail: 'nothing', parts: { file: picture(Buffer.alloc(0)) }, code: 1005 },
  {
    attribute: 'file',
    kind: 'form',
    detail: 'a GIF',
    parts: { file: picture(Buffer.from('GIF89a......')) },
    code: 1005,
  },
  {
    attribute: 'file',
    kind: 'size',
    detail: '10 MB',
    parts: { file: picture(jpeg(LIMITS.pictureBytes, 20)) },
    code: 0,
  },
  {
    attribute: 'file',
    kind: 'size',
    detail: '10 MB and a byte',
    parts: { file: picture(jpeg(LIMITS.pictureBytes + 1, 21)) },
    code: 3,
  },
  ...missing('fileName'),
  { attribute: 'fileName', kind: 'short', detail: '1 character', parts: { fileName: 'a' }, code: 0 },
  { attribute: 'fileName', kind: 'again', detail: 'given twice', parts: {}, twice: 'fileName', code: 3 },
  ...missing('imageBizType'),
  ...numbers('imageBizType'),
  ...['1', '2', '3', '4'].map((value): FormCase => ({
    attribute: 'imageBizType',
    kind: 'value',
    detail: value,
    parts: { imageBizType: value },
    code: 0,
  })),
  ...['0', '5', '-1', '99'].map((value): FormCase => ({
    attribute: 'imageBizType',
    kind: 'outside',
    detail: value,
    parts: { imageBizType: value },
    code: 1007,
  })),
  ...missing('timestamp'),
  ...numbers('timestamp'),
  ...timestamps('timestamp'),
  { attribute: 'timestamp', kind: 'time', detail: '10 min ago', parts: { timestamp: ago(600) }, code: 4 },
  { attribute: 'timestamp', kind: 'time', detail: 'in 10 min', parts: { timestamp: ago(-600) }, code: 4 },
  ...missing('pickTime'),
  ...numbers('pickTime'),
  ...timestamps('pickTime'),
  { attribute: 'pickTime', kind: 'edge', detail: 'a year ago', parts: { pickTime: ago(365 * 86_400) }, code: 0 },
  { attribute: 'extra', kind: 'unknown', detail: '', parts: { extra: 'x' }, code: 1000 },
];

function ago(seconds: number): string {
  return String(Math.floor(Date.now() / 1000) - seconds);
}

async function forms({ platform }: Ends, raw: RawLot): Promise<Outcome[]> {
  const authorization = await tokenFrom(platform, raw);
  const outcomes: Outcome[] = [];
  for (const [i, { attribute, kind, detail, parts, twice, code: wanted }] of FORM_CASES.entries()) {
    const lawful: Record<string, Part> = {
      fileName: `form-${i}.jpg`,
      imageBizType: '1',
      timestamp: ago(0),
      pickTime: ago(60),
      file: picture(jpeg(64, i)),
    };
    const form = new FormData();
    for (const [name, part] of Object.entries({ ...lawful, ...parts })) {
      if (part === null) continue;
      if (typeof part === 'string') form.append(name, part);
      else form.append(name, part, `form-${i}.jpg`);
      if (name === twice && typeof part === 'string') form.append(name, part);
    }
    const answer = await raw.post('imageUpload', { body: form, authorization, contentType: null });
    const { code, words, departures } = readAnswer(answer, IMAGE_UPLOAD.reply);
    const trouble = [
      ...unless(code === wanted, 'another code'),
      ...unless(wanted === 0 || names(words, attribute), `does not name ${attribute}`),
      ...departures,
    ];
    const expected = wanted === 0 ? '0' : `${wanted} ${attribute}`;
    outcomes.push(outcome({ attribute, kind, detail }, expected, `${code} ${words}`, trouble, answer.ms));
  }
  return outcomes;
}
