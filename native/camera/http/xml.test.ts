import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allOf, childOf, escapeXml, parseXml, textOf, XmlError } from './xml.ts';

const parse = (text: string) => parseXml(Buffer.from(text));

it('reads elements, attributes and text, whatever their namespaces', () => {
  const root = parse(
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- a device --><a:Root xmlns:a="urn:x" token=\'1 &lt; 2\'>' +
      '<a:Name> 粤B &amp; &#x7CA4;<![CDATA[<B>]]> </a:Name><Empty/><Empty kind="2"></Empty></a:Root>\r\n\0',
  );
  expect(root).toMatchObject({ name: 'Root', attributes: { token: '1 < 2' } });
  expect(textOf(root, 'Name')).toBe('粤B & 粤<B>');
  expect([...allOf(root, 'Empty')].map(({ attributes }) => attributes['kind'])).toEqual([undefined, '2']);
  expect([childOf(root, 'Nothing'), textOf(root, 'Nothing')]).toEqual([undefined, '']);
});

it('reads what an older device writes in GBK and says so', () => {
  const text = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="GB2312"?><p>'),
    Buffer.from([0xd4, 0xc1]),
    Buffer.from('B</p>'),
  ]);
  expect(parseXml(text).text).toBe('粤B');
});

it.each([
  ['nothing', ''],
  ['words alone', 'Unauthorized'],
  ['half of a message', '<a><b>1</b>'],
  ['ends that cross', '<a><b></a></b>'],
  ['two roots', '<a/><b/>'],
  ['words behind the end', '<a/>x'],
  ['a document type, and with it entities that grow', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['JSON', '{"a": 1}'],
  ['elements without end', '<a>'.repeat(100_000)],
  ['too much of it', `<a>${'x'.repeat(600_000)}</a>`],
])('%s is refused', (_what, text) => {
  expect(() => parse(text)).toThrow(XmlError);
});

it('is refused as XML whatever the bytes, and never otherwise', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        parseXml(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(XmlError);
      }
    }),
  );
});

it('gives back any text that was escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('&', '<', '>', '"', ';', '粤', 'a', '#', 'x') }), (text) => {
      expect(parse(`<a>${escapeXml(text)}</a>`).text).toBe(text);
    }),
  );
});
