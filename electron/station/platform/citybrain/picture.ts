import sharp from 'sharp';

/**
 * 2.1.1: 图片大小控制在 500K 以下. The tables give it as the length of a text, so what counts are the characters of base64,
 * four for each three bytes, and K is taken as the smaller 1000: fewer than 500,000 characters.
 */
export const LARGEST_PICTURE = Math.floor(499_999 / 4) * 3;

/** A plate across a lane is legible down to this, px: pictures are made smaller only when nothing else helps. */
const LEGIBLE_SIDE = 1280;
const GOOD = [80, 65, 50] as const;
const POOR = [40, 30] as const;
/** A camera's picture has a tenth of this; more is no picture of a lane. */
const MOST_PIXELS = 100_000_000;

// One core for one picture, and nothing kept: the gate has the rest.
sharp.concurrency(1);
sharp.cache(false);

/**
 * A JPEG of at most `LARGEST_PICTURE` bytes. What is one already stays as it is; anything else loses quality first, then
 * size, and keeps a long side of 1280 px as long as any quality fits. Null: it is no picture. Takes about 25 ms for 1080p.
 */
export async function fitPicture(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (bytes.byteLength === 0) return null;
  const source = sharp(bytes, { failOn: 'none', limitInputPixels: MOST_PIXELS });
  const { format, width, height } = await source.metadata().catch(() => ({ format: null, width: 0, height: 0 }));
  if (format === null) return null;
  if (format === 'jpeg' && bytes.byteLength <= LARGEST_PICTURE) return bytes;
  for (const { side, quality } of attempts(Math.max(width, height))) {
    const jpeg = await source
      .clone()
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality })
      .toBuffer()
      .catch(() => null);
    if (jpeg === null || jpeg.byteLength <= LARGEST_PICTURE) return jpeg;
  }
  return null;
}

/** From the best to the smallest; the last ones fit whatever they show. */
function* attempts(longSide: number): Generator<{ side: number; quality: number }> {
  const smallest = Math.min(longSide, LEGIBLE_SIDE);
  const sides = [1920, 1600, LEGIBLE_SIDE].filter((side) => side < longSide);
  for (const side of [longSide, ...sides]) for (const quality of GOOD) yield { side, quality };
  for (const quality of POOR) yield { side: smallest, quality };
  for (let side = smallest / 2; side >= 1; side /= 2) yield { side: Math.round(side), quality: POOR[0] };
}
