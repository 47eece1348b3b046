import { z } from 'zod';
import type { CarColour, CarModel, PlateColour } from '../../../electron/contract/vocabulary.ts';
import type { Capture } from '../contract.ts';
import { beijingInstant, checked, instantOf, pictureFrom, readMakerJson } from '../maker-json.ts';
import { CameraRefusal } from '../refusal.ts';

/** Dahua, pure: what its cameras post (ITSAPI) and stream (CGI), to values. */

/** How sure a unit can be: some count to 100, others to 255. */
export type ConfidenceScale = 100 | 255;

const CAR_COLOURS: Readonly<Record<string, CarColour>> = {
  white: 'white',
  silver: 'grey',
  gray: 'grey',
  grey: 'grey',
  black: 'black',
  red: 'red',
  yellow: 'yellow',
  green: 'green',
  blue: 'blue',
  brown: 'other',
  pink: 'other',
  purple: 'other',
};
const CAR_MODELS: Readonly<Record<string, CarModel>> = {
  largebus: 'large',
  bus: 'large',
  largetruck: 'large',
  heavytruck: 'large',
  mediumbus: 'medium',
  midpassengercar: 'medium',
  midtruck: 'medium',
  car: 'small',
  passengercar: 'small',
  smallcar: 'small',
  saloon: 'small',
  suv: 'small',
  mpv: 'small',
  van: 'small',
  pickup: 'small',
  microtruck: 'small',
};

const text = z.string().max(128).nullish();
const number = z.union([z.number(), z.string().transform(Number)]).nullish();
const tollgate = z.object({
  Picture: z.object({
    Plate: z
      .object({ PlateNumber: text, PlateColor: text, Confidence: number, IsExist: z.boolean().nullish() })
      .nullish(),
    Vehicle: z.object({ VehicleColor: text, VehicleType: text }).nullish(),
    SnapInfo: z.object({ DeviceID: text, AccurateTime: text, SnapTime: text, LanNo: z.unknown() }),
    NormalPic: z.object({ Content: z.string().nullish() }).nullish(),
  }),
});

/** A post: the capture in it, or null for a word of life. Throws `CameraRefusal` 400. */
export function readPosted(path: string, body: Buffer, scale: ConfidenceScale): Omit<Capture, 'cameraId'> | null {
  if (/\/(KeepAlive|DeviceInfo)$/i.test(path)) return null;
  const message = readMakerJson(body);
  if (typeof message !== 'object' || message === null || !('Picture' in message)) return null;
  const { Plate, Vehicle, SnapInfo, NormalPic } = checked(tollgate, message).Picture;
  const said = SnapInfo.AccurateTime || SnapInfo.SnapTime || '';
  const capturedAt = wallTime(said);
  if (capturedAt === null) throw new CameraRefusal(400, 'invalid', 'not what this maker writes: AccurateTime');
  const plate = Plate?.IsExist === false ? '' : (Plate?.PlateNumber ?? '');
  return {
    captureId: [SnapInfo.DeviceID ?? '', said, plate].join(' '),
    capturedAt,
    plate,
    plateColour: plateColour(Plate?.PlateColor),
    confidence: percent(Plate?.Confidence, scale),
    charConfidence: null,
    carColour: CAR_COLOURS[word(Vehicle?.VehicleColor)] ?? null,
    carModel: CAR_MODELS[word(Vehicle?.VehicleType)] ?? null,
    offline: false,
    image: pictureFrom(NormalPic?.Content),
  };
}

/** A capture on the stream, less its picture; `scene`: where in the part of pictures that of the whole scene lies. */
export interface StreamedCapture {
  event: Omit<Capture, 'cameraId' | 'image'>;
  scene: { offset: number; length: number } | null;
}

/** Lines `Events[0].Name=value`: the capture in them, or null for a heartbeat or an event that is none. */
export function readEvent(part: Buffer, scale: ConfidenceScale): StreamedCapture | null {
  const fields = fieldsOf(part);
  const code = fields.get('Code') ?? fields.get('EventBaseInfo.Code');
  if (code !== 'TrafficJunction' && code !== 'TrafficManualSnap') return null;
  // RealUTC counts from 1970; the plain one does so only on newer firmware.
  const capturedAt = instantOf(Number(fields.get('RealUTC') ?? fields.get('UTC')), Number(fields.get('UTCMS') ?? 0));
  if (capturedAt === null) return null;
  const plate = fields.get('TrafficCar.PlateNumber') ?? '';
  return {
    event: {
      captureId: [fields.get('GroupID') ?? '', capturedAt, plate].join(' '),
      capturedAt,
      plate,
      plateColour: plateColour(fields.get('TrafficCar.PlateColor')),
      confidence: percent(numberOf(fields.get('Object.Confidence')), scale),
      charConfidence: null,
      carColour: CAR_COLOURS[word(fields.get('TrafficCar.VehicleColor'))] ?? null,
      carModel: CAR_MODELS[word(fields.get('Vehicle.Category'))] ?? null,
      offline: false,
    },
    scene: sceneIn(fields),
  };
}

/** The largest of the pictures that lie behind one another in one part. */
function sceneIn(fields: ReadonlyMap<string, string>): StreamedCapture['scene'] {
  const pictures = [0, 1, 2, 3].flatMap((index) => {
    const length = numberOf(fields.get(`ImageInfo[${index}].Length`));
    const offset = numberOf(fields.get(`ImageInfo[${index}].Offset`)) ?? 0;
    return length === null ? [] : [{ offset, length }];
  });
  return pictures.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function fieldsOf(part: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of part.toString('utf8').split(/\r?\n/)) {
    const [, name, value] = /^\s*Events\[0\]\.([\w.[\]]+)\s*=\s?(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, value.trim());
  }
  return fields;
}

/** `2026-05-01 09:30:00.250`, Beijing time as set on a camera here. */
function wallTime(said: string): number | null {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,6})?)$/.exec(said.trim());
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return beijingInstant(year, month, day, hour, minute, second);
}

function plateColour(said: string | null | undefined): PlateColour {
  const colour = word(said);
  if (colour === 'yellowgreen' || colour === 'yellowbottomgreen') return 'yellow-green';
  if (colour === 'shadowgreen' || colour === 'green') return 'green';
  return (['blue', 'yellow', 'white', 'black'] as const).find((known) => known === colour) ?? 'unknown';
}

function percent(value: number | null | undefined, scale: ConfidenceScale): number | null {
  if (value === null || value === undefined || !(value >= 0 && value <= scale)) return null;
  return Math.round((value / scale) * 100);
}

const numberOf = (said: string | undefined): number | null =>
  said !== undefined && /^\d+(\.\d+)?$/.test(said) ? Number(said) : null;

const word = (said: string | null | undefined): string => (said ?? '').replace(/[^A-Za-z]/g, '').toLowerCase();
