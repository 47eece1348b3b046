import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CameraRefusal } from '../refusal.ts';
import { readForm } from './form.ts';
import { boundaryOf, createMultipartReader, MultipartError } from './multipart-stream.ts';
import type { MultipartOptions, Part } from './multipart-stream.ts';

const PICTURE = randomBytes(50_000);
const XML = '<EventNotificationAlert><eventType>ANPR</eventType></EventNotificationAlert>';
const lastWords = () => '</EventNotificationAlert>';

function reading(boundary: string, options: Partial<MultipartOptions> = {}) {
  const parts: Part[] = [];
  const reader = createMultipartReader(boundary, { onPart: (part) => parts.push(part), ...options });
  return {
    parts,
    write: (...pieces: (string | Buffer)[]) => pieces.forEach((piece) => reader.write(Buffer.from(piece))),
    end: reader.end,
  };
}

const message = (boundary: string, withLength: boolean): Buffer =>
  Buffer.concat(
    [
      { type: 'application/xml; charset="UTF-8"', body: Buffer.from(XML) },
      { type: 'image/jpeg', body: PICTURE },
    ]
      .flatMap(({ type, body }) => [
        Buffer.from(
          `--${boundary}\r\nContent-Type: ${type}\r\n${withLength ? `Content-Length: ${body.length}\r\n` : ''}\r\n`,
        ),
        body,
        Buffer.from('\r\n'),
      ])
      .concat(Buffer.from(`--${boundary}--\r\n`)),
  );

it.each([true, false])('reads the parts however the stream is cut up (lengths said: %s)', (withLength) => {
  const bytes = message('boundary', withLength);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
      const { parts, write, end } = reading('boundary');
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      places.slice(1).forEach((to, index) => write(bytes.subarray(places[index], to)));
      end();
      expect(parts.map(({ headers }) => headers['content-type'])).toEqual([
        'application/xml; charset="UTF-8"',
        'image/jpeg',
      ]);
      expect([parts[0]?.body.toString(), parts[1]?.body.equals(PICTURE)]).toEqual([XML, true]);
    }),
    { numRuns: 60 },
  );
});

it('a part that says its length is there with its last byte, not with the next heartbeat', () => {
  const { parts, write } = reading('b');
  write(`--b\r\nContent-Length: 3\r\n\r\nab`);
  expect(parts).toEqual([]);
  write('c');
  expect(parts[0]?.body.toString()).toBe('abc');
});

it('a message without its length is there with the words that end it', () => {
  const { parts, write } = reading('b', { lastWords });
  write(`\r\n--b\r\nContent-Type: application/xml\r\n\r\n${XML.slice(0, -5)}`);
  expect(parts).toEqual([]);
  write(XML.slice(-5));
  expect(parts[0]?.body.toString()).toBe(XML);
  write(`\r\n--b\r\nContent-Type: application/xml\r\n\r\n${XML}\r\n--b\r\n`);
  expect(parts).toHaveLength(2);
});

it.each([
  [
    'dashes that the header counts as part of the boundary',
    '---------------------------7e13971310878',
    '-----------------------------7e13971310878',
  ],
  ['dashes that it counts and the body does not add to', '--myboundary', '--myboundary'],
])('finds its way with %s', (_what, said, written) => {
  const { parts, write } = reading(said);
  write(`${written}\nContent-Type: text/plain\n\nabc\n${written}--`);
  expect(parts.map(({ body }) => body.toString())).toEqual(['abc']);
});

it('the boundary inside a picture is not one', () => {
  const body = Buffer.concat([PICTURE, Buffer.from('boundary --boundary'), PICTURE]);
  const { parts, write } = reading('boundary');
  write(Buffer.from('--boundary\r\n\r\n'), body, '\r\n--boundary--\r\n');
  expect(parts[0]?.body.equals(body)).toBe(true);
});

it.each([
  ['a length over the limit, before a byte of it', ['--b\r\nContent-Length: 101\r\n\r\n']],
  ['a body without length that does not end', ['--b\r\n\r\n', 'x'.repeat(101)]],
  ['headers that do not end', ['--b\r\n', 'x'.repeat(9000)]],
])('%s ends the reading', (_what, pieces) => {
  const { write } = reading('b', { mostBodyBytes: 100 });
  expect(() => write(...pieces)).toThrow(MultipartError);
});

it('rubbish before the first boundary is skipped and not kept', () => {
  const { parts, write } = reading('b-mark');
  for (let i = 0; i < 100; i++) write(randomBytes(5000).toString('base64'));
  write('\r\n--b-mark\r\nContent-Length: 1\r\n\r\nx');
  expect(parts).toHaveLength(1);
});

it.each([
  ['multipart/mixed; boundary=boundary', 'boundary'],
  ['multipart/mixed;boundary="a b"', 'a b'],
  ['multipart/x-mixed-replace; charset=utf-8; boundary=--myboundary', '--myboundary'],
  ['multipart/mixed', null],
  ['application/json; boundary=x', null],
])('the boundary of %s is %s', (contentType, boundary) => {
  expect(boundaryOf(contentType)).toBe(boundary);
});

it('a form has its parts by name, file name and type', () => {
  const body = Buffer.from(
    '--x\r\nContent-Disposition: form-data; name="anpr.xml"; filename="anpr.xml"\r\nContent-Type: TEXT/xml; charset=utf-8\r\n\r\n<a/>\r\n--x\r\nContent-Disposition: form-data; name=serialno\r\n\r\n12\r\n--x--',
  );
  expect(readForm(body, 'multipart/form-data; boundary=x')).toMatchObject([
    { name: 'anpr.xml', fileName: 'anpr.xml', type: 'text/xml' },
    { name: 'serialno', fileName: '', type: '' },
  ]);
});

it.each([
  ['without a boundary', 'multipart/form-data', '--x'],
  ['of no parts', 'multipart/form-data; boundary=x', 'nothing'],
  ['of very many parts', 'multipart/form-data; boundary=x', '--x\r\n\r\n1\r\n'.repeat(100)],
])('a form %s is refused', (_what, contentType, body) => {
  expect(() => readForm(Buffer.from(body), contentType)).toThrow(CameraRefusal);
});
