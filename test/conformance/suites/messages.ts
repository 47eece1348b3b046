import { createHash, createHmac } from 'node:crypto';
import { wireJson } from '../cases/cases.ts';
import type { Kind } from '../cases/kinds.ts';
import { LIMITS } from '../standard/db4403.ts';

/**
 * What stands around the data (7.3.1.2, table 2), right and wrong. `lot`, `platform`: the codes with which each may answer;
 * none where the text asks nothing of it. Where the text leaves the code open, each that fits stands there.
 */
export interface MessageCase {
  kind: Kind;
  detail: string;
  bytes: Buffer;
  lot: readonly number[];
  platform: readonly number[];
}

export interface MessageMatter {
  secret: string;
  /** UTC ms. */
  now: number;
  /** Another lawful object at each call: some messages are taken. */
  item(): Record<string, unknown>;
}

/** HMAC-SHA256 of the bytes of `data`, in hex. */
export const hmac = (data: string, secret: string): string => createHmac('sha256', secret).update(data).digest('hex');

/** A message of table 2, whatever its parts. */
export const message = (timestamp: unknown, sign: unknown, data: string): string =>
  `{"timestamp":${JSON.stringify(timestamp)},"sign":${JSON.stringify(sign)},"data":${data}}`;

/** A lawful message around objects, some of which the language itself cannot say. `timestamp` in seconds: now. */
export function sealed(items: readonly unknown[], secret: string, timestamp = Math.floor(Date.now() / 1000)): string {
  const data = wireJson(items);
  return message(timestamp, hmac(data, secret), data);
}

export function messageCases({ secret, now, item }: MessageMatter): MessageCase[] {
  const time = Math.floor(now / 1000);
  const list = (): string => wireJson([item()]);
  const signed = (data: string, timestamp: unknown = time): string => message(timestamp, hmac(data, secret), data);
  const one =
    (kind: Kind) =>
    (detail: string, text: string | Buffer, lot: readonly number[], platform = lot): MessageCase => ({
      kind,
      detail,
      bytes: Buffer.from(text),
      lot,
      platform,
    });
  const [signature, timestamp, envelope, size] = [one('signature'), one('time'), one('envelope'), one('size')];
  const withData = (sign: (data: string) => unknown, data = list()): string => message(time, sign(data), data);

  return [
    signature('as the text has it', signed(list()), [0]),
    signature(
      'upper-case hex',
      withData((data) => hmac(data, secret).toUpperCase()),
      [0],
    ),
    signature('space between the parts, signed as sent', signed(spaced(list())), [0]),
    signature('escaped characters, signed as sent', signed(escaped(list())), [0]),
    signature('data first', dataFirst(list(), secret, time), [0]),
    signature(
      'space between the parts, signed without it',
      withData((data) => hmac(data.replaceAll(' ', ''), secret), spaced(list())),
      [8],
    ),
    signature(
      'another secret',
      withData((data) => hmac(data, `${secret}x`)),
      [8],
    ),
    signature(
      'one byte changed after signing',
      withData((data) => hmac(data.replace(/\d/, 'x'), secret)),
      [8],
    ),
    signature(
      'without the secret',
      withData((data) => createHash('sha256').update(data).digest('hex')),
      [8],
    ),
    signature(
      'in base64',
      withData((data) => Buffer.from(hmac(data, secret), 'hex').toString('base64')),
      [8],
    ),
    signature(
      'cut short',
      withData((data) => hmac(data, secret).slice(0, 32)),
      [8],
    ),
    signature(
      'zeros',
      withData(() => '0'.repeat(64)),
      [8],
    ),
    signature(
      'empty',
      withData(() => ''),
      [8],
    ),
    signature(
      'null',
      withData(() => null),
      OPEN,
    ),
    signature(
      'number',
      withData(() => 7),
      OPEN,
    ),
    signature('absent', `{"timestamp":${time},"data":${list()}}`, OPEN),

    timestamp('295 s ago', signed(list(), time - 295), [0]),
    timestamp('in 295 s', signed(list(), time + 295), [0]),
    timestamp('10 min ago', signed(list(), time - 600), [4]),
    timestamp('in 10 min', signed(list(), time + 600), [4]),
    timestamp('1970', signed(list(), 0), [4]),
    timestamp('milliseconds', signed(list(), now), [3, 4]),
    timestamp('text', signed(list(), String(time)), [3]),
    timestamp('fraction', signed(list(), time + 0.5), [3]),
    timestamp('null', signed(list(), null), [3]),
    timestamp('absent', `{"sign":"${hmac('[]', secret)}","data":[]}`, [3]),

    envelope('nothing at all', '', [3]),
    envelope('cut short', signed(list()).slice(0, -10), [3]),
    envelope('words', '系统维护中', [3]),
    envelope('a list', `[${signed(list())}]`, [3]),
    envelope('null', 'null', [3]),
    envelope('a number', '7', [3]),
    envelope('not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), [3]),
    envelope('a byte order mark', `\ufeff${signed(list())}`, [3]),
    envelope('two messages', signed(list()) + signed(list()), [3]),
    envelope('data absent', `{"timestamp":${time},"sign":"${hmac('', secret)}"}`, [3]),
    envelope('data null', signed('null'), [3]),
    envelope('data an object', signed('{}'), [3]),
    envelope('data a text', signed('"[]"'), [3]),
    envelope('data empty', signed('[]'), [4]),
    envelope('an attribute twice', signed(list()).replace('{', `{"timestamp":${time},`), [3]),
    envelope('an attribute twice in an object', signed(list().replace('[{', '[{"x":1,"x":2,')), [3], []),
    envelope('__proto__', signed(list().replace('[{', '[{"__proto__":{"a":1},')), [3], []),
    envelope('constructor', signed(list().replace('[{', '[{"constructor":{"a":1},')), [3], []),
    envelope('prototype', signed(list().replace('[{', '[{"prototype":{"a":1},')), [3], []),
    envelope('40 levels deep', signed(list().replace('[{', `[{"deep":${nested(40)},`)), [3], []),
    envelope('100,000 levels deep', signed(list().replace('[{', `[{"deep":${nested(100_000)},`)), [3], []),

    size('10 MB', padded(signed(list()), LIMITS.bytes), [0]),
    size('10 MB and a byte', padded(signed(list()), LIMITS.bytes + 1), [3]),
    size('11 MB', padded(signed(list()), 11 * 1024 * 1024), [3]),
  ];
}

/** Required, missing: a wrong form (3), a wrong parameter (4) or a wrong signature (8). */
const OPEN = [3, 4, 8] as const;

/** The same JSON with room around its parts. No text of a lawful row holds these characters. */
const spaced = (json: string): string => json.replaceAll('":', '" : ').replaceAll(',"', ' , "').replace('[', '[ ');

const escaped = (json: string): string =>
  json.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const dataFirst = (data: string, secret: string, time: number): string =>
  `{"data":${data},"sign":"${hmac(data, secret)}","timestamp":${time}}`;

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Space after the last bracket is no part of what is signed, and counts as bytes. */
const padded = (text: string, bytes: number): string => text + ' '.repeat(bytes - Buffer.byteLength(text));
