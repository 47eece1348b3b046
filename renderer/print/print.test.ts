import { describe, expect, it } from 'vitest';
import { printWish } from '../../electron/contract/printing.ts';
import { fileName } from './print.ts';

describe('the name of a printed page', () => {
  it.each([
    ['验收证书 南山医院 2', '验收证书 南山医院 2'],
    ['A/B: "C"', 'A-B- -C-'],
    ['../../etc', 'etc'],
    ['…', 'gatehouse'],
    ['长'.repeat(300), '长'.repeat(100)],
  ])('%s is %s', (name, kept) => {
    expect(fileName(name)).toBe(kept);
    expect(printWish.shape.name.safeParse(kept).success).toBe(true);
  });
});
