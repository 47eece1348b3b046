import { isDeepStrictEqual } from 'node:util';
import { startPlatform } from '../../../../demo/platform/platform.ts';
import type { Platform } from '../../../../demo/platform/platform.ts';
import type { Kind } from '../../cases/kinds.ts';
import { fullRow } from '../../cases/rows.ts';
import type { Row } from '../../cases/rows.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { openRawLot } from '../../ends/raw-lot.ts';
import type { RawAnswer, RawLot, RawPost } from '../../ends/raw-lot.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { About } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import type { Interface } from '../../standard/db4403.ts';
import { digestOf } from './account.ts';
import { messageCases, sealed } from '../messages.ts';
import type { SuiteOptions } from '../options.ts';
import { readAnswer } from './platform-answer.ts';

/**
 * The message around what is reported, sent by a client that is nothing but a client: a platform must refuse what no station
 * of ours sends, and its answers must fit their tables, whether they say yes or no.
 */
export async function runReportMessages({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  const { certificates } = keys;
  const platform = await startPlatform({ parkCode: PARK_CODE, transport, certificates });
  const lot = await openRawLot(transport, platform.access);
  try {
    for (const [place, each] of interfaces.entries()) {
      const { code, clause, title, request, reply } = each;
      const authorization = await tokenFrom(platform, lot);
      // Megabytes are the same to every interface.
      const client = { platform, lot, authorization, each, row: rowsOf(each), large: place === 0 };
      const outcomes = [...(await answers(client)), ...(await around(client)), ...(await addressed(client))];
      const tables = [request.number, reply.number];
      onSection({ standard: 'db4403', code, clause, title, direction: 'up', tables, transport, outcomes });
    }
  } finally {
    await lot.stop();
    await platform.stop();
  }
}

interface Client {
  platform: Platform;
  lot: RawLot;
  authorization: string;
  each: Interface;
  row(): Row;
  large: boolean;
}

function rowsOf({ request }: Interface): () => Row {
  let last = 0;
  return () => fullRow(request, { parkCode: PARK_CODE }, (last += 1));
}

async function tokenFrom({ access }: Platform, lot: RawLot): Promise<string> {
  const login = { userId: access.userId, password: digestOf(access) };
  const { json } = await lot.post('login', { body: sealed([login], access.secret) });
  const [item] = Array.isArray(json?.['data']) ? (json['data'] as Row[]) : [];
  return `Bearer ${typeof item?.['accessToken'] === 'string' ? item['accessToken'] : ''}`;
}

function judged(about: About, codes: readonly number[], answer: RawAnswer, { reply }: Interface): Outcome {
  const { code, words, departures } = readAnswer(answer, reply);
  const isRight = code !== null && codes.includes(code);
  const trouble = [...unless(isRight, 'another code'), ...departures];
  return outcome(about, codes.join(' / '), `${code} ${words}`, trouble, answer.ms);
}

/** One object taken, one refused, and both in one message: each answer by its table, each object named. */
async function answers({ platform, lot, authorization, each, row }: Client): Promise<Outcome[]> {
  const { secret } = platform.access;
  const { request, named } = each;
  const last = request.fields.filter(({ required, sort }) => required && sort !== 'key').at(-1)?.name ?? '';
  const spoilt = (): Row => ({ ...row(), [last]: undefined });
  const post = (items: readonly Row[]): Promise<RawAnswer> =>
    lot.post(each.code, { body: sealed(items, secret), authorization });
  const unnamed = ({ json }: RawAnswer, items: readonly Row[]): string[] => {
    const data = Array.isArray(json?.['data']) ? (json['data'] as Row[]) : [];
    if (data.length !== items.length) return [`${data.length} objects for ${items.length}`];
    if (named === null) return [];
    return items.flatMap((item, i) =>
      data[i]?.[named.reply] === item[named.request] ? [] : [`object ${i} is not named`],
    );
  };
  const one = async (detail: string, items: readonly Row[], codes: readonly number[]): Promise<Outcome> => {
    const answer = await post(items);
    const seen = readAnswer(answer, each.reply);
    const said = seen.items.map(({ code }) => code);
    const trouble = [
      ...unless(isDeepStrictEqual(said, codes), 'another code'),
      ...seen.departures,
      ...unnamed(answer, items),
    ];
    return outcome({ kind: 'reply', detail }, codes.join(', '), `${said.join(', ')} ${seen.words}`, trouble, answer.ms);
  };
  return [
    await one('taken', [row()], [0]),
    await one('refused', [spoilt()], [4]),
    await one('three, of which the second is refused', [row(), spoilt(), row()], [0, 4, 0]),
  ];
}

async function around({ platform, lot, authorization, each, row, large }: Client): Promise<Outcome[]> {
  const { secret } = platform.access;
  const outcomes: Outcome[] = [];
  for (const { kind, detail, bytes, platform: codes } of messageCases({ secret, now: Date.now(), item: row })) {
    if (codes.length === 0 || (kind === 'size' && !large)) continue;
    outcomes.push(judged({ kind, detail }, codes, await lot.post(each.code, { body: bytes, authorization }), each));
  }
  return outcomes;
}

/** Version, lot, interface; over HTTPS also the token and the kind of content (7.3.1.3). */
async function addressed(client: Client): Promise<Outcome[]> {
  const { platform, lot, authorization, each, row } = client;
  const { secret } = platform.access;
  const isHttps = platform.access.url === platform.access.httpsUrl;
  const tried: readonly (readonly [Kind, string, readonly number[], Partial<RawPost>])[] = isHttps
    ? [
        ['envelope', "another lot's path", [1101], { parkCode: `${PARK_CODE.slice(0, -1)}9` }],
        ['envelope', "no lot's path", [1001], { parkCode: 'lot-1' }],
        ['envelope', 'another version', [3], { version: 'v9' }],
        ['envelope', 'text/plain', [3], { contentType: 'text/plain' }],
        ['envelope', 'JSON in another encoding', [3], { contentType: 'application/json; charset=gbk' }],
        ['account', 'no token', [6], { authorization: null }],
        ['account', 'a token of nobody', [6], { authorization: `Bearer ${'0'.repeat(32)}` }],
        ['account', 'a token without its kind', [0], { authorization: authorization.replace('Bearer ', '') }],
        ['account', 'its kind in small letters', [0], { authorization: authorization.replace('Bearer', 'bearer') }],
        ['account', 'another kind', [6], { authorization: authorization.replace('Bearer', 'Basic') }],
      ]
    : [];
  const outcomes: Outcome[] = [];
  for (const [kind, detail, codes, what] of tried) {
    const answer = await lot.post(each.code, { body: sealed([row()], secret), authorization, ...what });
    outcomes.push(judged({ kind, detail }, codes, answer, each));
  }
  return outcomes;
}
