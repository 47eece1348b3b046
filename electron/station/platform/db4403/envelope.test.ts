import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LARGEST_DATA, LARGEST_MESSAGE, openReply, openRequest, sealRequest } from './envelope.ts';

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
