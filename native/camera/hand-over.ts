import type { Clock } from '../clock/contract.ts';
import type { CameraHandlers, Capture } from './contract.ts';

/** The way of captures that the camera will not send again: what cannot be recorded now is kept and tried again. */
export interface HandOver {
  take(capture: Capture): void;
  /** Captures that could not be recorded yet. */
  readonly waiting: number;
  stop(): void;
}

const RETRY_MS = 2_000;
/** Each may hold a picture of some hundred kilobytes; a disk is full for minutes. */
const MOST_WAITING = 50;

/** `from`: the camera's address, for what a person is told. A capture that waited is as old as it says. */
export function createHandOver(parts: { clock: Clock; handlers: CameraHandlers; from: string }): HandOver {
  const { clock, handlers, from } = parts;
  const waiting: Capture[] = [];
  let cancel = (): void => undefined;

  /** False: it could not be recorded. */
  function record(capture: Capture): boolean {
    try {
      handlers.onCapture(capture);
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      handlers.onRejected({ cameraId: capture.cameraId, from, status: 503, why: `the capture waits: ${why}` });
      return false;
    }
  }

  function retry(): void {
    while (waiting[0] !== undefined) {
      if (!record(waiting[0])) break;
      waiting.shift();
    }
    if (waiting.length > 0) cancel = clock.after(RETRY_MS, retry);
  }

  return {
    take(capture) {
      if (waiting.length === 0 && record(capture)) return;
      waiting.push(capture);
      if (waiting.length === 1) cancel = clock.after(RETRY_MS, retry);
      if (waiting.length <= MOST_WAITING) return;
      const [given] = waiting.splice(0, 1);
      handlers.onRejected({
        cameraId: capture.cameraId,
        from,
        status: 507,
        why: `a capture of ${new Date(given?.capturedAt ?? 0).toISOString()} was given up: too many wait to be recorded`,
      });
    },
    get waiting() {
      return waiting.length;
    },
    stop: () => cancel(),
  };
}
