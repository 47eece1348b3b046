import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createCaptures } from './captures.ts';
import type { Captures } from './captures.ts';
import { createImageFiler } from './images.ts';
import type { ImageFiler } from './images.ts';

const RETRY_MS = 5000;
const IMAGE = randomBytes(20_000);
const SHA256 = createHash('sha256').update(IMAGE).digest('hex');
const PATH = '2026/05/01/east-093000-c1.jpg';

let directory: string;
let db: Db;
let clock: ManualClock;
let captures: Captures;
let images: ImageFiler;
let troubles: (string | null)[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'images-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  clock = createManualClock();
  captures = createCaptures(db);
  images = openFiler();
});

afterEach(async () => {
  rmSync(inCaptures(''), { recursive: true, force: true });
  for (let waits = true; waits; waits = clock.pending > 0) await clock.advanceAsync(RETRY_MS);
  await images.idle();
  db.close();
  rmSync(directory, { recursive: true });
});

const inCaptures = (path: string): string => join(directory, 'captures', path);

function openFiler(): ImageFiler {
  troubles = [];
  const filer = createImageFiler(join(directory, 'captures'), captures, clock);
  filer.onTrouble((why) => troubles.push(why));
  return filer;
}

/** A capture whose image is on its way to `path`. */
function capture(id: string, path = PATH): void {
  captures.add(
    {
      captureId: id,
      cameraId: 'camera',
      capturedAt: 0,
      plate: '粤B12345',
      plateColour: 'blue',
      confidence: null,
      charConfidence: null,
      carColour: null,
      carModel: null,
      offline: false,
      image: IMAGE,
    },
    { id, laneId: 'east', arrivalId: null, receivedAt: 0, stale: false, imagePath: path },
  );
}

function file(id: string, path = PATH): void {
  capture(id, path);
  images.file(id, path, IMAGE);
}

const row = (id: string) =>
  db.prepare('SELECT image_state, image_bytes, image_sha256 FROM capture WHERE id = ?').get(id);
const filed = { image_state: 'filed', image_bytes: IMAGE.length, image_sha256: SHA256 };
const pending = { image_state: 'pending', image_bytes: IMAGE.length, image_sha256: null };
const filesBelow = (path: string): string[] =>
  readdirSync(inCaptures(path), { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])); // prettier-ignore

describe('an image', () => {
  it('is filed by its date with its SHA-256, and nothing else is left beside it', async () => {
    file('c1');
    expect(row('c1')).toEqual(pending);
    await images.idle();
    expect(readFileSync(inCaptures(PATH)).equals(IMAGE)).toBe(true);
    expect([row('c1'), filesBelow(''), troubles]).toEqual([filed, ['east-093000-c1.jpg'], []]);
  });

  it('is told of once it is there', async () => {
    const told: [string, boolean][] = [];
    images.onFiled((id) => told.push([id, existsSync(inCaptures(PATH))]));
    file('c1');
    expect(told).toEqual([]);
    await images.idle();
    expect(told).toEqual([['c1', true]]);
  });

  it('waits its turn', async () => {
    const told: string[] = [];
    images.onFiled((id) => told.push(id));
    const ids = ['c1', 'c2', 'c3', 'c4'];
    for (const id of ids) file(id, `2026/05/01/${id}.jpg`);
    await images.idle();
    expect(told).toEqual(ids);
  });
});

describe('a disk that refuses', () => {
  /** No folder can be made where a file stands in its place. */
  function block(): void {
    mkdirSync(inCaptures(''), { recursive: true });
    writeFileSync(inCaptures('2026'), 'in the way');
  }
  const hasTrouble = (): Promise<void> => vi.waitFor(() => expect(troubles).toHaveLength(1));

  it('raises trouble once, and the image is filed when the disk takes it again', async () => {
    block();
    file('c1');
    await hasTrouble();
    await clock.advanceAsync(RETRY_MS);
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    expect([row('c1'), troubles]).toEqual([pending, [expect.any(String)]]);
    rmSync(inCaptures('2026'));
    await clock.advanceAsync(RETRY_MS);
    await images.idle();
    expect([row('c1'), troubles.at(-1), filesBelow('')]).toEqual([filed, null, ['east-093000-c1.jpg']]);
  });

  it('leaves no half image behind', async () => {
    mkdirSync(inCaptures(PATH), { recursive: true });
    file('c1');
    await hasTrouble();
    expect(filesBelow('')).toEqual([]);
  });

  it("a day's folder that was cleared away meanwhile is made again", async () => {
    file('c1');
    await images.idle();
    rmSync(inCaptures('2026'), { recursive: true });
    file('c2', '2026/05/01/c2.jpg');
    await hasTrouble();
    await clock.advanceAsync(RETRY_MS);
    await images.idle();
    expect([row('c2'), troubles.at(-1)]).toEqual([filed, null]);
  });

  const statesOf = (state: string) =>
    db.prepare(`SELECT id FROM capture WHERE image_state = ? ORDER BY rowid`).pluck().all(state);

  it('lets 200 wait; of more the oldest are given up, marked lost at once, and told of until all the rest is filed', async () => {
    block();
    for (let i = 0; i < 203; i++) file(`c${i}`, `2026/05/01/c${i}.jpg`);
    expect(statesOf('lost')).toEqual(['c1', 'c2', 'c3']);
    expect(troubles.at(-1)).toBe('images given up: 3');
    await vi.waitFor(() => expect(troubles.at(-1)).toMatch(/EEXIST|ENOTDIR/));
    expect(troubles.at(-1)).toContain('images given up: 3');
    rmSync(inCaptures('2026'));
    await clock.advanceAsync(RETRY_MS);
    await images.idle();
    expect([statesOf('lost'), statesOf('pending'), troubles.at(-1)]).toEqual([['c1', 'c2', 'c3'], [], null]);
  });

  it('large pictures fill no memory: past 64 MiB the oldest are given up, however few they are', () => {
    block();
    const large = Buffer.alloc(10 * 1024 * 1024);
    for (const id of ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']) {
      capture(id, `2026/05/01/${id}.jpg`);
      images.file(id, `2026/05/01/${id}.jpg`, large);
    }
    expect(statesOf('lost')).toEqual(['c2']);
  });

  it('one given up while the store refuses as well stays pending, and is marked lost at the next start', async () => {
    block();
    capture('c0');
    for (let i = 1; i < 201; i++) capture(`c${i}`, `2026/05/01/c${i}.jpg`);
    db.pragma('query_only = on');
    for (let i = 0; i < 201; i++) images.file(`c${i}`, `2026/05/01/c${i}.jpg`, IMAGE);
    expect(troubles).toEqual(['images given up: 1']);
    db.pragma('query_only = off');
    expect(row('c1')).toEqual(pending);
    await openFiler().recover();
    expect(row('c1')).toMatchObject({ image_state: 'lost' });
  });
});

describe('after a restart', () => {
  it('an image that reached the disk is confirmed, one that did not is marked lost', async () => {
    for (const id of ['there', 'not there']) capture(id, `2026/05/01/${id}.jpg`);
    mkdirSync(dirname(inCaptures(PATH)), { recursive: true });
    writeFileSync(inCaptures('2026/05/01/there.jpg'), IMAGE);
    await images.recover();
    expect([row('there'), row('not there')]).toMatchObject([filed, { image_state: 'lost', image_sha256: null }]);
  });

  it('what was half written when the program died is cleared away', async () => {
    capture('c1');
    mkdirSync(dirname(inCaptures(PATH)), { recursive: true });
    writeFileSync(inCaptures(`${PATH}.part`), IMAGE.subarray(0, 100));
    await images.recover();
    expect([row('c1'), filesBelow('')]).toMatchObject([{ image_state: 'lost' }, []]);
  });

  it('one image that cannot be read does not keep the station from starting', async () => {
    for (const id of ['c1', 'c2']) capture(id, `2026/05/01/${id}.jpg`);
    mkdirSync(inCaptures('2026/05/01/c1.jpg'), { recursive: true });
    await images.recover();
    expect([row('c1'), row('c2')]).toMatchObject([pending, { image_state: 'lost' }]);
    expect(troubles).toEqual([expect.stringContaining('EISDIR')]);
  });

  it('where a file stands in place of the folder, there is no image', async () => {
    capture('c1');
    mkdirSync(inCaptures(''), { recursive: true });
    writeFileSync(inCaptures('2026'), 'in the way');
    await images.recover();
    expect(row('c1')).toMatchObject({ image_state: 'lost' });
  });

  it('captures without an image, and those filed before, are left alone', async () => {
    file('c1');
    await images.idle();
    rmSync(inCaptures(PATH));
    await images.recover();
    expect(row('c1')).toEqual(filed);
  });
});
