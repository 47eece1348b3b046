import type { Clock } from '../../clock/contract.ts';
import { createAwaitedPictures } from '../awaited-pictures.ts';
import type { Capture } from '../contract.ts';
import type { HealthBook } from '../health.ts';
import type { CameraHttp } from '../http/camera-http.ts';
import { mediaType } from '../http/form.ts';
import type { Part } from '../http/multipart-stream.ts';
import { createStreamKeeper } from '../http/stream-keeper.ts';
import type { StreamKeeper } from '../http/stream-keeper.ts';
import { captureOf } from './message.ts';
import { AlertError, readAlert } from './protocol.ts';
import type { Alert, PlateEvent } from './protocol.ts';

export interface AlertStream extends StreamKeeper {
  /** 1 while the pictures of a capture are still coming. */
  readonly receiving: number;
}

/** Three heartbeats. */
const QUIET_MS = 32_000;

/** The stream of alarms: each capture as soon as its pictures are here. */
export function createAlertStream(parts: {
  http: CameraHttp;
  clock: Clock;
  cameraId: string;
  health: HealthBook;
  onCapture(capture: Capture): void;
  /** What came was no alarm of this maker. */
  onGarbage(why: string): void;
}): AlertStream {
  const { http, clock, cameraId, health, onCapture, onGarbage } = parts;
  const awaited = createAwaitedPictures<PlateEvent>(clock, (event, pictures) =>
    onCapture(captureOf(cameraId, event, pictures)),
  );

  function onAlert(alert: Alert): void {
    switch (alert.kind) {
      case 'plate':
        health.heard(alert.event.capturedAt);
        return awaited.begin(alert.event, alert.pictures);
      case 'heartbeat':
        return health.heard(alert.at);
      case 'other':
        return health.heard();
    }
  }

  function onPart({ headers, body }: Part): void {
    const type = mediaType(headers['content-type'] ?? '');
    if (type.startsWith('image/')) {
      const label = `${headers['content-disposition'] ?? ''} ${headers['content-id'] ?? ''}`;
      awaited.add({ label, bytes: body });
      return;
    }
    if (!type.endsWith('xml')) {
      health.heard();
      return;
    }
    try {
      onAlert(readAlert(body));
    } catch (error) {
      if (!(error instanceof AlertError)) throw error;
      onGarbage(`not an ISAPI alert: ${error.message}`);
    }
  }

  const keeper = createStreamKeeper({
    http,
    clock,
    request: { method: 'GET', path: '/ISAPI/Event/notification/alertStream' },
    quietMs: QUIET_MS,
    lastWords: (contentType) => (/xml/i.test(contentType) ? '</EventNotificationAlert>' : undefined),
    onPart,
    onGarbage,
    onCut: awaited.end,
  });
  return {
    ...keeper,
    get receiving() {
      return awaited.waiting;
    },
  };
}
