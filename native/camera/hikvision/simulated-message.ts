import type { Shot } from '../push-message.ts';
import { escapeXml } from '../http/xml.ts';

/** What the simulated camera writes, as firmware in the field does. */

const beijing = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');

const COLOURS: Readonly<Record<string, { word: string; sign: string }>> = {
  blue: { word: 'blue', sign: '蓝' },
  yellow: { word: 'yellow', sign: '黄' },
  green: { word: 'newEnergyGreen', sign: '绿' },
  white: { word: 'white', sign: '白' },
  black: { word: 'black', sign: '黑' },
};

export function anprXml(shot: Shot, pictures: number): string {
  const { word, sign } = COLOURS[shot.plateColour ?? ''] ?? { word: 'unknown', sign: '' };
  const believe = shot.charConfidence ? `<plateCharBelieve>${shot.charConfidence.join(',')}</plateCharBelieve>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">
<ipAddress>192.0.2.64</ipAddress>
<macAddress>44:47:cc:00:00:01</macAddress>
<channelID>1</channelID>
<dateTime>${beijing(shot.capturedAt)}</dateTime>
<eventType>ANPR</eventType>
<eventState>active</eventState>
<ANPR>
<country>1</country>
<licensePlate>${escapeXml(shot.plate === '' ? 'unknown' : `${sign}${shot.plate}`)}</licensePlate>
<line>1</line>
<direction>forward</direction>
<confidenceLevel>${shot.confidence ?? ''}</confidenceLevel>
<plateType>92TypeCivil</plateType>
<plateColor>${word}</plateColor>
${believe}
<vehicleType>vehicle</vehicleType>
<vehicleInfo><index>1</index><vehicleType>2</vehicleType><color>white</color></vehicleInfo>
<EntranceInfo><licensePlate>other</licensePlate></EntranceInfo>
</ANPR>
<UUID>${escapeXml(shot.captureId)}</UUID>
<picNum>${pictures}</picNum>
</EventNotificationAlert>`;
}

export const heartbeatXml = (
  at: number,
): string => `<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
<dateTime>${beijing(at)}</dateTime>
<activePostCount>0</activePostCount>
<eventType>videoloss</eventType>
<eventState>inactive</eventState>
<eventDescription>videoloss alarm</eventDescription>
</EventNotificationAlert>`;

export const statusXml = (code: number): string =>
  `<?xml version="1.0"?><ResponseStatus version="2.0"><statusCode>${code}</statusCode><statusString>${code === 1 ? 'OK' : 'Invalid Operation'}</statusString></ResponseStatus>`;

/** One part of a stream or form. Firmware says the length of some parts and not of others. */
export function part(
  boundary: string,
  head: Record<string, string>,
  body: string | Uint8Array,
  withLength: boolean,
): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ ...head, ...(withLength && { 'Content-Length': String(bytes.length) }) });
  const headers = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`--${boundary}\r\n${headers}\r\n`), bytes, Buffer.from('\r\n')]);
}

/** A whole capture: its XML and its pictures, the plate cut out first, as `licensePlatePicture` and `detectionPicture`. */
export function captureParts(shot: Shot, boundary: string, withLength: boolean): Buffer[] {
  const cutOut = shot.image?.subarray(0, 200);
  const pictures = [
    ['licensePlatePicture.jpg', cutOut],
    ['detectionPicture.jpg', shot.image],
  ] as const;
  const sent = pictures.flatMap(([name, bytes]) => (bytes ? [{ name, bytes }] : []));
  const named = (name: string) => ({ 'Content-Disposition': `form-data; name="${name}"; filename="${name}"` });
  return [
    part(
      boundary,
      { ...named('anpr.xml'), 'Content-Type': 'application/xml; charset="UTF-8"' },
      anprXml(shot, sent.length),
      withLength,
    ),
    ...sent.map(({ name, bytes }) => part(boundary, { ...named(name), 'Content-Type': 'image/pjpeg' }, bytes, true)),
  ];
}
