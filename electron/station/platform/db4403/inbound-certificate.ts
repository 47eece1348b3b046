import { readFile, stat } from 'node:fs/promises';
import type { Clock } from '../../../../native/clock/contract.ts';

/** How often the files are looked at: certificates are renewed by other programs. */
const LOOK_EVERY_MS = 60_000;

/** Absolute paths of PEM files. */
export interface CertificateFiles {
  certFile: string;
  keyFile: string;
}

export interface Certificate {
  cert: Buffer;
  key: Buffer;
  minVersion: 'TLSv1.2';
}

/** Rejects with the system's error. */
export async function readCertificate({ certFile, keyFile }: CertificateFiles): Promise<Certificate> {
  const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
  return { cert, key, minVersion: 'TLSv1.2' };
}

/** Reads the files again whenever either changed; `onChanged` may throw what TLS finds wrong with them. */
export function watchCertificate(
  files: CertificateFiles,
  clock: Clock,
  onChanged: (certificate: Certificate) => void,
  onTrouble: (error: unknown) => void,
): () => void {
  let known: string | null = null;
  let ended = false;
  let cancel = (): void => undefined;

  async function look(): Promise<void> {
    try {
      const stats = await Promise.all([stat(files.certFile), stat(files.keyFile)]);
      const now = stats.map(({ mtimeMs, size }) => `${mtimeMs} ${size}`).join();
      const changed = known !== null && known !== now;
      if (changed) {
        const certificate = await readCertificate(files);
        if (!ended) onChanged(certificate);
      }
      known = now;
    } catch (error) {
      onTrouble(error);
    }
    if (!ended) cancel = clock.after(LOOK_EVERY_MS, () => void look());
  }

  void look();
  return () => {
    ended = true;
    cancel();
  };
}
