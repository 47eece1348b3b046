import { valueAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';

/** Platforms as a form begins with them: by which way the city's platform is reached. */
export type PlatformWay = 'db4403-mqtts' | 'db4403-https' | 'citybrain';
export const DB4403_WAYS = ['mqtts', 'https'] as const;

/** One of each kind at most: the place of a kind in the list; -1: it is not there. */
export const placeOf = (platforms: readonly Json[], kind: string): number =>
  platforms.findIndex((platform) => valueAt(platform, 'kind') === kind);

export function platformDraft(kind: 'db4403' | 'citybrain'): Json {
  return kind === 'db4403' ? { kind, transport: 'mqtts' } : { kind, ports: {} };
}

/** The same platform over the other transport: what both know stays, what only one knows goes. */
export function withTransport(platform: Json, transport: 'mqtts' | 'https'): Json {
  if (typeof platform !== 'object' || platform === null || Array.isArray(platform)) return platform;
  const dropped = new Set(transport === 'https' ? ['clientId', 'username', 'imageUpload', 'url'] : ['userId', 'url']);
  const kept = Object.fromEntries(Object.entries(platform).filter(([name]) => !dropped.has(name)));
  const inbound: Record<string, Json> =
    transport === 'https' && kept.inbound === undefined ? { inbound: { listen: { port: 8443 } } } : {};
  return { ...kept, ...inbound, transport };
}
