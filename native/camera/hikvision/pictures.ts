import type { Picture } from '../awaited-pictures.ts';
import { isJpeg } from '../jpeg.ts';

/** The picture of the whole scene: by its name, else the largest, since the others are cut out of it. Null: none came. */
export function sceneOf(pictures: readonly Picture[]): Buffer | null {
  const jpegs = pictures.filter(({ bytes }) => isJpeg(bytes)).toSorted((a, b) => b.bytes.length - a.bytes.length);
  const scene = jpegs.find(({ label }) => /detection/i.test(label)) ?? jpegs[0];
  return scene?.bytes ?? null;
}
