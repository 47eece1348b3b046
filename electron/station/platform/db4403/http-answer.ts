import { STATUS_CODES } from 'node:http';
import type { HttpsAnswer } from '../../wire/https-client.ts';
import type { Delivery } from '../outbox/contract.ts';
import { CODE } from './codes.ts';
import { openReply } from './envelope.ts';
import type { Reply } from './envelope.ts';

/** What became of a request by the word of HTTP alone: `code` is e.g. `HTTP 413`. */
export type TurnedAway = Extract<Delivery, { kind: 'refused' | 'not-now' }>;
export type ReadAnswer = { kind: 'reply'; reply: Reply } | TurnedAway | { kind: 'silence' };

/** The token does not do. */
const TOKEN = new Set([401, 403]);
/** This very request will not do: too large, malformed, nothing there that takes it. */
const NEVER = new Set([400, 404, 405, 413, 414, 415, 422]);
/** Too slow, too early, too many: whatever stands in the body, the request may be made again. */
const LATER = new Set([408, 425, 429]);
const [CLIENT_ERROR, SERVER_ERROR] = [400, 500];

/**
 * What an answer to a request says: a reply of table 3, or what its HTTP status says where a server in between answered
 * or the platform failed. Silence: a status that claims success, and no reply with it.
 */
export function readAnswer({ status, body }: Pick<HttpsAnswer, 'status' | 'body'>): ReadAnswer {
  const turnedAway = (kind: TurnedAway['kind']): TurnedAway => ({
    kind,
    code: `HTTP ${status}`,
    message: STATUS_CODES[status] ?? null,
  });
  if (status >= SERVER_ERROR || LATER.has(status)) return turnedAway('not-now');
  const reply = openReply(body);
  if (reply) return { kind: 'reply', reply };
  if (TOKEN.has(status))
    return { kind: 'reply', reply: { code: CODE.token, message: `HTTP ${status}`, entries: [], outer: {} } };
  if (NEVER.has(status)) return turnedAway('refused');
  return status >= CLIENT_ERROR ? turnedAway('not-now') : { kind: 'silence' };
}
