import { z } from 'zod';
import type { PlateColour } from '../../../electron/contract/vocabulary.ts';
import type { Capture } from '../contract.ts';
import { beijingInstant, checked, instantOf, pictureFrom, readMakerJson, wholeNumber } from '../maker-json.ts';
import { CameraRefusal } from '../refusal.ts';

/** Vzenith 臻识 HTTP push, pure: what the camera posts, to values. */

export type Posted =
  | { kind: 'capture'; capture: Omit<Capture, 'cameraId'> }
  /** A contact at its inputs, counted from 1. */
  | { kind: 'input'; input: number; active: boolean }
  /** The picture that it was asked for; null: it sent none. */
  | { kind: 'still'; image: Uint8Array | null }
  /** A word of life, and nothing else to a gate. */
  | { kind: 'heartbeat' };

const COLOURS: readonly PlateColour[] = ['unknown', 'blue', 'yellow', 'white', 'black', 'green', 'yellow-green'];
/** The vehicle drove off again, forwards (65) or back (66): none that stands here. */
const GONE: ReadonlySet<number> = new Set([65, 66]);

const plateResult = z.object({
  license: z.string().max(64),
  confidence: wholeNumber.optional(),
  colorType: wholeNumber.optional(),
  triggerType: wholeNumber.optional(),
  plateid: wholeNumber,
  isoffline: wholeNumber.optional(),
  is_fake_plate: wholeNumber.optional(),
  imageFile: z.string().nullish(),
  timeStamp: z.object({
    Timeval: z.object({
      sec: wholeNumber.optional(),
      usec: wholeNumber.optional(),
      decyear: wholeNumber.optional(),
      decmon: wholeNumber.optional(),
      decday: wholeNumber.optional(),
      dechour: wholeNumber.optional(),
      decmin: wholeNumber.optional(),
      decsec: wholeNumber.optional(),
    }),
  }),
});
const alarm = z.object({ serialno: z.string().max(64).default(''), result: z.object({ PlateResult: plateResult }) });
const input = z.object({ result: z.object({ TriggerResult: z.object({ source: wholeNumber, value: wholeNumber }) }) });
const still = z.object({ imageFile: z.string().nullish() });
const posted = z.object({ AlarmInfoPlate: z.unknown(), AlarmGioIn: z.unknown(), TriggerImage: z.unknown() }).partial();

/**
 * One message. A heartbeat is a form; nothing of it is read, since it holds the camera's password. Throws `CameraRefusal`
 * 400.
 */
export function readPosted(contentType: string, body: Buffer): Posted {
  if (!/^\s*\{/.test(body.toString('latin1', 0, 16).replace(/^\u00ef\u00bb\u00bf/, ''))) {
    if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(contentType)) return { kind: 'heartbeat' };
    throw new CameraRefusal(400, 'malformed', 'neither JSON nor a form');
  }
  const { AlarmInfoPlate, AlarmGioIn, TriggerImage } = checked(posted, readMakerJson(body));
  if (AlarmInfoPlate !== undefined) return plate(checked(alarm, AlarmInfoPlate));
  if (AlarmGioIn !== undefined) {
    const { source, value } = checked(input, AlarmGioIn).result.TriggerResult;
    return { kind: 'input', input: source + 1, active: value !== 0 };
  }
  if (TriggerImage !== undefined) return { kind: 'still', image: pictureFrom(checked(still, TriggerImage).imageFile) };
  return { kind: 'heartbeat' };
}

function plate({ serialno, result: { PlateResult: read } }: z.output<typeof alarm>): Posted {
  if (GONE.has(read.triggerType ?? 0)) return { kind: 'heartbeat' };
  const capturedAt = timeOf(read.timeStamp.Timeval);
  if (capturedAt === null) throw new CameraRefusal(400, 'invalid', 'not what this maker writes: timeStamp');
  const confidence = read.confidence ?? null;
  return {
    kind: 'capture',
    capture: {
      // An offline record may come twice: by this it is the same.
      captureId: `${serialno}-${read.plateid}`,
      capturedAt,
      plate: read.license === '_无_' ? '' : read.license,
      plateColour: COLOURS[read.colorType ?? 0] ?? 'unknown',
      // A picture of a plate held before the camera is sure of nothing: a person looks.
      confidence:
        read.is_fake_plate === 1 ? 0 : confidence !== null && confidence >= 0 && confidence <= 100 ? confidence : null,
      charConfidence: null,
      carColour: null,
      carModel: null,
      offline: read.isoffline === 1,
      image: pictureFrom(read.imageFile),
    },
  };
}

/** Seconds since 1970, or the camera's wall clock where it leaves those out. UTC ms. */
function timeOf(time: z.output<typeof plateResult>['timeStamp']['Timeval']): number | null {
  if (time.sec !== undefined && time.sec > 0) return instantOf(time.sec, (time.usec ?? 0) / 1000);
  const { decyear, decmon, decday, dechour, decmin, decsec } = time;
  if (decyear === undefined || decmon === undefined || decday === undefined) return null;
  return beijingInstant(decyear, decmon, decday, dechour ?? 0, decmin ?? 0, decsec ?? 0);
}
