import { randomUUID } from 'node:crypto';
import { openEnvelope } from '../../../../demo/citybrain/envelope.ts';
import { startCitybrain } from '../../../../demo/citybrain/citybrain.ts';
import type { Citybrain } from '../../../../demo/citybrain/citybrain.ts';
import { seal } from '../../../../electron/station/platform/citybrain/envelope.ts';
import { casesOf } from '../../cases/cases.ts';
import type { Case } from '../../cases/cases.ts';
import type { Kind } from '../../cases/kinds.ts';
import type { Row } from '../../cases/rows.ts';
import { encrypted, openRawCitybrain } from '../../ends/raw-citybrain.ts';
import type { CitybrainAnswer, RawCitybrain } from '../../ends/raw-citybrain.ts';
import { ENTRANCE, LOT_NO } from '../../ends/citybrain.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { CIPHER_EXAMPLE, ENVELOPE } from '../../standard/citybrain.ts';
import type { CitybrainInterface } from '../../standard/citybrain.ts';
import { departuresFrom } from '../../standard/departures.ts';
import type { Table } from '../../standard/description.ts';
import type { CitybrainOptions } from './options.ts';
import { SMALL_JPEG } from './jpegs.ts';
import { complaintFor, complains, isAsked, wordsFor } from './complaint.ts';

/**
 * What no station sends, by a client that is nothing but a client: the envelope of 1.5 parameter by parameter, the cipher of
 * 3.1 three ways, and the two small interfaces. The answers are held against their tables.
 */
export async function runCitybrainMessages({ keys, interfaces, onSection }: CitybrainOptions): Promise<void> {
  const ports = { entrances: [ENTRANCE], exits: [] };
  const platform = await startCitybrain({ certificates: keys.certificates, parkingLotNo: LOT_NO, ports });
  const raw = heardBy(platform, openRawCitybrain(platform.access));
  const common = { standard: 'citybrain', direction: 'up', transport: 'https' } as const;
  try {
    const outcomes = [...cipher(), ...(await envelopes(raw, platform))];
    const title = { zh: '公用参数与加密', en: 'Common parameters and cipher' };
    onSection({ ...common, code: 'envelope', clause: '1.5, 3.1', title, tables: ['1.5'], outcomes });
    for (const each of interfaces) {
      const { code, clause, request, reply } = each;
      if (code !== 'uploadSnapshot' && code !== 'heartbeat') continue;
      const tables = [request.number, reply.number];
      onSection({ ...common, code, clause, title: each.title, tables, outcomes: await byTable(raw, each) });
    }
  } finally {
    await raw.stop();
    await platform.stop();
  }
}

interface Heard extends CitybrainAnswer {
  /** A heartbeat is refused without a word (3.2.4): what is wrong with it stands in the platform's book alone. */
  noted: string;
}

interface Client extends Omit<RawCitybrain, 'post'> {
  post(code: string, body: string | Buffer): Promise<Heard>;
}

function heardBy({ book }: Citybrain, raw: RawCitybrain): Client {
  return {
    ...raw,
    async post(code, body) {
      const before = book.violations.length;
      const answer = await raw.post(code, body);
      const noted = book.violations.slice(before).map(({ message }) => message);
      return { ...answer, noted: noted.join('; ') };
    },
  };
}

/** The example of 3.1, encrypted by the station, decrypted by the platform, and worked out here. */
function cipher(): Outcome[] {
  const { appSecret, plain, encrypted: wanted } = CIPHER_EXAMPLE;
  const account = { appId: 'ae145d83e56cb332', appSecret };
  const body = seal({ params: plain, id: 'id', timestamp: '2019-10-04 13:36:04' }, null, account);
  const sealed = JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, string>;
  const opened = openEnvelope(Buffer.from(JSON.stringify({ ...sealed, encrypted_data: wanted })), account);
  const told = (detail: string, isSo: boolean, seen: string): Outcome =>
    outcome(
      { attribute: 'encrypted_data', kind: 'signature', detail },
      'the example of 3.1',
      seen,
      unless(isSo, 'not so'),
    );
  return [
    told('worked out here', encrypted(plain, appSecret) === wanted, encrypted(plain, appSecret)),
    told('sealed by the station', sealed['encrypted_data'] === wanted, sealed['encrypted_data'] ?? ''),
    told(
      'opened by the platform',
      opened.ok && JSON.stringify(opened.params) === plain,
      opened.ok ? JSON.stringify(opened.params) : 'not opened',
    ),
  ];
}

const HEARTBEAT = { parking_lot_no: LOT_NO, status: 'alive' };

/** Each parameter of 1.5, and what is wrong with what it encrypts. */
async function envelopes(raw: Client, { access }: Citybrain): Promise<Outcome[]> {
  const lawful = (): Row => raw.envelope(HEARTBEAT);
  const outcomes: Outcome[] = [];
  const fields = ENVELOPE.fields.filter(({ name }) => name !== 'encrypted_data');
  const cases = casesOf({ ...ENVELOPE, fields }, { place: { parkCode: LOT_NO }, manner: 'strict' })
    .filter((each) => isAsked(ENVELOPE, each))
    // What was given out is not made up, and each message has an id of its own.
    .filter(({ attribute, expected }) => attribute !== 'app_id' || expected.is === 'refused');
  for (const { attribute, kind, detail, item, expected } of cases) {
    const given = isObject(item) ? changed(lawful(), item, attribute) : item;
    const answer = await raw.post('heartbeat', JSON.stringify(given));
    outcomes.push(judged({ attribute, kind, detail }, complaintFor({ expected }), answer, null));
  }
  const told = async (
    attribute: string | null,
    kind: Kind,
    detail: string,
    body: unknown,
    complaint: string | null,
  ) => {
    const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
    outcomes.push(judged({ attribute, kind, detail }, complaint, await raw.post('heartbeat', bytes), null));
  };
  const data = (value: unknown): Row => ({ ...lawful(), encrypted_data: value });
  const cut = (text: unknown): string => String(text).slice(0, -4);
  await told('app_id', 'outside', 'of somebody else', { ...lawful(), app_id: 'somebody' }, 'app_id');
  const twice = { ...lawful(), message_id: randomUUID() };
  await told('message_id', 'again', 'the first time', twice, null);
  await told('message_id', 'again', 'the second time', twice, 'message_id');
  await told('encrypted_data', 'absent', '', { ...lawful(), encrypted_data: undefined }, 'encrypted_data');
  await told('encrypted_data', 'type', 'object', data(HEARTBEAT), 'encrypted_data');
  await told('encrypted_data', 'empty', '', data(''), 'encrypted_data');
  await told('encrypted_data', 'form', 'not base64', data('***'), 'encrypted_data');
  await told(
    'encrypted_data',
    'form',
    'not encrypted',
    data(Buffer.from(JSON.stringify(HEARTBEAT)).toString('base64')),
    'encrypted_data',
  );
  await told('encrypted_data', 'form', 'cut short', data(cut(lawful()['encrypted_data'])), 'encrypted_data');
  await told(
    'encrypted_data',
    'signature',
    'another secret',
    data(encrypted(JSON.stringify(HEARTBEAT), '0123456789abcdef')),
    'encrypted_data',
  );
  await told('encrypted_data', 'form', 'no JSON within', data(encrypted('alive', access.appSecret)), 'encrypted_data');
  await told(
    'encrypted_data',
    'form',
    'not UTF-8 within',
    data(encrypted(Buffer.from([0xff, 0xfe]), access.appSecret)),
    'encrypted_data',
  );
  await told(
    'encrypted_data',
    'value',
    'space within',
    data(encrypted(JSON.stringify(HEARTBEAT, null, 2), access.appSecret)),
    null,
  );
  await told(null, 'envelope', 'nothing', '', '');
  await told(null, 'envelope', 'words', '系统维护中', '');
  await told(null, 'envelope', 'not encrypted at all', HEARTBEAT, '');
  await told(null, 'envelope', 'not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), '');
  return outcomes;
}

const isObject = (item: unknown): item is Row => typeof item === 'object' && item !== null && !Array.isArray(item);

/** The envelope as it should be, but for the parameter that is tried and those that the case leaves out or adds. */
function changed(lawful: Row, item: Row, attribute: string | null): Row {
  const tried = attribute === null ? Object.keys(item).filter((name) => !(name in lawful)) : [attribute];
  const kept = Object.entries(lawful).filter(([name]) => !tried.includes(name));
  const given = tried.flatMap((name) => (name in item ? [[name, item[name]] as const] : []));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(given) };
}

type About = { attribute: string | null; kind: Kind; detail: string };

/** `complaint`: null for success, else what the words must name; `reply` null: only whether it says yes. */
function judged(
  about: About,
  complaint: string | null,
  { json, status, ms, noted }: Heard,
  reply: Table | null,
): Outcome {
  const isTaken = json?.['success'] === true && json['result_code'] === 'success';
  const words = typeof json?.['error'] === 'string' ? json['error'] : noted;
  const departures = reply === null || json === null ? [] : departuresFrom(reply, json);
  const trouble =
    complaint === null
      ? [...unless(isTaken, 'not taken'), ...departures.map(({ field, fault }) => `its answer: ${field} ${fault}`)]
      : [
          ...unless(!isTaken && json?.['success'] === false, 'not refused'),
          ...unless(complains(words, complaint), `does not name ${complaint}`),
        ];
  return outcome(about, wordsFor(complaint), `HTTP ${status} ${JSON.stringify(json)}`, trouble, ms);
}

/** Pictures and heartbeats, parameter by parameter. */
async function byTable(raw: Client, { code, request, reply }: CitybrainInterface): Promise<Outcome[]> {
  const known = 'order-of-the-pictures';
  if (code === 'uploadSnapshot') await raw.post('parking', JSON.stringify(raw.envelope(entryOf(known))));
  const fields = request.fields.filter(({ type }) => type !== 'Base64');
  const fixed = code === 'heartbeat' ? { parking_lot_no: LOT_NO } : { out_order_no: known };
  const cases = casesOf(
    { ...request, fields },
    { place: { parkCode: LOT_NO, fixed }, manner: 'strict', except: ['parking_lot_no'] },
  )
    .filter((each) => isAsked(request, each))
    .map((each): Case =>
      code === 'uploadSnapshot' && isObject(each.item)
        ? { ...each, item: { ...each.item, snapshot: SMALL_JPEG } }
        : each,
    );
  const outcomes: Outcome[] = [];
  for (const { attribute, kind, detail, item, expected } of cases) {
    const isOther = attribute === 'out_order_no' && expected.is === 'taken';
    const answer = await raw.post(code, JSON.stringify(raw.envelope(JSON.stringify(item))));
    outcomes.push(
      isOther
        ? refusedWith('OUT_ORDER_NO_NOT_EXIST', { attribute, kind, detail }, answer)
        : judged({ attribute, kind, detail }, complaintFor({ expected }), answer, reply),
    );
  }
  if (code === 'uploadSnapshot') outcomes.push(...(await snapshots(raw, known, reply)));
  else outcomes.push(...(await lots(raw)));
  return outcomes;
}

const entryOf = (outOrderNo: string): Row => ({
  out_order_no: outOrderNo,
  plate_no: '粤B12345',
  plate_color: 'pnc_02',
  parking_time: '2026-01-01 00:00:00',
  parking_lot_no: LOT_NO,
  port_no: ENTRANCE,
  total_spaces: 100,
  free_spaces: 80,
});

function refusedWith(code: string, about: About, { json, status, ms }: CitybrainAnswer): Outcome {
  const trouble = unless(json?.['success'] === true && json['result_code'] === code, 'another code');
  return outcome(about, code, `HTTP ${status} ${JSON.stringify(json)}`, trouble, ms);
}

async function lots(raw: Client): Promise<Outcome[]> {
  const about = { attribute: 'parking_lot_no', kind: 'business', detail: 'a lot that is not registered' } as const;
  const answer = await raw.post('heartbeat', JSON.stringify(raw.envelope({ parking_lot_no: '9999', status: 'alive' })));
  const gone: readonly (readonly [Kind, string, Row])[] = [
    ['absent', '', { status: 'alive' }],
    ['null', '', { parking_lot_no: null, status: 'alive' }],
    ['too-long', '33 characters', { parking_lot_no: 'x'.repeat(33), status: 'alive' }],
    ['type', 'number', { parking_lot_no: 7, status: 'alive' }],
  ];
  const outcomes = [refusedWith('PARKING_LOT_NOT_EXIST', about, answer)];
  for (const [kind, detail, item] of gone) {
    const refused = await raw.post('heartbeat', JSON.stringify(raw.envelope(item)));
    outcomes.push(judged({ attribute: 'parking_lot_no', kind, detail }, 'parking_lot_no', refused, null));
  }
  return outcomes;
}

/** 小于 500K, base64 without anything before it. */
async function snapshots(raw: Client, known: string, reply: Table): Promise<Outcome[]> {
  const jpegOf = (characters: number): string => {
    const bytes = Buffer.alloc((characters / 4) * 3, 1);
    const small = Buffer.from(SMALL_JPEG, 'base64');
    // Whatever stands before the end of the picture belongs to it.
    small.subarray(0, small.length - 2).copy(bytes);
    small.subarray(small.length - 2).copy(bytes, bytes.length - 2);
    return bytes.toString('base64');
  };
  const tried: readonly (readonly [Kind, string, unknown, string | null])[] = [
    ['size', '499,996 characters', jpegOf(499_996), null],
    ['size', '500,000 characters', jpegOf(500_000), 'snapshot'],
    ['size', '700,000 characters', jpegOf(700_000), 'snapshot'],
    ['form', 'with data: before it', `data:image/jpeg;base64,${SMALL_JPEG}`, 'snapshot'],
    ['form', 'not base64', '*'.repeat(100), 'snapshot'],
    ['form', 'no JPEG', Buffer.from('GIF89a').toString('base64'), 'snapshot'],
    ['form', 'half a JPEG', SMALL_JPEG.slice(0, 64), 'snapshot'],
    ['absent', '', undefined, 'snapshot'],
    ['empty', '', '', 'snapshot'],
    ['null', '', null, 'snapshot'],
    ['type', 'number', 7, 'snapshot'],
  ];
  const outcomes: Outcome[] = [];
  for (const [kind, detail, snapshot, complaint] of tried) {
    const params = JSON.stringify({ out_order_no: known, event: 'parking', snapshot });
    const answer = await raw.post('uploadSnapshot', JSON.stringify(raw.envelope(params)));
    outcomes.push(judged({ attribute: 'snapshot', kind, detail }, complaint, answer, reply));
  }
  return outcomes;
}
