import type { Capture, CaptureDoorHandlers } from '../../../native/camera/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { AskTime } from '../../../native/clock/time-server.ts';
import type { makeLink } from '../../../native/links/make-link.ts';
import type { TrialView } from '../../contract/trials.ts';
import type { Actor } from '../access/door.ts';
import type { Handlers } from '../commands.ts';
import type { Lane } from '../lane/lane.ts';
import type { Once } from '../lane/parts.ts';
import { createBenchCameras } from './bench-cameras.ts';
import { createBenchLines } from './bench-lines.ts';
import { createBarrierTrials } from './barrier-trials.ts';
import type { Shrink } from './camera.ts';
import { createCameraTrials } from './camera-trials.ts';
import { createCaptureWatch } from './capture-watch.ts';
import { tryClock } from './clock.ts';
import type { Draft } from './draft.ts';
import { createFinding } from './finding.ts';
import { createLineTrials } from './line-trials.ts';
import type { LogIn } from './platform.ts';
import { createPlatformTrials } from './platform-trials.ts';
import type { OwnAddress } from './posting-address.ts';
import { createResults } from './results.ts';
import type { Results } from './results.ts';
import type { Running } from './running.ts';

/** Commands by which the draft is tried, and devices are looked for. */
export type TrialCommand = Extract<
  keyof Handlers,
  | `setup.try-${string}`
  | 'setup.find-ports'
  | 'setup.probe-line'
  | 'setup.find-cameras'
  | 'setup.posting-address'
  | 'setup.tell-camera'
>;
export type TrialHandlers = Pick<Handlers, TrialCommand>;

export interface TrialsParts {
  /** As it is at that moment. */
  draft(): Draft;
  /** Null: no gate works yet. */
  running: Running | null;
  /** Keeps a secret of the draft that was drawn here: `cameras.<id>`. */
  putSecret(name: string, value: string): void;
  /** What was done to a device, for the audit. */
  audit(who: Actor, what: TrialCommand, about: Record<string, unknown>): void;
  /** Of an act at a lane at work: written in its own record. Asked for only where `running` is. */
  once(command: TrialCommand, who: Actor): Once;
  /** Lowers an arm that was raised only to see it move. */
  lower(lane: Lane, who: Actor, once: () => Once): void;
  logIn: LogIn;
  shrink: Shrink;
  ask: AskTime;
  clock: Clock;
  newId(): string;
  newKey(): string;
  lines: typeof makeLink;
  /** Of this machine; for tests. */
  addresses?: () => OwnAddress[];
  /** Where cameras are called; for tests. */
  cameraSearch?: Parameters<typeof createFinding>[0]['cameraSearch'];
}

/** Trying the real things of a draft. */
export interface Trials {
  handlers: TrialHandlers;
  /** What was tried of the draft, the newest of each. */
  trials(): TrialView[];
  /** The station at work tells what its cameras bring, so that it is seen on the page where one is set up. */
  saw(capture: Capture): void;
  turnedAway: CaptureDoorHandlers['onRejected'];
  /** Everything that was opened for trials is closed: before the gates start, and at the end. */
  stop(): Promise<void>;
}

/** What each kind of trial stands on. */
export interface TrialGround extends TrialsParts {
  results: Results;
  benchLines: ReturnType<typeof createBenchLines>;
  benchCameras: ReturnType<typeof createBenchCameras>;
  watch: ReturnType<typeof createCaptureWatch>;
}

export function createTrials(parts: TrialsParts): Trials {
  const { clock, newId, running, lines } = parts;
  const watch = createCaptureWatch(clock);
  const ground: TrialGround = {
    ...parts,
    watch,
    results: createResults(() => clock.now()),
    benchLines: createBenchLines({ clock, makeLink: lines, running }),
    benchCameras: createBenchCameras({ clock, watch, newId }),
  };
  const lineTrials = createLineTrials(ground);
  const handlers: TrialHandlers = {
    ...createFinding(ground),
    ...createCameraTrials(ground),
    ...createBarrierTrials(ground),
    ...lineTrials.handlers,
    ...createPlatformTrials(ground),
    async 'setup.try-clock'({ servers }) {
      const kept = ground.results.begin('clock', '', () => parts.draft().site['clock'] ?? null);
      const trial = await tryClock(servers, parts.ask);
      kept(trial.servers.some(({ offsetMs }) => offsetMs !== null && Math.abs(offsetMs) < MOST_OFF_MS));
      return trial;
    },
  };
  return {
    handlers: oncePerKey(handlers),
    trials: () => ground.results.views(),
    saw: watch.saw,
    turnedAway: watch.turnedAway,
    async stop() {
      await lineTrials.stop();
      await ground.benchLines.stop();
      await ground.benchCameras.stop();
    },
  };
}

/** Beyond this bookings are judged wrongly and signatures may be refused. */
const MOST_OFF_MS = 1000;
/** A window sends a press again at once, or not at all. */
const KEYS_KEPT = 50;

type AnyHandler = (input: { key?: string }, who: Actor) => unknown;

/** The same press twice is one act, and the same answer: an arm does not rise again because an answer was lost. */
function oncePerKey(handlers: TrialHandlers): TrialHandlers {
  const answers = new Map<string, unknown>();
  const wrapped = Object.entries(handlers).map(([name, handler]) => {
    const once: AnyHandler = (input, who) => {
      const { key } = input;
      if (key === undefined) return (handler as AnyHandler)(input, who);
      if (!answers.has(key)) {
        if (answers.size >= KEYS_KEPT) answers.delete([...answers.keys()][0] ?? '');
        answers.set(key, (handler as AnyHandler)(input, who));
      }
      return answers.get(key);
    };
    return [name, once];
  });
  return Object.fromEntries(wrapped) as TrialHandlers;
}
