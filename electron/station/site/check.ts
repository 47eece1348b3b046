import { cameraConfig } from '../../contract/site-cameras.ts';
import { platformConfig } from '../../contract/site-platforms.ts';
import { siteConfig } from '../../contract/site.ts';
import type { SiteConfig, SiteSecrets } from '../../contract/site.ts';
import type { SetupStep, SiteMistake } from '../../contract/setup.ts';
import { checkSecrets, checkSite } from './load.ts';
import type { SecretsNeeds } from './load.ts';
import { mistakeOfFile, namedFiles } from './named-files.ts';

export interface CheckedDraft {
  /** Null: the station would not start with them. */
  site: SiteConfig | null;
  secrets: SiteSecrets | null;
  mistakes: SiteMistake[];
}

/**
 * The very checks of a start, over a site that need not be finished. `secrets`: as in the file of secrets; `fileText`: what
 * a file beside the site says, null where there is none.
 */
export function checkDraft(site: unknown, secrets: unknown, fileText: (name: string) => string | null): CheckedDraft {
  const ofSite = checkSite(site);
  const ofSecrets = checkSecrets(secrets, ofSite.site ?? needsOf(site));
  const ofFiles = namedFiles(site).flatMap((file) => mistakeOfFile(file, fileText(file.name)) ?? []);
  const lines = [...new Set([...ofSite.lines, ...ofSecrets.lines, ...ofFiles])];
  return {
    site: lines.length === 0 ? ofSite.site : null,
    secrets: lines.length === 0 ? ofSecrets.secrets : null,
    mistakes: lines.map(mistakeOf),
  };
}

function mistakeOf(line: string): SiteMistake {
  const colon = line.indexOf('：');
  const path = line.slice(0, Math.max(0, colon));
  return { path: path === '文件' ? '' : path, words: line.slice(colon + 1), step: stepOf(path) };
}

/** Of an unfinished site what is whole. */
function needsOf(data: unknown): SecretsNeeds {
  const { lanes, platforms, payments } = (data ?? {}) as Record<string, unknown>;
  const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  return {
    lanes: listed(lanes).flatMap((lane) => {
      const { data: camera } = cameraConfig.safeParse((lane as { camera?: unknown } | null)?.camera);
      return camera === undefined ? [] : [{ camera }];
    }),
    platforms: listed(platforms).flatMap((platform) => platformConfig.safeParse(platform).data ?? []),
    payments: siteConfig.shape.payments.safeParse(payments).data,
  };
}

const STEPS: Readonly<Record<string, SetupStep>> = {
  lot: 'lot',
  platforms: 'platforms',
  db4403: 'platforms',
  citybrain: 'platforms',
  sharing: 'rules',
  lanes: 'lanes',
  capture: 'cameras',
  cameras: 'cameras',
  cameraPasswords: 'cameras',
  links: 'barriers',
  printer: 'barriers',
  displayTexts: 'rules',
  booking: 'rules',
  flow: 'rules',
  tariff: 'rules',
  vouchers: 'rules',
  payments: 'rules',
  alipay: 'rules',
  calendar: 'rules',
  people: 'people',
  access: 'rules',
  backup: 'rules',
  retention: 'rules',
  reports: 'rules',
  clock: 'rules',
  program: 'rules',
};

/** The page on which a value is put right. */
export function stepOf(path: string): SetupStep {
  const [, inLane] = /^lanes\[\d+\]\.(camera|barrier|displays)\b/.exec(path) ?? [];
  if (inLane !== undefined) return inLane === 'camera' ? 'cameras' : 'barriers';
  const [section = ''] = /^[A-Za-z0-9]+/.exec(path) ?? [];
  return STEPS[section] ?? 'check';
}
