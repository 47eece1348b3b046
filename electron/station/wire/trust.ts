import { readFile } from 'node:fs/promises';
import type { TLSSocket } from 'node:tls';
import { OTHER_CERTIFICATE, wordsOf } from './network-trouble.ts';
import { refused } from './trouble.ts';
import type { Trouble } from './trouble.ts';

/** Whom we talk to, as the site file says it. Paths are absolute. */
export interface Trust {
  /** PEM of a private certificate authority; null: those the runtime trusts. */
  caFile: string | null;
  /** 64 hex digits, with or without colons; null: any certificate that the authority signed for the host. */
  pinnedSha256: string | null;
}

export interface TlsTerms {
  options: { ca?: Buffer; rejectUnauthorized: boolean; minVersion: 'TLSv1.2' };
  /** Asked once the handshake is over and before a byte of ours is sent: null, or why not to talk to this one. */
  objectionTo(socket: TLSSocket): Error | null;
}

/**
 * The terms on which a TLS connection is made. Read at each attempt: a file put right takes effect without a restart.
 * A pinned certificate needs nobody's signature, unless an authority is named too: then both must hold.
 */
export async function readTrust({
  caFile,
  pinnedSha256,
}: Trust): Promise<{ ok: true; terms: TlsTerms } | { ok: false; trouble: Trouble }> {
  let ca: Buffer | undefined;
  try {
    if (caFile !== null) ca = await readFile(caFile);
  } catch (error) {
    return { ok: false, trouble: refused('file-unreadable', wordsOf(error)) };
  }
  const pinned = pinnedSha256 === null ? null : bare(pinnedSha256);
  return {
    ok: true,
    terms: {
      options: { ...(ca && { ca }), rejectUnauthorized: pinned === null || ca !== undefined, minVersion: 'TLSv1.2' },
      objectionTo(socket) {
        if (pinned === null) return null;
        const shown = socket.getPeerX509Certificate()?.fingerprint256;
        if (shown !== undefined && bare(shown) === pinned) return null;
        const words = `the certificate shown is ${shown ?? 'none'}`;
        return Object.assign(new Error(words), { code: OTHER_CERTIFICATE });
      },
    },
  };
}

const bare = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();
