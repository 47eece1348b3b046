import sharp from 'sharp';

/** Wide enough to read a plate in the middle of it. */
const WIDTH = 480;
/** Of the picture that is shown, bytes: it goes to the window as text. */
const MOST_BYTES = 60_000;
const QUALITIES = [70, 50, 35, 20] as const;
/** A camera's picture has a tenth of this; more is no picture of a lane. */
const MOST_PIXELS = 100_000_000;

/** A picture to be shown, a JPEG in base64, and what the camera's own was. */
export interface SmallPicture {
  image: string;
  width: number;
  height: number;
  bytes: number;
}

/** Makes a camera's picture small, in a thread of its own; null: it is no picture. */
export async function shrinkPicture(bytes: Uint8Array): Promise<SmallPicture | null> {
  if (bytes.byteLength === 0) return null;
  const source = sharp(bytes, { failOn: 'none', limitInputPixels: MOST_PIXELS });
  const size = await source.metadata().catch(() => null);
  if (size === null) return null;
  for (const quality of QUALITIES) {
    const small = await source
      .clone()
      .autoOrient()
      .resize({ width: WIDTH, withoutEnlargement: true })
      .jpeg({ quality })
      .toBuffer()
      .catch(() => null);
    if (small === null) return null;
    if (small.byteLength <= MOST_BYTES || quality === QUALITIES.at(-1))
      return { image: small.toString('base64'), width: size.width, height: size.height, bytes: bytes.byteLength };
  }
  return null;
}
