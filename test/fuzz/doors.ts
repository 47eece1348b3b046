import { NO_CHECKSUM } from '../../electron/contract/site-frames.ts';
import { siteConfig } from '../../electron/contract/site.ts';
import { mainMessage } from '../../electron/contract/wire.ts';
import { cutLines } from '../../electron/lines/lines.ts';
import { readRow } from '../../electron/station/cards/import-row.ts';
import { readTable, TableRefusal } from '../../electron/station/cards/table.ts';
import { readReply } from '../../electron/station/platform/citybrain/reply.ts';
import { openReply, openRequest, sealRequest } from '../../electron/station/platform/db4403/envelope.ts';
import { check } from '../../electron/station/platform/db4403/tables/description.ts';
import { services } from '../../electron/station/platform/db4403/tables/interfaces.ts';
import { normalisePlate, parsePlate } from '../../electron/station/policy/plate.ts';
import { crossChecks } from '../../electron/station/site/cross-checks.ts';
import { firstMistake } from '../../electron/station/site/json-place.ts';
import { readRawObject } from '../../electron/station/wire/raw-member.ts';
import { decodeLcus, encodeLcus } from '../../native/barrier/lcus.ts';
import { encodeReply, findRequest, encodeRequest, matchReply } from '../../native/barrier/modbus-rtu.ts';
import type { ModbusRequest } from '../../native/barrier/modbus-rtu.ts';
import * as dahua from '../../native/camera/dahua/protocol.ts';
import { readMessage } from '../../native/camera/hikvision/message.ts';
import { AlertError, readAlert, readGateState, readsTaken } from '../../native/camera/hikvision/protocol.ts';
import { createMultipartReader, MultipartError } from '../../native/camera/http/multipart-stream.ts';
import { parseXml, XmlError } from '../../native/camera/http/xml.ts';
import { readParts } from '../../native/camera/multipart.ts';
import { captureFromJson, captureFromParts } from '../../native/camera/push-protocol.ts';
import { CameraRefusal } from '../../native/camera/refusal.ts';
import * as vzenith from '../../native/camera/vzenith/protocol.ts';
import { question, readAnswer } from '../../native/clock/sntp.ts';
import { readSadpAnswer, readWsAnswer } from '../../native/discovery/camera-words.ts';
import { decodeAa55, encodeAa55, matchAa55 } from '../../native/display/aa55.ts';
import { decodeOlm, encodeOlm, matchOlm } from '../../native/display/olm.ts';
import { matches, parsePattern } from '../../native/frames/pattern.ts';
import { parseTemplate } from '../../native/frames/template.ts';
import { readingOf } from '../../native/printer/esc-pos.ts';
import { decodeGbk, encodeGbk } from '../../native/printer/gbk.ts';

/** One way in from outside, as the pure function behind it. */
export interface Door {
  /** Its file in `corpus/`. */
  corpus: string;
  /** Of all inputs, in proportion. */
  share: number;
  /** Errors that its contract names; any other is a finding. */
  refusesWith: readonly (abstract new (...given: never[]) => Error)[];
  /** Takes one input. Throws `Broken` where what came out is not what the contract says. */
  enter(bytes: Buffer): unknown;
}

/** What came out is wrong. */
export class Broken extends Error {}

const holds = (claim: boolean, what: string): void => {
  if (!claim) throw new Broken(what);
};

const FORM = 'multipart/form-data; boundary=b';
const READ: ModbusRequest = { fn: 'read-inputs', unit: 1, address: 0, count: 8 };
const WRITE: ModbusRequest = { fn: 'write-coil', unit: 1, address: 0, value: 0xff00 };
const ASKED = question(1_778_018_400_000, 0.5);
const CALL = '11111111-2222-3333-4444-555555555555';
const SECRET = 'a-secret-of-a-fuzzed-platform';
const SERVICES = Object.values(services);

/** A capture as the contract has it, whoever read it. */
function isCapture(capture: { capturedAt: number; plate: string; confidence: number | null; captureId: string }): void {
  holds(!Number.isNaN(new Date(capture.capturedAt).getTime()), `capturedAt ${capture.capturedAt}`);
  holds(typeof capture.plate === 'string' && typeof capture.captureId === 'string', 'texts');
  const { confidence } = capture;
  holds(confidence === null || (confidence >= 0 && confidence <= 100), `confidence ${confidence}`);
}

export const DOORS: Readonly<Record<string, Door>> = {
  'capture push, JSON': {
    corpus: 'push-json',
    share: 8,
    refusesWith: [CameraRefusal],
    enter: (bytes) => isCapture(captureFromJson(bytes, 'cam')),
  },
  'capture push, multipart': {
    corpus: 'push-multipart',
    share: 2,
    refusesWith: [CameraRefusal],
    enter: async (bytes) => isCapture(captureFromParts(await readParts(bytes, FORM), 'cam')),
  },
  'Hikvision alert': {
    corpus: 'isapi-xml',
    share: 8,
    refusesWith: [AlertError],
    enter(bytes) {
      const alert = readAlert(bytes);
      if (alert.kind === 'plate') isCapture(alert.event);
    },
  },
  'Hikvision push': {
    corpus: 'isapi-form',
    share: 5,
    refusesWith: [CameraRefusal],
    enter: (bytes) => readMessage(FORM, bytes),
  },
  'Hikvision stream': {
    corpus: 'isapi-form',
    share: 5,
    refusesWith: [MultipartError],
    enter(bytes) {
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
    enter: (bytes) => parseXml(bytes),
  },
  'Hikvision answers': {
    corpus: 'isapi-answers',
    share: 3,
    refusesWith: [AlertError],
    enter: (bytes) => [readsTaken(bytes), readGateState(bytes)],
  },
  'Vzenith push': {
    corpus: 'vzenith',
    share: 6,
    refusesWith: [CameraRefusal],
    enter(bytes) {
      const posted = vzenith.readPosted('application/json', bytes);
      if (posted.kind === 'capture') isCapture(posted.capture);
    },
  },
  'Dahua push': {
    corpus: 'dahua-push',
    share: 5,
    refusesWith: [CameraRefusal],
    enter(bytes) {
      const capture = dahua.readPosted('/NotificationInfo/TollgateInfo', bytes, 100);
      if (capture !== null) isCapture(capture);
    },
  },
  'Dahua stream': {
    corpus: 'dahua-event',
    share: 5,
    refusesWith: [],
    enter(bytes) {
      const streamed = dahua.readEvent(bytes, 100);
      if (streamed !== null) isCapture(streamed.event);
    },
  },
  'Modbus replies': {
    corpus: 'modbus',
    share: 12,
    refusesWith: [],
    enter(bytes) {
      for (const asked of [READ, WRITE]) {
        const match = matchReply(asked, bytes);
        if (match.type !== 'reply') continue;
        holds(match.used <= bytes.length, 'more used than heard');
        const again = matchReply(asked, encodeReply(match.reply));
        holds(again.type === 'reply' && JSON.stringify(again.reply) === JSON.stringify(match.reply), 'another reply');
      }
    },
  },
  'Modbus requests': {
    corpus: 'modbus',
    share: 5,
    // A board hears counts that we would never ask for, and cannot be made to write.
    refusesWith: [RangeError],
    enter(bytes) {
      const heard = findRequest(bytes);
      if (heard.type !== 'request') return;
      const again = findRequest(Buffer.from(encodeRequest(heard.request)));
      holds(again.type === 'request' && JSON.stringify(again.request) === JSON.stringify(heard.request), 'another one');
    },
  },
  LCUS: {
    corpus: 'lcus',
    share: 3,
    refusesWith: [],
    enter(bytes) {
      const frame = decodeLcus(bytes);
      if (frame !== null) holds(Buffer.from(encodeLcus(frame)).equals(bytes.subarray(0, 4)), 'another frame');
    },
  },
  'custom frames, heard': {
    corpus: 'modbus',
    share: 4,
    refusesWith: [],
    enter: (bytes) => matches(PATTERN, bytes),
  },
  'custom frames, written down': {
    corpus: 'frame-text',
    share: 4,
    refusesWith: [],
    enter(bytes) {
      const text = bytes.toString('utf8');
      for (const parsed of [parsePattern(text, NO_CHECKSUM), parseTemplate(text, NO_CHECKSUM, ['text'])])
        holds(parsed.type === 'parsed' || parsed.type === 'mistake', 'neither');
    },
  },
  'LED AA55': {
    corpus: 'aa55',
    share: 4,
    refusesWith: [],
    enter(bytes) {
      matchAa55({ number: 1, address: 0x64, command: 0x27, data: new Uint8Array() }, bytes);
      const frame = decodeAa55(bytes);
      if (frame === null) return;
      const { used, ...said } = frame;
      const again = decodeAa55(encodeAa55(said));
      holds(
        used <= bytes.length && again !== null && Buffer.from(again.data).equals(Buffer.from(said.data)),
        'another',
      );
    },
  },
  'LED OLM': {
    corpus: 'olm',
    share: 4,
    refusesWith: [],
    enter(bytes) {
      matchOlm(1, 0x62, bytes);
      const frame = decodeOlm(bytes);
      if (frame === null) return;
      const { used, ...said } = frame;
      const again = decodeOlm(encodeOlm(said));
      holds(
        used <= bytes.length && again !== null && Buffer.from(again.data).equals(Buffer.from(said.data)),
        'another',
      );
    },
  },
  'DB4403 requests': {
    corpus: 'db4403-request',
    share: 6,
    refusesWith: [],
    enter: (bytes) => openRequest(bytes, SECRET),
  },
  'DB4403 requests, signed': {
    corpus: 'db4403-data',
    share: 8,
    refusesWith: [],
    enter(bytes) {
      const opened = openRequest(sealRequest([bytes.toString('utf8')], SECRET, 1_778_018_400), SECRET);
      if (!opened.ok) return;
      for (const item of opened.items)
        for (const { request } of SERVICES) {
          const checked = check(request, item);
          holds(checked.ok || checked.refusal.code > 0, 'neither taken nor refused');
        }
    },
  },
  'raw members': {
    corpus: 'db4403-request',
    share: 4,
    refusesWith: [],
    enter: (bytes) => readRawObject(bytes),
  },
  'DB4403 replies': {
    corpus: 'db4403-reply',
    share: 6,
    refusesWith: [],
    enter(bytes) {
      const reply = openReply(bytes);
      if (reply !== null) holds(Number.isSafeInteger(reply.code), 'code');
    },
  },
  'City Brain replies': {
    corpus: 'citybrain-reply',
    share: 6,
    refusesWith: [],
    enter(bytes) {
      const status = [200, 400, 401, 429, 500][(bytes[0] ?? 0) % 5] ?? 200;
      holds(typeof readReply('parking', status, bytes.toString('utf8')).kind === 'string', 'kind');
    },
  },
  'site file': {
    corpus: 'site',
    share: 2,
    refusesWith: [],
    enter(bytes) {
      const text = bytes.toString('utf8');
      const mistake = firstMistake(text);
      let data: unknown;
      try {
        data = JSON.parse(text);
      } catch {
        return holds(mistake !== null, 'the engine finds a mistake where we find none');
      }
      holds(mistake === null, 'we find a mistake where the engine finds none');
      siteConfig.safeParse(data);
      crossChecks(data);
    },
  },
  'card tables': {
    corpus: 'cards',
    share: 2,
    refusesWith: [TableRefusal],
    enter: async (bytes) => (await readTable(bytes)).map(readRow),
  },
  'lines of main': {
    corpus: 'main',
    share: 5,
    refusesWith: [],
    enter(bytes) {
      const cutter = cutLines((line) => {
        let message: unknown;
        try {
          message = JSON.parse(line);
        } catch {
          return;
        }
        mainMessage.safeParse(message);
      }, 10_000);
      cutter.write(bytes);
      cutter.end();
    },
  },
  SNTP: {
    corpus: 'sntp',
    share: 4,
    refusesWith: [],
    enter(bytes) {
      const answer = readAnswer(bytes, ASKED, 1_778_018_400_000, 1_778_018_400_050);
      if (answer.kind === 'measured')
        holds(Number.isFinite(answer.offsetMs) && Number.isFinite(answer.delayMs), 'no number');
    },
  },
  discovery: {
    corpus: 'discovery',
    share: 4,
    refusesWith: [],
    enter: (bytes) => [readWsAnswer(bytes, CALL), readSadpAnswer(bytes, CALL)],
  },
  printer: {
    corpus: 'lcus',
    share: 1,
    refusesWith: [],
    enter: (bytes) => readingOf([...bytes]),
  },
  'plates and GBK': {
    corpus: 'plates',
    share: 4,
    refusesWith: [],
    enter(bytes) {
      const text = bytes.toString('utf8');
      const plate = parsePlate(text);
      holds(plate.text === '' || normalisePlate(plate.text) === plate.text, 'not normal');
      const written = decodeGbk(encodeGbk(text));
      holds(decodeGbk(encodeGbk(written)) === written, 'another text');
    },
  },
};

const parsedPattern = parsePattern('01 ?? 8? 00 {check}', { kind: 'sum8', order: 'low-first', from: 0 });
if (parsedPattern.type !== 'parsed') throw new Error('the pattern is none');
const PATTERN = parsedPattern.value;
