import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';

/** How the platform reaches a lot over HTTPS: what the lot's people told its own. */
export interface LotAccess {
  /** https://host[:port], where `/sys/…/service/{code}/post` stands. */
  url: string;
  /** Authority that signed the lot's certificate; absent: those the system trusts. */
  caPem?: string | undefined;
  /** Shown as `Authorization: Bearer`. */
  token: string;
}

export type LotResponse = { ok: true; status: number; body: Buffer } | { ok: false; reason: string };

export interface LotClient {
  /** A POST of JSON with the lot's token. */
  post(path: string, bytes: string | Uint8Array, timeoutMs: number): Promise<LotResponse>;
  /** A GET as a driver's browser does it, of an address of the lot. */
  get(url: string, timeoutMs: number): Promise<LotResponse>;
  close(): Promise<void>;
}

export function openLotClient({ url, caPem, token }: LotAccess): LotClient {
  const agent = new Agent({ connect: caPem === undefined ? {} : { ca: caPem }, connections: 16 });
  const base = url.replace(/\/$/, '');

  const call = async (
    target: string,
    options: Partial<Dispatcher.RequestOptions>,
    ms: number,
  ): Promise<LotResponse> => {
    try {
      const { statusCode, body } = await request(target, {
        ...options,
        dispatcher: agent,
        signal: AbortSignal.timeout(ms),
      });
      return { ok: true, status: statusCode, body: Buffer.from(await body.arrayBuffer()) };
    } catch (error) {
      return { ok: false, reason: reasonOf(error, ms) };
    }
  };
  return {
    post: (path, bytes, timeoutMs) =>
      call(
        `${base}${path}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
          body: bytes,
        },
        timeoutMs,
      ),
    get: (target, timeoutMs) => call(target, { method: 'GET' }, timeoutMs),
    close: () => agent.destroy(),
  };
}

function reasonOf(error: unknown, ms: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${ms} ms`;
  return error instanceof Error
    ? `${(error as NodeJS.ErrnoException).code ?? error.name}: ${error.message}`
    : String(error);
}
