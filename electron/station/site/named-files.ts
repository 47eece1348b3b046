import { createPrivateKey, X509Certificate } from 'node:crypto';

/** A file that a site names, relative to its own. */
export interface NamedFile {
  /** Where the site names it. */
  path: string;
  name: string;
  what: 'certificate' | 'key';
}

interface LooseFiles {
  platforms?: ({ caFile?: unknown; inbound?: { certFile?: unknown; keyFile?: unknown } | null } | null)[];
  payments?: { provider?: { caFile?: unknown } | null } | null;
}

/** Certificates and keys that a site names, as far as it goes. Pictures of the lot may be missing: they are not reported then. */
export function namedFiles(data: unknown): NamedFile[] {
  const { platforms, payments } = (data ?? {}) as LooseFiles;
  const named = (path: string, name: unknown, what: NamedFile['what']): NamedFile[] =>
    typeof name === 'string' && name !== '' ? [{ path, name, what }] : [];
  const ofPlatforms = (Array.isArray(platforms) ? platforms : []).flatMap((platform, n) => [
    ...named(`platforms[${n}].caFile`, platform?.caFile, 'certificate'),
    ...named(`platforms[${n}].inbound.certFile`, platform?.inbound?.certFile, 'certificate'),
    ...named(`platforms[${n}].inbound.keyFile`, platform?.inbound?.keyFile, 'key'),
  ]);
  return [...ofPlatforms, ...named('payments.provider.caFile', payments?.provider?.caFile, 'certificate')];
}

/** What is wrong with such a file, a line as of the site's own checks; null: nothing. `text` null: it is not there. */
export function mistakeOfFile({ path, name, what }: NamedFile, text: string | null): string | null {
  if (text === null) return `${path}：找不到文件 ${name}`;
  try {
    if (what === 'key') createPrivateKey(text);
    else new X509Certificate(text);
    return null;
  } catch {
    return `${path}：${name} 不是 PEM 格式的${what === 'key' ? '私钥' : '证书'}`;
  }
}

export const isPrivate = (text: string): boolean => text.includes('PRIVATE KEY');
