import { NO_CHECKSUM } from '../../../electron/contract/site-frames.ts';
import { normalisePlate, parsePlate } from '../../../electron/station/policy/plate.ts';
import { decodeLcus, encodeLcus } from '../../../native/barrier/lcus.ts';
import { encodeReply, encodeRequest, findRequest, matchReply } from '../../../native/barrier/modbus-rtu.ts';
import type { ModbusRequest } from '../../../native/barrier/modbus-rtu.ts';
import { question, readAnswer } from '../../../native/clock/sntp.ts';
import { decodeAa55, encodeAa55, matchAa55 } from '../../../native/display/aa55.ts';
import { decodeOlm, encodeOlm, matchOlm } from '../../../native/display/olm.ts';
import { matches, parsePattern } from '../../../native/frames/pattern.ts';
import { parseTemplate } from '../../../native/frames/template.ts';
import { readingOf } from '../../../native/printer/esc-pos.ts';
import { decodeGbk, encodeGbk } from '../../../native/printer/gbk.ts';
import { holds } from '../door.ts';
import type { Doors } from '../door.ts';

const READ: ModbusRequest = { fn: 'read-inputs', unit: 1, address: 0, count: 8 };
const WRITE: ModbusRequest = { fn: 'write-coil', unit: 1, address: 0, value: 0xff00 };
const ASKED = question(1_778_018_400_000, 0.5);

const parsedPattern = parsePattern('01 ?? 8? 00 {check}', { kind: 'sum8', order: 'low-first', from: 0 });
if (parsedPattern.type !== 'parsed') throw new Error('the pattern is none');
const PATTERN = parsedPattern.value;

/** What barriers, boards, printers and clocks answer. */
export const DEVICES: Doors = {
  'Modbus replies': {
    corpus: 'modbus',
    share: 12,
    refusesWith: [],
    behind(bytes) {
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
    behind(bytes) {
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
    behind(bytes) {
      const frame = decodeLcus(bytes);
      if (frame !== null) holds(Buffer.from(encodeLcus(frame)).equals(bytes.subarray(0, 4)), 'another frame');
    },
  },
  'custom frames, heard': {
    corpus: 'modbus',
    share: 4,
    refusesWith: [],
    behind: (bytes) => matches(PATTERN, bytes),
  },
  'custom frames, written down': {
    corpus: 'frame-text',
    share: 4,
    refusesWith: [],
    behind(bytes) {
      const text = bytes.toString('utf8');
      for (const parsed of [parsePattern(text, NO_CHECKSUM), parseTemplate(text, NO_CHECKSUM, ['text'])])
        holds(parsed.type === 'parsed' || parsed.type === 'mistake', 'neither');
    },
  },
  'LED AA55': {
    corpus: 'aa55',
    share: 4,
    refusesWith: [],
    behind(bytes) {
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
    behind(bytes) {
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
  SNTP: {
    corpus: 'sntp',
    share: 4,
    refusesWith: [],
    behind(bytes) {
      const answer = readAnswer(bytes, ASKED, 1_778_018_400_000, 1_778_018_400_050);
      if (answer.kind === 'measured')
        holds(Number.isFinite(answer.offsetMs) && Number.isFinite(answer.delayMs), 'no number');
    },
  },
  printer: {
    corpus: 'lcus',
    share: 1,
    refusesWith: [],
    behind: (bytes) => readingOf([...bytes]),
  },
  'plates and GBK': {
    corpus: 'plates',
    share: 4,
    refusesWith: [],
    behind(bytes) {
      const text = bytes.toString('utf8');
      const plate = parsePlate(text);
      holds(plate.text === '' || normalisePlate(plate.text) === plate.text, 'not normal');
      const written = decodeGbk(encodeGbk(text));
      holds(decodeGbk(encodeGbk(written)) === written, 'another text');
    },
  },
};
