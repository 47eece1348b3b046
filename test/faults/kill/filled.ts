import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { migrations } from '../../../electron/station/store/migrations/all.ts';

/** The lane of what was there before the run: none of the lot's. */
export const BEFORE = 'before';
/** Of long ago, for retention to end; and of yesterday, for a report to add up. */
export const LONG_AGO = { stays: 300, captures: 1500 };
const YESTERDAY_STAYS = 1500;
export const ROWS = { stay: LONG_AGO.stays + YESTERDAY_STAYS, fact: 2 * (LONG_AGO.stays + YESTERDAY_STAYS) };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const LONG_AGO_DAYS = 400;
const PICTURE = Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), Buffer.alloc(600, 7), Buffer.of(0xff, 0xd9)]);
const SHA256 = createHash('sha256').update(PICTURE).digest('hex');

/** Where the picture of a capture of long ago lies, below the folder of pictures. */
export const pictureOf = (n: number): string => `before/${n % 3}/${n}.jpg`;

/** A store of a lot that has worked for long, at the first schema, from which any later one is made. Made once a run. */
export function fillStore(file: string, now: number): void {
  const db = new Database(file);
  db.exec(migrations[0] ?? '');
  db.pragma('user_version = 1');
  const stay = db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name, entry_cause,
       left_at, exit_id, exit_name, exit_cause)
     VALUES (@id, @plate, @plate, 'blue', 'other', 'closed', @from, '${BEFORE}', 'x', 'automatic', @to, '${BEFORE}', 'x', 'automatic')`,
  );
  const fact = db.prepare(
    `INSERT INTO fact (at, kind, lane_id, stay_id, plate) VALUES (@at, @kind, '${BEFORE}', @id, @plate)`,
  );
  const capture = db.prepare(
    `INSERT INTO capture (id, camera_id, camera_key, lane_id, captured_at, received_at, plate_read, plate_colour,
       image_path, image_state, image_bytes, image_sha256)
     VALUES (@id, 'x', @id, '${BEFORE}', @at, @at, @plate, 'blue', @path, 'filed', ${PICTURE.length}, '${SHA256}')`,
  );
  const plateOf = (n: number): string => `粤Z${String(n).padStart(5, '0')}`;
  db.transaction(() => {
    for (let n = 0; n < ROWS.stay; n += 1) {
      const isLongAgo = n < LONG_AGO.stays;
      const from = now - (isLongAgo ? LONG_AGO_DAYS * DAY_MS - n : DAY_MS - (n - LONG_AGO.stays) * 100);
      const [id, plate, to] = [`before-${n}`, plateOf(n), from + MINUTE_MS];
      stay.run({ id, plate, from, to });
      fact.run({ at: from, kind: 'entered', id, plate });
      fact.run({ at: to, kind: 'left', id, plate });
    }
    for (let n = 0; n < LONG_AGO.captures; n += 1) {
      const at = now - LONG_AGO_DAYS * DAY_MS + n;
      capture.run({ id: `before-${n}`, at, plate: plateOf(n), path: pictureOf(n) });
    }
  })();
  db.close();
}

/** The same store as a program of `version` migrations left it. */
export function storeOf(version: number, filled: string, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(filled, file);
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  for (const [index, sql] of migrations.slice(0, version).entries()) {
    if (index === 0) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    })();
  }
  db.close();
}

export function putPictures(captures: string): void {
  for (let n = 0; n < LONG_AGO.captures; n += 1) {
    const file = join(captures, pictureOf(n));
    if (n < 3) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, PICTURE);
  }
}
