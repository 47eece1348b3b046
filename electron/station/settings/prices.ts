import { siteConfig } from '../../contract/site.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { Version } from './versions.ts';

/** What parking costs, and on which days. */
export type Prices = Pick<SiteConfig, 'tariff' | 'calendar'>;

/**
 * The prices that were in force at an instant. A car that stands at an arm was told a sum: what it is asked for, and a code
 * that it is shown, stay those of the moment when it came, also past a restart; the next one pays by the new tariff.
 * @param versions those that came up, the newest first
 */
export function createPrices(versions: readonly Version[], now: Prices): (at: number) => Prices {
  const known = versions.flatMap(({ at, site }) => {
    const tariff = siteConfig.shape.tariff.safeParse(site['tariff']);
    const calendar = siteConfig.shape.calendar.safeParse(site['calendar']);
    // Of an older program, and not to be understood: the sum is reckoned as now.
    return tariff.success && calendar.success ? [{ from: at, tariff: tariff.data, calendar: calendar.data }] : [];
  });
  return (at) => known.find(({ from }) => from <= at) ?? known.at(-1) ?? now;
}
