import sharp from 'sharp';
import type { JpegOptions } from 'sharp';
import { expect, test } from 'vitest';
import { jpegSize } from './jpeg.ts';

const picture = (options: JpegOptions): Promise<Buffer> =>
  sharp({ create: { width: 321, height: 123, channels: 3, background: '#357' } })
    .jpeg(options)
    .toBuffer();

test.each([{}, { progressive: true }, { mozjpeg: true }])('reads the size of a JPEG (%o)', async (options) => {
  expect(jpegSize(await picture(options))).toEqual({ width: 321, height: 123 });
});

test('a JPEG that was cut off, another format and nothing are none', async () => {
  const jpeg = await picture({});
  expect(jpegSize(jpeg.subarray(0, -1))).toBeNull();
  expect(jpegSize(await sharp(jpeg).png().toBuffer())).toBeNull();
  expect(jpegSize(Buffer.from('ffd8ffd9', 'hex'))).toBeNull();
  expect(jpegSize(new Uint8Array())).toBeNull();
});
