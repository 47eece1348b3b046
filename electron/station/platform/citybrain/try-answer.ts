import type { Clock } from '../../../../native/clock/contract.ts';
import type { CitybrainConfig } from '../../../contract/site-platforms.ts';
import { down } from '../../wire/trouble.ts';
import type { Trust } from '../../wire/trust.ts';
import type { LinkState } from '../link/link-state.ts';
import { createExchange } from './exchange.ts';

/** No heartbeat: without an account nobody is known to be alive by it. */
const NOTHING = Buffer.from('{}');

/**
 * Whether the platform is there and answers. The text has no login, and its heartbeat says that the lot is at work (3.2.4),
 * so an empty message is posted: one that answers it at all, if only that it is none, is the platform. Whether it knows the
 * account shows when the lot is at work.
 */
export async function tryAnswer(parts: { config: CitybrainConfig; trust: Trust; clock: Clock }): Promise<LinkState> {
  const exchange = createExchange(parts.config.url, parts.trust, parts.clock);
  try {
    const exchanged = await exchange.post('heartbeat', () => Promise.resolve(NOTHING));
    if (exchanged.kind === 'failed') return exchanged.trouble;
    const { kind, code, message } = exchanged.reply;
    if (kind !== 'not-now') return { state: 'up' };
    return down('not-answering', [code, message ?? ''].join(' ').trim());
  } finally {
    exchange.stop();
  }
}
