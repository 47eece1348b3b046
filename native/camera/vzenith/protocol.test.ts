import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CameraRefusal } from '../refusal.ts';
import { readPosted } from './protocol.ts';
import { NO_WISHES, replyText } from './reply.ts';

const AT = Date.UTC(2026, 4, 1, 1, 30);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const RESULT = {
  license: '粤B12345',
  confidence: 96,
  colorType: 1,
  type: 1,
  direction: 4,
  triggerType: 8,
  plateid: 7,
  isoffline: 0,
  imageFile: JPEG.toString('base64'),
  imageFileLen: JPEG.length,
  carColor: 255,
  location: { RECT: { left: 1, top: 2, right: 3, bottom: 4 } },
  timeStamp: { Timeval: { sec: AT / 1000, usec: 250_000 } },
};
const alarm = (change: object = {}) => ({
  AlarmInfoPlate: {
    channel: 0,
    deviceName: 'ivs',
    ipaddr: '192.0.2.7',
    serialno: 'sn-1',
    result: { PlateResult: { ...RESULT, ...change } },
  },
});
const read = (value: unknown, type = 'application/json') => readPosted(type, Buffer.from(JSON.stringify(value)));
const captureOf = (change: object = {}) => {
  const posted = read(alarm(change));
  if (posted.kind !== 'capture') throw new Error(posted.kind);
  return posted.capture;
};

describe('a capture', () => {
  it('is read with all that it says', () => {
    expect(captureOf()).toEqual({
      captureId: 'sn-1-7',
      capturedAt: AT + 250,
      plate: '粤B12345',
      plateColour: 'blue',
      confidence: 96,
      charConfidence: null,
      carColour: null,
      carModel: null,
      offline: false,
      image: JPEG,
    });
  });

  it.each([
    ['of no plate', { license: '_无_', colorType: 0 }, { plate: '', plateColour: 'unknown' }],
    ['of a new-energy car', { colorType: 6 }, { plateColour: 'yellow-green' }],
    ['stored while there was no connection', { isoffline: 1 }, { offline: true }],
    ['with numbers as text', { plateid: '7', isoffline: '1' }, { captureId: 'sn-1-7', offline: true }],
    ['of a plate on a picture: nothing is sure, so a person looks', { is_fake_plate: 1 }, { confidence: 0 }],
    ['with a confidence beyond all', { confidence: 101 }, { confidence: null }],
    ['without its picture', { imageFile: undefined }, { image: null }],
    ['with a picture that is none: the plate counts', { imageFile: 'YWJj' }, { image: null }],
    [
      'with its wall clock alone, which is Beijing time',
      { timeStamp: { Timeval: { decyear: 2026, decmon: 5, decday: 1, dechour: 9, decmin: 30, decsec: 0 } } },
      { capturedAt: AT },
    ],
  ])('%s', (_what, change, expected) => {
    expect(captureOf(change)).toMatchObject(expected);
  });

  it.each([65, 66])('of a car that drove off again (trigger %i) is none: it stands here no more', (triggerType) => {
    expect(read(alarm({ triggerType }))).toEqual({ kind: 'heartbeat' });
  });

  it('from a camera that is set to GB 2312 is read as well', () => {
    const [before = '', after = ''] = JSON.stringify(alarm({ license: 'PLATE' })).split('PLATE');
    const gbk = Buffer.concat([Buffer.from(before), Buffer.from([0xd4, 0xc1]), Buffer.from(`B12345${after}`)]);
    expect(readPosted('application/json', gbk)).toMatchObject({ capture: { plate: '粤B12345' } });
  });

  it.each([
    ['without a plate', alarm({ license: undefined }), 'license'],
    ['without its number', alarm({ plateid: undefined }), 'plateid'],
    ['without a time', alarm({ timeStamp: { Timeval: {} } }), 'timeStamp'],
    ['of a time that no calendar has', alarm({ timeStamp: { Timeval: { sec: 999_999_999_999_999 } } }), 'timeStamp'],
    ['on a day that is none', alarm({ timeStamp: { Timeval: { decyear: 2026, decmon: 2, decday: 30 } } }), 'timeStamp'],
    ['of nothing', { AlarmInfoPlate: {} }, 'result'],
  ])('%s is refused, and the field named', (_what, value, field) => {
    expect(() => read(value)).toThrow(CameraRefusal);
    expect(() => read(value)).toThrow(field);
  });
});

it('inputs are counted as on the housing', () => {
  const gio = (source: number, value: number) => read({ AlarmGioIn: { result: { TriggerResult: { source, value } } } });
  expect([gio(0, 1), gio(3, 0)]).toEqual([
    { kind: 'input', input: 1, active: true },
    { kind: 'input', input: 4, active: false },
  ]);
});

it('pictures, serial data and heartbeats are told apart, and of a heartbeat nothing is read', () => {
  expect(read({ ipaddr: 'x', TriggerImage: { imageFile: JPEG.toString('base64'), imageFileLen: 7 } })).toEqual({
    kind: 'still',
    image: JPEG,
  });
  expect(read({ TriggerImage: {} })).toEqual({ kind: 'still', image: null });
  expect(read({ SerialData: { serialChannel: 0, data: 'AA==', dataLen: 1 } })).toEqual({ kind: 'heartbeat' });
  expect(readPosted('application/x-www-form-urlencoded', Buffer.from('serialno=1&pass_wd=secret'))).toEqual({
    kind: 'heartbeat',
  });
  expect(readPosted('multipart/form-data; boundary=x', Buffer.from('--x--'))).toEqual({ kind: 'heartbeat' });
});

it('whatever the bytes: a message, or a refusal', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `{"AlarmInfoPlate":${json}}`),
      ),
      (text) => {
        try {
          readPosted('application/json', Buffer.from(text));
        } catch (error) {
          expect(error).toBeInstanceOf(CameraRefusal);
        }
      },
    ),
  );
});

describe('a reply', () => {
  it('opens nothing, and ends the sending, unless more was asked for', () => {
    expect(JSON.parse(replyText(NO_WISHES))).toEqual({
      Response_AlarmInfoPlate: { info: 'no', content: 'retransfer_stop' },
    });
  });

  it.each([
    [{ ...NO_WISHES, open: 'by-reply' as const }, { info: 'ok' }],
    [
      { ...NO_WISHES, open: { output: 1 } },
      { info: 'no', ivs_ioctrl: { io: 1, value: 2, delay: 500 } },
    ],
    [
      { ...NO_WISHES, trigger: true },
      { info: 'no', manualTrigger: 'ok' },
    ],
    [
      { ...NO_WISHES, still: { port: 8090, path: '/x' } },
      { info: 'no', TriggerImage: { port: 8090, snapImageRelativeUrl: '/x' } },
    ],
  ])('says %j as the manual does', (wishes, said) => {
    expect(JSON.parse(replyText(wishes))).toEqual({ Response_AlarmInfoPlate: { content: 'retransfer_stop', ...said } });
  });
});
