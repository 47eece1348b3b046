import { randomBytes } from 'node:crypto';
import type { Clock } from '../../native/clock/contract.ts';
import { createAskTime } from '../../native/clock/time-server.ts';
import { shrinkPicture } from './capture/small-picture.ts';
import { lowerArm } from './lower-arm.ts';
import { tryAnswer } from './platform/citybrain/try-answer.ts';
import { tryLogin } from './platform/db4403/try-login.ts';
import type { LogIn } from './trials/platform.ts';
import { createTrials } from './trials/trials.ts';
import type { Trials, TrialsParts } from './trials/trials.ts';

type Wired = 'lower' | 'logIn' | 'shrink' | 'ask' | 'newKey';

/** The test stand on which a draft of the site is tried, with the platforms' own ways to log in. */
export function openTestStand(parts: Omit<TrialsParts, Wired> & { random: () => number }): Trials {
  const { clock, random } = parts;
  return createTrials({
    ...parts,
    lower: lowerArm,
    logIn: logInBy(clock, random),
    shrink: shrinkPicture,
    ask: createAskTime(clock, random),
    newKey: () => randomBytes(18).toString('base64url'),
  });
}

const logInBy =
  (clock: Clock, random: () => number): LogIn =>
  ({ config, secrets, parkCode }, trust) => {
    switch (config.kind) {
      case 'db4403':
        return tryLogin({
          ...{ config, parkCode, trust, clock, random },
          secrets: secrets.db4403 ?? { password: '', secret: '' },
        });
      case 'citybrain':
        return tryAnswer({ config, trust, clock });
    }
  };
