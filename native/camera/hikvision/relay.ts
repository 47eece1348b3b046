import type { Clock } from '../../clock/contract.ts';
import { CameraError } from '../contract.ts';
import type { CameraRelay } from '../contract.ts';
import type { CameraHttp } from '../http/camera-http.ts';
import { RELAY_WITHIN_MS, relayOutcome } from '../relay-outcome.ts';
import { AlertError, gateCommand, outputCommand, readGateState, readsTaken } from './protocol.ts';

export interface HikvisionRelay extends CameraRelay {
  /** Switches off what is still on; before the end. */
  release(): Promise<void>;
}

/** How long an output is kept on for a pulse. */
const PULSE_MS = 500;
/** An output that could not be switched off is tried again so often and so many times. */
const RELEASE_EVERY_MS = 500;
const RELEASE_TRIES = 5;

/** The camera's barrier command, or one of its outputs as a pulse of ours. */
export function createHikvisionRelay(parts: {
  http: CameraHttp;
  clock: Clock;
  channel: number;
  output: number | undefined;
}): HikvisionRelay {
  const { http, clock, channel, output } = parts;
  const gate = `/ISAPI/Parking/channels/${channel}/barrierGate`;
  let on = false;
  let cancelOff = (): void => undefined;
  let switching: Promise<void> = Promise.resolve();

  async function put(path: string, text: string): Promise<boolean> {
    const body = { type: 'application/xml', text };
    const answer = await http.ask({ method: 'PUT', path, body, withinMs: RELAY_WITHIN_MS });
    // A refusal may be of any status: its text decides, where there is one.
    return answer.status === 200 && taken(answer.body);
  }

  const setOutput = (high: boolean): Promise<boolean> =>
    put(`/ISAPI/System/IO/outputs/${output}/trigger`, outputCommand(high));

  async function switchOff(tries: number): Promise<void> {
    const off = await setOutput(false).catch((error: unknown) => {
      if (error instanceof CameraError) return false;
      throw error;
    });
    if (off) on = false;
    else if (tries > 1) cancelOff = clock.after(RELEASE_EVERY_MS, () => void (switching = switchOff(tries - 1)));
  }

  async function pulseOutput(): Promise<boolean> {
    cancelOff();
    // An end of the pulse before that is under way would be taken for the end of this one.
    await switching;
    cancelOff();
    // Also when no answer comes: it may be on.
    on = true;
    cancelOff = clock.after(PULSE_MS, () => void (switching = switchOff(RELEASE_TRIES)));
    return setOutput(true);
  }

  return {
    pulse: () => relayOutcome(output === undefined ? put(gate, gateCommand('open')) : pulseOutput()),
    ...(output === undefined && {
      close: () => relayOutcome(put(gate, gateCommand('close'))),
    }),
    async state() {
      try {
        const answer = await http.ask({ method: 'GET', path: `${gate}/barrierGateStatus`, withinMs: RELAY_WITHIN_MS });
        return answer.status === 200 ? readGateState(answer.body) : 'unknown';
      } catch (error) {
        if (error instanceof CameraError || error instanceof AlertError) return 'unknown';
        throw error;
      }
    },
    async release() {
      cancelOff();
      await switching;
      cancelOff();
      if (on) await switchOff(1);
    },
  };
}

/** Whether the camera says yes. Throws `CameraError` for what says neither yes nor no. */
export function taken(body: Buffer): boolean {
  try {
    return readsTaken(body);
  } catch (error) {
    if (error instanceof AlertError) throw new CameraError('bad-answer', error.message, error);
    throw error;
  }
}
