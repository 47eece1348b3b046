import { CameraError } from '../contract.ts';
import { isJpeg } from '../jpeg.ts';
import type { CameraHttp } from './camera-http.ts';

/** One picture of now, from an address that gives a JPEG. Rejects with `CameraError`. */
export async function takeStill(http: CameraHttp, path: string): Promise<Uint8Array> {
  const { status, body } = await http.ask({ method: 'GET', path });
  if (status !== 200) throw new CameraError('not-allowed', `it answers ${status} to ${path}`);
  if (!isJpeg(body)) throw new CameraError('bad-answer', `no JPEG under ${path}`);
  return body;
}
