import type { FoundCamera } from '../../electron/contract/discovery.ts';
import { XmlError, allOf, escapeXml, parseXml, textOf } from '../camera/http/xml.ts';
import type { XmlElement } from '../camera/http/xml.ts';

/** How cameras are called and make themselves known: WS-Discovery, as ONVIF has it, and Hikvision's SADP. Pure. */

export const WS_DISCOVERY = { group: '239.255.255.250', port: 3702 } as const;
export const SADP = { group: '239.255.255.250', port: 37_020 } as const;

export type Announcement = Omit<FoundCamera, 'lane' | 'by'>;

/** The call for video transmitters. `id`: a UUID; answers name it. */
export const wsProbe = (id: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"' +
  ' xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">' +
  `<e:Header><w:MessageID>uuid:${escapeXml(id)}</w:MessageID>` +
  '<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>' +
  '<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>' +
  '<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>';

export const sadpProbe = (id: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>${escapeXml(id)}</Uuid><Types>inquiry</Types></Probe>`;

/** The cameras that an answer to the call `id` names; none where it is no answer to it, or no XML. */
export function readWsAnswer(bytes: Uint8Array, id: string): Announcement[] {
  const root = parsed(bytes);
  if (root === null) return [];
  const [relates] = allOf(root, 'RelatesTo');
  if (relates?.text.replace(/^(urn:)?uuid:/, '') !== id) return [];
  return [...allOf(root, 'ProbeMatch')].flatMap((match) => {
    const [reachable] = textOf(match, 'XAddrs')
      .split(/\s+/)
      .flatMap((address) => placeOf(address));
    if (reachable === undefined) return [];
    const scopes = textOf(match, 'Scopes').split(/\s+/);
    const name = scopeOf(scopes, 'name');
    const model = scopeOf(scopes, 'hardware') || name;
    return [{ ...reachable, model, serial: '', maker: makerOf(`${name} ${model}`), unclaimed: null }];
  });
}

/** The address of a service as IPv4 and port; none of other addresses, which many cameras name besides. */
function placeOf(text: string): { address: string; port: number }[] {
  if (!URL.canParse(text)) return [];
  const { protocol, hostname, port } = new URL(text);
  if (!isIpv4(hostname)) return [];
  return [{ address: hostname, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) }];
}

const isIpv4 = (text: string): boolean =>
  /^(\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);

function scopeOf(scopes: readonly string[], kind: 'name' | 'hardware'): string {
  const head = `onvif://www.onvif.org/${kind}/`;
  const found = scopes.find((scope) => scope.toLowerCase().startsWith(head))?.slice(head.length) ?? '';
  try {
    return decodeURIComponent(found);
  } catch {
    // A percent sign of its own: shown as it came.
    return found;
  }
}

/** What a Hikvision unit says of itself in answer to the call `id`; none where it is no answer to it. */
export function readSadpAnswer(bytes: Uint8Array, id: string): Announcement[] {
  const root = parsed(bytes);
  if (root?.name !== 'ProbeMatch' || textOf(root, 'Uuid') !== id) return [];
  const address = textOf(root, 'IPv4Address');
  if (!isIpv4(address)) return [];
  const activated = textOf(root, 'Activated').toLowerCase();
  return [
    {
      address,
      port: Number(textOf(root, 'HttpPort')) || 80,
      maker: 'hikvision',
      model: textOf(root, 'DeviceDescription') || textOf(root, 'DeviceType'),
      serial: textOf(root, 'DeviceSN'),
      unclaimed: activated === '' ? null : activated === 'false',
    },
  ];
}

function parsed(bytes: Uint8Array): XmlElement | null {
  try {
    return parseXml(bytes);
  } catch (error) {
    // Anybody may send anything to our port: what is no XML is no camera.
    if (error instanceof XmlError) return null;
    throw error;
  }
}

const MAKERS = [
  [/hikvision|\bDS-|iDS-/i, 'hikvision'],
  [/dahua|\b(DH-)?ITC\d|\bIPC-H/i, 'dahua'],
  [/vzenith|\bVZ\d/i, 'vzenith'],
] as const;

const makerOf = (text: string): FoundCamera['maker'] => MAKERS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
