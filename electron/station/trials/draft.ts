import type { z } from 'zod';
import { barrierConfig, lineOf } from '../../contract/site-barriers.ts';
import type { BarrierConfig } from '../../contract/site-barriers.ts';
import { cameraConfig } from '../../contract/site-cameras.ts';
import type { CameraConfig } from '../../contract/site-cameras.ts';
import { displayConfig } from '../../contract/site-displays.ts';
import type { DisplayConfig } from '../../contract/site-displays.ts';
import { platformConfig, platformSecrets } from '../../contract/site-platforms.ts';
import type { PlatformConfig } from '../../contract/site-platforms.ts';
import { printer } from '../../contract/site-printer.ts';
import type { PrinterConfig } from '../../contract/site-printer.ts';
import { siteConfig } from '../../contract/site.ts';
import type { LinkConfig, SiteConfig, SiteSecrets } from '../../contract/site.ts';
import { TrialRefusal } from './refusal.ts';

/** The site as it is being set up: sections of the site file by name, whatever their mistakes. */
export interface Draft {
  site: Readonly<Record<string, unknown>>;
  /** As in the file of secrets, as far as they are known. */
  secrets: Readonly<Record<string, unknown>>;
  /** Where the files lie that the site file names. */
  folder: string;
}

/** A lane's camera with what it is known by. */
export interface DraftCamera {
  config: CameraConfig;
  /** Empty: none yet. */
  key: string;
  password: string | null;
}

/** The reply of a controller with frames of its own may take longer than that of a board. */
export interface DraftLine {
  link: LinkConfig;
  slowestReplyMs: number;
}

const linkConfig = siteConfig.shape.links.unwrap().element;

/** One piece of the draft; what is wrong elsewhere does not hinder it. Throws `bad-site` with the path of each mistake. */
function piece<S extends z.ZodType>(schema: S, value: unknown, path: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => [`${path}${pathOf(issue.path)}`, issue.message]);
  throw new TrialRefusal('bad-site', `${path} has mistakes`, Object.fromEntries(fields) as Record<string, string>);
}

/** As the checks of the site file write it: `lanes[0].camera.address`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');

const listAt = (site: Draft['site'], section: string): unknown[] => {
  const value = site[section];
  return Array.isArray(value) ? value : [];
};
const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const textAt = (value: unknown, ...names: string[]): string | null => {
  const found = names.reduce(memberOf, value);
  return typeof found === 'string' && found !== '' ? found : null;
};

function laneAt({ site }: Draft, laneId: string): { lane: unknown; path: string } {
  const lanes = listAt(site, 'lanes');
  const index = lanes.findIndex((lane) => memberOf(lane, 'id') === laneId);
  if (index < 0) throw new TrialRefusal('bad-input', `no lane ${laneId}`);
  return { lane: lanes[index], path: `lanes[${index}]` };
}

/** Ids of the lanes of the draft, in its order. */
export const lanesOf = ({ site }: Draft): string[] => listAt(site, 'lanes').flatMap((lane) => textAt(lane, 'id') ?? []);

export function cameraOf(draft: Draft, laneId: string): DraftCamera {
  const { lane, path } = laneAt(draft, laneId);
  const config = piece(cameraConfig, memberOf(lane, 'camera'), `${path}.camera`);
  return {
    config,
    key: textAt(draft.secrets, 'cameras', config.id) ?? '',
    password: textAt(draft.secrets, 'cameraPasswords', config.id),
  };
}

export function barrierOf(draft: Draft, laneId: string): BarrierConfig {
  const { lane, path } = laneAt(draft, laneId);
  return piece(barrierConfig, memberOf(lane, 'barrier'), `${path}.barrier`);
}

export function displayOf(draft: Draft, laneId: string, index: number): DisplayConfig {
  const { lane, path } = laneAt(draft, laneId);
  const displays = memberOf(lane, 'displays');
  const found: unknown = Array.isArray(displays) ? displays[index] : undefined;
  return piece(displayConfig, found, `${path}.displays[${index}]`);
}

export function lineNamed(draft: Draft, linkId: string): DraftLine {
  const links = listAt(draft.site, 'links');
  const index = links.findIndex((link) => memberOf(link, 'id') === linkId);
  const link = piece(linkConfig, links[index], `links[${Math.max(0, index)}]`);
  return { link, slowestReplyMs: slowestReplyOn(draft, linkId) };
}

/** Of the barriers that can be read; others say nothing. */
function slowestReplyOn({ site }: Draft, linkId: string): number {
  const replies = listAt(site, 'lanes').map((lane) => {
    const { data } = barrierConfig.safeParse(memberOf(lane, 'barrier'));
    return data?.driver === 'custom-frame' && lineOf(data) === linkId ? data.replyMs : 0;
  });
  return Math.max(0, ...replies);
}

/** Those that can be read: whoever looks for ports is told which of them are named already. */
export const linksOf = ({ site }: Draft): LinkConfig[] =>
  listAt(site, 'links').flatMap((link) => linkConfig.safeParse(link).data ?? []);

export const printerOf = (draft: Draft): PrinterConfig => piece(printer, draft.site['printer'], 'printer');

export const listenOf = (draft: Draft): SiteConfig['capture']['listen'] =>
  piece(siteConfig.shape.capture, draft.site['capture'], 'capture').listen;

/** The platform of that kind with its secrets. */
export function platformOf(
  draft: Draft,
  kind: PlatformConfig['kind'],
): { config: PlatformConfig; secrets: Pick<SiteSecrets, 'db4403' | 'citybrain'> } {
  const platforms = listAt(draft.site, 'platforms');
  const index = platforms.findIndex((platform) => memberOf(platform, 'kind') === kind);
  const config = piece(platformConfig, platforms[index], `platforms[${Math.max(0, index)}]`);
  const known = piece(platformSecrets[kind], draft.secrets[kind], kind);
  if (known === undefined) throw new TrialRefusal('bad-site', `no secrets of ${kind}`, { [kind]: 'missing' });
  return { config, secrets: { [kind]: known } };
}

/** What the platform knows the lot by; empty: not said yet. */
export const parkCodeOf = ({ site }: Draft): string => textAt(site, 'lot', 'parkCode') ?? '';
