import { CameraError } from '../../../native/camera/contract.ts';
import type { Camera, Capture, CaptureOutcome } from '../../../native/camera/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { Lane } from '../lane/lane.ts';
import type { Once } from '../lane/parts.ts';
import type { Ledger } from '../ledger/record.ts';
import { parsePlate } from '../policy/plate.ts';

/**
 * A car stands before a camera that read nothing, and a person types its plate: a capture of now, taken in and judged as any
 * other. Not while a car is dealt with at the lane: its plate is put right by a correction, which keeps what was read.
 * Resolves once the capture is taken in; throws what the contract's codes say.
 */
export type TypePlate = (lane: Lane, plate: string, once: Once) => Promise<void>;

export function createTypePlate(parts: {
  ledger: Ledger;
  /** Null: the camera has no driver of its own. */
  cameraOf(cameraId: string): Pick<Camera, 'typed' | 'still'> | null;
  take(capture: Capture): CaptureOutcome;
  clock: Clock;
  newId(): string;
}): TypePlate {
  const { ledger, cameraOf, take, clock, newId } = parts;

  return async (lane, typed, once) => {
    const { text } = parsePlate(typed);
    if (text === '') throw refusal('bad-input', 'no plate');
    if (lane.state.phase !== 'idle') throw refusal('not-now', `the lane is ${lane.state.phase}`);
    const camera = cameraOf(lane.config.camera.id);
    // Before the picture is waited for: the same press twice is one car.
    ledger.record(once);
    if (camera?.typed) return camera.typed(text);
    const capturedAt = clock.now();
    const image = camera?.still ? await pictureOf(camera.still) : null;
    take({
      captureId: newId(),
      cameraId: lane.config.camera.id,
      capturedAt,
      plate: text,
      plateColour: 'unknown',
      confidence: null,
      charConfidence: null,
      carColour: null,
      carModel: null,
      offline: false,
      image,
    });
  };
}

/** A plate that a person read counts without its picture. */
async function pictureOf(still: NonNullable<Camera['still']>): Promise<Uint8Array | null> {
  try {
    return await still();
  } catch (error) {
    if (error instanceof CameraError) return null;
    throw error;
  }
}

const refusal = (code: 'bad-input' | 'not-now', message: string): Error => Object.assign(new Error(message), { code });
