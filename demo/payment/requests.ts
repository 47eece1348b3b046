import type { KeyObject } from 'node:crypto';
import { parseBeijingDateTime } from '../beijing-time.ts';
import { complaintOf, invalid, isMethod } from './methods.ts';
import type { Answer, Method } from './methods.ts';
import { isSignedRequest } from './signature.ts';

export type ReadRequest =
  | { ok: true; method: Method; fields: Record<string, unknown> }
  /** `method`: as far as it could be told. */
  | { ok: false; method: Method | null; complaint: Answer };

export interface RequestRules {
  appId: string;
  lotKey: KeyObject;
  now(): number;
}

/** The whole of a request's parameters, and what the fixed ones hold. */
const FIXED: Readonly<Record<string, string>> = { format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', version: '1.0' };
const OTHERS = ['app_id', 'method', 'timestamp', 'biz_content', 'sign'];
/** A timestamp further off is refused, ms. */
const FRESH_MS = 15 * 60_000;

/** Reads a request strictly: a form of exactly these parameters, fresh, signed by the lot, with a content of its method. */
export function readRequest(body: Buffer, contentType: string, { appId, lotKey, now }: RequestRules): ReadRequest {
  const parameters = new Map<string, string>();
  const pairs = [...new URLSearchParams(body.toString('utf8'))];
  for (const [name, value] of pairs) parameters.set(name, value);
  const value = (name: string): string => parameters.get(name) ?? '';
  const method = isMethod(value('method')) ? (value('method') as Method) : null;
  const no = (sub: string, words: string): ReadRequest => ({ ok: false, method, complaint: invalid(sub, words) });

  if (!/^application\/x-www-form-urlencoded\s*;\s*charset=utf-8$/i.test(contentType))
    return no('invalid-content-type', contentType);
  if (parameters.size !== pairs.length) return no('invalid-parameter', 'a parameter twice');
  for (const name of [...Object.keys(FIXED), ...OTHERS]) if (value(name) === '') return no('missing-parameter', name);
  for (const name of parameters.keys())
    if (FIXED[name] === undefined && !OTHERS.includes(name)) return no('invalid-parameter', name);
  for (const [name, fixed] of Object.entries(FIXED))
    if (value(name) !== fixed) return no(`invalid-${name}`, value(name));
  if (value('app_id') !== appId) return no('invalid-app-id', value('app_id'));
  if (!isSignedRequest(parameters, lotKey)) return no('invalid-signature', '验签出错');
  const at = parseBeijingDateTime(value('timestamp'));
  if (at === null || Math.abs(now() - at) > FRESH_MS) return no('invalid-timestamp', value('timestamp'));
  if (method === null) return no('invalid-method', value('method'));
  const fields = parseObject(value('biz_content'));
  if (fields === null) return no('invalid-biz-content', value('biz_content'));
  const complaint = complaintOf(method, fields);
  return complaint ? { ok: false, method, complaint } : { ok: true, method, fields };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
