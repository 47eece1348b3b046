import { randomUUID } from 'node:crypto';
import type { ClientRequest } from 'node:http';
import type { CaptureMessage } from './push-protocol.ts';

/** What a camera has of one vehicle. `capturedAt`: UTC ms. */
export interface Shot extends Omit<CaptureMessage, 'capturedAt'> {
  capturedAt: number;
  /** A JPEG. */
  image: Uint8Array | null;
}

/** One POST; a body that is a function writes itself, for cameras that do not simply send. */
export interface PushRequest {
  path: string;
  headers: Record<string, string>;
  body: Uint8Array | ((outgoing: ClientRequest) => void);
}

const BEIJING_MS = 8 * 3_600_000;

/** 2026-05-01T09:30:00.000+08:00, as a camera in Shenzhen says it. */
const beijingTime = (utcMs: number): string => new Date(utcMs + BEIJING_MS).toISOString().replace('Z', '+08:00');

export function captureRequest(cameraId: string, { image, ...rest }: Shot, format: 'json' | 'multipart'): PushRequest {
  const path = `/capture/${cameraId}`;
  const message = { ...rest, capturedAt: beijingTime(rest.capturedAt) };
  if (format === 'json') {
    const base64 = image === null ? null : Buffer.from(image).toString('base64');
    return withLength(path, 'application/json', Buffer.from(JSON.stringify({ ...message, image: base64 })));
  }
  const boundary = `capture-${randomUUID()}`;
  const json = JSON.stringify(image === null ? { ...message, image: null } : message);
  const body = Buffer.concat([
    part(boundary, 'name="capture"', 'application/json', Buffer.from(json)),
    ...(image === null ? [] : [part(boundary, 'name="image"; filename="capture.jpg"', 'image/jpeg', image)]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return withLength(path, `multipart/form-data; boundary=${boundary}`, body);
}

export function heartbeatRequest(cameraId: string): PushRequest {
  return { path: `/heartbeat/${cameraId}`, headers: { 'Content-Length': '0' }, body: new Uint8Array() };
}

function withLength(path: string, contentType: string, body: Buffer): PushRequest {
  return { path, headers: { 'Content-Type': contentType, 'Content-Length': String(body.length) }, body };
}

function part(boundary: string, name: string, contentType: string, body: Uint8Array): Buffer {
  const head = `--${boundary}\r\nContent-Disposition: form-data; ${name}\r\nContent-Type: ${contentType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n')]);
}
