import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCitybrainEnds } from '../../ends/citybrain.ts';
import type { CitybrainEnds } from '../../ends/citybrain.ts';
import type { Keys } from '../../ends/keys.ts';
import { until } from '../../ends/waiting.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import type { PictureState } from '../../../../electron/station/platform/citybrain/picture-file.ts';
import { LARGEST_SNAPSHOT } from '../../standard/citybrain.ts';
import { stayOf } from '../samples/stays.ts';
import { numbers } from '../samples/words.ts';
import { noise, SMALL_JPEG } from './jpegs.ts';
import type { CitybrainOptions } from './options.ts';

/** So wide at least, where the camera's picture was (a plate across a lane is legible down to that). */
const LEGIBLE = 1280;

interface PictureCase {
  detail: string;
  bytes: Buffer | null;
  /** Width of what is sent at least; null: nothing is sent. */
  width: number | null;
  /** It is small enough, and stays as it is, byte for byte. */
  same?: true;
}

/**
 * Pictures from the file to the platform's book (3.2.3): made small enough, sealed in a thread of their own, and sent once
 * the entry was answered.
 */
export async function runCitybrainPictures({ keys, interfaces, onSection }: CitybrainOptions): Promise<void> {
  const each = interfaces.find(({ code }) => code === 'uploadSnapshot');
  if (each === undefined) return;
  const ends = await openCitybrainEnds('pictures', keys);
  try {
    const cases: readonly PictureCase[] = [
      { detail: 'a few hundred bytes', bytes: Buffer.from(SMALL_JPEG, 'base64'), width: 64, same: true },
      { detail: '1280 × 720', bytes: await noise(1280, 720, 'jpeg'), width: LEGIBLE },
      { detail: '1920 × 1080', bytes: await noise(1920, 1080, 'jpeg'), width: LEGIBLE },
      { detail: '3840 × 2160', bytes: await noise(3840, 2160, 'jpeg'), width: LEGIBLE },
      { detail: 'a PNG', bytes: await noise(1600, 900, 'png'), width: LEGIBLE },
      { detail: 'a WebP', bytes: await noise(800, 450, 'webp'), width: 800 },
      { detail: 'higher than wide', bytes: await noise(1080, 1920, 'jpeg'), width: 720 },
      { detail: 'no picture', bytes: Buffer.from('no picture'), width: null },
      { detail: 'nothing', bytes: Buffer.alloc(0), width: null },
      { detail: 'no file', bytes: null, width: null },
    ];
    const outcomes: Outcome[] = [];
    for (const [i, one] of cases.entries()) outcomes.push(await send(ends, keys, one, i));
    outcomes.push(await laterFiled(ends, keys), await bothEnds(ends, keys));
    const { code, clause, title, request, reply } = each;
    const tables = [request.number, reply.number];
    onSection({ standard: 'citybrain', code, clause, title, direction: 'up', tables, transport: 'https', outcomes });
  } finally {
    await ends.stop();
  }
}

interface PictureRow {
  state: string;
  code: string | null;
  message: string | null;
}

const rowOf = ({ db }: CitybrainEnds, outOrderNo: string): PictureRow | undefined =>
  db
    .prepare<[string], PictureRow>(
      `SELECT state, answer_code AS code, answer_message AS message FROM outbox
       WHERE platform = 'citybrain' AND interface = 'uploadSnapshot' AND business_id LIKE ? || ':%' ORDER BY seq DESC`,
    )
    .get(outOrderNo);

function enter(ends: CitybrainEnds, captureId: string): string {
  const stay = stayOf({ entryCapture: captureId, leftAt: null, exitId: null, exitName: null });
  ends.ledger.record((tx) => tx.report({ kind: 'entered', stay, numbers, operator: null }, null));
  const order = ends.db
    .prepare<[string], { no: string }>('SELECT out_order_no AS no FROM citybrain_order WHERE stay_id = ?')
    .get(stay.id);
  return order?.no ?? '';
}

function file({ pictures }: CitybrainEnds, keys: Keys, captureId: string, bytes: Buffer | null): void {
  const path = join(keys.folder, `${captureId}.jpg`);
  if (bytes !== null) writeFileSync(path, bytes);
  pictures.set(captureId, { state: 'filed', file: path });
}

async function send(ends: CitybrainEnds, keys: Keys, one: PictureCase, place: number): Promise<Outcome> {
  const { detail, bytes, width, same = false } = one;
  const captureId = `capture-${place}`;
  file(ends, keys, captureId, bytes);
  const outOrderNo = enter(ends, captureId);
  const begun = performance.now();
  await until(() => !['waiting', undefined].includes(rowOf(ends, outOrderNo)?.state));
  const row = rowOf(ends, outOrderNo);
  const picture = ends.platform.book.orders.get(outOrderNo)?.pictures.parking ?? null;
  const characters = picture === null ? 0 : 4 * Math.ceil(picture.bytes / 3);
  const isSame =
    picture?.sha256 ===
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
  const trouble =
    width === null
      ? [
          ...unless(row?.state === 'parked' && row.code === 'NO_PICTURE', 'not parked'),
          ...unless(picture === null, 'something was sent'),
        ]
      : [
          ...unless(row?.state === 'acknowledged' && picture !== null, 'not taken'),
          ...unless(characters < LARGEST_SNAPSHOT, '500K or more'),
          ...unless((picture?.width ?? 0) >= width, `narrower than ${width} px`),
          ...unless(!same || isSame, 'changed'),
        ];
  const seen =
    picture === null ? `${row?.state} ${row?.code}` : `${picture.width} × ${picture.height}, ${characters} characters`;
  const expected = width === null ? 'parked: NO_PICTURE' : `< 500K, ≥ ${width} px wide`;
  return outcome({ attribute: 'snapshot', kind: 'size', detail }, expected, seen, trouble, performance.now() - begun);
}

/** The picture is filed after the entry was recorded: it waits, and holds up nothing. */
async function laterFiled(ends: CitybrainEnds, keys: Keys): Promise<Outcome> {
  const captureId = 'capture-later';
  ends.pictures.set(captureId, { state: 'pending' } satisfies PictureState);
  const outOrderNo = enter(ends, captureId);
  const isEntered = await until(() => ends.platform.book.orders.has(outOrderNo));
  const before = rowOf(ends, outOrderNo)?.state;
  file(ends, keys, captureId, Buffer.from(SMALL_JPEG, 'base64'));
  const isSent = await until(() => rowOf(ends, outOrderNo)?.state === 'acknowledged');
  const seen = `entry ${isEntered ? 'taken' : 'not taken'}, picture ${before}, then ${rowOf(ends, outOrderNo)?.state}`;
  const trouble = unless(isEntered && before === 'waiting' && isSent, 'not so');
  const about = { attribute: 'snapshot', kind: 'order', detail: 'filed after its entry' } as const;
  return outcome(about, 'entry taken, picture waiting, then acknowledged', seen, trouble);
}

/** 入场图片上报须在车辆入场上报返回后调用: entry, its picture, exit, its picture, in this order. */
async function bothEnds(ends: CitybrainEnds, keys: Keys): Promise<Outcome> {
  for (const id of ['capture-in', 'capture-out']) file(ends, keys, id, Buffer.from(SMALL_JPEG, 'base64'));
  const stay = stayOf({ entryCapture: 'capture-in', exitCapture: 'capture-out' });
  const from = ends.platform.book.entries.length;
  const sums = { receivable: 0, discount: 0, received: 0 };
  ends.ledger.record((tx) => {
    const entered = { ...stay, leftAt: null, exitId: null, exitName: null, exitCapture: null };
    tx.report({ kind: 'entered', stay: entered, numbers, operator: null }, null);
    tx.report({ kind: 'left', stay, numbers, operator: null, sums, chargeIds: [] }, null);
  });
  const told = (): string[] =>
    ends.platform.book.entries
      .slice(from)
      .filter((entry) => entry.interface !== 'heartbeat')
      .map((entry) => [entry.interface, entry.params['event']].filter(Boolean).join(' '));
  const wanted = ['parking', 'uploadSnapshot parking', 'away', 'uploadSnapshot away'];
  await until(() => told().length >= wanted.length);
  const early = ends.platform.book.violations.filter(({ message }) => message.includes('before its entry'));
  const trouble = [
    ...unless(told().join() === wanted.join(), 'not so'),
    ...unless(early.length === 0, 'a picture before its entry was answered'),
  ];
  return outcome(
    { attribute: 'event', kind: 'order', detail: 'a whole stay' },
    wanted.join(', '),
    told().join(', '),
    trouble,
  );
}
