import { describe, expect, it } from 'vitest';
import { decodeGbk, encodeGbk, isGbk } from './gbk.ts';

const hex = (text: string): string => Buffer.from(encodeGbk(text)).toString('hex');

describe('GBK', () => {
  it('has the bytes of the standard, for characters of GB 2312 and those that GBK added', () => {
    expect(hex('停车')).toBe('cda3b3b5');
    expect(hex('粤B·12345')).toBe('d4c142a1a43132333435');
    expect(hex('王堃喆')).toBe('cdf588d286b4');
  });

  it('comes back as it went', () => {
    const text = '深圳市南山医院停车场 ￥21.00（首1小时）①㎡×÷“”…';
    expect(decodeGbk(encodeGbk(text))).toBe(text);
  });

  it('marks what it lacks, and lets no control character through to a device', () => {
    expect(decodeGbk(encodeGbk('¥1 䶮 😀'))).toBe('〓1 〓 〓');
    expect(decodeGbk(encodeGbk('a\u001b@\u0010\u0004'))).toBe('a〓@〓〓');
    expect(['a', '~', '闸', '￥', '¥', '\n', '\ue4c6', '䶮'].map(isGbk)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('never holds the two bytes by which a printer is asked', () => {
    for (let code = 0x20; code < 0xffff; code += 1) {
      const bytes = encodeGbk(String.fromCharCode(code));
      expect(Math.min(...bytes)).toBeGreaterThanOrEqual(0x20);
    }
  });
});
