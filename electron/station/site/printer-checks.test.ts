import { describe, expect, it } from 'vitest';
import { printer } from '../../contract/site-printer.ts';
import { crossChecks } from './cross-checks.ts';

const site = (link: unknown) => ({
  links: [{ id: 'boards' }, { id: 'paper' }],
  lanes: [{ id: 'a', direction: 'exit', barrier: { link: 'boards' } }],
  printer: { link },
});

describe('the printer of a site file', () => {
  it('hangs on a line of its own, or on the network', () => {
    expect(crossChecks(site('paper'))).toEqual([]);
    expect(crossChecks(site({ host: '192.168.1.60' }))).toEqual([]);
  });

  it('names a line that is there, and that no relay board hangs on', () => {
    expect(crossChecks(site('none'))).toEqual(['printer.link：links 里没有“none”']);
    expect(crossChecks(site('boards'))).toEqual([
      'printer.link：“boards”已由 lanes[0].barrier 使用，打印机要单独一条线',
    ]);
  });

  it('is small and prints once unless somebody says otherwise', () => {
    expect(printer.parse({ link: { host: 'p' } })).toEqual({
      driver: 'esc-pos',
      link: { host: 'p', port: 9100 },
      width: 58,
      copies: 1,
    });
    expect(printer.safeParse({ link: 'paper', width: 76 }).success).toBe(false);
  });
});
