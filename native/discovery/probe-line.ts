import type { FoundDevice, PortTrouble, ProbeOutcome } from '../../electron/contract/discovery.ts';
import { askModbus } from '../barrier/modbus-question.ts';
import type { Clock } from '../clock/contract.ts';
import { encodeOlm, matchOlm } from '../display/olm.ts';
import type { Link, LinkErrorCode } from '../links/contract.ts';
import { timingOf } from '../links/line-timing.ts';
import type { Answer } from '../links/question.ts';
import { createSharedLine } from '../links/shared-line.ts';
import type { SharedLine } from '../links/shared-line.ts';

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
/** What is not open after this will not be. */
const OPEN_WITHIN_MS = 3_500;

/**
 * Asks a line, speed by speed, for Modbus boards and OLM boards, until one of a speed answers. It only reads: contacts of a
 * board; and of a display it asks to be silent, which moves nothing and writes nothing. The port must not be in use by the
 * station: it would be `busy`.
 */
export async function probeLine(options: ProbeOptions): Promise<ProbeOutcome> {
  const { makeLink, clock, bauds = BAUDS, addresses = ADDRESSES, onSpeed, signal } = options;
  let heard = false;
  let detail = '';
  for (const baudRate of bauds) {
    if (signal?.aborted) break;
    onSpeed?.(baudRate);
    const line = createSharedLine({ makeLink: () => makeLink(baudRate), clock, timing: timingAt(baudRate) });
    try {
      const refused = await opened(line, clock);
      if (refused !== null) return { type: 'nothing', ...refused };
      const devices: FoundDevice[] = [];
      const note = (kind: FoundDevice['kind'], address: number, reply: Reply): void => {
        if (reply === 'yes') devices.push({ kind, address, baudRate });
        else if (reply !== 'silence') {
          heard = true;
          detail = `${baudRate}: ${reply}`;
        }
      };
      for (const address of addresses) if (!signal?.aborted) note('modbus', address, await askBoard(line, address));
      if (!signal?.aborted) note('olm', OLM_ADDRESS, await askOlm(line));
      if (devices.length > 0) return { type: 'found', devices };
    } finally {
      await line.stop();
    }
  }
  return { type: 'nothing', trouble: heard ? 'garbage' : 'no-answer', detail };
}

/** `yes`: it answered, be it that it will not; `silence`; or what was wrong with what was heard. */
type Reply = 'yes' | (Answer<never> & { type: 'failed' })['why'];

const timingAt = (baudRate: number) =>
  timingOf({ id: 'probe', kind: 'serial', path: 'probe', baudRate, dataBits: 8, parity: 'none', stopBits: 1 });

/** Null once the line is up; else why it does not come up. */
function opened(line: SharedLine, clock: Clock): Promise<{ trouble: PortTrouble; detail: string } | null> {
  return new Promise((resolve) => {
    const settle = (why: { trouble: PortTrouble; detail: string } | null): void => {
      cancel();
      leave();
      resolve(why);
    };
    const cancel = clock.after(OPEN_WITHIN_MS, () => settle({ trouble: 'failed', detail: 'it does not open' }));
    const leave = line.on((event) =>
      settle(event.type === 'up' ? null : { trouble: TROUBLE[event.why.code], detail: event.why.message }),
    );
    line.start();
  });
}

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
