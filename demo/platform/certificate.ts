import { isIP } from 'node:net';
import { generate } from 'selfsigned';

export interface Certificates {
  /** PEM of the private authority: what a site trusts (`caFile`). */
  caPem: string;
  serverKeyPem: string;
  serverCertPem: string;
}

const DAY_MS = 86_400_000;

/**
 * A private authority and a server certificate signed by it, both new at each call. The certificate is for this machine,
 * and for the names and addresses in `hosts`.
 */
export async function makeCertificates(now: number, hosts: readonly string[] = []): Promise<Certificates> {
  const validity = { notBeforeDate: new Date(now - DAY_MS), notAfterDate: new Date(now + 365 * DAY_MS) };
  const authority = await generate([{ name: 'commonName', value: 'Gatehouse demo authority' }], {
    ...validity,
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...validity,
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...new Set(['localhost', '127.0.0.1', ...hosts])].map(nameOf) },
    ],
  });
  return { caPem: authority.cert, serverKeyPem: server.private, serverCertPem: server.cert };
}

/** As X.509 numbers its kinds of names. */
const nameOf = (host: string) =>
  isIP(host) === 0 ? { type: 2 as const, value: host } : { type: 7 as const, ip: host };
