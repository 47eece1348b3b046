import type { PlatformConfig } from '../../contract/site-platforms.ts';
import { parkCodeOf, platformOf } from './draft.ts';
import { loggedInAlready, tryPlatform } from './platform.ts';
import type { PlatformAccount } from './platform.ts';
import { TrialRefusal } from './refusal.ts';
import { isSame } from './running.ts';
import type { TrialGround, TrialHandlers } from './trials.ts';

/** Logging in at a platform of the draft. */
export function createPlatformTrials({
  draft,
  running,
  results,
  logIn,
  clock,
}: TrialGround): Pick<TrialHandlers, 'setup.try-platform'> {
  const accountOf = (kind: PlatformConfig['kind']): PlatformAccount => ({
    ...platformOf(draft(), kind),
    parkCode: parkCodeOf(draft()),
  });

  function readable(kind: PlatformConfig['kind']): PlatformAccount | TrialRefusal {
    try {
      return accountOf(kind);
    } catch (error) {
      if (error instanceof TrialRefusal) return error;
      throw error;
    }
  }

  /** The station is logged in under this very account: over MQTTS a second login would throw the first one out. */
  function isLoggedIn({ config, secrets, parkCode }: PlatformAccount): boolean {
    if (running === null) return false;
    const { site, secrets: known, platforms } = running;
    const { kind } = config;
    const isUp = platforms.some((platform) => platform.view().kind === kind && platform.view().state === 'up');
    const atWork = [site.platforms.find((platform) => platform.kind === kind), known[kind], site.lot.parkCode];
    return isUp && isSame(atWork, [config, secrets[kind], parkCode]);
  }

  return {
    async 'setup.try-platform'({ kind }) {
      const account = readable(kind);
      const kept = results.begin('platform', kind, () => accountOf(kind));
      const trial =
        !(account instanceof TrialRefusal) && isLoggedIn(account)
          ? loggedInAlready()
          : await tryPlatform({ account, folder: draft().folder, logIn, clock });
      kept(trial.passed);
      return trial;
    },
  };
}
