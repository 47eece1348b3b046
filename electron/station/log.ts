import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** What parts log with: data first, then a short English sentence. Never a key, a password or a whole message. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Names under which secrets and whole messages travel, here and at libraries whose errors carry their options. */
const SECRET = [
  ...['password', 'secret', 'key', 'token', 'sign', 'authorization', 'cookie'],
  ...['privateKey', 'appSecret', 'accessToken', 'refreshToken', 'passphrase', 'payload', 'body', 'hash'],
];
const FARTHEST = 3;
/** Each name at the top, and below any other down to there. */
const PATHS = SECRET.flatMap((name) =>
  Array.from({ length: FARTHEST + 1 }, (_, depth) => [...Array<string>(depth).fill('*'), name].join('.')),
);

/**
 * Lines of JSON on standard error: standard output carries the contract's messages. What stands under a name of a secret is
 * masked: parts log none, but an error of a library may carry its whole request.
 */
export function createLog(to: DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  return pino({ level: process.env.GATEHOUSE_LOG ?? 'info', base: null, redact: { paths: PATHS, censor: '***' } }, to);
}
