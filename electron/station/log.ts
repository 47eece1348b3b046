import { pino } from 'pino';
import type { Logger } from 'pino';

/** What parts log with: data first, then a short English sentence. Never a key, a password or a whole message. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Lines of JSON on standard error: standard output carries the contract's messages. */
export function createLog(): Log {
  return pino({ level: process.env.GATEHOUSE_LOG ?? 'info', base: null }, pino.destination({ dest: 2, sync: true }));
}
