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

/**
 * Why a camera does not do what it is asked.
 * `wrong-password`, `locked-out`: it refused us, and is left alone for a while, since each further attempt would keep the
 * account locked. `not-allowed`: the account may not do this, or the camera cannot. `bad-answer`: not what its maker writes.
 */
export type CameraTrouble = 'no-answer' | 'wrong-password' | 'locked-out' | 'not-allowed' | 'bad-answer';

/** What a driver's questions fail with; `code` says why. */
export class CameraError extends Error {
  readonly code: CameraTrouble;
  constructor(code: CameraTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CameraError';
    this.code = code;
  }
}

/** What is known of a camera itself, beside its captures. */
export interface CameraHealth {
  /** UTC ms by our clock of its last word of any kind; null: none yet. */
  lastHeardAt: number | null;
  /** What the last question to it failed with; null: it answered, or was not asked. */
  trouble: CameraTrouble | null;
  /** Its clock less ours, ms, by its last word that told the time (never a stored record); null: none did. */
  clockOffsetMs: number | null;
}

/**
 * What became of a command to a camera's relay. None of them says that an arm moved: that is for sensors to say.
 * `sent`: the command went out and the camera, where its maker has it answer, took it; a locked one does so too and stays.
 * `refused`: the camera, or its account, said no. `not-sent`: certainly nothing reached it, now or later.
 * `unanswered`: it may have been carried out.
 */
export type RelayOutcome = 'sent' | 'refused' | 'not-sent' | 'unanswered';

/**
 * The relay inside a camera, for a barrier driver. Nothing is sent at start or after a restart, and no command is
 * repeated or kept for later than a few seconds: whoever asked asks again. None of the methods rejects.
 */
export interface CameraRelay {
  /** Raises the arm. */
  pulse(): Promise<RelayOutcome>;
  /** Lowers it, where the camera can; whether that is safe is for the caller to know. */
  close?(): Promise<RelayOutcome>;
  /** What the camera's own contacts say of the arm. */
  state?(): Promise<'open' | 'closed' | 'unknown'>;
}

/** One message as a camera posted it, of a sender that is known. */
export interface PushedMessage {
  /** What follows the key in the path; empty, or beginning with a slash. */
  path: string;
  /** Of ours, to which it posted. */
  port: number;
  contentType: string;
  body: Buffer;
}

/** Answered with 200. */
export interface PushReply {
  contentType: string;
  body: string;
}

/** How one camera's posts are read (native/camera/push-door.ts bounds and authenticates them). */
export interface CameraPush {
  /** The address it posts from; nobody else is believed. */
  readonly address: string;
  /** Paths at which it posts without its id and key, since its pages cannot be told another: the address alone tells it. */
  readonly fixedPaths: readonly string[];
  /** Fails with `CameraRefusal`: 400 for what its maker does not write, 503 when a capture could not be recorded. */
  take(message: PushedMessage): PushReply | Promise<PushReply>;
}

/** What a driver tells the station. `onRejected`: a message that could not be read, or a capture given up. */
export interface CameraHandlers extends CaptureDoorHandlers {
  /** The camera's trouble is another, or over. */
  onTrouble(cameraId: string, trouble: CameraTrouble | null): void;
  /** A contact at the camera's inputs changed; counted from 1, as on its housing. */
  onInput(cameraId: string, input: number, active: boolean): void;
}

/** A camera with a driver of its own: captures go to the handlers, abilities differ by maker. */
export interface Camera {
  readonly id: string;
  /** Captures whose pictures are still coming in: a gate waits for them. */
  readonly receiving: number;
  start(): void;
  /** Ends streams and questions; a relay that was switched on is switched off first. */
  stop(): Promise<void>;
  health(): CameraHealth;
  readonly push?: CameraPush;
  /** One JPEG of now, of at most 10 MB. Rejects with `CameraError`. */
  readonly still?: () => Promise<Uint8Array>;
  /** Has it look once: the capture comes as any other. Rejects with `CameraError`. */
  readonly trigger?: () => Promise<void>;
  /** A capture of now with the plate that a person read, and a picture where one can be had. */
  readonly typed?: (plate: string) => Promise<void>;
  /** Tells it to post its captures to an address of ours; where it has another, that is replaced. Rejects with `CameraError`. */
  readonly postTo?: (host: PostingHost) => Promise<void>;
  readonly relay?: CameraRelay;
}

/** Where a camera is to post. */
export interface PostingHost {
  /** IPv4. */
  address: string;
  port: number;
  path: string;
}
