import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KEY_BYTES, seal, SecretsError, unseal } from './sealed.ts';

const key = randomBytes(KEY_BYTES);
const plain = Buffer.from('{"db4403":{"password":"hunter-of-plates"}}');

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof SecretsError) return error.code;
    throw error;
  }
  return 'taken';
}

describe('sealed secrets', () => {
  it('open under their key alone, and say nothing of what is in them', () => {
    const sealed = seal(plain, key);
    expect(unseal(sealed, key)).toEqual(plain);
    expect(sealed.includes('hunter')).toBe(false);
    expect(codeOf(() => unseal(sealed, randomBytes(KEY_BYTES)))).toBe('secrets-sealed');
  });

  it('sealed twice they are two texts: nobody sees that nothing changed', () => {
    expect(seal(plain, key)).not.toEqual(seal(plain, key));
  });

  it('changed in any byte, or cut anywhere, they are refused', () => {
    const sealed = seal(plain, key);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(
        codeOf(() => unseal(changed, key)),
        `byte ${at}`,
      ).not.toBe('taken');
      expect(
        codeOf(() => unseal(sealed.subarray(0, at), key)),
        `cut at ${at}`,
      ).toBe('secrets-sealed');
    }
  });

  it('of a newer program they are not guessed at', () => {
    const sealed = seal(plain, key);
    sealed[8] = 2;
    expect(codeOf(() => unseal(sealed, key))).toBe('secrets-newer');
  });
});
