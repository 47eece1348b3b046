import type { Clock } from '../../../../native/clock/contract.ts';
import type { HttpsCaller } from '../../wire/https-caller.ts';
import { readRawObject } from '../../wire/raw-member.ts';
import { toDateTime } from '../../wire/time.ts';
import { failed, unknown } from '../contract.ts';
import type { Failed, Unknown } from '../contract.ts';
import type { Keys } from './keys.ts';
import { isSignedBy, sign, signedText } from './signature.ts';

/** Methods of the OpenAPI that we call. */
export type Method =
  | 'alipay.trade.precreate'
  | 'alipay.trade.pay'
  | 'alipay.trade.query'
  | 'alipay.trade.cancel'
  | 'alipay.trade.refund'
  | 'alipay.trade.fastpay.refund.query';

/** What a signed answer holds; `code` is always there. */
export interface Content extends Record<string, unknown> {
  code: string;
}

export type Asked = { kind: 'answer'; content: Content } | Failed | Unknown;

export interface GatewayOptions {
  caller: HttpsCaller;
  appId: string;
  keys: Keys;
  clock: Clock;
}

export type Gateway = (method: Method, content: Record<string, unknown>, signal: AbortSignal) => Promise<Asked>;

const HEADERS = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
/** What stands for the method's own member where the request never came to it. */
const ERROR_MEMBER = 'error_response';

/**
 * Signed requests to the OpenAPI. An answer counts when the provider's signature holds for the very bytes of it; one
 * without is as good as none, for it may come from anybody.
 */
export function createGateway({ caller, appId, keys, clock }: GatewayOptions): Gateway {
  function formOf(method: Method, content: Record<string, unknown>): Buffer {
    const parameters = {
      app_id: appId,
      method,
      format: 'JSON',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: toDateTime(clock.now()),
      version: '1.0',
      biz_content: JSON.stringify(content),
    };
    const form = new URLSearchParams({ ...parameters, sign: sign(signedText(parameters), keys.own) });
    return Buffer.from(form.toString());
  }

  return async (method, content, signal) => {
    const called = await caller.post(
      { path: '?charset=utf-8', headers: HEADERS, body: formOf(method, content) },
      signal,
    );
    if (called.kind === 'failed') {
      const { cause, detail } = called.trouble;
      return called.why === 'unsent' ? failed(cause, detail) : unknown(`${cause}: ${detail}`);
    }
    const asked = readAnswer(method, called.answer.status, called.answer.body, keys);
    return asked.kind === 'answer' && isOfAnother(asked.content, content)
      ? unknown('an answer to another trade')
      : asked;
  };
}

function readAnswer(method: Method, status: number, body: Uint8Array, { theirs }: Keys): Asked {
  const read = readRawObject(body);
  if (!read.ok) return unknown(`HTTP ${status}, ${read.error}`);
  const name = [`${method.replaceAll('.', '_')}_response`, ERROR_MEMBER].find((each) => read.raw.has(each));
  const bytes = name === undefined ? undefined : read.raw.get(name);
  if (name === undefined || bytes === undefined) return unknown(`HTTP ${status}, no answer in it`);
  const { sign: signature } = read.value;
  if (typeof signature !== 'string' || !isSignedBy(signature, bytes, theirs))
    return unknown(`HTTP ${status}, not signed by the provider`);
  const content = read.value[name];
  if (!isContent(content)) return unknown(`HTTP ${status}, an answer without a code`);
  return { kind: 'answer', content };
}

const isOfAnother = (answer: Content, { out_trade_no: asked }: Record<string, unknown>): boolean =>
  answer['out_trade_no'] !== undefined && answer['out_trade_no'] !== asked;

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
