import { chance, pick } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';

/** What makes one input from others: bytes are turned, cut, doubled and joined; JSON and text get what parsers stumble over. */

/** Bytes as latin1 text: what a corpus file holds. */
const TOKENS = [
  '__proto__', 'constructor', '"__proto__":{"polluted":1}', 'prototype', '\0', '\xff\xfe', '\xef\xbb\xbf', '\xc0\x80',
  '\xed\xa0\x80', '\xe7\xb2\xa4', '{', '}', '[', ']', '"', '\\', '\\u0000', '\\ud800', ':', ',', 'null', 'true', '-0',
  '1e999', '1e-999', '9007199254740993', '-2147483649', '4294967296', '0.1', 'NaN', '\r\n', '\r\n\r\n', '\n', '--b',
  '--b--', '--', ';', '=', '<', '>', '</', '/>', '<![CDATA[', ']]>', '<!DOCTYPE x [<!ENTITY a "b">]>', '&a;', '&#0;',
  '&#x110000;', '&amp;', '<?xml version="1.0"?>', 'Content-Length: 99999999', 'Content-Length: -1', 'Content-Type: ',
  '2026-05-06 10:00:00', '2026-02-30T25:61:61+99:99', '%', '%00', '../', '\u00b7', ' ', '\t', '=cmd()', '{check}', '??',
].map((text) => Buffer.from(text, 'latin1')); // prettier-ignore

/** Longer inputs cost time and find little. */
const MOST_BYTES = 4096;

/** Some changes of an input, with pieces of others. Never longer than 4 kB, but now and then by one value that is. */
export function mutate(random: Random, input: Buffer, corpus: readonly Buffer[]): Buffer {
  let bytes = input;
  // What does not begin as JSON is not tried as JSON: throwing costs more than most doors do.
  if ((bytes[0] === 0x7b || bytes[0] === 0x5b) && chance(random, 0.5)) {
    const changed = mutateJson(random, bytes);
    if (changed !== null) bytes = changed;
  }
  // What is nearly right is lost when much of it is changed.
  const times = chance(random, 0.5) ? 1 : 1 + Math.floor(-Math.log(1 - random.next()) * 2);
  for (let done = 0; done < times; done += 1) bytes = change(random, bytes, corpus);
  return bytes.length > MOST_BYTES ? bytes.subarray(0, MOST_BYTES) : bytes;
}

const at = (random: Random, bytes: Buffer): number => Math.floor(random.next() * (bytes.length + 1));

function change(random: Random, bytes: Buffer, corpus: readonly Buffer[]): Buffer {
  const from = at(random, bytes);
  const until = Math.min(bytes.length, from + 1 + Math.floor(random.next() ** 3 * bytes.length));
  switch (Math.floor(random.next() * 9)) {
    case 0:
    case 1: {
      const turned = Buffer.from(bytes);
      if (turned.length > 0) turned[from % turned.length] = Math.floor(random.next() * 256);
      return turned;
    }
    case 2: {
      const turned = Buffer.from(bytes);
      if (turned.length > 0) turned[from % turned.length]! ^= 1 << Math.floor(random.next() * 8);
      return turned;
    }
    case 3:
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(until)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, until), bytes.subarray(from)]);
    case 5:
    case 6:
      return Buffer.concat([
        bytes.subarray(0, from),
        pick(random, TOKENS),
        bytes.subarray(chance(random, 0.5) ? from : until),
      ]);
    case 7: {
      const other = pick(random, corpus);
      return Buffer.concat([bytes.subarray(0, from), other.subarray(at(random, other))]);
    }
    default:
      return bytes.subarray(0, from);
  }
}

const VALUES: readonly unknown[] = [
  null, true, '', 'x', '\u0000', '\ud800', '粤B12345', 'x'.repeat(300), 0, -1, 1.5, 1e21, -0, 2 ** 31, 2 ** 53, [], {}, [[]],
  { __proto__: null }, [1, 'a', null], '2026-05-06 10:00:00', '__proto__', 'constructor', 'hasOwnProperty', '9'.repeat(40),
]; // prettier-ignore

/** One value of a JSON text is another, or missing, or under another name; null where it is no JSON. */
function mutateJson(random: Random, bytes: Buffer): Buffer | null {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
  const places: { holder: Record<string, unknown>; name: string }[] = [];
  const walk = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const name of Object.keys(holder)) {
      places.push({ holder: holder as Record<string, unknown>, name });
      walk((holder as Record<string, unknown>)[name]);
    }
  };
  walk(value);
  const place = places[Math.floor(random.next() * places.length)];
  if (place === undefined) return null;
  const { holder, name } = place;
  const draw = random.next();
  if (draw < 0.15) Reflect.deleteProperty(holder, name);
  else if (draw < 0.25) holder[pick(random, places).name] = holder[name];
  else if (draw < 0.35) holder[name] = nested(holder[name], Math.floor(random.next() * 60));
  else holder[name] = pick(random, VALUES);
  const text = JSON.stringify(value);
  // As text alone: an object literal would set the prototype instead.
  return Buffer.from(draw > 0.9 ? text.replace('{', '{"__proto__":{"polluted":1},') : text);
}

function nested(value: unknown, deep: number): unknown {
  let wrapped = value;
  for (let level = 0; level < deep; level += 1) wrapped = level % 2 === 0 ? [wrapped] : { a: wrapped };
  return wrapped;
}
