import type { CarColour, CarModel, PlateColour } from '../../../electron/contract/vocabulary.ts';
import type { Capture, PostingHost } from '../contract.ts';
import { parseXml, childOf, escapeXml, textOf, XmlError } from '../http/xml.ts';
import type { XmlElement } from '../http/xml.ts';

/** ISAPI, pure: what a Hikvision camera writes, to values. */

/** A capture without its picture, which comes in parts of its own. */
export type PlateEvent = Omit<Capture, 'cameraId' | 'image'>;

export type Alert =
  | { kind: 'plate'; event: PlateEvent; pictures: number }
  /** A word of life; `at` is the camera's time, UTC ms, null when it says none. */
  | { kind: 'heartbeat'; at: number | null }
  /** An alarm that is nothing to a gate. */
  | { kind: 'other' };

/** Not what a Hikvision camera writes. */
export class AlertError extends Error {
  readonly code = 'bad-alert';
}

const PLATE_COLOURS: Readonly<Record<string, PlateColour>> = {
  blue: 'blue',
  yellow: 'yellow',
  green: 'green',
  white: 'white',
  black: 'black',
  newEnergyGreen: 'green',
  newEnergyYellow: 'yellow-green',
  newEnergyYellowGreen: 'yellow-green',
  civilAviationGreen: 'green',
  civilAviationBlack: 'black',
};
/** Chinese firmware writes the colour in front of the plate. */
const COLOUR_SIGNS: Readonly<Record<string, PlateColour>> = {
  蓝: 'blue',
  黄: 'yellow',
  绿: 'green',
  白: 'white',
  黑: 'black',
  渐: 'green',
};
const CAR_COLOURS: Readonly<Record<string, CarColour>> = {
  white: 'white',
  silver: 'grey',
  silvery: 'grey',
  gray: 'grey',
  deepGray: 'grey',
  black: 'black',
  red: 'red',
  yellow: 'yellow',
  golden: 'yellow',
  green: 'green',
  blue: 'blue',
  deepBlue: 'blue',
  cyan: 'blue',
  brown: 'other',
  pink: 'other',
  purple: 'other',
};
const CAR_MODELS: Readonly<Record<string, CarModel>> = {
  largeBus: 'large',
  truck: 'large',
  mediumBus: 'medium',
  buggy: 'medium',
  vehicle: 'small',
  van: 'small',
  smallCar: 'small',
  SUVMPV: 'small',
  pickupTruck: 'small',
};

/** One message of the stream or of a push. Throws `AlertError`. */
export function readAlert(bytes: Uint8Array): Alert {
  const root = rootOf(bytes);
  if (root.name !== 'EventNotificationAlert') throw new AlertError(`<${root.name}> is no alert`);
  const type = textOf(root, 'eventType');
  const at = readTime(textOf(root, 'dateTime'));
  if (type === 'videoloss' && textOf(root, 'eventState') === 'inactive') return { kind: 'heartbeat', at };
  const anpr = childOf(root, 'ANPR');
  if (type.toUpperCase() !== 'ANPR' || anpr === undefined) return { kind: 'other' };
  if (at === null) throw new AlertError('a capture without its time');
  return { kind: 'plate', event: plateEvent(root, anpr, at), pictures: picturesOf(root, anpr) };
}

/** Only direct children are read: newer firmware repeats the fields of other vehicles further inside. */
function plateEvent(root: XmlElement, anpr: XmlElement, capturedAt: number): PlateEvent {
  const read = textOf(anpr, 'licensePlate');
  const sign = COLOUR_SIGNS[read.charAt(0)];
  const plate = sign === undefined ? read : read.slice(1);
  const said = PLATE_COLOURS[textOf(anpr, 'plateColor')];
  const uuid = textOf(root, 'UUID');
  return {
    captureId: uuid === '' ? `${textOf(root, 'dateTime')} ${read}` : uuid,
    capturedAt,
    plate: plate === 'unknown' ? '' : plate,
    plateColour: said ?? sign ?? 'unknown',
    confidence: percent(textOf(anpr, 'confidenceLevel')),
    charConfidence: charConfidence(textOf(anpr, 'plateCharBelieve'), plate),
    carColour: CAR_COLOURS[textOf(childOf(anpr, 'vehicleInfo'), 'color')] ?? null,
    carModel: CAR_MODELS[textOf(anpr, 'vehicleType')] ?? null,
    offline: false,
  };
}

/** How many pictures follow: the number it says, or those it lists. */
function picturesOf(root: XmlElement, anpr: XmlElement): number {
  const said = textOf(root, 'picNum');
  if (/^\d{1,2}$/.test(said)) return Number(said);
  return childOf(anpr, 'pictureInfoList')?.children.length ?? 0;
}

function charConfidence(text: string, plate: string): number[] | null {
  const each = text.split(',').map(percent);
  return each.length === [...plate].length && each.every((one) => one !== null) ? each : null;
}

function percent(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= 0 && value <= 100 ? value : null;
}

/** ISO 8601, some with `+8:00` or `+0800`; without an offset it is Beijing time, as set on a camera here. UTC ms. */
export function readTime(text: string): number | null {
  const [, local, offset] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{1,2}:?\d{2})?$/.exec(text) ?? [];
  if (local === undefined) return null;
  const [, sign = '+', hours = '8', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})$/.exec(offset ?? '') ?? [];
  const at = Date.parse(offset === 'Z' ? `${local}Z` : `${local}${sign}${hours.padStart(2, '0')}:${minutes}`);
  return Number.isNaN(at) ? null : at;
}

/**
 * Whether a command was taken: 200 may be a refusal too, so that only `statusCode` 1 is a yes. A yes says nothing of the arm:
 * a locked one takes commands and stays.
 */
export function readsTaken(bytes: Uint8Array): boolean {
  const root = rootOf(bytes);
  return root.name === 'ResponseStatus' && textOf(root, 'statusCode') === '1';
}

/** What the contacts at the camera say of the arm; anything else, no signal among it, is unknown. Throws `AlertError`. */
export function readGateState(bytes: Uint8Array): 'open' | 'closed' | 'unknown' {
  const root = rootOf(bytes);
  const [said] = [root, ...root.children]
    .map(
      (element) => textOf(element, 'barrierGateStatus') || (element.name === 'barrierGateStatus' ? element.text : ''),
    )
    .filter((text) => text !== '');
  if (said === '1') return 'closed';
  return said === '2' ? 'open' : 'unknown';
}

export const gateCommand = (mode: 'open' | 'close'): string =>
  `<BarrierGate><ctrlMode>${mode}</ctrlMode></BarrierGate>`;

export const outputCommand = (on: boolean): string =>
  `<IOPortData><outputState>${on ? 'high' : 'low'}</outputState></IOPortData>`;

/** Its first host of event messages: plain HTTP to an address, without a password. */
export const httpHostCommand = ({ address, port, path }: PostingHost): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<HttpHostNotification version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">' +
  `<id>1</id><url>${escapeXml(path)}</url><protocolType>HTTP</protocolType>` +
  '<parameterFormatType>XML</parameterFormatType><addressingFormatType>ipaddress</addressingFormatType>' +
  `<ipAddress>${escapeXml(address)}</ipAddress><portNo>${port}</portNo>` +
  '<httpAuthenticationMethod>none</httpAuthenticationMethod></HttpHostNotification>';

function rootOf(bytes: Uint8Array): XmlElement {
  try {
    return parseXml(bytes);
  } catch (error) {
    if (error instanceof XmlError) throw new AlertError(error.message, { cause: error });
    throw error;
  }
}
