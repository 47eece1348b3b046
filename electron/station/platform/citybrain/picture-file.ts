import { readFile } from 'node:fs/promises';
import { fitPicture } from './picture.ts';

/** Where a capture's picture is. `pending`: it is being filed; `gone`: there is none, or it was lost. */
export type PictureState = { state: 'filed'; file: string } | { state: 'pending' } | { state: 'gone' };
export type PictureOf = (captureId: string) => PictureState;

/** A picture ready to be sent; one that cannot be had now; or one that never will be. `why` in plain words. */
export type Loaded = { kind: 'picture'; jpeg: Uint8Array } | NoPicture;
export type NoPicture = { kind: 'not-yet' | 'never'; why: string };

/** Reads a picture and makes it small enough. Never rejects. */
export async function loadPicture(file: string): Promise<Loaded> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A disk that refuses just now may give it later; a file that is not there will not come back.
    return code === 'ENOENT'
      ? { kind: 'never', why: 'the picture is no longer on the disk' }
      : { kind: 'not-yet', why: `the picture cannot be read: ${message}` };
  }
  const jpeg = await fitPicture(bytes);
  return jpeg ? { kind: 'picture', jpeg } : { kind: 'never', why: 'the file is no picture' };
}
