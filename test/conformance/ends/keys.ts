import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from '../../../demo/platform/certificate.ts';
import type { Certificates } from '../../../demo/platform/certificate.ts';

/** One private authority for all ends of a run, and the files that a site file names. */
export interface Keys {
  certificates: Certificates;
  /** Where the files lie; their names are relative to it. */
  folder: string;
  caFile: string;
  certFile: string;
  keyFile: string;
}

export async function layOutKeys(folder: string): Promise<Keys> {
  const certificates = await makeCertificates(Date.now(), ['127.0.0.1']);
  const names = { caFile: 'ca.pem', certFile: 'server.pem', keyFile: 'server-key.pem' };
  writeFileSync(join(folder, names.caFile), certificates.caPem);
  writeFileSync(join(folder, names.certFile), certificates.serverCertPem);
  writeFileSync(join(folder, names.keyFile), certificates.serverKeyPem, { mode: 0o600 });
  return { certificates, folder, ...names };
}
