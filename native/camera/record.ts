import type { Capture, CaptureDoorHandlers, CaptureOutcome } from './contract.ts';
import { CameraRefusal } from './refusal.ts';

/** Records what a camera posted. Throws `CameraRefusal` 503 when that fails: the camera keeps its capture and comes again. */
export function recordPosted(onCapture: CaptureDoorHandlers['onCapture'], capture: Capture): CaptureOutcome {
  try {
    return onCapture(capture);
  } catch (cause) {
    // A full disk, a locked store.
    const headers = { 'Retry-After': '2' };
    throw new CameraRefusal(503, 'not-recorded', 'the capture could not be recorded: send it again', {
      headers,
      cause,
    });
  }
}
