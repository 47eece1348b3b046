import { resolve } from 'node:path';
import type { Clock } from '../../../native/clock/contract.ts';
import type { AlipayConfig, AlipaySecrets, PaymentsConfig } from '../../contract/site-payments.ts';
import { createAlipay } from './alipay/provider.ts';
import type { PaymentProvider } from './contract.ts';
import { createStaticCode } from './static-code/provider.ts';

export interface ProviderGround {
  secrets: { alipay?: AlipaySecrets | undefined };
  /** Folder of the site file: what it names relatively lies beside it. */
  siteDirectory: string;
  clock: Clock;
}

/** The provider of the site file. */
export function createProvider({ provider }: PaymentsConfig, ground: ProviderGround): PaymentProvider {
  switch (provider.kind) {
    case 'alipay':
      return createAlipay({
        config: provider,
        secrets: ground.secrets.alipay ?? { privateKey: '', publicKey: '' },
        trust: trustOf(provider, ground.siteDirectory),
        clock: ground.clock,
      });
    case 'static-code':
      return createStaticCode(provider);
  }
}

const trustOf = ({ caFile, pinnedSha256 }: AlipayConfig, directory: string) => ({
  caFile: caFile === undefined ? null : resolve(directory, caFile),
  pinnedSha256: pinnedSha256 ?? null,
});
