import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import { createRoutes } from './inbound-routes.ts';
import type { Answer, PageAnswer, Pages, RoutesParts } from './inbound-routes.ts';
import type { Rejection } from './rejections.ts';
import { invoiceLink, payCallbackLink } from './url-jumps.ts';

const clock = createManualClock();
const TOKEN = 't'.repeat(32);
const ROOT = '/sys/v1/44030500100101000010';
let rejected: Rejection[];
let asked: [string, string][];
let came: unknown[];
const page = (answer: PageAnswer) => (what: unknown) => {
  came.push(what);
  return answer;
};
const pages: Pages = {
  payCallback: page({ redirect: 'https://platform.example/done' }),
  invoice: page({ status: 200, words: '发票' }),
};

beforeEach(() => {
  [rejected, asked, came] = [[], [], []];
});

function routesWith(change: Partial<RoutesParts> = {}) {
  return createRoutes({
    root: ROOT,
    services: {
      token: TOKEN,
      answer(code, bytes) {
        asked.push([code, Buffer.from(bytes).toString()]);
        return { code: 0, message: '成功', data: [{ code: 0 }] };
      },
    },
    pages,
    secret: 'salt',
    payPageKey: null,
    freshnessMs: 300_000,
    clock,
    onRejected: (rejection) => rejected.push(rejection),
    ...change,
  });
}

function request(method: string, target: string, authorization?: string, routes = routesWith(), body = '{}'): Answer {
  const route = routes(method, target, authorization);
  return 'status' in route ? route : route.answer(Buffer.from(body));
}
const bodyOf = ({ body }: Answer): unknown => (body.length === 0 ? '' : JSON.parse(body.toString()));
const lock = `${ROOT}/service/requestBookStall/post`;

describe('what is to be had over our own listener', () => {
  it('a service, under the token, by the mirrored path', () => {
    const answer = request('POST', lock, `Bearer ${TOKEN}`);
    expect(answer.status).toBe(200);
    expect(bodyOf(answer)).toEqual({ Code: 0, message: '成功', timestamp: clock.now() / 1000, data: [{ code: 0 }] });
    expect(asked).toEqual([['requestBookStall', '{}']]);
    expect(request('POST', lock, `bearer  ${TOKEN}`).status).toBe(200);
  });

  it.each([undefined, '', TOKEN, `Basic ${TOKEN}`, 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`])(
    '%j is no token: 401 and code 6, and the body is not looked at',
    (authorization) => {
      const answer = request('POST', lock, authorization);
      expect(answer).toMatchObject({ status: 401, headers: { 'WWW-Authenticate': 'Bearer' } });
      expect(bodyOf(answer)).toMatchObject({ Code: 6, message: 'Token 校验失败', data: [] });
      expect(asked).toEqual([]);
      expect(rejected).toMatchObject([{ interface: 'requestBookStall', code: 6 }]);
    },
  );

  it('where no token is set, nothing passes', () => {
    const routes = routesWith({ services: { token: null, answer: () => ({ code: 0, message: '', data: [] }) } });
    expect(request('POST', lock, 'Bearer ', routes).status).toBe(401);
    expect(request('POST', lock, 'Bearer null', routes).status).toBe(401);
  });

  it('a body over 10 MB is answered 3', () => {
    const route = routesWith()('POST', lock, `Bearer ${TOKEN}`);
    if ('status' in route) throw new Error('no service');
    expect(bodyOf(route.answer(null))).toMatchObject({ Code: 3, data: [] });
    expect(rejected).toMatchObject([{ code: 3 }]);
  });

  it.each([
    ['GET', lock, 405],
    ['POST', '/pay-callback', 405],
    ['GET', '/', 404],
    ['GET', '/favicon.ico', 404],
    ['POST', `${ROOT}/service/a/b/post`, 404],
    ['POST', `${ROOT}/event/requestBookStall/post`, 404],
    ['POST', `${ROOT}x/service/requestBookStall/post`, 404],
    ['POST', '/sys/v1/44030500100101000099/service/requestBookStall/post', 404],
    ['POST', `${ROOT}/service/${'x'.repeat(65)}/post`, 404],
    ['POST', `${ROOT}/service/%2e%2e/post`, 404],
    ['GET', 'http://[', 404],
  ])('%s %s: %i without a word', (method, target, status) =>
    expect(request(method, target, `Bearer ${TOKEN}`)).toMatchObject({ status, body: '' }),
  );

  it('where services come over MQTTS only the pages are there', () => {
    const routes = routesWith({ services: null });
    for (const method of ['GET', 'POST']) expect(request(method, lock, `Bearer ${TOKEN}`, routes).status).toBe(404);
    expect(request('GET', '/invoice', undefined, routes).status).toBe(400);
  });
});

describe('pages of 7.4', () => {
  const target = (link: string): string => link.replace('https://park.example', '');

  it('sends a driver who paid where the keeper of orders says', () => {
    const link = target(payCallbackLink('https://park.example', 'SO-1', 'salt'));
    const answer = request('GET', `${link}&timestamp=1767225600&payResult=1`);
    expect(answer).toMatchObject({ status: 302, headers: { Location: 'https://platform.example/done' } });
    expect(came).toEqual([{ orderNo: 'SO-1', at: 1_767_225_600_000, ok: true, proof: 'link' }]);
  });

  it('shows the invoice page to whoever the platform sent', () => {
    const answer = request('GET', target(invoiceLink('https://park.example/invoice', 'SO-1', clock.now(), 'salt')));
    expect(answer).toMatchObject({ status: 200, body: '发票', headers: { 'Cache-Control': 'no-store' } });
    expect(came).toMatchObject([{ orderNo: 'SO-1' }]);
  });

  it.each([
    ['/pay-callback?orderNo=SO-1&timestamp=1', 400, 'payResult'],
    [`/invoice?orderNo=SO-1&timestamp=1767225600&sign=${'0'.repeat(64)}`, 403, 'sign'],
    ['/invoice?orderNo=SO-1', 400, 'timestamp'],
  ])('%s: %i, and what is wrong is named', (path, status, field) => {
    const answer = request('GET', path);
    expect(answer).toMatchObject({ status, body: expect.stringContaining(field) as string });
    expect(came).toEqual([]);
  });

  it('are not there where nobody keeps orders', () =>
    expect(request('GET', '/invoice', undefined, routesWith({ pages: null }))).toMatchObject({
      status: 404,
      body: '',
    }));
});
