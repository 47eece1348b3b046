import { createHash } from 'node:crypto';
import { startPlatform } from '../../../../demo/platform/platform.ts';
import type { Platform, PlatformAccess } from '../../../../demo/platform/platform.ts';
import { casesOf, wireJson } from '../../cases/cases.ts';
import type { Case } from '../../cases/cases.ts';
import type { Row } from '../../cases/rows.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { openRawLot } from '../../ends/raw-lot.ts';
import type { RawAnswer, RawLot } from '../../ends/raw-lot.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { About } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { ACCOUNT } from '../../standard/db4403.ts';
import type { Interface } from '../../standard/db4403.ts';
import { names, wantedFrom, wordsOf } from '../expectation.ts';
import type { Wanted } from '../expectation.ts';
import { hmac, message } from '../messages.ts';
import type { SuiteOptions } from '../options.ts';
import { readAnswer } from './platform-answer.ts';

/** 7.3.2.1: SHA1 of the password with the salt behind it, in hex; worked out here, and by neither end. */
export const digestOf = ({ password, secret }: PlatformAccess): string =>
  createHash('sha1')
    .update(password + secret)
    .digest('hex');

/** Lawful, but not what was given out: 3001 for the user and the password, 3002 for a token. */
const NOT_OURS: Readonly<Record<string, number>> = {
  userId: 3001,
  password: 3001,
  accessToken: 3002,
  refreshToken: 3002,
};

/**
 * The account as a platform keeps it: each attribute of tables 4, 6 and 8, by a client that is nothing but a client; its
 * answers held against tables 5, 7 and 9.
 */
export async function runAccount({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  const { certificates } = keys;
  const platform = await startPlatform({ parkCode: PARK_CODE, transport, certificates });
  const lot = await openRawLot(transport, platform.access);
  try {
    for (const each of ACCOUNT.filter(({ code }) => interfaces.some((wanted) => wanted.code === code))) {
      const { code, clause, title, request, reply } = each;
      const outcomes: Outcome[] = [];
      for (const one of await accountCases(platform, lot, each)) outcomes.push(await tryOne(platform, lot, each, one));
      outcomes.push(...(await stories(platform, lot, each)));
      const tables = [request.number, reply.number];
      onSection({ standard: 'db4403', code, clause, title, direction: 'up', tables, transport, outcomes });
    }
  } finally {
    await lot.stop();
    await platform.stop();
  }
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

async function logIn(platform: Platform, lot: RawLot): Promise<Tokens> {
  const { userId } = platform.access;
  const answer = await post(platform, lot, 'login', { userId, password: digestOf(platform.access) });
  const [item] = Array.isArray(answer.json?.['data']) ? (answer.json['data'] as Row[]) : [];
  return { accessToken: textIn(item?.['accessToken']), refreshToken: textIn(item?.['refreshToken']) };
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function post({ access }: Platform, lot: RawLot, code: string, item: unknown): Promise<RawAnswer> {
  const data = wireJson([item]);
  return lot.post(code, { body: message(Math.floor(Date.now() / 1000), hmac(data, access.secret), data) });
}

/** Each lawful row with what was given out, but for the attribute that is tried. */
async function accountCases(platform: Platform, lot: RawLot, { request }: Interface): Promise<Case[]> {
  const { userId } = platform.access;
  const cases = casesOf(request, { place: { parkCode: PARK_CODE }, manner: 'strict' });
  const known: Case[] = [];
  for (const each of cases) {
    const given: Row = { userId, password: digestOf(platform.access) };
    // A token is good for one use: each lawful row has tokens of its own.
    if (each.expected.is === 'taken') Object.assign(given, await logIn(platform, lot));
    const ours = Object.entries(given).filter(
      ([name]) => name !== each.attribute && isObject(each.item) && name in each.item,
    );
    known.push(isObject(each.item) ? { ...each, item: { ...each.item, ...Object.fromEntries(ours) } } : each);
  }
  return known;
}

const isObject = (item: unknown): item is Row => typeof item === 'object' && item !== null && !Array.isArray(item);

async function tryOne(platform: Platform, lot: RawLot, { code, reply }: Interface, each: Case): Promise<Outcome> {
  const { attribute, kind, detail, item, expected } = each;
  const notOurs = expected.is === 'taken' ? NOT_OURS[attribute ?? ''] : undefined;
  const wanted: Wanted = notOurs === undefined ? wantedFrom(expected) : { codes: [notOurs], field: null };
  return judged({ attribute, kind, detail }, wanted, await post(platform, lot, code, item), reply);
}

function judged(about: About, wanted: Wanted, answer: RawAnswer, reply: Interface['reply']): Outcome {
  const { code, words, departures } = readAnswer(answer, reply);
  const trouble = [
    ...unless(code !== null && wanted.codes.includes(code), 'another code'),
    ...unless(names(words, wanted.field), `does not name ${wanted.field}`),
    ...departures,
  ];
  return outcome(about, wordsOf(wanted), `${code} ${words}`, trouble, answer.ms);
}

/** What no single row shows. */
async function stories(platform: Platform, lot: RawLot, { code, reply }: Interface): Promise<Outcome[]> {
  const { userId, password, secret } = platform.access;
  const digest = digestOf(platform.access);
  const story = async (detail: string, wanted: number, item: Row): Promise<Outcome> =>
    judged({ kind: 'account', detail }, { codes: [wanted], field: null }, await post(platform, lot, code, item), reply);
  const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
  switch (code) {
    case 'login':
      return [
        await story('the digest in upper case', 0, { userId, password: digest.toUpperCase() }),
        await story('the password itself', 3001, { userId, password }),
        await story('the digest without the salt', 3001, { userId, password: sha1(password) }),
        await story('the digest with the salt in front', 3001, { userId, password: sha1(secret + password) }),
        await story('another password', 3001, { userId, password: sha1(`x${password}${secret}`) }),
        await story('another user', 3001, { userId: `${userId}x`.slice(-32), password: digest }),
      ];
    case 'refreshToken': {
      const { refreshToken, accessToken } = await logIn(platform, lot);
      const mine = { userId, password: digest };
      return [
        await story('a token that was given out', 0, { ...mine, refreshToken }),
        await story('the same token again', 3002, { ...mine, refreshToken }),
        await story('an access token', 3002, { ...mine, refreshToken: accessToken }),
        await story('another password', 3001, { ...mine, password: sha1('x'), refreshToken }),
      ];
    }
    default: {
      const { accessToken } = await logIn(platform, lot);
      return [
        await story('a token that was given out', 0, { accessToken }),
        await story('the same token again', 3002, { accessToken }),
      ];
    }
  }
}
