import { extname } from 'node:path';
import type { Protocol } from 'electron';
import { readBelow } from './files-below.ts';
import { CAPTURE_SCHEME } from './capture-protocol.ts';

/** `app://gatehouse/`: the window's own files, from the build. An origin of its own, so that CSP can say 'self'. */
export const WINDOW_SCHEME = 'app';
export const WINDOW_ORIGIN = `${WINDOW_SCHEME}://gatehouse`;
export const WINDOW_URL = `${WINDOW_ORIGIN}/index.html`;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
};

/** Nothing from anywhere but the program itself; styles inline, since the component library makes them at run time. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' data: ${CAPTURE_SCHEME}:`,
  "font-src 'self' data:",
  "media-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** @param folder the built window */
export function serveWindow(protocol: Protocol, folder: string): void {
  protocol.handle(WINDOW_SCHEME, async (request) => answerWindow(request, folder));
}

export async function answerWindow(request: { url: string; method: string }, folder: string): Promise<Response> {
  const url = new URL(request.url);
  const type = TYPES[extname(url.pathname).toLowerCase()];
  const known = request.method === 'GET' && url.hostname === new URL(WINDOW_URL).hostname && type !== undefined;
  const bytes = known ? await readBelow(folder, url.pathname) : null;
  const guards = { 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' };
  if (bytes === null || type === undefined) return new Response(null, { status: 404, headers: guards });
  return new Response(bytes, { headers: { ...guards, 'Content-Type': type, 'Cache-Control': 'no-cache' } });
}
