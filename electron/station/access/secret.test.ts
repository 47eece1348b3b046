import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { weaknessOf } from '../../contract/access.ts';
import type { Weakness } from '../../contract/access.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { COST, hashSecret, oneTimeSecret, verifySecret } from './secret.ts';

describe('a password that is kept', () => {
  it('is scrypt by RFC 7914, with a salt of its own', async () => {
    const [one, two] = [await hashSecret('802417'), await hashSecret('802417')];
    expect(one).not.toBe(two);
    const [, , cost, salt = '', hash] = one.split('$');
    expect(cost).toBe(`ln=${COST.ln},r=8,p=1`);
    const again = scryptSync('802417', Buffer.from(salt, 'base64'), 32, { N: 32768, r: 8, p: 1, maxmem: 2 ** 26 });
    expect(again.toString('base64').replace('=', '')).toBe(hash);
    expect([await verifySecret('802417', one), await verifySecret('802418', one)]).toEqual([true, false]);
  });

  it('keeps its own cost, so that a dearer one later shuts nobody out', async () => {
    const cheap = await hashSecret('802417', { ln: 4, r: 8, p: 1 });
    expect([cheap.startsWith('$scrypt$ln=4,'), await verifySecret('802417', cheap)]).toEqual([true, true]);
  });

  it.each(['', 'plain', '$scrypt$', '$scrypt$ln=99,r=8,p=1$', '$2b$10$abcdefghijklmnopqrstuv'])(
    '%j is none, and nobody’s',
    async (phc) => {
      expect(await verifySecret('', phc)).toBe(false);
    },
  );
});

describe('a password that is chosen', () => {
  const of = (role: Role, id = 'wang') => ({ id, role });
  it.each<[string, Role, Weakness | null]>([
    ['80241', 'attendant', 'short'],
    ['802417', 'attendant', null],
    ['000000', 'attendant', 'pattern'],
    ['345678', 'attendant', 'pattern'],
    ['987654', 'attendant', 'pattern'],
    ['123123', 'attendant', 'pattern'],
    ['802417', 'supervisor', 'short'],
    ['80241735', 'supervisor', 'one-kind'],
    ['gatehouse', 'installer', 'one-kind'],
    ['gatehouse7', 'installer', null],
    ['岗亭的门开了又关', 'supervisor', 'one-kind'],
    ['岗亭的门开了又关1', 'supervisor', null],
    ['wang8024', 'attendant', 'name'],
  ])('%s for a %s: %s', (secret, role, weakness) => {
    expect(weaknessOf(secret, of(role))).toBe(weakness);
  });

  it('one that is given for one sign-in is eight digits, not the same twice', () => {
    const given = new Set(Array.from({ length: 50 }, oneTimeSecret));
    expect(given.size).toBe(50);
    for (const secret of given) expect(secret).toMatch(/^\d{8}$/);
  });
});
