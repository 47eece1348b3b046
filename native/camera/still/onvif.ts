import { createHash } from 'node:crypto';
import { allOf, childOf, escapeXml, parseXml, textOf, XmlError } from '../http/xml.ts';
import type { XmlElement } from '../http/xml.ts';

/** The few questions of ONVIF that lead to a picture, pure: SOAP both ways, and the digest of WS-Security. */

/** Not what ONVIF answers; `refused`: it does not know the user or password. */
export class OnvifError extends Error {
  readonly code: 'bad-answer' | 'refused' | 'unsupported';
  constructor(code: 'bad-answer' | 'refused' | 'unsupported', message: string) {
    super(message);
    this.code = code;
  }
}

export interface Token {
  user: string;
  password: string;
  /** 16 bytes by chance. */
  nonce: Uint8Array;
  /** UTC ms by the camera's clock: it refuses a token of another time. */
  at: number;
}

/** Base64 of SHA-1 over nonce, time and password (Web Services Security UsernameToken Profile 1.0). */
export function passwordDigest(nonce: Uint8Array, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created, 'utf8').update(password, 'utf8').digest('base64');
}

const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

/** A question as an envelope. `body`: the element of the question. Without a token it is asked by nobody in particular. */
export function envelope(body: string, token: Token | null): string {
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${
    token === null ? '' : `<s:Header>${securityHeader(token)}</s:Header>`
  }<s:Body>${body}</s:Body></s:Envelope>`;
}

function securityHeader({ user, password, nonce, at }: Token): string {
  const created = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  return (
    `<Security s:mustUnderstand="1" xmlns="${SECURITY}-wssecurity-secext-1.0.xsd"><UsernameToken>` +
    `<Username>${escapeXml(user)}</Username>` +
    `<Password Type="${SECURITY}-username-token-profile-1.0#PasswordDigest">${passwordDigest(nonce, created, password)}</Password>` +
    `<Nonce EncodingType="${SECURITY}-soap-message-security-1.0#Base64Binary">${Buffer.from(nonce).toString('base64')}</Nonce>` +
    `<Created xmlns="${SECURITY}-wssecurity-utility-1.0.xsd">${created}</Created></UsernameToken></Security>`
  );
}

const DEVICE = 'xmlns="http://www.onvif.org/ver10/device/wsdl"';
const MEDIA = 'xmlns="http://www.onvif.org/ver10/media/wsdl"';

export const QUESTIONS = {
  time: `<GetSystemDateAndTime ${DEVICE}/>`,
  media: `<GetCapabilities ${DEVICE}><Category>Media</Category></GetCapabilities>`,
  profiles: `<GetProfiles ${MEDIA}/>`,
  snapshot: (profile: string): string =>
    `<GetSnapshotUri ${MEDIA}><ProfileToken>${escapeXml(profile)}</ProfileToken></GetSnapshotUri>`,
} as const;

/** The body of an answer, of whatever HTTP status. Throws `OnvifError`. */
function bodyOf(bytes: Uint8Array): XmlElement {
  let root: XmlElement;
  try {
    root = parseXml(bytes);
  } catch (error) {
    if (error instanceof XmlError) throw new OnvifError('bad-answer', error.message);
    throw error;
  }
  const body = childOf(root, 'Body');
  if (body === undefined) throw new OnvifError('bad-answer', 'no SOAP');
  const fault = childOf(body, 'Fault');
  if (fault === undefined) return body;
  const words = [...allOf(fault, 'Value'), ...allOf(fault, 'faultcode'), ...allOf(fault, 'Text')].map(
    ({ text }) => text,
  );
  const said = words.join(' ').slice(0, 200);
  const refused = /NotAuthorized|FailedAuthentication|InvalidSecurity/i.test(said);
  throw new OnvifError(refused ? 'refused' : 'unsupported', said || 'a fault without words');
}

/** UTC ms by the camera's clock. Throws `OnvifError`. */
export function readTime(bytes: Uint8Array): number {
  const [utc] = allOf(bodyOf(bytes), 'UTCDateTime');
  const [date, time] = [childOf(utc, 'Date'), childOf(utc, 'Time')];
  const numbers = [
    ...['Year', 'Month', 'Day'].map((name) => textOf(date, name)),
    ...['Hour', 'Minute', 'Second'].map((name) => textOf(time, name)),
  ].map((text) => (text === '' ? Number.NaN : Number(text)));
  const [year = 0, month = 0, day, hour, minute, second] = numbers;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(at)) throw new OnvifError('bad-answer', 'no time');
  return at;
}

/** Path at which it answers questions about its pictures. */
export function readMediaPath(bytes: Uint8Array): string {
  const [media] = allOf(bodyOf(bytes), 'Media');
  return pathOf(textOf(media, 'XAddr'));
}

/** Token of the first profile. */
export function readProfile(bytes: Uint8Array): string {
  const [profile] = allOf(bodyOf(bytes), 'Profiles');
  const token = profile?.attributes['token'];
  if (token === undefined || token === '') throw new OnvifError('unsupported', 'it has no profile');
  return token;
}

/** Path and query of its picture. */
export function readSnapshotPath(bytes: Uint8Array): string {
  const [uri] = allOf(bodyOf(bytes), 'Uri');
  return pathOf(uri?.text ?? '');
}

/** The camera's own address alone is asked, wherever its answer points: only path and query are taken. */
function pathOf(address: string): string {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new OnvifError('unsupported', 'it says no address');
  return `${url.pathname}${url.search}`;
}
