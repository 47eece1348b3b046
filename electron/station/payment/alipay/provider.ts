import type { Clock } from '../../../../native/clock/contract.ts';
import type { AlipayConfig, AlipaySecrets } from '../../../contract/site-payments.ts';
import { createHttpsCaller } from '../../wire/https-caller.ts';
import type { Trust } from '../../wire/trust.ts';
import { failed, unknown } from '../contract.ts';
import type { Charged, Failed, PaymentOrder, PaymentProvider, RefundOrder } from '../contract.ts';
import { doneOf, readCancel, readCharge, readQuery, readRefund, readRefundQuery } from './answers.ts';
import { createGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { readKeys } from './keys.ts';
import { yuanOf } from './money.ts';

/** As the provider is named in the store. */
export const ALIPAY = 'alipay';

export interface AlipayOptions {
  config: AlipayConfig;
  secrets: AlipaySecrets;
  /** Whose certificate the gateway must show; paths are absolute. */
  trust: Trust;
  clock: Clock;
}

/** The provider holds an answer back for as long as it asks its own banks. */
const ANSWERS_WITHIN_MS = 15_000;
/** Far more than any answer, bytes. */
const LARGEST_ANSWER = 65_536;
const MINUTE_MS = 60_000;
/** Of `subject` and `refund_reason`, characters. */
const LONGEST_TEXT = 256;

/** Alipay's OpenAPI: codes shown (precreate) and codes scanned (pay). Keys that cannot be read make every call fail. */
export function createAlipay({ config, secrets, trust, clock }: AlipayOptions): PaymentProvider {
  const caller = createHttpsCaller({
    url: config.url,
    trust,
    clock,
    withinMs: ANSWERS_WITHIN_MS,
    largest: LARGEST_ANSWER,
  });
  const read = readKeys(secrets);
  const gateway: Gateway = read.ok
    ? createGateway({ caller, appId: config.appId, keys: read.keys, clock })
    : () => Promise.resolve(failed('bad-key', read.why));

  /** A span in whole minutes: right whatever the machine's clock says. */
  const lifeOf = ({ expiresAt }: PaymentOrder): string =>
    `${Math.max(1, Math.ceil((expiresAt - clock.now()) / MINUTE_MS))}m`;
  const contentOf = (order: PaymentOrder) => ({
    out_trade_no: order.tradeNo,
    total_amount: yuanOf(order.amount),
    subject: order.subject.slice(0, LONGEST_TEXT),
    timeout_express: lifeOf(order),
    ...(config.storeId !== undefined && { store_id: config.storeId }),
  });
  const refundContent = ({ tradeNo, refundNo }: RefundOrder) => ({ out_trade_no: tradeNo, out_request_no: refundNo });

  /** A charge that was refused leaves its trade open, and the driver could pay it yet: it is ended first. */
  async function refuse({ tradeNo }: PaymentOrder, failure: Failed, signal: AbortSignal): Promise<Charged> {
    const cancelled = readCancel(await gateway('alipay.trade.cancel', { out_trade_no: tradeNo }, signal));
    return cancelled.kind === 'cancelled' ? failure : unknown(`${failure.code} ${failure.words}`);
  }

  return {
    id: ALIPAY,
    capabilities: { shows: true, scans: true, confirmsByHand: null, refunds: true },
    async show(order, signal) {
      const content = { ...contentOf(order), qr_code_timeout_express: lifeOf(order) };
      const done = doneOf(await gateway('alipay.trade.precreate', content, signal));
      if (done.kind !== 'done') return done;
      const { qr_code: qr } = done.content;
      return typeof qr === 'string' && qr !== ''
        ? { kind: 'shown', qr, expiresAt: order.expiresAt }
        : unknown('no qr_code');
    },
    async charge(order, scannedCode, signal) {
      const content = {
        ...contentOf(order),
        scene: 'bar_code',
        auth_code: scannedCode,
        product_code: 'FACE_TO_FACE_PAYMENT',
      };
      const charged = readCharge(await gateway('alipay.trade.pay', content, signal), clock.now());
      return charged.kind === 'refused' ? refuse(order, charged.failure, signal) : charged;
    },
    query: async (tradeNo, signal) =>
      readQuery(await gateway('alipay.trade.query', { out_trade_no: tradeNo }, signal), clock.now()),
    cancel: async (tradeNo, signal) =>
      readCancel(await gateway('alipay.trade.cancel', { out_trade_no: tradeNo }, signal)),
    refund: async (order, signal) =>
      readRefund(
        await gateway(
          'alipay.trade.refund',
          {
            ...refundContent(order),
            refund_amount: yuanOf(order.amount),
            refund_reason: order.reason.slice(0, LONGEST_TEXT),
          },
          signal,
        ),
      ),
    queryRefund: async (order, signal) =>
      readRefundQuery(await gateway('alipay.trade.fastpay.refund.query', refundContent(order), signal)),
    stop: caller.stop,
  };
}
