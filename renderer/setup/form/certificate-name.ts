import { siteFileName } from '../../../electron/contract/setup.ts';

/** A name that can stand beside the site file for a file that somebody chose. */
export function certificateName(chosen: string): string {
  if (siteFileName.safeParse(chosen).success) return chosen;
  const [, stem = '', ending = 'pem'] = /^(.*?)(?:\.(pem|crt|cer|key))?$/i.exec(chosen) ?? [];
  const plain = stem
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 50);
  return `${plain === '' ? 'certificate' : plain}.${ending.toLowerCase()}`;
}
