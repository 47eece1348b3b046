import sharp from 'sharp';

/** A whole JPEG of a few hundred bytes, in base64. */
export const SMALL_JPEG = (
  await sharp({ create: { width: 64, height: 36, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer()
).toString('base64');

/** A picture that compresses badly: noise, as at night. */
export async function noise(width: number, height: number, format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> {
  const picture = sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  });
  switch (format) {
    case 'jpeg':
      return picture.jpeg({ quality: 95 }).toBuffer();
    case 'png':
      return picture.png().toBuffer();
    case 'webp':
      return picture.webp().toBuffer();
  }
}
