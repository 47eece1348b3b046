import { CameraRefusal } from '../refusal.ts';
import { boundaryOf, createMultipartReader, MultipartError } from './multipart-stream.ts';

/** One part of a complete form, as a camera of some maker posts it. */
export interface FormPart {
  name: string;
  fileName: string;
  /** In lower case, without its parameters. */
  type: string;
  body: Buffer;
}

const MOST_PARTS = 32;

/**
 * The parts of a complete multipart body, whatever they are called. Makers differ in boundaries, lengths and the last
 * line, so it is read as loosely as their streams. Throws `CameraRefusal` 400.
 */
export function readForm(body: Buffer, contentType: string): FormPart[] {
  const boundary = boundaryOf(contentType);
  if (boundary === null) throw new CameraRefusal(400, 'malformed', 'multipart without a boundary');
  const parts: FormPart[] = [];
  try {
    const reader = createMultipartReader(boundary, {
      onPart({ headers, body: part }) {
        if (parts.length === MOST_PARTS) throw new MultipartError('malformed', 'too many parts');
        const disposition = headers['content-disposition'] ?? '';
        parts.push({
          name: parameterOf(disposition, 'name'),
          fileName: parameterOf(disposition, 'filename'),
          type: mediaType(headers['content-type'] ?? ''),
          body: part,
        });
      },
    });
    reader.write(body);
    reader.end();
  } catch (cause) {
    if (!(cause instanceof MultipartError)) throw cause;
    throw new CameraRefusal(400, 'malformed', cause.message, { cause });
  }
  if (parts.length === 0) throw new CameraRefusal(400, 'malformed', 'multipart without parts');
  return parts;
}

/** `application/xml` of `application/xml; charset="UTF-8"`. */
export const mediaType = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

function parameterOf(disposition: string, name: string): string {
  const [, quoted, plain] = new RegExp(`(?:^|[;\\s])${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(disposition) ?? [];
  return quoted ?? plain ?? '';
}
