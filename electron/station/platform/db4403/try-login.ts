import type { Clock } from '../../../../native/clock/contract.ts';
import type { Db4403Config } from '../../../contract/site-platforms.ts';
import type { SiteSecrets } from '../../../contract/site.ts';
import type { Trust } from '../../wire/trust.ts';
import { createLinkSignal } from '../link/link-signal.ts';
import type { LinkState } from '../link/link-state.ts';
import { firstOutcome } from '../link/login-outcome.ts';
import { createConnection } from './connection.ts';
import { createHttpsSession } from './https-session.ts';
import { createCodeNames } from './tables/interfaces.ts';

export interface LoginTry {
  config: Db4403Config;
  secrets: NonNullable<SiteSecrets['db4403']>;
  parkCode: string;
  trust: Trust;
  clock: Clock;
  random: () => number;
}

/**
 * Logs in and out again (7.3.1.4 a, b; 7.3.2), with the connection that reports go by, and sends nothing else. Over MQTTS
 * whoever is there under the same client id is thrown out by it, and comes back by itself.
 */
export function tryLogin({ config, secrets, parkCode, trust, clock, random }: LoginTry): Promise<LinkState> {
  const { url, version } = config;
  if (config.transport === 'https') {
    const names = createCodeNames(config.codes);
    const account = { url, version, parkCode, userId: config.userId, ...secrets, trust, names };
    return firstOutcome(createHttpsSession(account, clock, random), clock);
  }
  const { clientId, username = clientId } = config;
  const signal = createLinkSignal();
  const topics = [`/sys/${version}/${parkCode}/event/+/post_reply`];
  const connection = createConnection(
    { url, clientId, username, password: secrets.password, trust, topics },
    clock,
    random,
    // What the platform asks meanwhile it asks again when it is not answered.
    { onLink: signal.set, onMessage: () => undefined },
  );
  return firstOutcome({ ...connection, onLinkState: signal.onLinkState }, clock);
}
