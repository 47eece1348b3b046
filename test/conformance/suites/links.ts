import { Agent, request } from 'undici';
import type { Kind } from '../cases/kinds.ts';
import { openEnds } from '../ends/db4403.ts';
import type { Ends } from '../ends/db4403.ts';
import { PAY_PAGE_KEY } from '../ends/lot-side.ts';
import { openDoorAt } from '../ends/raw-lot-door.ts';
import type { Door } from '../ends/raw-lot-door.ts';
import { outcome, unless } from '../report/outcome.ts';
import type { Outcome } from '../report/section.ts';
import { openAsker } from './scenarios/asker.ts';
import type { Asker } from './scenarios/asker.ts';
import type { Table } from '../standard/description.ts';
import { fieldOf } from '../standard/description.ts';
import { table67, table68 } from '../standard/db4403-envelope.ts';
import { names } from './expectation.ts';
import { hmac } from './messages.ts';
import type { SuiteOptions } from './options.ts';

/**
 * The two addresses to which drivers are sent (7.4): back from paying, and to their invoice. Each parameter of tables 67 and
 * 68, the signature over what the text means by `{orderNo}&timestamp={timestamp}`, and what comes of it.
 */
export async function runLinks({ transport, keys, onSection }: SuiteOptions): Promise<void> {
  const ends = await openEnds({ name: 'links', transport, keys, plans: [{ code: 'PLAN-1' }] });
  const door = openDoorAt(ends.lot.link.inboundPort ?? 0, keys.certificates.caPem);
  const browser = new Agent({ connect: { ca: keys.certificates.caPem } });
  const asker = openAsker(ends);
  const common = { standard: 'db4403', direction: 'both', transport } as const;
  try {
    onSection({
      ...common,
      code: 'payCallback',
      clause: '7.4.1',
      title: { zh: '支付成功回调页面', en: 'Back from paying' },
      tables: [table67.number],
      outcomes: [
        ...(await parameters(door, '/pay-callback', payParameters, table67)),
        ...(await payStories(ends, asker, door, browser)),
        ...(await platformPage(ends, browser)),
      ],
    });
    onSection({
      ...common,
      code: 'invoice',
      clause: '7.4.2',
      title: { zh: '发票开票链接', en: 'Link to an invoice' },
      tables: [table68.number],
      outcomes: [
        ...(await parameters(door, '/invoice', invoiceParameters(ends.platform.access.secret), table68)),
        ...(await invoiceStories(ends, asker, door)),
      ],
    });
  } finally {
    await browser.destroy();
    await door.close();
    await ends.stop();
  }
}

const now = (): number => Math.floor(Date.now() / 1000);

type Parameters = Readonly<Record<string, string>>;
const payParameters = (): Parameters => ({ orderNo: 'O-1', timestamp: String(now()), payResult: '1' });
const invoiceParameters = (secret: string) => (): Parameters => {
  const timestamp = now();
  return { orderNo: 'O-1', timestamp: String(timestamp), sign: hmac(`O-1&timestamp=${timestamp}`, secret) };
};

const addressOf = (path: string, parameters: Parameters): string => addressWith(path, Object.entries(parameters));
const addressWith = (path: string, parameters: [string, string][]): string =>
  `${path}?${new URLSearchParams(parameters).toString()}`;

/** Each parameter missing, empty, given twice, too long or no number: the page says which, with HTTP 400. */
async function parameters(door: Door, path: string, lawful: () => Parameters, table: Table): Promise<Outcome[]> {
  const longest = fieldOf(table, 'orderNo').length ?? 0;
  const wrong: readonly (readonly [attribute: string, Kind, detail: string, value: string | null])[] = [
    ...table.fields.flatMap(({ name }) => [[name, 'absent', '', null] as const, [name, 'empty', '', ''] as const]),
    ['orderNo', 'too-long', `${longest + 1} characters`, 'x'.repeat(longest + 1)],
    ['orderNo', 'unreadable', 'U+0000', 'O\u0000'],
    ['timestamp', 'type', 'words', 'now'],
    ['timestamp', 'type', 'fraction', '1767225600.5'],
    ['timestamp', 'outside', '-1', '-1'],
    ...table.fields
      .filter(({ oneOf }) => oneOf.length > 0)
      .flatMap(({ name, oneOf }) => [
        [name, 'outside', '', String(Math.max(...oneOf.map(Number)) + 1)] as const,
        [name, 'type', 'words', 'yes'] as const,
      ]),
  ];
  const outcomes: Outcome[] = [];
  for (const [attribute, kind, detail, value] of wrong) {
    const { [attribute]: _, ...others } = lawful();
    const address = addressOf(path, value === null ? others : { ...others, [attribute]: value });
    outcomes.push(await refusedAs(door, { attribute, kind, detail }, address, [400], attribute));
  }
  const twice: [string, string][] = [...Object.entries(lawful()), ['orderNo', 'O-2']];
  const about = { attribute: 'orderNo', kind: 'again', detail: 'given twice' } as const;
  outcomes.push(await refusedAs(door, about, addressWith(path, twice), [400], 'orderNo'));
  return outcomes;
}

async function refusedAs(
  door: Door,
  about: { attribute: string; kind: Kind; detail: string },
  address: string,
  statuses: readonly number[],
  field: string | null,
): Promise<Outcome> {
  const { status, text, ms } = await door.knock(address);
  const trouble = [
    ...unless(statuses.includes(status), 'another status'),
    ...unless(names(text, field), `does not name ${field}`),
  ];
  return outcome(
    about,
    `HTTP ${statuses.join(' / ')}${field === null ? '' : ` ${field}`}`,
    `HTTP ${status} ${text}`,
    trouble,
    ms,
  );
}

/** Orders at the lot, and what it thinks of their money. */
function isPaid({ lot }: Ends, orderNo: string): boolean {
  return lot.sharing.invoiceOf(orderNo).outcome === 'found';
}

async function payStories(ends: Ends, asker: Asker, door: Door, browser: Agent): Promise<Outcome[]> {
  const { platform } = ends;
  const callbackUrl = `${platform.access.httpsUrl}/pay/callback`;
  const stories: readonly (readonly [detail: string, key: string | null, result: '0' | '1', paid: boolean])[] = [
    ['signed by the pay page: paid', PAY_PAGE_KEY, '1', true],
    ['signed by the pay page: not paid', PAY_PAGE_KEY, '0', false],
    ['signed with another key', `${PAY_PAGE_KEY}x`, '1', false],
    ['without a signature', null, '1', false],
  ];
  const outcomes: Outcome[] = [];
  for (const [detail, key, payResult, paid] of stories) {
    const orderNo = `L-${asker.number()}`;
    await asker.order({ orderNo, callbackUrl });
    const timestamp = String(now());
    const signed = `${orderNo}&timestamp=${timestamp}&payResult=${payResult}`;
    const resultSign: Parameters = key === null ? {} : { resultSign: hmac(signed, key) };
    const { status, location, ms } = await door.knock(
      addressOf('/pay-callback', { orderNo, timestamp, payResult, ...resultSign }),
    );
    const back = location === null ? null : await request(location, { dispatcher: browser });
    await back?.body.dump();
    const seen = platform.book.payReturns.at(-1);
    const isBack =
      seen?.orderNo === orderNo && seen.payResult === Number(payResult) && String(seen.timestamp) === timestamp;
    const trouble = [
      ...unless(status === 302 && back?.statusCode === 200, 'the driver does not come back to the platform'),
      ...unless(isBack, 'the platform hears something else'),
      ...unless(isPaid(ends, orderNo) === paid, paid ? 'not booked' : 'booked'),
    ];
    const expected = `back with table 67, ${paid ? 'booked' : 'not booked'}`;
    outcomes.push(
      outcome({ kind: 'account', detail }, expected, `HTTP ${status}, ${JSON.stringify(seen)}`, trouble, ms),
    );
  }
  return outcomes;
}

/** The platform's own page, to which the driver comes last. */
async function platformPage({ platform }: Ends, browser: Agent): Promise<Outcome[]> {
  const wrong: readonly (readonly [attribute: string, Kind, Parameters])[] = [
    ['orderNo', 'absent', { timestamp: String(now()), payResult: '1' }],
    ['timestamp', 'absent', { orderNo: 'O-1', payResult: '1' }],
    ['payResult', 'absent', { orderNo: 'O-1', timestamp: String(now()) }],
    ['payResult', 'outside', { ...payParameters(), payResult: '2' }],
    ['orderNo', 'too-long', { ...payParameters(), orderNo: 'x'.repeat(51) }],
    ['timestamp', 'outside', { ...payParameters(), timestamp: String(Date.now()) }],
  ];
  const outcomes: Outcome[] = [];
  for (const [attribute, kind, parameters] of wrong) {
    const before = platform.book.violations.length;
    const answer = await request(`${platform.access.httpsUrl}${addressOf('/pay/callback', parameters)}`, {
      dispatcher: browser,
    });
    await answer.body.dump();
    const told = platform.book.violations.slice(before).map(({ field }) => field);
    const trouble = [
      ...unless(answer.statusCode === 400, 'another status'),
      ...unless(told.includes(attribute), `does not name ${attribute}`),
    ];
    const about = { attribute, kind, detail: "the platform's page" };
    outcomes.push(outcome(about, `HTTP 400 ${attribute}`, `HTTP ${answer.statusCode} ${told.join()}`, trouble));
  }
  return outcomes;
}

async function invoiceStories(ends: Ends, asker: Asker, door: Door): Promise<Outcome[]> {
  const { platform, lot } = ends;
  const orderNo = `L-${asker.number()}`;
  await asker.order({ orderNo });
  const page = `https://127.0.0.1:${lot.link.inboundPort}/invoice`;
  const link = (to = orderNo): string => {
    const { pathname, search } = new URL(platform.invoiceLink(to, page));
    return pathname + search;
  };
  const about = (kind: Kind, detail: string) => ({ attribute: 'sign', kind, detail });
  const unpaid = await refusedAs(
    door,
    { ...about('business', 'not paid yet'), attribute: 'orderNo' },
    link(),
    [409],
    null,
  );
  lot.ledger.record((tx) => {
    lot.sharing.paid(tx, { orderNo, ok: true, at: tx.at, payType: 'wechat', amount: null, transactionId: null });
  });
  const { status, location, ms } = await door.knock(link());
  const isRight = location === `https://invoice.example/${orderNo}?amount=1000`;
  const signAt = (timestamp: number, order = orderNo, key = platform.access.secret): string =>
    addressOf('/invoice', {
      orderNo,
      timestamp: String(timestamp),
      sign: hmac(`${order}&timestamp=${timestamp}`, key),
    });
  const stale = { attribute: 'timestamp', kind: 'time' } as const;
  return [
    unpaid,
    outcome(
      about('full', "the platform's link"),
      'HTTP 302 to the invoice',
      `HTTP ${status} ${location}`,
      unless(status === 302 && isRight, 'not so'),
      ms,
    ),
    await refusedAs(
      door,
      { ...about('business', 'an order that there is not'), attribute: 'orderNo' },
      link('O-of-nobody'),
      [404],
      null,
    ),
    await refusedAs(door, about('signature', 'of another order'), signAt(now(), 'O-other'), [403], 'sign'),
    await refusedAs(door, about('signature', 'with another secret'), signAt(now(), orderNo, 'x'), [403], 'sign'),
    await refusedAs(
      door,
      about('signature', 'as printed, with ×tamp'),
      addressOf('/invoice', {
        orderNo,
        timestamp: String(now()),
        sign: hmac(`${orderNo}×tamp=${now()}`, platform.access.secret),
      }),
      [403],
      'sign',
    ),
    await refusedAs(door, { ...stale, detail: '10 min ago' }, signAt(now() - 600), [400], 'timestamp'),
    await refusedAs(door, { ...stale, detail: 'in 10 min' }, signAt(now() + 600), [400], 'timestamp'),
  ];
}
