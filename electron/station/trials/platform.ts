import { resolve } from 'node:path';
import type { Clock } from '../../../native/clock/contract.ts';
import type { PlatformConfig } from '../../contract/site-platforms.ts';
import type { SiteSecrets } from '../../contract/site.ts';
import type { PlatformTrial } from '../../contract/trials.ts';
import { reachTls } from '../wire/tls-reach.ts';
import type { Trouble } from '../wire/trouble.ts';
import type { Trust } from '../wire/trust.ts';
import { TrialRefusal } from './refusal.ts';

type Step = PlatformTrial['steps'][number];

/** An account of the draft at a platform. */
export interface PlatformAccount {
  config: PlatformConfig;
  secrets: Pick<SiteSecrets, 'db4403' | 'citybrain'>;
  parkCode: string;
}

/** Whether a platform lets the account in; what it knows no login for, it only answers. Never rejects. */
export type LogIn = (account: PlatformAccount, trust: Trust) => Promise<{ state: 'up' } | Trouble>;

/** One step after the other, until one fails. */
export async function tryPlatform(parts: {
  /** Or what is wrong with it in the draft. */
  account: PlatformAccount | TrialRefusal;
  folder: string;
  logIn: LogIn;
  clock: Clock;
}): Promise<PlatformTrial> {
  const { account, folder, logIn, clock } = parts;
  const steps: Step[] = [];
  const ended = (): PlatformTrial => ({ steps, passed: steps.every(({ ok }) => ok) });
  const done = (step: Step['step'], ms: number, why: Trouble | null, words = ''): void =>
    void steps.push({ step, ok: why === null, cause: why?.cause ?? null, detail: why?.detail ?? words, ms });

  if (account instanceof TrialRefusal) {
    const mistakes = Object.keys(account.fields ?? {}).join(', ') || account.message;
    steps.push({ step: 'settings', ok: false, cause: null, detail: mistakes, ms: 0 });
    return ended();
  }
  const { config } = account;
  const trust: Trust = {
    caFile: config.caFile === undefined ? null : resolve(folder, config.caFile),
    pinnedSha256: config.pinnedSha256 ?? null,
  };
  const reached = await reachTls(config.url, trust, clock);
  if (reached.as === 'not-asked') {
    done('settings', 0, reached.why);
    return ended();
  }
  done('settings', 0, null);
  done('connect', reached.ms, reached.as === 'nowhere' ? reached.why : null);
  if (reached.as === 'nowhere') return ended();
  done('certificate', 0, reached.as === 'stranger' ? reached.why : null);
  if (reached.as === 'stranger') return ended();
  const began = clock.monotonic();
  const link = await logIn(account, trust);
  done('login', clock.monotonic() - began, link.state === 'up' ? null : link);
  return ended();
}

/** A platform that the station is logged in at, under the very account: another login would end that session. */
export const loggedInAlready = (): PlatformTrial => ({
  steps: (['settings', 'connect', 'certificate', 'login'] as const).map((step) => ({
    step,
    ok: true,
    cause: null,
    detail: '',
    ms: 0,
  })),
  passed: true,
});
