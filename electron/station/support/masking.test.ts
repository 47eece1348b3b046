import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVINCES, SERIAL_DIGITS, SERIAL_LETTERS } from '../../contract/plate-characters.ts';
import { parsePlate } from '../policy/plate.ts';
import { masked } from './masking.ts';

describe('what leaves the site', () => {
  it.each([
    ['粤B12345', '粤B12***'],
    ['粤B·12345', '粤B·12***'],
    ['{"plate":"京AD12345","other":"粤B1234警"}', '{"plate":"京AD1***","other":"粤B12***"}'],
    ['粤Z1234港 粤12345领 WJ粤12345 123456使 KA12345', '粤Z12*** 粤123*** WJ粤123*** 123***使 KA12***'],
    ['/plates/%E7%B2%A4B12345/x', '/plates/%E7%B2%A4B12***/x'],
    [String.raw`{"plate":"\u7ca4B12345"}`, String.raw`{"plate":"\u7ca4B12***"}`],
    ['13812345678 called', '138****5678 called'],
    ['rtsp://admin:secret-1@10.0.0.8/live', 'rtsp://***@10.0.0.8/live'],
  ])('%s → %s', (text, expected) => expect(masked(text)).toBe(expected));

  it('instants, ids and words stay', () => {
    const text = '{"at":1763780000123,"id":"0f8c2a","lane":"in-1","msg":"粤港澳大湾区停车场","port":8090}';
    expect(masked(text)).toBe(text);
  });

  it('no plate that parses as one is left whole', () => {
    const from = (characters: string) => fc.constantFrom(...characters);
    const serial = (many: number) =>
      fc.array(from(SERIAL_LETTERS + SERIAL_DIGITS), { minLength: many, maxLength: many }).map((all) => all.join(''));
    const plate = fc
      .tuple(from(PROVINCES), from(SERIAL_LETTERS), fc.constantFrom(4, 5, 6), fc.constantFrom('', '警', '学', '挂'))
      .chain(([province, letter, many, last]) => serial(many).map((rest) => `${province}${letter}${rest}${last}`))
      .filter((text) => parsePlate(text).valid);
    fc.assert(
      fc.property(plate, fc.string(), fc.string(), (text, before, after) => {
        expect(masked(`${before}"${text}"${after}`)).not.toContain(text);
      }),
    );
  });
});
