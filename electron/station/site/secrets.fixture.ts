import type { SiteConfig, SiteSecrets } from '../../contract/site.ts';
import { parseSecrets, readText } from './load.ts';

/** The secrets of a plain file, as the station reads them. */
export const loadSecrets = (file: string, site: SiteConfig): SiteSecrets => parseSecrets(readText(file), file, site);
