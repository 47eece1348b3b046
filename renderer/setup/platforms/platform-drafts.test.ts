import { describe, expect, it } from 'vitest';
import { placeOf, platformDraft, withTransport } from './platform-drafts.ts';

describe('a platform as a form begins with it', () => {
  it('is found by its kind, of which there is one', () => {
    const platforms = [platformDraft('citybrain'), platformDraft('db4403')];
    expect(placeOf(platforms, 'db4403')).toBe(1);
    expect(placeOf([], 'db4403')).toBe(-1);
  });

  it('changes its transport, and keeps what both know', () => {
    const mqtts = { kind: 'db4403', transport: 'mqtts', url: 'mqtts://a:8883', clientId: 'c', caFile: 'ca.pem' };
    expect(withTransport(mqtts, 'https')).toEqual({
      kind: 'db4403',
      transport: 'https',
      caFile: 'ca.pem',
      inbound: { listen: { port: 8443 } },
    });
    const https = { kind: 'db4403', transport: 'https', userId: 'u', batch: 1 };
    expect(withTransport(https, 'mqtts')).toEqual({ kind: 'db4403', transport: 'mqtts', batch: 1 });
  });
});
