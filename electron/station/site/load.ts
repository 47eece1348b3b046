import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { needsKey, needsPassword } from '../../contract/site-cameras.ts';
import type { CameraConfig } from '../../contract/site-cameras.ts';
import type { PlatformConfig } from '../../contract/site-platforms.ts';
import { siteConfig, siteSecrets } from '../../contract/site.ts';
import type { SiteConfig, SiteSecrets } from '../../contract/site.ts';
import { crossChecks } from './cross-checks.ts';
import { firstMistake } from './json-place.ts';
import { inChinese } from './words.ts';

/** A site file (or its secrets) that cannot be used: every mistake, each with its path, in the installer's words. */
export class SiteError extends Error {
  readonly code = 'bad-site';
  readonly lines: string[];
  constructor(file: string, lines: string[]) {
    super(`${file}: ${lines.join('; ')}`);
    this.name = 'SiteError';
    this.lines = lines;
  }
}

/** The site of a file as it stands there, read and not checked. Throws `SiteError`. */
export const readSite = (file: string): unknown => jsonOf(readText(file), file);

/** Reads the site file. Throws `SiteError` with all mistakes at once. */
export function loadSite(file: string): SiteConfig {
  const { site, lines } = checkSite(readSite(file));
  if (site === null) throw new SiteError(file, lines);
  return site;
}

/** All that is wrong with a site, a line each: path, colon, words. Null: it cannot be worked with. */
export function checkSite(data: unknown): { site: SiteConfig | null; lines: string[] } {
  const parsed = siteConfig.safeParse(data, inChinese);
  const lines = [...(parsed.success ? [] : parsed.error.issues.map(asLine)), ...crossChecks(data)];
  return { site: parsed.success && lines.length === 0 ? parsed.data : null, lines };
}

/**
 * The secrets that go with a site, from their text: a key for each camera, the platform's password and salt. Throws
 * `SiteError`, which names `file`.
 */
export function parseSecrets(text: string, file: string, site: SiteConfig): SiteSecrets {
  const { secrets, lines } = checkSecrets(jsonOf(text, file), site);
  if (secrets === null) throw new SiteError(file, lines);
  return secrets;
}

/** What of a site says which secrets it needs. Of an unfinished one only what is whole. */
export interface SecretsNeeds {
  lanes: readonly { camera: CameraConfig }[];
  platforms: readonly PlatformConfig[];
  payments?: { provider: { kind: string } } | undefined;
}

/** All that is wrong with secrets, or missing of them. Null: they cannot be worked with. */
export function checkSecrets(data: unknown, site: SecretsNeeds): { secrets: SiteSecrets | null; lines: string[] } {
  const parsed = siteSecrets.safeParse(data, inChinese);
  if (!parsed.success) return { secrets: null, lines: parsed.error.issues.map(asLine) };
  const secrets = parsed.data;
  const lines = site.lanes.flatMap(({ camera }) => missingOfCamera(camera, secrets));
  lines.push(...site.platforms.flatMap((platform) => missingOf(platform, secrets)));
  if (site.payments?.provider.kind === 'alipay' && !secrets.alipay) lines.push('alipay：缺少付款密钥');
  return { secrets: lines.length === 0 ? secrets : null, lines };
}

/** A key that stands in an address needs no writing otherwise: letters, digits and -._~ alone. */
const IN_AN_ADDRESS = /^[A-Za-z0-9._~-]{16,128}$/;

/** What a camera cannot post, or cannot be asked, without. */
function missingOfCamera(camera: CameraConfig, { cameras, cameraPasswords }: SiteSecrets): string[] {
  const key = cameras[camera.id];
  const lines: string[] = [];
  if (needsKey(camera) && key === undefined) lines.push(`cameras.${camera.id}：缺少该相机的密钥`);
  if (needsKey(camera) && camera.driver !== 'push' && key !== undefined && !IN_AN_ADDRESS.test(key))
    lines.push(`cameras.${camera.id}：密钥是上报地址的一部分，只用字母、数字和 -._~，16 到 128 个`);
  if (needsPassword(camera) && cameraPasswords?.[camera.id] === undefined)
    lines.push(`cameraPasswords.${camera.id}：缺少该相机的密码`);
  return lines;
}

/** What a platform cannot be reached, or cannot reach us, without. */
function missingOf(platform: PlatformConfig, { db4403, citybrain }: SiteSecrets): string[] {
  switch (platform.kind) {
    case 'db4403':
      if (!db4403) return ['db4403：缺少平台的密码和盐值'];
      return platform.transport === 'https' && db4403.inboundToken === undefined
        ? ['db4403.inboundToken：缺少平台下发时要出示的令牌']
        : [];
    case 'citybrain':
      return citybrain ? [] : ['citybrain：缺少城市大脑的密钥'];
  }
}

function asLine(issue: z.core.$ZodIssue): string {
  const path = issue.path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
  return `${path === '' ? '文件' : path}：${issue.message}`;
}

/** Throws `SiteError` when there is no such file, or it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new SiteError(file, [missing ? '找不到这个文件' : `读不了这个文件：${(cause as Error).message}`]);
  }
}

function jsonOf(given: string, file: string): unknown {
  // Editors on Windows like to begin a file with a byte order mark.
  const text = given.replace(/^\uFEFF/, '');
  const mistake = firstMistake(text);
  if (mistake !== null) throw new SiteError(file, [`不是有效的 JSON：${placeOf(text, mistake)}有误`]);
  return JSON.parse(text) as unknown;
}

/** A person looks for a line and a column, both from 1. */
function placeOf(text: string, index: number): string {
  const before = text.slice(0, index).split('\n');
  return `第 ${before.length} 行第 ${(before.at(-1)?.length ?? 0) + 1} 列`;
}
