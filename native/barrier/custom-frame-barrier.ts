import type { CustomFrameConfig } from '../../electron/contract/site-barriers.ts';
import type { Clock } from '../clock/contract.ts';
import { matches } from '../frames/pattern.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { createArm } from './arm.ts';
import type { Arm, ArmDriver, ArmOptions } from './arm.ts';
import type { Barrier } from './contract.ts';
import { customFrames } from './custom-frame.ts';
import type { CustomFrames } from './custom-frame.ts';
import { isComingDown } from './machine-state.ts';
import type { MachineSettings } from './machine-state.ts';
import { createPoller } from './poller.ts';
import type { PollTurn } from './poller.ts';
import { COIL_OF } from './relay-coils.ts';
import { SIGHTLESS, takeOnTrust } from './sightless.ts';
import { stalenessOf } from './staleness.ts';

export interface CustomFrameOptions extends Pick<ArmOptions, 'heldOpen' | 'log'> {
  config: CustomFrameConfig;
  line: SharedLine;
  clock: Clock;
}

/**
 * A barrier whose controller speaks frames of its own, as the site file writes them. With a status it is polled like a
 * relay board, and all rules of the lowering arm hold; without one nothing is known of it and it is never lowered by us.
 */
export function createCustomFrameBarrier({ config, line, clock, heldOpen, log }: CustomFrameOptions): Barrier {
  const frames = customFrames(config);
  const { openTimeoutMs, closeTimeoutMs } = config;
  const canStop = frames.commands.stop !== undefined;
  const settings: MachineSettings = {
    ...SIGHTLESS,
    ...(frames.status !== null && {
      senses: frames.senses,
      canClose: frames.commands.close !== undefined,
      ...stalenessOf(config.pollMs, line.timing),
    }),
    ...{ canStop, openTimeoutMs, closeTimeoutMs },
  };
  return createArm({ settings, clock, heldOpen, log }, (arm) =>
    createDriver(arm, frames, { line, clock, pollMs: config.pollMs }),
  );
}

function createDriver(
  arm: Arm,
  { commands, status }: CustomFrames,
  { line, clock, pollMs }: { line: SharedLine; clock: Clock; pollMs: number },
): ArmDriver {
  let leave: (() => void)[] = [];

  const ask = (asked: NonNullable<CustomFrames['status']>, turn: PollTurn): void => {
    let askedAt = clock.monotonic();
    line.ask({
      bytes: asked.bytes,
      priority: turn.priority,
      acts: false,
      match: (heard) => matches(asked.reply, heard),
      onSent: () => (askedAt = clock.monotonic()),
      onDone(answer) {
        if (!turn.isCurrent) return;
        switch (answer.type) {
          case 'reply':
            arm.dispatch({
              type: 'reading',
              reading: asked.readingOf(answer.reply),
              askedAt,
              suspect: answer.suspect,
            });
            break;
          case 'failed':
            if (answer.why === 'link-down') return;
            arm.dispatch({
              type: 'reading-failed',
              fault: answer.why === 'silence' ? 'no-answer' : 'bad-answer',
              detail: answer.why,
            });
            break;
          case 'sent':
            throw new Error('a status awaits its answer');
        }
        turn.done(answer.type === 'failed');
      },
    });
  };
  const poller = status && createPoller({ arm, clock, everyMs: pollMs, ask: (turn) => ask(status, turn) });

  const lineUp = (): void => {
    arm.dispatch({ type: 'link-up' });
    if (poller === null) takeOnTrust(arm, clock.monotonic());
    else poller.begin();
  };

  return {
    start() {
      leave = [
        line.reserve(() => isComingDown(arm.state)),
        line.on((event) => {
          if (event.type === 'up') return lineUp();
          poller?.end();
          arm.dispatch({ type: 'link-down', recycled: event.recycled, detail: event.why.message });
        }),
      ];
      if (line.isUp) lineUp();
    },
    stop() {
      poller?.end();
      for (const off of leave) off();
      return Promise.resolve();
    },
    perform(command) {
      const frame = commands[COIL_OF[command.purpose]];
      if (frame === undefined) return arm.answered(command, { type: 'failed', why: 'withdrawn', sent: false });
      const { bytes, reply } = frame;
      line.ask({
        bytes,
        priority: COIL_OF[command.purpose] === 'open' ? 'urgent' : 'command',
        acts: true,
        match: reply && ((heard) => matches(reply, heard)),
        wanted: () => arm.wants(command),
        onSent: () => arm.wrote(command),
        onDone(answer) {
          arm.answered(command, answer.type === 'reply' ? { type: 'confirmed' } : answer);
          // Without a status a lost answer is no reason to doubt what was never seen.
          if (status === null && line.isUp) takeOnTrust(arm, clock.monotonic());
        },
      });
    },
  };
}
