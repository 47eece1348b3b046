import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SiteConfig } from '../../../contract/site.ts';
import type { Db4403Config } from '../../../contract/site-platforms.ts';
import type { Tx } from '../../ledger/record.ts';
import type { PictureKind, ReportOf } from '../../ledger/report.ts';
import type { Db } from '../../store/open.ts';
import { beginsAsJpeg, LARGEST_PICTURE } from './picture-limits.ts';
import { imageTypes } from './reports-base-data.ts';
import type { PictureUpload, PictureUrl } from './reports-base-data.ts';

/** A picture that the site file names and that cannot be reported, with the reason in the installer's words. */
export interface UnusablePicture {
  picture: PictureKind;
  why: string;
}

export interface Pictures {
  usable: ReportOf<'picture'>[];
  unusable: UnusablePicture[];
}

/**
 * Reads the pictures that the registration names; they lie beside the site file. None where the platform has no way to
 * take them: over MQTTS without `imageUpload`.
 */
export function readPictures(site: SiteConfig, siteDir: string, config: Db4403Config): Pictures {
  const read: Pictures = { usable: [], unusable: [] };
  const named = site.lot.registration?.pictures;
  if (!named || (config.transport === 'mqtts' && !config.imageUpload)) return read;
  const files: [PictureKind, string | undefined][] = [
    ['price-board', named.priceBoard],
    ['map', named.map],
    ['stall-plan', named.stallPlan],
  ];
  for (const [picture, name] of files) {
    if (name === undefined) continue;
    const found = readPicture(picture, resolve(siteDir, name));
    if ('why' in found) read.unusable.push({ picture, why: `${name}：${found.why}` });
    else read.usable.push(found);
  }
  return read;
}

function readPicture(picture: PictureKind, file: string): ReportOf<'picture'> | { why: string } {
  try {
    const { size, mtimeMs } = statSync(file);
    if (size > LARGEST_PICTURE) return { why: '图片大于 10 MB' };
    const bytes = readFileSync(file);
    if (!beginsAsJpeg(bytes)) return { why: '不是 JPEG 图片' };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { kind: 'picture', picture, file, sha256, takenAt: Math.floor(mtimeMs) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { why: code === 'ENOENT' ? '找不到这个文件' : `读不了这个文件（${code ?? String(error)}）` };
  }
}

/** Keeps the id that the platform gave to a picture it took (table 33): in the record of its acknowledgement. */
export function keepPictureId(tx: Tx, { imageBizType, sha256 }: PictureUpload, id: string): void {
  tx.db
    .prepare(
      'INSERT INTO db4403_picture (biz_type, sha256, id) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET id = excluded.id',
    )
    .run(imageBizType, sha256, id);
}

/**
 * Where the pictures of the site file can be seen: `template` with the platform's id for `{id}`, or the id itself
 * (table 10, imageUrl). Null for one whose present content the platform has not taken.
 */
export function createPictureUrl(db: Db, { usable }: Pictures, template = '{id}'): PictureUrl {
  const select = db
    .prepare<[number, string], string>('SELECT id FROM db4403_picture WHERE biz_type = ? AND sha256 = ?')
    .pluck();
  return (picture) => {
    const found = usable.find((each) => each.picture === picture);
    const id = found && select.get(imageTypes.of(picture), found.sha256);
    return id === undefined ? null : template.replaceAll('{id}', () => id);
  };
}
