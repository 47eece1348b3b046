import type { LcusConfig } from '../../electron/contract/site-barriers.ts';
import type { Clock } from '../clock/contract.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { createArm } from './arm.ts';
import type { Arm, ArmDriver, ArmOptions } from './arm.ts';
import type { Barrier } from './contract.ts';
import { encodeLcus } from './lcus.ts';
import { COIL_OF, createRelayCoils } from './relay-coils.ts';
import type { CoilWrite } from './relay-coils.ts';
import { SIGHTLESS, takeOnTrust } from './sightless.ts';

export interface LcusRelayOptions extends Pick<ArmOptions, 'heldOpen' | 'log'> {
  config: LcusConfig;
  line: SharedLine;
  clock: Clock;
}

/** A contact that is opened and closed again needs this long to make an edge that the controller sees. */
const EDGE_MS = 50;

/**
 * A barrier on a USB relay that answers nothing and has no inputs: a command is sent and never confirmed, the arm stays
 * `unknown`, and it is never lowered by us. What can be known is whether its port is there.
 */
export function createLcusRelay({ config, line, clock, heldOpen, log }: LcusRelayOptions): Barrier {
  const settings = {
    ...SIGHTLESS,
    canStop: config.channels.stop !== undefined,
    openTimeoutMs: config.openTimeoutMs,
    closeTimeoutMs: config.closeTimeoutMs,
  };
  return createArm({ settings, clock, heldOpen, log }, (arm) => createDriver(arm, config, line, clock));
}

function createDriver(arm: Arm, { channels, pulseMs }: LcusConfig, line: SharedLine, clock: Clock): ArmDriver {
  const write = ({ contact, act, priority, wanted, onSent, onDone }: CoilWrite): void =>
    line.ask({
      bytes: encodeLcus({ channel: contact.coil, on: act === 'on' }),
      priority,
      acts: true,
      match: null,
      restMs: EDGE_MS,
      ...(wanted && { wanted }),
      ...(onSent && { onSent }),
      onDone(answer) {
        if (answer.type === 'reply') throw new Error('nothing was to be answered');
        onDone(answer);
      },
    });
  const contact = (channel: number | undefined) =>
    channel === undefined ? undefined : ({ coil: channel, mode: 'pulse', ms: pulseMs } as const);
  const coils = createRelayCoils({
    coils: { open: contact(channels.open), stop: contact(channels.stop) },
    write,
    clock,
    mute: true,
  });
  let leave: (() => void)[] = [];

  const lineUp = (): void => {
    arm.dispatch({ type: 'link-up' });
    takeOnTrust(arm, clock.monotonic());
    // Pulses of this life that should be over; of an earlier one nobody knows, and nothing is sent for it.
    coils.retry();
  };

  return {
    start() {
      leave = [
        line.on((event) => {
          if (event.type === 'up') return lineUp();
          coils.forget();
          arm.dispatch({ type: 'link-down', recycled: event.recycled, detail: event.why.message });
        }),
      ];
      if (line.isUp) lineUp();
    },
    async stop() {
      await coils.settled();
      for (const off of leave) off();
    },
    perform(command) {
      coils.actuate(COIL_OF[command.purpose], {
        wanted: () => arm.wants(command),
        onSent: () => arm.wrote(command),
        onDone: (result) => arm.answered(command, result),
      });
    },
  };
}
