import { describe, expect, it } from 'vitest';
import { isSignedBy, sign } from './signature.ts';

// The example below table 2.
const [data, secret, signature] = [
  'hello world!',
  '123456',
  '03c6198ea823af32c338b1524d1653ccc065c06af916495a178208189555d428',
];

describe('signature', () => {
  it("is that of the standard's example", () => expect(sign(data, secret)).toBe(signature));

  it('holds for the exact bytes only, in either case of hex', () => {
    const bytes = Buffer.from(data);
    expect(isSignedBy(signature, bytes, secret)).toBe(true);
    expect(isSignedBy(signature.toUpperCase(), bytes, secret)).toBe(true);
    expect(isSignedBy(signature, Buffer.from(`${data} `), secret)).toBe(false);
    expect(isSignedBy(signature, bytes, '1234567')).toBe(false);
  });

  it.each(['', 'x'.repeat(64), signature.slice(1), `${signature}0`])('is not %j', (wrong) =>
    expect(isSignedBy(wrong, Buffer.from(data), secret)).toBe(false),
  );
});
