import { sign as signByPlatform } from '../../../../demo/platform/envelope.ts';
import { sign as signByStation } from '../../../../electron/station/platform/db4403/signature.ts';
import { openEnds } from '../../ends/db4403.ts';
import type { Ends } from '../../ends/db4403.ts';
import { INBOUND_TOKEN, PARK_CODE } from '../../ends/lot-side.ts';
import { openDoorAt } from '../../ends/raw-lot-door.ts';
import type { Door } from '../../ends/raw-lot-door.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { SIGN_EXAMPLE } from '../../standard/db4403.ts';
import { openAsker } from '../scenarios/asker.ts';
import { hmac, sealed } from '../messages.ts';
import type { SuiteOptions } from '../options.ts';
import { imageOf } from './store-image.ts';

/** Where a lot can be asked, and by whom: addresses, tokens and topics that are not the right ones change nothing. */
export async function runLotDoor({ transport, keys, onSection }: SuiteOptions): Promise<void> {
  const ends = await openEnds({ name: 'door', transport, keys });
  const door = openDoorAt(ends.lot.link.inboundPort ?? 0, keys.certificates.caPem);
  try {
    onSection({
      standard: 'db4403',
      code: 'service',
      clause: transport === 'https' ? '7.3.1.3' : '7.3.1.4',
      title: { zh: '下行地址与身份', en: 'Where the lot is asked, and by whom' },
      direction: 'down',
      tables: ['2', '3'],
      transport,
      outcomes: [
        ...signatures(),
        ...(transport === 'https' ? await overHttps(ends, door) : await overMqtts(ends, door)),
      ],
    });
  } finally {
    await door.close();
    await ends.stop();
  }
}

/** The example of 7.3.1.2, signed by the station, by the platform, and worked out here. */
function signatures(): Outcome[] {
  const { data, secret, sign: wanted } = SIGN_EXAMPLE;
  const signed = {
    'worked out here': hmac(data, secret),
    'by the station': signByStation(data, secret),
    'by the platform': signByPlatform(data, secret),
  };
  return Object.entries(signed).map(([who, seen]) =>
    outcome(
      { kind: 'signature', detail: `the example of 7.3.1.2, ${who}` },
      wanted,
      seen,
      unless(seen === wanted, 'not so'),
    ),
  );
}

const MINUTE_MS = 60_000;
const bookingOf = (serial: number) => {
  const at = (minutes: number): string => new Date(Date.now() + (480 + minutes) * MINUTE_MS).toISOString();
  const beijing = (minutes: number): string => at(minutes).slice(0, 19).replace('T', ' ');
  return {
    bookCode: `D-${serial}`,
    parkCode: PARK_CODE,
    carNo: `粤B${50_000 + serial}`,
    bookTime: beijing(60),
    overTime: beijing(120),
    obligatTime: 15,
    operateType: 1,
  };
};

type Tried = readonly [
  detail: string,
  path: string,
  status: number,
  code: number | null,
  options: { token?: string | null; method?: 'GET' | 'POST' | 'PUT' },
];

const ROOT = `/sys/v1/${PARK_CODE}`;
const RIGHT = `${ROOT}/service/requestBookStall/post`;
const BEARER = `Bearer ${INBOUND_TOKEN}`;

const ADDRESSES: readonly Tried[] = [
  ['as it should be', RIGHT, 200, 0, {}],
  ['the kind of token in small letters', RIGHT, 200, 0, { token: `bearer ${INBOUND_TOKEN}` }],
  ['no token', RIGHT, 401, 6, { token: null }],
  ['another token', RIGHT, 401, 6, { token: `Bearer ${'0'.repeat(40)}` }],
  ['a token cut short', RIGHT, 401, 6, { token: BEARER.slice(0, -1) }],
  ['another kind of token', RIGHT, 401, 6, { token: `Basic ${INBOUND_TOKEN}` }],
  ['an interface that there is not', `${ROOT}/service/noSuchThing/post`, 200, 3, {}],
  ['an interface of the other direction', `${ROOT}/service/vehicleEnter/post`, 200, 3, {}],
  ['an event', `${ROOT}/event/requestBookStall/post`, 404, null, {}],
  ['another lot', RIGHT.replace(PARK_CODE, `${PARK_CODE.slice(0, -1)}9`), 404, null, {}],
  ['another version', RIGHT.replace('/v1/', '/v2/'), 404, null, {}],
  ['more behind it', `${RIGHT}/x`, 404, null, {}],
  ['the root', '/', 404, null, {}],
  ['a way around', `${ROOT}/service/../service/requestBookStall/post`, 200, 0, {}],
  ['GET', RIGHT, 405, null, { method: 'GET' }],
  ['PUT', RIGHT, 405, null, { method: 'PUT' }],
];

async function overHttps({ lot, platform }: Ends, door: Door): Promise<Outcome[]> {
  const image = imageOf(lot.db);
  const outcomes: Outcome[] = [];
  for (const [i, [detail, path, status, code, { token = BEARER, method = 'POST' }]] of ADDRESSES.entries()) {
    const before = image();
    const answer = await door.knock(path, {
      method,
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: token }) },
      ...(method !== 'GET' && { body: sealed([bookingOf(i)], platform.access.secret) }),
    });
    const said = codeIn(answer.text);
    const trouble = [
      ...unless(answer.status === status, 'another status'),
      ...unless(said === code, 'another code'),
      ...unless((image() !== before) === (code === 0), code === 0 ? 'nothing was kept' : 'something was kept'),
    ];
    const expected = `HTTP ${status}${code === null ? '' : `, ${code}`}`;
    outcomes.push(outcome({ kind: 'account', detail }, expected, `HTTP ${answer.status}, ${said}`, trouble, answer.ms));
  }
  return outcomes;
}

function codeIn(text: string): number | null {
  if (text === '') return null;
  const { Code: code } = JSON.parse(text) as { Code?: unknown };
  return typeof code === 'number' ? code : null;
}

async function overMqtts(ends: Ends, door: Door): Promise<Outcome[]> {
  const { platform, lot } = ends;
  const { secret, version } = platform.access;
  const asker = openAsker(ends);
  const image = imageOf(lot.db);
  const tried: readonly (readonly [string, string, number | null])[] = [
    ['an interface that there is not', `/sys/${version}/${PARK_CODE}/service/noSuchThing/post`, 3],
    ['an interface of the other direction', `/sys/${version}/${PARK_CODE}/service/vehicleEnter/post`, 3],
    ["another lot's topic", `/sys/${version}/${PARK_CODE.slice(0, -1)}9/service/requestBookStall/post`, null],
    ["another version's topic", `/sys/v9/${PARK_CODE}/service/requestBookStall/post`, null],
  ];
  const outcomes: Outcome[] = [];
  for (const [i, [detail, topic, code]] of tried.entries()) {
    const before = image();
    const heard = platform.book.strayAnswers.length;
    await platform.publish(topic, sealed([bookingOf(i)], secret));
    const isChanged = image() !== before;
    // Answers come in order: what is asked next is answered after it, or without it.
    await asker.confirm(`not-known-${i}`);
    const said = platform.book.strayAnswers.slice(heard).map(({ payload }) => codeIn(payload));
    const trouble = [
      ...unless(said.join() === (code === null ? '' : String(code)), 'not so'),
      ...unless(!isChanged, 'something was kept'),
    ];
    const expected = code === null ? 'no answer' : String(code);
    outcomes.push(outcome({ kind: 'envelope', detail }, expected, said.join() || 'no answer', trouble));
  }
  // The listener of a lot over MQTTS is for drivers alone.
  const answer = await door.knock(RIGHT, { method: 'POST', headers: { authorization: BEARER }, body: '{}' });
  const isShut = unless(answer.status === 404, 'not so');
  const about = { kind: 'account', detail: 'services over HTTPS beside MQTTS' } as const;
  return [...outcomes, outcome(about, 'HTTP 404', `HTTP ${answer.status}`, isShut, answer.ms)];
}
