import type { Picture } from '../awaited-pictures.ts';
import type { Capture } from '../contract.ts';
import { mediaType, readForm } from '../http/form.ts';
import type { FormPart } from '../http/form.ts';
import { CameraRefusal } from '../refusal.ts';
import { sceneOf } from './pictures.ts';
import { AlertError, readAlert } from './protocol.ts';
import type { Alert, PlateEvent } from './protocol.ts';

/** A whole message: an alert and the pictures that came with it, in one form or as XML alone. */
export interface Message {
  alert: Alert;
  pictures: Picture[];
}

/** Reads a push, or the answer to a trigger. Firmware differs in what it calls the parts. Throws `CameraRefusal` 400. */
export function readMessage(contentType: string, body: Buffer): Message {
  const parts: FormPart[] = /^multipart\//i.test(contentType)
    ? readForm(body, contentType)
    : [{ name: '', fileName: '', type: mediaType(contentType), body }];
  const xml = parts.find(isXml);
  if (xml === undefined) {
    // Alarms of newer kinds are JSON: a word of life, and no capture.
    if (parts.some(({ type }) => type === 'application/json')) return { alert: { kind: 'other' }, pictures: [] };
    throw new CameraRefusal(400, 'malformed', 'no XML in it');
  }
  const pictures = parts
    .filter((part) => part !== xml)
    .map(({ name, fileName, body: bytes }) => ({ label: `${name} ${fileName}`, bytes }));
  try {
    return { alert: readAlert(xml.body), pictures };
  } catch (cause) {
    if (!(cause instanceof AlertError)) throw cause;
    throw new CameraRefusal(400, 'malformed', `not an ISAPI alert: ${cause.message}`, { cause });
  }
}

export function captureOf(cameraId: string, event: PlateEvent, pictures: readonly Picture[]): Capture {
  return { ...event, cameraId, image: sceneOf(pictures) };
}

const isXml = ({ name, fileName, type }: FormPart): boolean =>
  /[/+]xml$/.test(type) || /\.xml$/i.test(fileName) || /^xml_file$|\.xml$/i.test(name);
