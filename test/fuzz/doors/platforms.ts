import { readReply } from '../../../electron/station/platform/citybrain/reply.ts';
import { openReply, openRequest, sealRequest } from '../../../electron/station/platform/db4403/envelope.ts';
import { createRoutes } from '../../../electron/station/platform/db4403/inbound-routes.ts';
import { check } from '../../../electron/station/platform/db4403/tables/description.ts';
import { services } from '../../../electron/station/platform/db4403/tables/interfaces.ts';
import { payCallbackLink, receiptInvoiceLink } from '../../../electron/station/platform/db4403/url-jumps.ts';
import { readRawObject } from '../../../electron/station/wire/raw-member.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { headAndRest, holds } from '../door.ts';
import type { Doors } from '../door.ts';

const SECRET = 'a-secret-of-a-fuzzed-platform';
const TOKEN = 'a-token-of-a-fuzzed-platform';
const SERVICES = Object.values(services);
const clock = createManualClock(1_778_018_400_000);

/** The pages of drivers, and where services are asked; what is behind them is another door's. */
const routes = createRoutes({
  root: '/sys/v1/44030500100101000010',
  services: { token: TOKEN, answer: () => ({ code: 0, message: '', data: [] }) },
  pages: {
    payCallback: () => ({ redirect: 'https://pay.example/' }),
    invoice: ({ orderNo }) => ({ status: 200, words: orderNo }),
  },
  secret: SECRET,
  payPageKey: 'a-key-of-a-pay-page',
  freshnessMs: 300_000,
  clock,
  onRejected: () => undefined,
});
const STATUSES = new Set([200, 302, 400, 401, 403, 404, 405]);
/** Links that a driver got from us: where one of these words stands in an address, the link's own parameters do. */
const LINKS = {
  PAID: new URL(payCallbackLink('https://x', 'S1', SECRET, 2500)).search,
  RECEIPT: new URL(
    receiptInvoiceLink('https://x/invoice', { orderNo: 'C1', amount: 2500, paidAt: clock.now() }, SECRET),
  ).search,
};

/** What platforms answer and ask, before a store is asked. */
export const PLATFORMS: Doors = {
  'DB4403 requests': {
    corpus: 'db4403-request',
    share: 6,
    refusesWith: [],
    behind: (bytes) => openRequest(bytes, SECRET),
  },
  'DB4403 requests, signed': {
    corpus: 'db4403-data',
    share: 8,
    refusesWith: [],
    behind(bytes) {
      const opened = openRequest(sealRequest([bytes.toString('utf8')], SECRET, 1_778_018_400), SECRET);
      if (!opened.ok) return;
      for (const item of opened.items)
        for (const { request } of SERVICES) {
          const checked = check(request, item);
          holds(checked.ok || checked.refusal.code > 0, 'neither taken nor refused');
        }
    },
  },
  'raw members': {
    corpus: 'db4403-request',
    share: 4,
    refusesWith: [],
    behind: (bytes) => readRawObject(bytes),
  },
  'DB4403 replies': {
    corpus: 'db4403-reply',
    share: 6,
    refusesWith: [],
    behind(bytes) {
      const reply = openReply(bytes);
      if (reply !== null) holds(Number.isSafeInteger(reply.code), 'code');
    },
  },
  'City Brain replies': {
    corpus: 'citybrain-reply',
    share: 6,
    refusesWith: [],
    behind(bytes) {
      const status = [200, 400, 401, 429, 500][(bytes[0] ?? 0) % 5] ?? 200;
      holds(typeof readReply('parking', status, bytes.toString('utf8')).kind === 'string', 'kind');
    },
  },
  'DB4403 addresses': {
    corpus: 'db4403-addresses',
    share: 6,
    refusesWith: [],
    behind(input) {
      const [head, rest] = headAndRest(input);
      const [method = '', target = '', ...authorization] = head.split(' ');
      const asked = target.replace('?PAID', LINKS.PAID).replace('?RECEIPT', LINKS.RECEIPT);
      const route = routes(method, asked, authorization.join(' ').replace('TOKEN', TOKEN));
      const answer = 'status' in route ? route : route.answer(rest);
      holds(STATUSES.has(answer.status), `status ${answer.status}`);
      const lines = Object.entries(answer.headers).flat().join('');
      holds(!/[\r\n\0]/.test(lines), 'a header of two lines');
    },
  },
};
