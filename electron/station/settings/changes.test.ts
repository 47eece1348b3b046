import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, effectOf, normalised } from './changes.ts';
import type { SiteData } from './changes.ts';

const paths = (before: SiteData, after: SiteData): string[] => changesBetween(before, after).map(({ path }) => path);

describe('what differs', () => {
  it('is told by name where things have ids: one that moved is not another', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
    expect(paths({ lanes: [a, b] } as SiteData, { lanes: [b, a] } as SiteData)).toEqual(['lanes']);
    expect(paths({ lanes: [a, b] } as SiteData, { lanes: [c, a, b] } as SiteData)).toEqual(['lanes[c]']);
    expect(paths({ lanes: [a, b] } as SiteData, { lanes: [{ ...a, name: 'x' }] })).toEqual([
      'lanes[a].name',
      'lanes[b]',
    ]);
    expect(paths({ lanes: [] }, { lanes: [] })).toEqual([]);
  });

  it('is nothing where only the order of members, or a default that was spelt out, is another', () => {
    expect(paths(normalised({ access: {} }), normalised({ access: { renewDays: 90, lockAfterMin: 10 } }))).toEqual([]);
  });

  it('is nothing between a value and itself, and the same seen from both ends', () => {
    const site = fc.dictionary(fc.constantFrom('lot', 'lanes', 'tariff', 'gone'), fc.jsonValue());
    fc.assert(
      fc.property(site, site, (one, other) => {
        const [a, b] = [one, other] as [SiteData, SiteData];
        expect(paths(a, a)).toEqual([]);
        expect(paths(a, b).sort()).toEqual(paths(b, a).sort());
      }),
    );
  });
});

it.each([
  ['lot.totalStalls', 'now'],
  ['lot.saturation.fullAbove', 'now'],
  ['lot.parkCode', 'restart'],
  ['lot.registration.tel', 'restart'],
  ['tariff.rates', 'now'],
  ['tariff', 'restart'],
  ['vouchers[a].name', 'now'],
  ['calendar.holidays', 'now'],
  ['displayTexts', 'now'],
  ['backup.keep', 'now'],
  ['reports.dayAt', 'now'],
  ['program.kiosk', 'restart'],
  ['backup.folder', 'restart'],
  ['capture.staleS', 'now'],
  ['capture.listen.port', 'restart'],
  ['lanes[in-1].name', 'now'],
  ['lanes[in-1].camera.address', 'restart'],
  ['lanes[in-1]', 'restart'],
  ['lanes', 'restart'],
  ['secrets.cameras.a', 'restart'],
  ['files.ca.pem', 'restart'],
  ['payments.expiresMin', 'restart'],
])('%s takes hold %s', (path, effect) => {
  expect(effectOf(path)).toBe(effect);
});
