import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CameraRefusal } from '../refusal.ts';
import { readMessage } from './message.ts';
import { AlertError, gateCommand, outputCommand, readAlert, readGateState, readsTaken, readTime } from './protocol.ts';

const alert = (inside: string, root = '<eventType>ANPR</eventType><dateTime>2026-05-01T09:30:00+08:00</dateTime>') =>
  readAlert(
    Buffer.from(
      `<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">${root}<ANPR>${inside}</ANPR></EventNotificationAlert>`,
    ),
  );
const plate = (inside: string, root?: string) => {
  const read = alert(inside, root);
  if (read.kind !== 'plate') throw new Error(read.kind);
  return read;
};
const AT = Date.UTC(2026, 4, 1, 1, 30);

describe('a capture', () => {
  it('is read with all that it says', () => {
    const read = plate(
      '<country>1</country><licensePlate>蓝苏A8HK52</licensePlate><line>1</line><direction>forward</direction><confidenceLevel>97</confidenceLevel>' +
        '<plateType>92TypeCivil</plateType><plateColor>blue</plateColor><plateCharBelieve>99,98,97,96,95,94,93</plateCharBelieve><vehicleType>vehicle</vehicleType>' +
        '<vehicleInfo><index>1</index><color>deepGray</color></vehicleInfo>' +
        '<pictureInfoList><pictureInfo><fileName>licensePlatePicture.jpg</fileName></pictureInfo><pictureInfo><fileName>detectionPicture.jpg</fileName></pictureInfo></pictureInfoList>',
      '<eventType>ANPR</eventType><dateTime>2026-05-01T09:30:00+08:00</dateTime><UUID>0d3f-1</UUID>',
    );
    expect(read).toEqual({
      kind: 'plate',
      pictures: 2,
      event: {
        captureId: '0d3f-1',
        capturedAt: AT,
        plate: '苏A8HK52',
        plateColour: 'blue',
        confidence: 97,
        charConfidence: [99, 98, 97, 96, 95, 94, 93],
        carColour: 'grey',
        carModel: 'small',
        offline: false,
      },
    });
  });

  it('without an id of its own is known by its time and plate', () => {
    expect(plate('<licensePlate>苏A8HK52</licensePlate>').event.captureId).toBe('2026-05-01T09:30:00+08:00 苏A8HK52');
  });

  it('of no plate says so', () => {
    expect(plate('<licensePlate>unknown</licensePlate>').event).toMatchObject({ plate: '', plateColour: 'unknown' });
  });

  it('of a new-energy car has its colour from the sign in front where nothing else says it', () => {
    expect(plate('<licensePlate>绿粤BD08888</licensePlate>').event).toMatchObject({
      plate: '粤BD08888',
      plateColour: 'green',
    });
  });

  it('believes only a number for each character', () => {
    const read = (text: string) =>
      plate(`<licensePlate>粤B1</licensePlate><plateCharBelieve>${text}</plateCharBelieve>`).event.charConfidence;
    expect(['99,98,97', '99,98', '99,98,x', '99,98,101', ''].map(read)).toEqual([[99, 98, 97], null, null, null, null]);
  });

  it('is not confused by another vehicle further inside', () => {
    expect(
      plate('<other><licensePlate>粤Z00000</licensePlate></other><licensePlate>粤B12345</licensePlate>').event.plate,
    ).toBe('粤B12345');
  });

  it('says how many pictures follow', () => {
    expect(
      plate('', '<eventType>ANPR</eventType><dateTime>2026-05-01T09:30:00+08:00</dateTime><picNum>3</picNum>').pictures,
    ).toBe(3);
  });

  it('without a time is none: nobody could tell whether it is old', () => {
    expect(() => alert('<licensePlate>粤B12345</licensePlate>', '<eventType>ANPR</eventType>')).toThrow(AlertError);
  });
});

it.each([
  ['2026-05-01T09:30:00+08:00', AT],
  ['2026-05-01T09:30:00+8:00', AT],
  ['2026-05-01T09:30:00.250+0800', AT + 250],
  ['2026-05-01T01:30:00Z', AT],
  ['2026-05-01T09:30:00', AT],
  ['2026-13-01T09:30:00', null],
  ['20260501T093000', null],
  ['', null],
])('the time %s', (text, at) => {
  expect(readTime(text)).toBe(at);
});

it('a heartbeat is a lost picture that is not lost', () => {
  const beat =
    '<eventType>videoloss</eventType><eventState>inactive</eventState><dateTime>2026-05-01T09:30:00+08:00</dateTime>';
  expect(alert('', beat)).toEqual({ kind: 'heartbeat', at: AT });
  expect(alert('', beat.replace('inactive', 'active'))).toEqual({ kind: 'other' });
  expect(alert('', '<eventType>VMD</eventType>')).toEqual({ kind: 'other' });
});

it('a command is taken when its status is 1, and not because the answer is 200', () => {
  const status = (code: number) =>
    Buffer.from(
      `<ResponseStatus version="1.0"><requestURL/><statusCode>${code}</statusCode><statusString>OK</statusString></ResponseStatus>`,
    );
  expect([readsTaken(status(1)), readsTaken(status(4)), readsTaken(Buffer.from('<html/>'))]).toEqual([
    true,
    false,
    false,
  ]);
});

it('the arm is where its contacts say, and else nowhere', () => {
  const state = (value: string) =>
    readGateState(
      Buffer.from(`<BarrierGateStatus><barrierGateStatus>${value}</barrierGateStatus></BarrierGateStatus>`),
    );
  expect(['0', '1', '2', '9', ''].map(state)).toEqual(['unknown', 'closed', 'open', 'unknown', 'unknown']);
});

it('commands are as the manual writes them', () => {
  expect(gateCommand('open')).toBe('<BarrierGate><ctrlMode>open</ctrlMode></BarrierGate>');
  expect(outputCommand(true)).toBe('<IOPortData><outputState>high</outputState></IOPortData>');
});

it('whatever the bytes: an alert, or a refusal', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        readAlert(Buffer.from(text));
      } catch (error) {
        expect(error).toBeInstanceOf(AlertError);
      }
    }),
  );
});

describe('a posted message', () => {
  const XML =
    '<EventNotificationAlert><eventType>ANPR</eventType><dateTime>2026-05-01T09:30:00+08:00</dateTime><ANPR><licensePlate>粤B12345</licensePlate></ANPR></EventNotificationAlert>';
  const form = (head: string) =>
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${XML}\r\n--b\r\nContent-Disposition: form-data; name="detectionPicture"; filename="detectionPicture.jpg"\r\n\r\nx\r\n--b--\r\n`,
    );

  it.each([
    ['by its name', 'name="anpr.xml"'],
    ['by its name in capitals', 'name="ANPR.xml"; filename="ANPR.xml"'],
    ['by its file name', 'name="file"; filename="anpr.xml"'],
    ['by the name of its kind', 'name="xml_file"'],
    ['by its type', 'name="a"\r\nContent-Type: text/xml'],
  ])('has its XML %s', (_what, head) => {
    const { alert: read, pictures } = readMessage('multipart/form-data; boundary=b', form(head));
    expect([read.kind, pictures.map(({ label }) => label)]).toEqual([
      'plate',
      ['detectionPicture detectionPicture.jpg'],
    ]);
  });

  it('may be XML alone', () => {
    expect(readMessage('application/xml; charset="UTF-8"', Buffer.from(XML)).alert.kind).toBe('plate');
  });

  it('may be an alarm in JSON, which is no capture', () => {
    expect(readMessage('application/json', Buffer.from('{"eventType":"x"}')).alert.kind).toBe('other');
  });

  it.each([
    [
      'without XML',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--',
    ],
    ['of a text', 'text/plain', 'hello'],
    ['of another XML', 'application/xml', '<html/>'],
  ])('%s is refused', (_what, contentType, body) => {
    expect(() => readMessage(contentType, Buffer.from(body))).toThrow(CameraRefusal);
  });
});
