import { openEnds } from '../../ends/db4403.ts';
import type { Ends, EndsOptions } from '../../ends/db4403.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { until } from '../../ends/waiting.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome, Section } from '../../report/section.ts';
import { fullRow } from '../../cases/rows.ts';
import { ACCOUNT, REPORTS } from '../../standard/db4403.ts';
import type { SuiteOptions } from '../options.ts';
import { openDesk } from '../queue.ts';

const ENTRY = REPORTS.find(({ code }) => code === 'vehicleEnter');

/** How the station itself uses its account: what the platform sees of logins, refreshes, logouts and connections. */
export async function runSession(options: SuiteOptions): Promise<void> {
  const { transport, onSection } = options;
  if (transport === 'mqtts') {
    onSection(connection(await overMqtts(options)));
    return;
  }
  for (const { code, clause, title, request, reply } of ACCOUNT) {
    const tables = [request.number, reply.number];
    const outcomes = await STORIES[code]?.(options);
    if (outcomes === undefined) throw new RangeError(`no stories of ${code}`);
    onSection({ standard: 'db4403', code, clause, title, direction: 'up', tables, transport, outcomes });
  }
}

const STORIES: Readonly<Record<string, (options: SuiteOptions) => Promise<Outcome[]>>> = {
  login: async (options) => [
    ...(await firstLogin(options)),
    ...(await wrongPassword(options)),
    ...(await tokenRefused(options, 6)),
    ...(await tokenRefused(options, 3002)),
  ],
  refreshToken: refreshed,
  logout: loggedOut,
};

const connection = (outcomes: Outcome[]): Section => ({
  standard: 'db4403',
  code: 'connect',
  clause: '7.3.1.4',
  title: { zh: 'MQTTS 连接', en: 'MQTTS connection' },
  direction: 'up',
  tables: [],
  transport: 'mqtts',
  outcomes,
});

async function withEnds<T>(options: EndsOptions, use: (ends: Ends) => Promise<T>): Promise<T> {
  const ends = await openEnds(options);
  try {
    return await use(ends);
  } finally {
    await ends.stop();
  }
}

const told = (detail: string, expected: string, seen: string, isSo: boolean): Outcome =>
  outcome({ kind: 'account', detail }, expected, seen, unless(isSo, 'not so'));

/** The account as the book has it, in a line. */
const sessionsOf = ({ platform }: Ends): string =>
  platform.book.sessions.map(({ interface: what, code }) => `${what} ${code}`).join(', ');

let serial = 0;
/** Puts entries into the queue and waits until they are settled; how many were taken. */
async function report(ends: Ends, count: number): Promise<number> {
  if (ENTRY === undefined) throw new RangeError('no interface for entries');
  const desk = openDesk(ends.lot);
  const items = Array.from({ length: count }, () => {
    serial += 1;
    return { id: `session-${serial}`, item: fullRow(ENTRY.request, { parkCode: PARK_CODE }, serial) };
  });
  desk.put(ENTRY.code, items);
  await desk.settled(count);
  const seen = desk.look(ENTRY.code);
  return items.filter(({ id }) => seen.get(id)?.state === 'acknowledged').length;
}

const firstLogin = ({ transport, keys }: SuiteOptions): Promise<Outcome[]> =>
  withEnds({ name: 'login', transport, keys }, async (ends) => {
    const taken = await report(ends, 3);
    const { Bearer, bearer, bare } = ends.platform.book.tokenStyles;
    return [
      told('before the first report', 'login 0', sessionsOf(ends), sessionsOf(ends) === 'login 0'),
      told('each request shows the token', '3 taken', `${taken} taken, Bearer ${Bearer}`, taken === 3 && Bearer > 0),
      told('the token is written as RFC 6750 has it', 'Bearer', `bearer ${bearer}, bare ${bare}`, bearer + bare === 0),
    ];
  });

const wrongPassword = ({ transport, keys }: SuiteOptions): Promise<Outcome[]> =>
  withEnds({ name: 'wrong-password', transport, keys, password: 'not-what-was-given-out' }, async (ends) => {
    const isSaid = await until(() => ends.lot.link.view().state === 'refused');
    const { state, cause, detail } = ends.lot.link.view();
    const onlyRefusals = ends.platform.book.sessions.every(({ code }) => code === 3001);
    return [
      told(
        'a wrong password is said',
        'refused: wrong-password',
        `${state}: ${cause} ${detail}`,
        isSaid && cause === 'wrong-password',
      ),
      told(
        'nothing is sent with it',
        'login 3001',
        sessionsOf(ends),
        onlyRefusals && ends.platform.book.entries.length === 0,
      ),
    ];
  });

/** 6 and 3002: the token is not good any more, whatever its time. */
const tokenRefused = ({ transport, keys }: SuiteOptions, tokenCode: 6 | 3002): Promise<Outcome[]> =>
  withEnds({ name: `token-${tokenCode}`, transport, keys, platform: { tokenCode } }, async (ends) => {
    await report(ends, 1);
    ends.platform.faults.expireTokens = true;
    const taken = await report(ends, 20);
    const logins = ends.platform.book.sessions.filter(({ interface: what }) => what === 'login').length;
    const refused = ends.platform.book.sessions.filter(({ interface: what }) => what === 'token');
    return [
      told(`again after ${tokenCode}`, '2 logins', `${logins} logins`, logins === 2),
      told(
        `what was refused with ${tokenCode} is sent again`,
        '20 taken',
        `${taken} taken`,
        taken === 20 && refused.length > 0,
      ),
      told(
        `nothing is told twice after ${tokenCode}`,
        '0',
        `${ends.platform.book.duplicates.length}`,
        ends.platform.book.duplicates.length === 0,
      ),
    ];
  });

/** A token of two seconds is renewed while it is good, and reports go on under it. */
function refreshed({ transport, keys }: SuiteOptions): Promise<Outcome[]> {
  return withEnds({ name: 'refresh', transport, keys, platform: { expiresInS: 2 } }, async (ends) => {
    const has = () => ends.platform.book.sessions.some(({ interface: what }) => what === 'refreshToken');
    const isRefreshed = await until(has);
    const taken = await report(ends, 3);
    const isRefused = ends.platform.book.sessions.some(({ interface: what }) => what === 'token');
    const logins = ends.platform.book.sessions.filter(({ interface: what }) => what === 'login').length;
    return [
      told('before the token ends', 'refreshToken 0', sessionsOf(ends), isRefreshed && !isRefused),
      told('without another login', '1 login', `${logins} logins`, logins === 1),
      told('reports go on under the new token', '3 taken', `${taken} taken`, taken === 3),
    ];
  });
}

async function loggedOut({ transport, keys }: SuiteOptions): Promise<Outcome[]> {
  const ends = await openEnds({ name: 'logout', transport, keys });
  try {
    await ends.lot.stop();
    return [
      told('when the station stops', 'login 0, logout 0', sessionsOf(ends), sessionsOf(ends) === 'login 0, logout 0'),
    ];
  } finally {
    await ends.platform.stop();
  }
}

async function overMqtts({ transport, keys }: SuiteOptions): Promise<Outcome[]> {
  const good = await withEnds({ name: 'connect', transport, keys }, async (ends) => {
    const taken = await report(ends, 3);
    const before = told('client id and password', 'connected, 3 taken', `${taken} taken`, taken === 3);
    await ends.platform.cut();
    const isNoticed = await until(() => ends.lot.link.view().state !== 'up');
    const waiting = report(ends, 3);
    await ends.platform.restore();
    const afterwards = await waiting;
    const { violations } = ends.platform.book;
    return [
      before,
      told('a cut is noticed', 'down', ends.lot.link.view().state, isNoticed),
      told('what was recorded meanwhile follows (8.2)', '3 taken', `${afterwards} taken`, afterwards === 3),
      told(
        'topics, quality of service',
        '0 departures',
        violations.map(({ message }) => message).join() || '0',
        violations.length === 0,
      ),
    ];
  });
  const bad = await withEnds(
    { name: 'not-let-in', transport, keys, password: 'not-what-was-given-out' },
    async (ends) => {
      const isSaid = await until(() => ends.lot.link.view().state === 'refused');
      const { state, cause, detail } = ends.lot.link.view();
      return told(
        'a wrong password is said',
        'refused: not-let-in',
        `${state}: ${cause} ${detail}`,
        isSaid && cause === 'not-let-in',
      );
    },
  );
  return [...good, bad];
}
