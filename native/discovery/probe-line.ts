import type { FoundDevice, PortTrouble, ProbeOutcome } from '../../electron/contract/discovery.ts';
import { askModbus } from '../barrier/modbus-question.ts';
import type { Clock } from '../clock/contract.ts';
import { encodeOlm, matchOlm } from '../display/olm.ts';
import type { Link, LinkErrorCode } from '../links/contract.ts';
import { timingOf } from '../links/line-timing.ts';
import type { Answer } from '../links/question.ts';
import { createSharedLine } from '../links/shared-line.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { whenUp } from '../links/when-up.ts';

export interface ProbeOptions {
  /** A new, unopened link at a speed; over a device server the speed is set there, and one is tried. */
  makeLink: (baudRate: number) => Link;
  clock: Clock;
  bauds?: readonly number[];
  /** Modbus addresses. */
  addresses?: readonly number[];
  /** Told before each speed. */
  onSpeed?: (baudRate: number) => void;
  /** Ends the search early: what was found until then is the outcome. */
  signal?: AbortSignal;
}

const BAUDS = [9600, 19_200, 38_400, 115_200] as const;
const ADDRESSES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** An OLM board obeys the address that everybody has before it was given one of its own. */
const OLM_ADDRESS = 0;
const OLM_STOP_VOICE = 0x31;

/**
 * Asks a line, speed by speed, for Modbus boards and OLM boards, until one of a speed answers. It only reads: contacts of a
 * board; and of a display it asks to be silent, which moves nothing and writes nothing. The port must not be in use by the
 * station: it would be `busy`; a line that is in use is asked by `probeOpenLine`.
 */
export async function probeLine(options: ProbeOptions): Promise<ProbeOutcome> {
  const { makeLink, clock, bauds = BAUDS, addresses = ADDRESSES, onSpeed, signal } = options;
  let heard: string | null = null;
  for (const baudRate of bauds) {
    if (signal?.aborted) break;
    onSpeed?.(baudRate);
    const line = createSharedLine({ makeLink: () => makeLink(baudRate), clock, timing: timingAt(baudRate) });
    try {
      const up = whenUp(line, clock);
      line.start();
      const refused = await up;
      if (refused !== null) return { type: 'nothing', trouble: TROUBLE[refused.code], detail: refused.message };
      const asked = await askAll(line, baudRate, addresses, signal);
      if (asked.devices.length > 0) return { type: 'found', devices: asked.devices };
      heard = asked.heard ?? heard;
    } finally {
      await line.stop();
    }
  }
  return outcomeOf([], heard);
}

/**
 * The same on a line that the station has open, at its own speed: among the questions of the devices that are at work on it,
 * and behind them.
 */
export async function probeOpenLine(line: SharedLine, baudRate: number): Promise<ProbeOutcome> {
  const { devices, heard } = await askAll(line, baudRate, ADDRESSES);
  return outcomeOf(devices, heard);
}

const outcomeOf = (devices: FoundDevice[], heard: string | null): ProbeOutcome =>
  devices.length > 0
    ? { type: 'found', devices }
    : { type: 'nothing', trouble: heard === null ? 'no-answer' : 'garbage', detail: heard ?? '' };

/** Who answers at one speed; `heard`: what was wrong with what was heard last, null: nothing was. */
async function askAll(
  line: SharedLine,
  baudRate: number,
  addresses: readonly number[],
  signal?: AbortSignal,
): Promise<{ devices: FoundDevice[]; heard: string | null }> {
  const devices: FoundDevice[] = [];
  let heard: string | null = null;
  const note = (kind: FoundDevice['kind'], address: number, reply: Reply): void => {
    if (reply === 'yes') devices.push({ kind, address, baudRate });
    else if (reply !== 'silence') heard = `${baudRate}: ${reply}`;
  };
  for (const address of addresses) if (!signal?.aborted) note('modbus', address, await askBoard(line, address));
  if (!signal?.aborted) note('olm', OLM_ADDRESS, await askOlm(line));
  return { devices, heard };
}

/** `yes`: it answered, be it that it will not; `silence`; or what was wrong with what was heard. */
type Reply = 'yes' | (Answer<never> & { type: 'failed' })['why'];

const timingAt = (baudRate: number) =>
  timingOf({ id: 'probe', kind: 'serial', path: 'probe', baudRate, dataBits: 8, parity: 'none', stopBits: 1 });

const TROUBLE: Record<LinkErrorCode, PortTrouble> = {
  'not-found': 'not-found',
  busy: 'busy',
  'no-permission': 'no-permission',
  refused: 'not-found',
  disconnected: 'failed',
  failed: 'failed',
};

const askBoard = (line: SharedLine, unit: number): Promise<Reply> =>
  new Promise((resolve) =>
    askModbus(line, {
      request: { fn: 'read-inputs', unit, address: 0, count: 1 },
      priority: 'probe',
      onDone: (answer) => resolve(answer.type === 'failed' ? answer.why : 'yes'),
    }),
  );

const askOlm = (line: SharedLine): Promise<Reply> =>
  new Promise((resolve) =>
    line.ask({
      bytes: encodeOlm({ address: OLM_ADDRESS, command: OLM_STOP_VOICE, data: new Uint8Array() }),
      priority: 'probe',
      acts: false,
      match: (heard) => matchOlm(OLM_ADDRESS, OLM_STOP_VOICE, heard),
      onDone: (answer) => resolve(answer.type === 'failed' ? answer.why : 'yes'),
    }),
  );
