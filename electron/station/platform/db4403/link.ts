import { resolve } from 'node:path';
import type { Db4403Config } from '../../../contract/site-platforms.ts';
import type { SiteSecrets } from '../../../contract/site.ts';
import type { Trust } from '../../wire/trust.ts';
import { createPlatformLink } from '../link/platform-link.ts';
import type { LinkTransport, PlatformLink, PlatformLinkParts, WayTo } from '../link/platform-link.ts';
import { keepPictureId } from './base-data-pictures.ts';
import { createHttpsSession } from './https-session.ts';
import type { HttpsSession } from './https-session.ts';
import { createHttpsTransport } from './https-transport.ts';
import { createImageUpload } from './image-upload.ts';
import { createRoutes } from './inbound-routes.ts';
import type { Pages } from './inbound-routes.ts';
import { createInboundServer } from './inbound-server.ts';
import type { InboundServer } from './inbound-server.ts';
import { createInbound } from './inbound.ts';
import type { InboundParts } from './inbound.ts';
import { createMqttTransport } from './mqtt-transport.ts';
import type { OnRequest } from './mqtt-transport.ts';
import { createRejections } from './rejections.ts';
import { PLATFORM } from './reports.ts';
import { createCodeNames } from './tables/interfaces.ts';
import type { CodeNames } from './tables/interfaces.ts';

/** What the link itself knows of the services that answer the platform; the rest is handed on to them. */
type OfLink = 'names' | 'secret' | 'freshnessMs' | 'onRejected' | 'onTrouble';

export interface Db4403Parts
  extends Omit<PlatformLinkParts, 'id' | 'kind' | 'transport'>, Omit<InboundParts, OfLink | keyof PlatformLinkParts> {
  config: Db4403Config;
  secrets: NonNullable<SiteSecrets['db4403']>;
  /** Folder of the site file: what it names relatively lies beside it. */
  siteDir: string;
  parkCode: string;
  /** Whoever keeps the orders: drivers come back to it (7.4). Absent: there are no such pages. */
  pages?: Pages;
  /** Absent: over the network. */
  wayTo?: WayTo;
  /** Why nobody can come in by our own listener; null: it is well. */
  onDoor?(why: string | null): void;
}

export interface Db4403 extends PlatformLink {
  /** Where our own listener is; 0 while it is not open, null where the site has none. */
  readonly inboundPort: number | null;
}

/** One shared-parking platform: the way there, the outbox towards it, and what it asks of us. */
export function createDb4403(parts: Db4403Parts): Db4403 {
  const { config, secrets, ledger, clock, log } = parts;
  const names = createCodeNames(config.codes);
  const onTrouble = (error: unknown): void => log.error({ err: error, platform: PLATFORM }, 'not written to the store');
  const onRejected = createRejections(ledger, clock, onTrouble);
  const answer = createInbound({
    ...parts,
    names,
    secret: secrets.secret,
    freshnessMs: config.freshnessS * 1000,
    onRejected,
    onTrouble,
  });
  const ways = parts.wayTo
    ? { transport: parts.wayTo('db4403', answer), pictures: null }
    : waysTo(parts, names, answer);
  const link = createPlatformLink({ ...parts, id: PLATFORM, kind: 'db4403', transport: ways.transport });
  const server = listenerOf(parts, answer, onRejected);

  return {
    ...link,
    get inboundPort() {
      return server?.port ?? null;
    },
    start() {
      link.start();
      server?.start();
    },
    async stop() {
      // First what comes in: it causes reports.
      await server?.stop();
      await link.stop();
      await ways.pictures?.stop();
    },
  };
}

interface Ways {
  transport: LinkTransport;
  /** The session that pictures alone go by; null: there is none of their own. */
  pictures: HttpsSession | null;
}

function waysTo(parts: Db4403Parts, names: CodeNames, answer: OnRequest): Ways {
  const { config, secrets, parkCode, clock, random } = parts;
  const { password, secret } = secrets;
  const { version, batch } = config;
  const trust: Trust = {
    caFile: config.caFile === undefined ? null : resolve(parts.siteDir, config.caFile),
    pinnedSha256: config.pinnedSha256 ?? null,
  };
  const account = { version, parkCode, password, secret, trust, names };
  const uploadBy = (session: HttpsSession) => createImageUpload({ session, clock, onPictureId: keepPictureId });

  if (config.transport === 'https') {
    const session = createHttpsSession({ ...account, url: config.url, userId: config.userId }, clock, random);
    const transport = createHttpsTransport(session, { secret, batch, upload: uploadBy(session) }, clock);
    return { transport, pictures: null };
  }
  const { clientId, username = clientId, imageUpload } = config;
  const pictures = imageUpload ? createHttpsSession({ ...account, ...imageUpload }, clock, random) : null;
  const upload = pictures && uploadBy(pictures);
  const transport = createMqttTransport(
    {
      ...{ url: config.url, clientId, username, password, trust, version, parkCode, secret, names, batch },
      upload:
        upload &&
        ((item) => {
          // Logged in once there is a picture to send: most sites never have another.
          pictures?.start();
          return upload(item);
        }),
    },
    clock,
    random,
    answer,
  );
  return { transport, pictures };
}

/** Our own listener: always for a platform over HTTPS, for the pages of 7.4 where drivers are sent to them. */
function listenerOf(
  { config, secrets, siteDir, parkCode, pages, clock, log, onDoor }: Db4403Parts,
  answer: OnRequest,
  onRejected: InboundParts['onRejected'],
): InboundServer | null {
  const { inbound } = config;
  if (!inbound) return null;
  return createInboundServer({
    listen: inbound.listen,
    perSecond: inbound.perSecond,
    certFile: resolve(siteDir, inbound.certFile),
    keyFile: resolve(siteDir, inbound.keyFile),
    clock,
    onFailed: (err) => log.error({ err, platform: PLATFORM }, 'an answer could not be made'),
    onTrouble: (why) => onDoor?.(why),
    routes: createRoutes({
      root: `/sys/${config.version}/${parkCode}`,
      services: config.transport === 'https' ? { token: secrets.inboundToken ?? null, answer } : null,
      pages: pages ?? null,
      secret: secrets.secret,
      payPageKey: secrets.payPageKey ?? null,
      freshnessMs: config.freshnessS * 1000,
      clock,
      onRejected,
    }),
  });
}
