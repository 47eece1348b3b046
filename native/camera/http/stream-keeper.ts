import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../clock/contract.ts';
import { CameraError } from '../contract.ts';
import type { CameraHttp, CameraRequest } from './camera-http.ts';
import { boundaryOf, createMultipartReader, MultipartError } from './multipart-stream.ts';
import type { MultipartOptions } from './multipart-stream.ts';

export interface StreamOptions extends MultipartOptions {
  http: CameraHttp;
  clock: Clock;
  request: CameraRequest;
  /** After this long without a byte the stream counts as lost, ms. */
  quietMs: number;
  /** What came is not what its maker sends; a new stream is opened. */
  onGarbage(why: string): void;
  /** The stream is gone: parts that belong to one before it do not come any more. */
  onCut(): void;
}

/** Keeps an endless multipart answer open for as long as it is started. */
export interface StreamKeeper {
  start(): void;
  stop(): Promise<void>;
}

/** Some cameras end their stream every forty seconds: the first pause is short. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;

/** A stream that brought a part is opened again soon; one that brings none, at growing pauses. */
export function createStreamKeeper(options: StreamOptions): StreamKeeper {
  const { http, clock, quietMs } = options;
  let pauseMs = FIRST_PAUSE_MS;
  let stopped = true;
  let current: IncomingMessage | null = null;
  let wake = (): void => undefined;
  let running: Promise<void> = Promise.resolve();

  async function follow(response: IncomingMessage): Promise<void> {
    const boundary = boundaryOf(response.headers['content-type'] ?? '');
    if (boundary === null) throw new CameraError('bad-answer', 'its stream is not multipart');
    const reader = createMultipartReader(boundary, {
      ...options,
      onPart(part) {
        pauseMs = FIRST_PAUSE_MS;
        options.onPart(part);
      },
    });
    const quiet = (): (() => void) =>
      clock.after(quietMs, () => response.destroy(new CameraError('no-answer', `nothing for ${quietMs} ms`)));
    let cancelQuiet = quiet();
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        cancelQuiet();
        cancelQuiet = quiet();
        reader.write(chunk);
      }
    } finally {
      cancelQuiet();
    }
  }

  async function once(): Promise<void> {
    try {
      current = await http.open(options.request);
      if (!stopped) await follow(current);
    } catch (error) {
      const why = garbageIn(error);
      if (why !== null) options.onGarbage(why);
    } finally {
      current?.destroy();
      current = null;
      options.onCut();
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await once();
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(pauseMs, resolve);
        wake = () => {
          cancel();
          resolve();
        };
      });
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      running = run();
    },
    async stop() {
      stopped = true;
      wake();
      current?.destroy();
      await running;
    },
  };
}

/** Null for a cut connection: that is what the next stream is for, and whoever asked the camera told what is wrong with it. */
function garbageIn(error: unknown): string | null {
  if (error instanceof MultipartError) return error.message;
  if (error instanceof CameraError) return error.code === 'bad-answer' ? error.message : null;
  const ofTheSystem = error instanceof Error && 'code' in error;
  return ofTheSystem ? null : `it could not be read: ${String(error)}`;
}
