import type { CameraRelayConfig } from '../../electron/contract/site-barriers.ts';
import type { Camera, CameraRelay } from '../camera/contract.ts';
import type { Clock } from '../clock/contract.ts';
import { createArm } from './arm.ts';
import type { Arm, ArmDriver, ArmOptions, WriteResult } from './arm.ts';
import type { Barrier } from './contract.ts';
import type { Command, MachineSettings } from './machine-state.ts';
import { createPoller } from './poller.ts';
import type { PollTurn } from './poller.ts';
import { SIGHTLESS, takeOnTrust } from './sightless.ts';

export interface CameraRelayOptions extends Pick<ArmOptions, 'heldOpen' | 'log'> {
  config: CameraRelayConfig;
  camera: Pick<Camera, 'relay' | 'health'> & { relay: CameraRelay };
  clock: Clock;
}

/** What is lost while a camera is asked, at most: a question of its maker, and one more. */
const SLOW_ANSWER_MS = 5_000;

/**
 * A barrier on the relay inside the lane's camera. That the camera took a command is not that the arm moved; where its limit
 * switches are wired to the camera it is asked, else the arm stays `unknown`. A camera has no loops for us, so the arm is
 * never lowered by us.
 */
export function createCameraRelayBarrier({ config, camera, clock, heldOpen, log }: CameraRelayOptions): Barrier {
  const limits = config.limits && camera.relay.state !== undefined;
  const settings: MachineSettings = {
    ...SIGHTLESS,
    ...(limits && {
      senses: { ...SIGHTLESS.senses, opened: true, closed: true },
      staleMs: 3 * config.pollMs + SLOW_ANSWER_MS,
      staleLoweringMs: 3 * config.pollMs + SLOW_ANSWER_MS,
    }),
    canStop: false,
    openTimeoutMs: config.openTimeoutMs,
    closeTimeoutMs: config.closeTimeoutMs,
  };
  return createArm({ settings, clock, heldOpen, log }, (arm) =>
    createDriver(arm, { camera, clock, pollMs: limits ? config.pollMs : null }),
  );
}

function createDriver(
  arm: Arm,
  { camera, clock, pollMs }: Pick<CameraRelayOptions, 'camera' | 'clock'> & { pollMs: number | null },
): ArmDriver {
  const { relay } = camera;
  const asked = new Set<Promise<void>>();
  let running = false;

  const keep = (asking: Promise<void>): void => {
    asked.add(asking);
    void asking.finally(() => asked.delete(asking));
  };

  const ask = async (turn: PollTurn): Promise<void> => {
    const askedAt = clock.monotonic();
    const state = (await relay.state?.()) ?? 'unknown';
    if (!turn.isCurrent) return;
    const { trouble } = camera.health();
    // Between its ends an arm shows neither; a camera that does not answer shows nothing.
    const failed = state === 'unknown' && trouble !== null;
    if (failed) arm.dispatch({ type: 'reading-failed', fault: 'no-answer', detail: trouble });
    else {
      const reading = { opened: state === 'open', closed: state === 'closed' };
      arm.dispatch({ type: 'reading', reading, askedAt, suspect: false });
    }
    turn.done(failed);
  };
  const poller = pollMs === null ? null : createPoller({ arm, clock, everyMs: pollMs, ask: (turn) => keep(ask(turn)) });

  const pulse = async (command: Command): Promise<void> => {
    const outcome = await relay.pulse();
    if (!running) return;
    if (outcome === 'sent' || outcome === 'unanswered') arm.wrote(command);
    arm.answered(command, RESULT[outcome]);
    if (poller === null) takeOnTrust(arm, clock.monotonic());
  };

  return {
    start() {
      running = true;
      arm.dispatch({ type: 'link-up' });
      if (poller === null) takeOnTrust(arm, clock.monotonic());
      else poller.begin();
    },
    async stop() {
      running = false;
      poller?.end();
      await Promise.all(asked);
    },
    perform(command) {
      if (command.purpose === 'open' && arm.wants(command)) return keep(pulse(command));
      arm.answered(command, { type: 'failed', why: 'withdrawn', sent: false });
    },
  };
}

const RESULT: Record<Awaited<ReturnType<CameraRelay['pulse']>>, WriteResult> = {
  sent: { type: 'sent' },
  refused: { type: 'refused' },
  'not-sent': { type: 'failed', why: 'not-sent', sent: false },
  unanswered: { type: 'failed', why: 'silence', sent: true },
};
