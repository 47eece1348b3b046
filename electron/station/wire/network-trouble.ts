import { down, refused } from './trouble.ts';
import type { Trouble } from './trouble.ts';

/** Failures of TLS that no waiting mends. */
const UNTRUSTED =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA)/;
export const OTHER_CERTIFICATE = 'OTHER_CERTIFICATE';

/** Why no connection came about, by the code of the error. */
export function networkTrouble(error: unknown): Trouble {
  const code = codeOf(error);
  if (code === OTHER_CERTIFICATE) return refused('other-certificate', wordsOf(error));
  if (typeof code === 'string' && UNTRUSTED.test(code)) return refused('not-trusted', wordsOf(error));
  return down('unreachable', wordsOf(error));
}

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** The network's own words, with its code where the words do not hold it. */
export function wordsOf(error: unknown): string {
  // Several addresses were tried: the first says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0]);
  const words = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  return typeof code === 'string' && !words.includes(code) ? `${words} (${code})` : words;
}
