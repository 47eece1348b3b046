import { readFileSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import type { Run } from '../conformance.ts';
import { beijing } from './beijing.ts';

/** What the report says of the run beside its cases. */
export interface Report extends Run {
  product: string;
  version: string;
  /** Beijing time. */
  date: string;
  /** Seconds. */
  took: number;
  /** What it ran on, and the libraries that speak on the wire. */
  environment: Readonly<Record<string, string>>;
}

interface PackageFile {
  version: string;
  productName: string;
  dependencies: Readonly<Record<string, string>>;
}

/** Libraries between the station and the wire. */
const LIBRARIES = ['mqtt', 'undici', 'better-sqlite3', 'sm-crypto', 'sharp'] as const;

export function reportOf(run: Run): Report {
  const file = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { version, productName, dependencies } = JSON.parse(file) as PackageFile;
  return {
    product: productName,
    version,
    date: beijing(run.startedAt),
    took: Math.round((run.endedAt - run.startedAt) / 1000),
    environment: {
      'Node.js': process.versions.node,
      system: `${platform()} ${release()} ${arch()}`,
      OpenSSL: process.versions.openssl,
      ...Object.fromEntries(LIBRARIES.map((name) => [name, dependencies[name] ?? '?'])),
    },
    ...run,
  };
}
