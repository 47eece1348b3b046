import { startPlatform } from '../../../demo/platform/platform.ts';
import type { Platform, PlatformOptions } from '../../../demo/platform/platform.ts';
import { INBOUND_TOKEN, openLotSide, PARK_CODE, PLENTY } from './lot-side.ts';
import type { LotOptions, LotSide } from './lot-side.ts';
import { until } from './waiting.ts';

/** A lot and its platform, connected over TLS. */
export interface Ends {
  readonly transport: 'mqtts' | 'https';
  readonly platform: Platform;
  readonly lot: LotSide;
  stop(): Promise<void>;
}

export interface EndsOptions
  extends
    Pick<LotOptions, 'name' | 'transport' | 'keys'>,
    Partial<Pick<LotOptions, 'stalls' | 'plans' | 'reservable' | 'password'>> {
  /** What the platform is beside a strict one. */
  platform?: Partial<PlatformOptions>;
}

const PATIENCE_MS = 20_000;

/** Starts both and waits until they can hear one another, as far as they may. Rejects when they do not within 20 s. */
export async function openEnds(options: EndsOptions): Promise<Ends> {
  const { transport, keys } = options;
  const { certificates } = keys;
  const platform = await startPlatform({ parkCode: PARK_CODE, transport, certificates, ...options.platform });
  const lot = openLotSide({ stalls: [], plans: [], reservable: PLENTY, ...options, access: platform.access });
  const ends: Ends = {
    transport,
    platform,
    lot,
    async stop() {
      await lot.stop();
      await platform.stop();
    },
  };
  try {
    lot.start();
    await letIn(platform, lot, certificates.caPem);
    if (options.password !== undefined) return ends;
    await platform.whenHeard(PATIENCE_MS);
    if (!(await until(() => lot.link.view().state === 'up', PATIENCE_MS))) throw new Error('the link did not come up');
    return ends;
  } catch (error) {
    await ends.stop();
    throw error;
  }
}

/** The lot's own listener takes any port: the platform is told which. */
async function letIn(platform: Platform, { link }: LotSide, caPem: string): Promise<void> {
  if (!(await until(() => Boolean(link.inboundPort), PATIENCE_MS))) throw new Error('the lot does not listen');
  platform.setLot({ url: `https://127.0.0.1:${link.inboundPort}`, caPem, token: INBOUND_TOKEN });
}
