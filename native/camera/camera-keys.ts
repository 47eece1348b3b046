import { createHash, timingSafeEqual } from 'node:crypto';

export type KeyCheck = 'ok' | 'unknown-camera' | 'no-key' | 'wrong-key';
export type PostedCheck = 'ok' | 'unknown-camera' | 'wrong-address' | 'wrong-key';

const digest = (key: string): Buffer => createHash('sha256').update(key, 'utf8').digest();

/**
 * Checks an Authorization header against the camera's key: `Bearer KEY`, or Basic with the camera's id as the user and
 * the key as the password, as most cameras can. Compares digests, in a time that tells nothing. A camera whose key is
 * empty has none yet: nothing passes for it.
 */
export function createKeyCheck(
  cameras: readonly { id: string; key: string }[],
): (cameraId: string, authorization: string | undefined) => KeyCheck {
  const keys = new Map(cameras.map(({ id, key }) => [id, digest(key)]));
  return (cameraId, authorization) => {
    const expected = keys.get(cameraId);
    if (expected === undefined) return 'unknown-camera';
    if (authorization === undefined || authorization === '') return 'no-key';
    const given = keyGiven(cameraId, authorization);
    return given !== '' && timingSafeEqual(digest(given), expected) ? 'ok' : 'wrong-key';
  };
}

/**
 * Checks who posts in a maker's own words, which carry no password: it must come from the camera's address, and to a path
 * with its key. Without a key (null) the path is one that the camera's maker fixed: then the driver allowed it.
 */
export function createPostedCheck(
  cameras: readonly { id: string; key: string; push: { address: string } }[],
): (cameraId: string, key: string | null, from: string) => PostedCheck {
  const known = new Map(cameras.map(({ id, key, push }) => [id, { key: key === '' ? null : digest(key), push }]));
  return (cameraId, key, from) => {
    const camera = known.get(cameraId);
    if (camera === undefined) return 'unknown-camera';
    if (camera.push.address !== from) return 'wrong-address';
    if (key === null) return 'ok';
    return camera.key !== null && timingSafeEqual(digest(key), camera.key) ? 'ok' : 'wrong-key';
  };
}

/** Empty when none can be made out. */
function keyGiven(cameraId: string, authorization: string): string {
  const [, scheme, credentials] = /^(Bearer|Basic) +([^ ]+)$/i.exec(authorization) ?? [];
  if (scheme === undefined || credentials === undefined) return '';
  if (scheme.toLowerCase() === 'bearer') return credentials;
  const userAndKey = Buffer.from(credentials, 'base64').toString('utf8');
  return userAndKey.startsWith(`${cameraId}:`) ? userAndKey.slice(cameraId.length + 1) : '';
}
