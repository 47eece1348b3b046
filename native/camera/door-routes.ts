import type { IncomingMessage } from 'node:http';
import { CameraRefusal } from './refusal.ts';

/** Where a request goes. `posted`: to the driver of its camera; `key` is null where the address alone tells the camera. */
export type Route =
  | { what: 'capture' | 'heartbeat'; cameraId: string }
  | { what: 'posted'; cameraId: string; key: string | null; path: string };

/** Identifiers as in the site file; nothing is decoded, so nothing can climb out of the path. */
const GENERIC = /^\/(capture|heartbeat)\/([a-z0-9][a-z0-9-]{0,31})(?:\?.*)?$/;
/** A key that stands in an address: letters, digits and `-._~`. */
const MAKERS = /^\/push\/([a-z0-9][a-z0-9-]{0,31})\/([A-Za-z0-9._~-]{1,128})(\/[^?]*)?(?:\?.*)?$/;

/** The address under which a camera posts with its maker's own words. */
export const pushPath = (cameraId: string, key: string): string => `/push/${cameraId}/${key}`;

/** `fixed`: the camera that posts from this request's address to a path its maker fixed. Throws `CameraRefusal`. */
export function routeOf(request: IncomingMessage, fixed: (path: string) => string | null): Route {
  const url = request.url ?? '';
  const route = generic(url) ?? makers(url) ?? atFixedPath(url.split('?')[0] ?? '', fixed);
  if (route === null) {
    throw new CameraRefusal(404, 'not-found', 'captures go to /capture/CAMERA, heartbeats to /heartbeat/CAMERA');
  }
  if (request.method !== 'POST') {
    throw new CameraRefusal(405, 'method-not-allowed', 'cameras POST', { headers: { Allow: 'POST' } });
  }
  return route;
}

function generic(url: string): Route | null {
  const [, what, cameraId] = GENERIC.exec(url) ?? [];
  if (what === undefined || cameraId === undefined) return null;
  return { what: what === 'capture' ? 'capture' : 'heartbeat', cameraId };
}

function makers(url: string): Route | null {
  const [, cameraId, key, path = ''] = MAKERS.exec(url) ?? [];
  return cameraId === undefined || key === undefined ? null : { what: 'posted', cameraId, key, path };
}

function atFixedPath(path: string, fixed: (path: string) => string | null): Route | null {
  const cameraId = fixed(path);
  return cameraId === null ? null : { what: 'posted', cameraId, key: null, path };
}
