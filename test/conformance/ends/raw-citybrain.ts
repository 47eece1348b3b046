import { createCipheriv, randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import type { CitybrainAccess } from '../../../demo/citybrain/citybrain.ts';
import { beijingDateTime } from '../../../demo/beijing-time.ts';

/** base64(SM4(text)) of 3.1, by the cipher of the runtime: neither end's. ECB with PKCS#7, the secret's bytes as the key. */
export function encrypted(text: string | Buffer, appSecret: string): string {
  const cipher = createCipheriv('sm4-ecb', Buffer.from(appSecret, 'ascii'), null);
  return Buffer.concat([cipher.update(Buffer.from(text)), cipher.final()]).toString('base64');
}

/** What came back: the members of the JSON object, or none. */
export interface CitybrainAnswer {
  status: number;
  json: Record<string, unknown> | null;
  ms: number;
}

/** A lot made of nothing but a client. */
export interface RawCitybrain {
  /** An envelope of 1.5 as it should be, around parameters. */
  envelope(params: unknown): Record<string, unknown>;
  post(code: string, body: string | Buffer): Promise<CitybrainAnswer>;
  stop(): Promise<void>;
}

export function openRawCitybrain(access: CitybrainAccess): RawCitybrain {
  const agent = new Agent({ connect: { ca: access.caPem } });
  return {
    envelope: (params) => ({
      app_id: access.appId,
      message_id: randomUUID(),
      encrypted_data: encrypted(typeof params === 'string' ? params : JSON.stringify(params), access.appSecret),
      timestamp: beijingDateTime(Date.now()),
    }),
    async post(code, body) {
      const begun = performance.now();
      const answer = await request(`${access.url}/barrier/${code}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(10_000),
      });
      const text = await answer.body.text();
      const isJson = text.startsWith('{');
      return {
        status: answer.statusCode,
        json: isJson ? (JSON.parse(text) as Record<string, unknown>) : null,
        ms: performance.now() - begun,
      };
    },
    stop: () => agent.destroy(),
  };
}
