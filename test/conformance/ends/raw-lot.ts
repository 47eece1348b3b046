import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { Agent, request } from 'undici';
import type { FormData } from 'undici';
import type { PlatformAccess } from '../../../demo/platform/platform.ts';
import { PARK_CODE } from './lot-side.ts';

/** What came back, read as far as it can be. */
export interface RawAnswer {
  /** Of HTTP; null over MQTTS. */
  status: number | null;
  /** The answer of table 3; null: it is no JSON object. */
  json: Record<string, unknown> | null;
  text: string;
  ms: number;
}

export interface RawPost {
  body: string | Buffer | FormData;
  /** Over HTTPS. Null: no such header. */
  authorization?: string | null;
  /** Over HTTPS; `multipart/form-data` writes its own. */
  contentType?: string | null;
  /** Over HTTPS; null: a GET. */
  method?: 'POST' | 'GET';
  /** Other parts of the topic or path. */
  version?: string;
  parkCode?: string;
}

/** A lot made of nothing but a client: it sends what no station would. */
export interface RawLot {
  post(code: string, what: RawPost): Promise<RawAnswer>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

export const openRawLot = (transport: 'mqtts' | 'https', access: PlatformAccess): Promise<RawLot> =>
  transport === 'https' ? Promise.resolve(overHttps(access)) : overMqtts(access);

const pathOf = (access: PlatformAccess, code: string, { version, parkCode }: RawPost): string =>
  `/sys/${version ?? access.version}/${parkCode ?? PARK_CODE}/event/${code}/post`;

function overHttps(access: PlatformAccess): RawLot {
  const agent = new Agent({ connect: { ca: access.caPem } });
  return {
    async post(code, what) {
      const { body, authorization = null, contentType = 'application/json', method = 'POST' } = what;
      const begun = performance.now();
      const answer = await request(`${access.httpsUrl}${pathOf(access, code, what)}`, {
        method,
        headers: {
          ...(contentType !== null && { 'content-type': contentType }),
          ...(authorization !== null && { authorization }),
        },
        body: method === 'GET' ? null : body,
        dispatcher: agent,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, json: objectIn(text), text, ms: performance.now() - begun };
    },
    stop: () => agent.destroy(),
  };
}

async function overMqtts(access: PlatformAccess): Promise<RawLot> {
  const { clientId, password } = access;
  const client: MqttClient = await connectAsync(access.url, {
    clientId,
    username: clientId,
    password,
    ca: access.caPem,
  });
  let onReply: (topic: string, text: string) => void = () => undefined;
  client.on('message', (topic, bytes) => onReply(topic, bytes.toString('utf8')));
  await client.subscribeAsync(`/sys/${access.version}/${PARK_CODE}/event/+/post_reply`);
  return {
    async post(code, what) {
      if (what.body instanceof Object && !Buffer.isBuffer(what.body)) throw new TypeError('a form goes over HTTPS');
      const topic = pathOf(access, code, what);
      const begun = performance.now();
      const reply = new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
        onReply = (from, text) => {
          if (from !== `${topic}_reply`) return;
          clearTimeout(timer);
          resolve(text);
        };
      });
      await client.publishAsync(topic, what.body);
      const text = await reply;
      return { status: null, json: objectIn(text), text, ms: performance.now() - begun };
    },
    stop: () => client.endAsync(true),
  };
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
