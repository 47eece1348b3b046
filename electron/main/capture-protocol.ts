import type { Protocol } from 'electron';
import { readBelow } from './files-below.ts';

/**
 * `capture://images/YYYY/MM/DD/….jpg`: the pictures that the station filed, for the window, without a byte of them over
 * IPC. Only JPEG files of the station's own folder are served, and a picture never changes once it is filed.
 */
export const CAPTURE_SCHEME = 'capture';
export const CAPTURE_HOST = 'images';

/**
 * @param directory the station's folder of images; null while no station was ever up
 * @param mayLook asks the station, which writes down who looked at what; `path` is relative to the folder
 */
export function serveCaptures(
  protocol: Protocol,
  directory: () => string | null,
  mayLook: (path: string) => Promise<boolean>,
): void {
  protocol.handle(CAPTURE_SCHEME, async (request) => answerCapture(request, directory(), mayLook));
}

/** 404 for everything that is not a JPEG in the folder: whoever asks for something else learns nothing. */
export async function answerCapture(
  request: { url: string; method: string },
  directory: string | null,
  mayLook: (path: string) => Promise<boolean>,
): Promise<Response> {
  const url = new URL(request.url);
  const asksForPicture =
    request.method === 'GET' && url.hostname === CAPTURE_HOST && /\.jpe?g$/i.test(url.pathname) && directory !== null;
  const allowed = asksForPicture && (await mayLook(url.pathname.slice(1)));
  const bytes = allowed ? await readBelow(directory, url.pathname) : null;
  if (bytes === null || !isJpeg(bytes)) return new Response(null, { status: 404 });
  return new Response(bytes, {
    headers: {
      'Content-Type': 'image/jpeg',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
