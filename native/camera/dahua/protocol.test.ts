import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CameraRefusal } from '../refusal.ts';
import { readEvent, readPosted } from './protocol.ts';

const AT = Date.UTC(2026, 4, 1, 1, 30, 0, 250);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const PATH = '/NotificationInfo/TollgateInfo';
const picture = (change: { Plate?: object; SnapInfo?: object; Vehicle?: object; NormalPic?: object | null } = {}) => ({
  Picture: {
    Plate: {
      PlateNumber: '粤B12345',
      PlateColor: 'Blue',
      PlateType: 'Normal',
      Confidence: 245,
      IsExist: true,
      ...change.Plate,
    },
    Vehicle: { VehicleColor: 'Silver', VehicleType: 'LargeBus', ...change.Vehicle },
    SnapInfo: { DeviceID: 'itc-1', AccurateTime: '2026-05-01 09:30:00.250', SnapTime: '2026-05-01 09:30:00', TimeZone: 8, LanNo: 1, OpenStrobe: false, ...change.SnapInfo }, // prettier-ignore
    NormalPic:
      change.NormalPic === undefined ? { PicName: 'a.jpg', Content: JPEG.toString('base64') } : change.NormalPic,
    CutoutPic: { PicName: 'b.jpg', Content: '' },
  },
});
const read = (value: unknown, path = PATH) => readPosted(path, Buffer.from(JSON.stringify(value)), 255);

describe('a posted capture', () => {
  it('is read with all that it says', () => {
    expect(read(picture())).toEqual({
      captureId: 'itc-1 2026-05-01 09:30:00.250 粤B12345',
      capturedAt: AT,
      plate: '粤B12345',
      plateColour: 'blue',
      confidence: 96,
      charConfidence: null,
      carColour: 'grey',
      carModel: 'large',
      offline: false,
      image: JPEG,
    });
  });

  it.each([
    ['of no plate', { Plate: { IsExist: false, PlateNumber: '无' } }, { plate: '' }],
    ['of a new-energy car', { Plate: { PlateColor: 'ShadowGreen' } }, { plateColour: 'green' }],
    ['of a large new-energy car', { Plate: { PlateColor: 'YellowGreen' } }, { plateColour: 'yellow-green' }],
    ['with a time to the second', { SnapInfo: { AccurateTime: null } }, { capturedAt: AT - 250 }],
    ['surer than sure', { Plate: { Confidence: 300 } }, { confidence: null }],
    ['without a picture', { NormalPic: null }, { image: null }],
  ])('%s', (_what, change, expected) => {
    expect(read(picture(change))).toMatchObject(expected);
  });

  it('of a unit that counts to 100 is as sure as it says', () => {
    expect(readPosted(PATH, Buffer.from(JSON.stringify(picture({ Plate: { Confidence: 96 } }))), 100)?.confidence).toBe(
      96,
    );
  });

  it.each([
    ['without a time', picture({ SnapInfo: { AccurateTime: '', SnapTime: '' } }), 'AccurateTime'],
    ['on a day that is none', picture({ SnapInfo: { AccurateTime: '2026-02-30 09:30:00' } }), 'AccurateTime'],
    ['of nothing', { Picture: {} }, 'SnapInfo'],
  ])('%s is refused, and the field named', (_what, value, field) => {
    expect(() => read(value)).toThrow(CameraRefusal);
    expect(() => read(value)).toThrow(field);
  });

  it('is told from words of life', () => {
    expect([read({ Active: 'keepAlive' }, '/NotificationInfo/KeepAlive'), read({}), read([])]).toEqual([
      null,
      null,
      null,
    ]);
    expect(readPosted('/NotificationInfo/DeviceInfo', Buffer.from('not even JSON'), 255)).toBeNull();
  });

  it('whatever the bytes: a capture, a word of life, or a refusal', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `{"Picture":${json}}`),
        ),
        (text) => {
          try {
            readPosted(PATH, Buffer.from(text), 255);
          } catch (error) {
            expect(error).toBeInstanceOf(CameraRefusal);
          }
        },
      ),
    );
  });
});

describe('a part of the stream', () => {
  const lines = (more: readonly string[]) =>
    Buffer.from(['Action=4', 'Code=TrafficJunction', 'GroupID=123', 'CountInGroup=1', 'UTCMS=250', ...more].map((line) => `Events[0].${line}\r\n`).join('')); // prettier-ignore
  const plate = [
    'TrafficCar.PlateNumber=粤B12345',
    'TrafficCar.PlateColor=Blue',
    'Object.Confidence=255',
    'TrafficCar.VehicleColor=White',
  ];

  it('is a capture with its time, counted from 1970', () => {
    const read = readEvent(
      lines([`UTC=${AT / 1000 + 8 * 3600 - 0.25}`, `RealUTC=${Math.floor(AT / 1000)}`, ...plate]),
      255,
    );
    expect(read).toMatchObject({
      event: {
        captureId: `123 ${AT} 粤B12345`,
        capturedAt: AT,
        plate: '粤B12345',
        plateColour: 'blue',
        confidence: 100,
        carColour: 'white',
      },
      scene: null,
    });
  });

  it('of a time that no calendar has is none', () => {
    const of = (seconds: string): Buffer =>
      Buffer.from(`Events[0].Code=TrafficJunction\r\nEvents[0].RealUTC=${seconds}\r\n`);
    expect(readEvent(of('253402300799'), 100)?.event.capturedAt).toBe(Date.UTC(9999, 11, 31, 23, 59, 59));
    for (const seconds of ['253402300800', '17780184008018400000', '-1', 'x'])
      expect(readEvent(of(seconds), 100)).toBeNull();
  });

  it('says where the whole scene lies among its pictures', () => {
    const pictures = [
      'ImageInfo[0].Offset=0',
      'ImageInfo[0].Length=10',
      'ImageInfo[1].Offset=10',
      'ImageInfo[1].Length=90',
    ];
    expect(readEvent(lines(['UTC=1', ...plate, ...pictures]), 255)?.scene).toEqual({ offset: 10, length: 90 });
  });

  it.each([
    ['a heartbeat', Buffer.from('Heartbeat\r\n')],
    ['another event', Buffer.from('Events[0].Code=VideoMotion\r\nEvents[0].UTC=1\r\n')],
    ['a capture without a time', lines(plate)],
  ])('%s is no capture', (_what, part) => {
    expect(readEvent(part, 255)).toBeNull();
  });
});
