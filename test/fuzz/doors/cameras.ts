import { AlertError, readAlert, readGateState, readsTaken } from '../../../native/camera/hikvision/protocol.ts';
import * as dahua from '../../../native/camera/dahua/protocol.ts';
import { readMessage } from '../../../native/camera/hikvision/message.ts';
import { createMultipartReader, MultipartError } from '../../../native/camera/http/multipart-stream.ts';
import { parseXml, XmlError } from '../../../native/camera/http/xml.ts';
import { readParts } from '../../../native/camera/multipart.ts';
import { captureFromJson, captureFromParts } from '../../../native/camera/push-protocol.ts';
import { CameraRefusal } from '../../../native/camera/refusal.ts';
import * as vzenith from '../../../native/camera/vzenith/protocol.ts';
import { readSadpAnswer, readWsAnswer } from '../../../native/discovery/camera-words.ts';
import { holds } from '../door.ts';
import type { Doors } from '../door.ts';

const FORM = 'multipart/form-data; boundary=b';
const CALL = '11111111-2222-3333-4444-555555555555';

/** A capture as the contract has it, whoever read it. */
function isCapture(capture: { capturedAt: number; plate: string; confidence: number | null; captureId: string }): void {
  holds(!Number.isNaN(new Date(capture.capturedAt).getTime()), `capturedAt ${capture.capturedAt}`);
  holds(typeof capture.plate === 'string' && typeof capture.captureId === 'string', 'texts');
  const { confidence } = capture;
  holds(confidence === null || (confidence >= 0 && confidence <= 100), `confidence ${confidence}`);
}

/** What cameras post, stream and answer. */
export const CAMERAS: Doors = {
  'capture push, JSON': {
    corpus: 'push-json',
    share: 8,
    refusesWith: [CameraRefusal],
    behind: (bytes) => isCapture(captureFromJson(bytes, 'cam')),
  },
  'capture push, multipart': {
    corpus: 'push-multipart',
    share: 2,
    refusesWith: [CameraRefusal],
    behind: async (bytes) => isCapture(captureFromParts(await readParts(bytes, FORM), 'cam')),
  },
  'Hikvision alert': {
    corpus: 'isapi-xml',
    share: 8,
    refusesWith: [AlertError],
    behind(bytes) {
      const alert = readAlert(bytes);
      if (alert.kind === 'plate') isCapture(alert.event);
    },
  },
  'Hikvision push': {
    corpus: 'isapi-form',
    share: 5,
    refusesWith: [CameraRefusal],
    behind: (bytes) => readMessage(FORM, bytes),
  },
  'Hikvision stream': {
    corpus: 'isapi-form',
    share: 5,
    refusesWith: [MultipartError],
    behind(bytes) {
      let parts = 0;
      const reader = createMultipartReader('b', { onPart: () => (parts += 1), mostBodyBytes: 100_000 });
      const third = Math.ceil(bytes.length / 3);
      for (let from = 0; from < bytes.length; from += third) reader.write(bytes.subarray(from, from + third));
      reader.end();
      return parts;
    },
  },
  XML: {
    corpus: 'isapi-xml',
    share: 5,
    refusesWith: [XmlError],
    behind: (bytes) => parseXml(bytes),
  },
  'Hikvision answers': {
    corpus: 'isapi-answers',
    share: 3,
    refusesWith: [AlertError],
    behind: (bytes) => [readsTaken(bytes), readGateState(bytes)],
  },
  'Vzenith push': {
    corpus: 'vzenith',
    share: 6,
    refusesWith: [CameraRefusal],
    behind(bytes) {
      const posted = vzenith.readPosted('application/json', bytes);
      if (posted.kind === 'capture') isCapture(posted.capture);
    },
  },
  'Dahua push': {
    corpus: 'dahua-push',
    share: 5,
    refusesWith: [CameraRefusal],
    behind(bytes) {
      const capture = dahua.readPosted('/NotificationInfo/TollgateInfo', bytes, 100);
      if (capture !== null) isCapture(capture);
    },
  },
  'Dahua stream': {
    corpus: 'dahua-event',
    share: 5,
    refusesWith: [],
    behind(bytes) {
      const streamed = dahua.readEvent(bytes, 100);
      if (streamed !== null) isCapture(streamed.event);
    },
  },
  discovery: {
    corpus: 'discovery',
    share: 4,
    refusesWith: [],
    behind: (bytes) => [readWsAnswer(bytes, CALL), readSadpAnswer(bytes, CALL)],
  },
};
