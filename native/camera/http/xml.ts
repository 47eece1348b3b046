/**
 * The little of XML that devices write, pure: elements, text, attributes. No document types, so no entities of its own
 * and nothing that grows; bounded in size and depth.
 */

export interface XmlElement {
  /** Without the prefix of its namespace. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Its own text, without blanks around it. */
  text: string;
}

/** Not XML, or more than a device has to say. */
export class XmlError extends Error {
  readonly code = 'bad-xml';
}

const MOST_BYTES = 512 * 1024;
const MOST_DEPTH = 40;
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s<>]+)\s*>|<([^\s<>/!?]+)((?:"[^"]*"|'[^']*'|[^<>"'])*?)(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The root element. UTF-8, or GB 18030 where the declaration says so. Throws `XmlError`. */
export function parseXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > MOST_BYTES) throw new XmlError('more XML than a device has to say');
  const text = decode(bytes);
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = 0;
  for (const token of text.matchAll(TOKEN)) {
    at = token.index + token[0].length;
    const [, cdata, closed, opened, attributes = '', empty, words] = token;
    const inside = open.at(-1) ?? root;
    if (words !== undefined) inside.text += unescape(words);
    else if (cdata !== undefined) inside.text += cdata;
    else if (closed !== undefined) {
      if (open.length === 1 || local(closed) !== inside.name)
        throw new XmlError(`</${closed.slice(0, 40)}> ends nothing`);
      inside.text = inside.text.trim();
      open.pop();
    } else if (opened !== undefined) {
      const element = { name: local(opened), attributes: attributesOf(attributes), children: [], text: '' };
      inside.children.push(element);
      if (empty !== '/') open.push(element);
      if (open.length > MOST_DEPTH) throw new XmlError('elements nested too deeply');
    }
  }
  const [first] = root.children;
  if (
    at !== text.length ||
    open.length !== 1 ||
    first === undefined ||
    root.children.length !== 1 ||
    root.text.trim() !== ''
  )
    throw new XmlError('not one whole element');
  return first;
}

/** The first direct child of that name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

/** The text of a direct child; empty when there is none. */
export const textOf = (element: XmlElement | undefined, name: string): string => childOf(element, name)?.text ?? '';

/** The element itself or any inside it of that name, in order of the text. */
export function* allOf(element: XmlElement, name: string): Generator<XmlElement> {
  if (element.name === name) yield element;
  for (const child of element.children) yield* allOf(child, name);
}

/** Text made safe to stand in XML. */
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function decode(bytes: Uint8Array): string {
  const declared = /encoding\s*=\s*["']([\w-]+)/i.exec(Buffer.from(bytes.subarray(0, 120)).toString('latin1'))?.[1];
  const chinese = /^gb(k|2312|18030)$/i.test(declared ?? '');
  try {
    // The decoder drops a byte order mark; devices end their texts with a zero byte now and then.
    return new TextDecoder(chinese ? 'gb18030' : 'utf-8', { fatal: true })
      .decode(bytes)
      .replace(/[\s\0]+$/, '')
      .trimStart();
  } catch (cause) {
    throw new XmlError('not text in the encoding it says', { cause });
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single = '']) => [
      local(name),
      unescape(double ?? single),
    ]),
  );

function unescape(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(\w+));/gi,
    (whole: string, hex?: string, dec?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number(dec) : parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
