import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LARGEST_DATA, LARGEST_MESSAGE, LARGEST_QUESTION, MOST_PARTS } from './envelope.ts';
import { openReply, openRequest, sealRequest } from './envelope.ts';
import type { Field, Table } from './tables/description.ts';
import { services } from './tables/interfaces.ts';

describe('a request of table 2', () => {
  it('holds its entries byte for byte, signed once over all of them', () => {
    const payloads = ['{"id":"1","carNo":"粤B12345"}', '{"id":"2", "n":1.50}'];
    const text = sealRequest(payloads, 'salt', 1_700_000_000).toString();
    const data = `[${payloads.join(',')}]`;
    const sign = createHmac('sha256', 'salt').update(data).digest('hex');
    expect(text).toBe(`{"timestamp":1700000000,"sign":"${sign}","data":${data}}`);
    expect(openRequest(Buffer.from(text), 'salt')).toMatchObject({
      ok: true,
      items: [{ id: '1' }, { id: '2', n: 1.5 }],
    });
  });

  it('is never over 10 MB (7.3.1.2 e)', () => {
    const largest = `"${'x'.repeat(LARGEST_DATA - 3)}"`;
    expect(sealRequest([largest], 'salt', 4_294_967_295).length).toBeLessThanOrEqual(LARGEST_MESSAGE);
    expect(() => sealRequest([`"${'x'.repeat(LARGEST_MESSAGE)}"`], 'salt', 1)).toThrow(RangeError);
  });
});

describe('a request that anybody may have made', () => {
  const asked = (data: string, sign = 'f'.repeat(64)) =>
    openRequest(Buffer.from(`{"timestamp":1,"sign":"${sign}","data":${data}}`), 'salt');
  const signed = (data: string) => asked(data, createHmac('sha256', 'salt').update(data).digest('hex'));
  const code = (opened: ReturnType<typeof openRequest>) => (opened.ok ? 0 : opened.refusal.code);

  it.each([
    ['a name twice', '[{"a":1,"a":2}]'],
    ['a name that attacks', '[{"__proto__":1}]'],
    ['what is no JSON', '[{"a":01}]'],
    ['very many names in one object', `[{${Array.from({ length: 101 }, (_, n) => `"k${n}":1`).join()}}]`],
  ])('%s is looked for under a right signature alone', (_what, data) => {
    expect(code(asked(data))).toBe(8);
    expect(code(signed(data))).toBe(3);
  });

  it.each([
    ['names', (n: number) => `"k${n}":1,`, 900_000],
    ['empty objects', () => '{},', 3_400_000],
    ['numbers', () => '1,', 5_000_000],
    ['one text', () => 'x'.repeat(1000), 10_000],
  ] as const)('10 MB of %s are refused unread, whoever signed them', (_what, part, times) => {
    const much = Array.from({ length: times }, (_, n) => part(n)).join('');
    expect(code(signed(`[{"a":"${much.replaceAll('"', '')}"}]`))).toBe(3);
    expect(asked(`[{${much}"z":1}]`)).toMatchObject({
      refusal: { code: 3, message: expect.stringContaining(`上限 ${LARGEST_QUESTION}`) as string },
    });
  });

  it('more values than a lawful one has are refused before the signature is looked at', () => {
    expect(code(asked(`[${'1,'.repeat(MOST_PARTS - 10)}1]`))).toBe(8);
    expect(code(asked(`[${'1,'.repeat(MOST_PARTS)}1]`))).toBe(3);
    expect(code(asked(`[${'{},'.repeat(MOST_PARTS / 2)}1]`))).toBe(3);
  });

  it('10 MB of which most is space behind it are read (7.3.1.2 e)', () => {
    const bytes = Buffer.alloc(LARGEST_MESSAGE, ' ');
    const request = sealRequest(['{"id":"1"}'], 'salt', 7);
    bytes.set(request);
    const opened = openRequest(bytes, 'salt');
    expect(opened).toMatchObject({ ok: true, items: [{ id: '1' }], timestamp: 7 });
    expect(opened.ok && opened.message.length).toBeLessThan(request.length + 64 * 1024);
  });

  it.each(Object.entries(services))(
    'two hundred entries of %s at their fullest are no more than that',
    (_, service) => {
      const data = JSON.stringify(Array(200).fill(fullest(service.request)));
      expect(signed(data)).toMatchObject({ ok: true });
    },
  );
});

/** An entry with every field there is, texts as long as they may be (or 32 characters), five entries in each list. */
const fullest = (table: Table): object =>
  Object.fromEntries(table.fields.map((field) => [field.name, fullestValue(field)]));

function fullestValue({ type, length = 32, of }: Field): unknown {
  switch (type) {
    case 'List':
      return of ? Array(5).fill(fullest(of)) : [];
    case 'List<Uuid>':
      return Array(5).fill('a'.repeat(32));
    case 'Int':
    case 'Decimal':
    case 'Double':
    case 'Timestamp':
      return -2_147_483_648.25;
    case 'DateTime':
    case 'Time':
      return '2026-05-01 10:00:00';
    case 'String':
    case 'Uuid':
      return '停'.repeat(length);
  }
}

describe('a reply of table 3', () => {
  const open = (text: string) => openReply(Buffer.from(text));

  it('is read with `Code` as the table prints it, or `code` as 7.3.1.2 c asks', () => {
    for (const name of ['Code', 'code'])
      expect(open(`{"${name}":0,"message":"成功","timestamp":1,"data":[{"id":"1","code":1200}]}`)).toMatchObject({
        code: 0,
        message: '成功',
        entries: [{ code: 1200, message: null, fields: { id: '1' } }],
      });
  });

  it('may have no data, and entries that are none are left out', () => {
    expect(open('{"Code":8}')).toMatchObject({ code: 8, message: null, entries: [] });
    expect(open('{"Code":0,"data":[null,7,[],{"code":"0"}]}')).toMatchObject({ entries: [{ code: null }] });
  });

  it.each(['', 'null', '[]', '7', '<html>', '{"Code":"0"}', '{"Code":0.5}', '{"data":[]}', '{"Code":0'])(
    '%j is none',
    (text) => expect(open(text)).toBeNull(),
  );
});
