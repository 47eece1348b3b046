import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fitPicture, LARGEST_PICTURE } from './picture.ts';

/** Noise over a gradient: `grain` 0 compresses to nothing, 255 hardly at all. */
async function picture(width: number, height: number, grain: number, quality = 95): Promise<Uint8Array> {
  const raw = Buffer.alloc(width * height * 3);
  let seed = 12345;
  for (let i = 0; i < raw.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    raw[i] = Math.min(255, ((i / raw.length) * 200) | 0) + (((seed >>> 16) * grain) >>> 16) / 4;
  }
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}
const base64Length = (bytes: Uint8Array): number => Buffer.from(bytes).toString('base64').length;
const facts = async (bytes: Uint8Array | null) => {
  expect(bytes).not.toBeNull();
  const { format, width = 0, height = 0 } = await sharp(bytes ?? new Uint8Array()).metadata();
  return { format, side: Math.max(width, height), base64: base64Length(bytes ?? new Uint8Array()) };
};

describe('a picture for the platform', () => {
  it('the largest one allowed stays under 500,000 characters of base64, and one byte more does not', () => {
    expect(base64Length(new Uint8Array(LARGEST_PICTURE))).toBeLessThan(500_000);
    expect(base64Length(new Uint8Array(LARGEST_PICTURE + 1))).toBeGreaterThanOrEqual(500_000);
  });

  it('a small JPEG goes as the camera made it', async () => {
    const small = await picture(1280, 720, 20, 80);
    expect(await fitPicture(small)).toBe(small);
  });

  it.each([
    ['1080p, ordinary', 1920, 1080, 120, 1920],
    ['4K, ordinary', 3840, 2160, 60, 1280],
    ['1080p of pure noise', 1920, 1080, 1023, 1280],
  ])('%s: under the limit, long side at least 1280', async (_title, width, height, grain, atLeast) => {
    const large = await picture(width, height, grain);
    expect(large.byteLength).toBeGreaterThan(LARGEST_PICTURE);
    const { format, side, base64 } = await facts(await fitPicture(large));
    expect(format).toBe('jpeg');
    expect(base64).toBeLessThan(500_000);
    expect(side).toBeGreaterThanOrEqual(atLeast);
  });

  it('a square of black and white dots cannot be both: it is made smaller rather than left out', async () => {
    const dots = Buffer.alloc(1280 * 1280 * 3, 0).map((_, i) => (Math.imul(i ^ (i >>> 7), 0x9e3779b1) >> 31) & 255);
    const raw = sharp(dots, { raw: { width: 1280, height: 1280, channels: 3 } });
    const { side, base64 } = await facts(await fitPicture(await raw.jpeg({ quality: 95 }).toBuffer()));
    expect(base64).toBeLessThan(500_000);
    expect(side).toBe(640);
  });

  it('a picture that was small from the start keeps its size', async () => {
    const { side } = await facts(await fitPicture(await picture(1000, 1000, 400)));
    expect(side).toBe(1000);
  });

  it('a PNG becomes a JPEG', async () => {
    const png = await sharp(await picture(640, 480, 10))
      .png()
      .toBuffer();
    expect(await facts(await fitPicture(png))).toMatchObject({ format: 'jpeg', side: 640 });
  });

  it('what is no picture is said to be none', async () => {
    expect(await fitPicture(Buffer.from('a page of words'))).toBeNull();
    expect(await fitPicture(new Uint8Array())).toBeNull();
  });
});
