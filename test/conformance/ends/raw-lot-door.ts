import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';

/** What came back from the lot's own listener. */
export interface DoorAnswer {
  status: number;
  text: string;
  /** Where it sends a browser. */
  location: string | null;
  ms: number;
}

/** Anybody who knocks at the lot's listener: a platform, a driver's browser, or neither. */
export interface Door {
  knock(
    path: string,
    options?: Partial<Pick<Dispatcher.RequestOptions, 'method' | 'body' | 'headers'>>,
  ): Promise<DoorAnswer>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;

export function openDoorAt(port: number, caPem: string): Door {
  const agent = new Agent({ connect: { ca: caPem } });
  return {
    async knock(path, options = {}) {
      const begun = performance.now();
      const answer = await request(`https://127.0.0.1:${port}${path}`, {
        method: 'GET',
        ...options,
        dispatcher: agent,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const { location } = answer.headers;
      const text = await answer.body.text();
      return {
        status: answer.statusCode,
        text,
        location: typeof location === 'string' ? location : null,
        ms: performance.now() - begun,
      };
    },
    close: () => agent.destroy(),
  };
}
