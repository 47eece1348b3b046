import { describe, expect, it } from 'vitest';
import { siteFileName } from '../../../electron/contract/setup.ts';
import { certificateName } from './certificate-name.ts';

describe('the name under which a certificate is kept', () => {
  it.each([
    ['ca.pem', 'ca.pem'],
    ['深圳 CA.crt', 'CA.crt'],
    ['证书.pem', 'certificate.pem'],
    ['../site.json', 'site.json.pem'],
    ['KEY.KEY', 'KEY.key'],
    [`${'a'.repeat(90)}.pem`, `${'a'.repeat(50)}.pem`],
  ])('%s is kept as %s', (chosen, kept) => {
    expect(certificateName(chosen)).toBe(kept);
    expect(siteFileName.safeParse(kept).success).toBe(true);
  });
});
