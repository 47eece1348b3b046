import type { Capture, CaptureDoorHandlers, CaptureOutcome } from '../../../native/camera/contract.ts';
import { visible } from '../../contract/visible-text.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { Lane } from '../lane/lane.ts';
import type { Ledger } from '../ledger/record.ts';
import { isStoreError } from '../store/open.ts';
import type { Captures } from './captures.ts';
import type { ImageFiler } from './images.ts';

export interface Intake {
  /** Takes a capture: recorded, acted on, its image on the way to the disk. Throws when it could not be recorded. */
  take(capture: Capture): CaptureOutcome;
  /** A message turned away becomes a line in the attendant's list, but not more often than a person can read. */
  rejected(ledger: Ledger, rejection: Parameters<CaptureDoorHandlers['onRejected']>[0]): void;
}

/** One line a minute for each camera (or stranger) that is turned away. */
const REJECTION_EVERY_MS = 60_000;
/** Strangers remembered; beyond that they share one line. */
const MOST_STRANGERS = 100;

export function createIntake(parts: {
  site: SiteConfig;
  lanes: readonly Lane[];
  captures: Captures;
  images: ImageFiler;
  clock: Clock;
  newId(): string;
  /** Captures cannot be recorded, and are refused, so that the camera sends them again; null: they are recorded. */
  onTrouble(why: string | null): void;
}): Intake {
  const { site, captures, images, clock } = parts;
  const laneOf = new Map(parts.lanes.map((lane) => [lane.config.camera.id, lane]));
  const rejectedAt = new Map<string, number>();

  return {
    take(given) {
      const capture = withoutHidden(given);
      const lane = laneOf.get(capture.cameraId);
      if (!lane) throw new Error(`no lane has camera ${capture.cameraId}`);
      if (captures.known(capture.cameraId, capture.captureId, capture.capturedAt)) return 'duplicate';
      const receivedAt = clock.now();
      const id = parts.newId();
      const stale = capture.offline || Math.abs(receivedAt - capture.capturedAt) > site.capture.staleS * 1000;
      const imagePath = capture.image ? imagePathOf(lane.config.id, capture.capturedAt, id) : null;
      const keep = (arrivalId: string | null): void =>
        captures.add(capture, { id, laneId: lane.config.id, arrivalId, receivedAt, stale, imagePath });
      try {
        lane.capture(capture, id, stale, (_tx, arrivalId) => keep(arrivalId));
      } catch (error) {
        if (isStoreError(error)) parts.onTrouble(error.message);
        throw error;
      }
      parts.onTrouble(null);
      // After the frame: a picture is never ahead of the barrier.
      if (capture.image && imagePath) images.file(id, imagePath, capture.image);
      return 'accepted';
    },

    rejected(ledger, { cameraId, from, status, why }) {
      const who = cameraId ?? from;
      const key = rejectedAt.has(who) || rejectedAt.size < MOST_STRANGERS ? who : '';
      const now = clock.now();
      if (now - (rejectedAt.get(key) ?? -Infinity) < REJECTION_EVERY_MS) return;
      rejectedAt.set(key, now);
      // The disk being full is one of the reasons to be here: its own notice says so.
      if (status === 503) return;
      try {
        ledger.record((tx) => {
          tx.fact({
            kind: 'capture-rejected',
            laneId: laneOf.get(cameraId ?? '')?.config.id ?? null,
            reason: String(status),
            data: { detail: `${who}: ${why}` },
          });
        });
      } catch {
        // The door goes on answering; the next message turned away tries again.
        rejectedAt.delete(key);
      }
    },
  };
}

/** What nobody sees of a plate is not read in it: it would turn the words around it, or hide another plate. */
function withoutHidden(capture: Capture): Capture {
  const plate = visible(capture.plate);
  // How sure the camera was of each character is then of others.
  return plate === capture.plate ? capture : { ...capture, plate, charConfidence: null };
}

/** By Beijing date, so that a day's folder is the day that people mean. Always `/`: it is part of a URL too. */
function imagePathOf(laneId: string, capturedAt: number, id: string): string {
  const [date = '', time = ''] = new Date(capturedAt + 8 * 3_600_000).toISOString().split('T');
  return `${date.replaceAll('-', '/')}/${laneId}-${time.slice(0, 8).replaceAll(':', '')}-${id.slice(0, 8)}.jpg`;
}
