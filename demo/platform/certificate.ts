import { generate } from 'selfsigned';

export interface Certificates {
  /** PEM of the private authority: what a site trusts (`caFile`). */
  caPem: string;
  serverKeyPem: string;
  serverCertPem: string;
}

const DAY_MS = 86_400_000;

/** A private authority and a server certificate for this machine signed by it, both new at each call. */
export async function makeCertificates(now: number): Promise<Certificates> {
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
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { caPem: authority.cert, serverKeyPem: server.private, serverCertPem: server.cert };
}
