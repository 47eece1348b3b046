import { join } from 'node:path';
import type { Capture } from '../../../native/camera/contract.ts';
import type { Db } from '../store/open.ts';

/** A capture as it is kept. `imagePath` is relative to the capture directory. */
export interface CaptureRow {
  id: string;
  lane_id: string;
  captured_at: number;
  plate_read: string;
  plate_colour: string;
  image_path: string | null;
  image_state: 'none' | 'pending' | 'filed' | 'lost';
}

export type CapturePicture = { state: 'filed'; file: string } | { state: 'pending' } | { state: 'gone' };

export interface NewCapture {
  id: string;
  laneId: string;
  arrivalId: string | null;
  receivedAt: number;
  stale: boolean;
  imagePath: string | null;
}

/**
 * The book of captures: each once, by the camera's own id of it and its time. A camera whose counter starts anew after a
 * power cut tells of another capture under an old id.
 */
export interface Captures {
  known(cameraId: string, captureId: string, capturedAt: number): boolean;
  /** Inside the caller's transaction. */
  add(capture: Capture, kept: NewCapture): void;
  filed(id: string, sha256: string): void;
  lost(id: string): void;
  pending(): CaptureRow[];
  byId(id: string): CaptureRow | null;
  /** Where its picture is in `directory`: filed, on its way there, or nowhere. */
  picture(id: string, directory: string): CapturePicture;
  /** The newest capture of a lane since `at`, for a passage that no arrival explains. */
  newestSince(laneId: string, at: number): string | null;
}

export function createCaptures(db: Db): Captures {
  const known = db
    .prepare<[string, string, number], number>(
      'SELECT 1 FROM capture WHERE camera_id = ? AND camera_key = ? AND captured_at = ?',
    )
    .pluck();
  const add = db.prepare(
    `INSERT INTO capture (id, camera_id, camera_key, lane_id, captured_at, received_at, plate_read, plate_colour,
       confidence, char_confidence, car_colour, car_model, stale, arrival_id, image_path, image_state, image_bytes)
     VALUES (@id, @cameraId, @captureId, @laneId, @capturedAt, @receivedAt, @plate, @plateColour, @confidence,
       @charConfidence, @carColour, @carModel, @stale, @arrivalId, @imagePath, @imageState, @imageBytes)`,
  );
  const filed = db.prepare(`UPDATE capture SET image_state = 'filed', image_sha256 = ? WHERE id = ?`);
  const lost = db.prepare(`UPDATE capture SET image_state = 'lost' WHERE id = ?`);
  const columns = 'id, lane_id, captured_at, plate_read, plate_colour, image_path, image_state';
  const pending = db.prepare<[], CaptureRow>(`SELECT ${columns} FROM capture WHERE image_state = 'pending'`);
  const byId = db.prepare<[string], CaptureRow>(`SELECT ${columns} FROM capture WHERE id = ?`);
  const newest = db
    .prepare<[string, number], string>(
      'SELECT id FROM capture WHERE lane_id = ? AND received_at >= ? ORDER BY received_at DESC LIMIT 1',
    )
    .pluck();

  return {
    known: (cameraId, captureId, capturedAt) => known.get(cameraId, captureId, capturedAt) !== undefined,
    add(capture, kept) {
      const { image, charConfidence, offline: _, ...rest } = capture;
      add.run({
        ...rest,
        ...kept,
        stale: kept.stale ? 1 : 0,
        charConfidence: charConfidence ? JSON.stringify(charConfidence) : null,
        imageState: image ? 'pending' : 'none',
        imageBytes: image?.length ?? null,
      });
    },
    filed: (id, sha256) => void filed.run(sha256, id),
    lost: (id) => void lost.run(id),
    pending: () => pending.all(),
    byId: (id) => byId.get(id) ?? null,
    picture(id, directory) {
      const row = byId.get(id);
      if (!row || row.image_path === null) return { state: 'gone' };
      switch (row.image_state) {
        case 'filed':
          return { state: 'filed', file: join(directory, row.image_path) };
        case 'pending':
          return { state: 'pending' };
        case 'none':
        case 'lost':
          return { state: 'gone' };
      }
    },
    newestSince: (laneId, at) => newest.get(laneId, at) ?? null,
  };
}
