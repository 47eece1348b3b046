import type { CarColour, CarModel, PlateColour } from '../../electron/contract/vocabulary.ts';

/** One look at one vehicle, as the camera reports it. */
export interface Capture {
  /** The camera's own id of this capture: the same id again is the same capture. */
  captureId: string;
  cameraId: string;
  /** UTC ms by the camera's clock. */
  capturedAt: number;
  /** As read, unnormalised; empty when no plate was read. */
  plate: string;
  plateColour: PlateColour;
  /** 0–100, null when the camera does not say. */
  confidence: number | null;
  /** 0–100 for each character of `plate`, null when the camera does not say. */
  charConfidence: number[] | null;
  carColour: CarColour | null;
  carModel: CarModel | null;
  /** True for a record stored by the camera while it was offline: recorded, and never opens by itself. */
  offline: boolean;
  /** The JPEG's bytes, null when the camera sent none. */
  image: Uint8Array | null;
}

/** What a camera's message came to, so that its HTTP answer can say so. */
export type CaptureOutcome = 'accepted' | 'duplicate';

/**
 * A capture source. The driver authenticates, bounds and parses; the station decides.
 * `onCapture` returns when the capture is durable (its image may follow): only then may the camera be told 200.
 * `onRejected` is told of each message turned away, so that a person can see it.
 */
export interface CaptureDoor {
  /** Captures whose body is being received or handled now: a gate waits for them. */
  readonly receiving: number;
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

export interface CaptureDoorHandlers {
  onCapture(capture: Capture): CaptureOutcome;
  onRejected(rejection: { cameraId: string | null; from: string; status: number; why: string }): void;
  /** Any authenticated word from the camera, captures and heartbeats alike. */
  onHeard(cameraId: string): void;
}
