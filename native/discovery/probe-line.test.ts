import { describe, expect, it } from 'vitest';
import { createSimulatedBoard, serveBoards } from '../barrier/simulator.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSimulatedOlm } from '../display/simulator.ts';
import { LinkError } from '../links/contract.ts';
import type { LinkErrorCode } from '../links/contract.ts';
import type { FarEnd } from '../links/line-server.ts';
import { createMemoryLine } from '../links/memory.ts';
import type { MemoryLine } from '../links/memory.ts';
import { probeLine } from './probe-line.ts';
import type { ProbeOptions } from './probe-line.ts';

/** A line whose devices speak at one speed; at any other they hear, and are heard as, garbage. */
function lineAt(speed: number, ...serve: ((line: FarEnd) => void)[]) {
  const clock = createManualClock();
  const cable = createMemoryLine(clock);
  let asked = 0;
  cable.onConnect((far) => {
    for (const device of serve) device(far);
  });
  const speeds: number[] = [];
  const makeLink = (baudRate: number) => {
    asked = baudRate;
    return cable.makeLink();
  };
  cable.tamper = (bytes) => (asked === speed ? bytes : null);
  const run = async (options: Partial<ProbeOptions> = {}) => {
    let outcome: unknown = null;
    const done = probeLine({ makeLink, clock, onSpeed: (baud) => speeds.push(baud), ...options }).then(
      (result) => (outcome = result),
    );
    while (outcome === null) await clock.advanceAsync(50);
    await done;
    return outcome;
  };
  return { clock, cable, speeds, run };
}

const boards =
  (clock: () => ReturnType<typeof createManualClock>, ...units: number[]) =>
  (line: FarEnd): void =>
    void serveBoards(
      line,
      units.map((unit) => createSimulatedBoard({ clock: clock(), unit, arms: [] })),
      clock(),
    );

describe('a search on a line', () => {
  it('finds the boards of a line at their speed, and goes no further', async () => {
    const line: ReturnType<typeof lineAt> = lineAt(
      19_200,
      boards(() => line.clock, 3, 5),
    );
    expect(await line.run()).toEqual({
      type: 'found',
      devices: [
        { kind: 'modbus', address: 3, baudRate: 19_200 },
        { kind: 'modbus', address: 5, baudRate: 19_200 },
      ],
    });
    expect(line.speeds).toEqual([9600, 19_200]);
    expect(line.clock.pending).toBe(0);
  });

  it('finds a board of the OLM protocol beside one of Modbus, and moves nothing', async () => {
    const wired = createManualClock();
    const relays = createSimulatedBoard({ clock: wired, unit: 1, arms: [] });
    const sign = createSimulatedOlm(wired);
    const line = lineAt(
      9600,
      (far) => void serveBoards(far, [relays], wired),
      (far) =>
        void sign.serve({
          onData: (listener) => far.onData(listener),
          write: (bytes) => far.write(bytes),
        }),
    );
    const outcome = line.run();
    for (let turn = 0; turn < 400; turn += 1) await wired.advanceAsync(10);
    expect(await outcome).toEqual({
      type: 'found',
      devices: [
        { kind: 'modbus', address: 1, baudRate: 9600 },
        { kind: 'olm', address: 0, baudRate: 9600 },
      ],
    });
    expect(relays.writes).toEqual([]);
    expect(sign.told).toEqual([]);
  });

  it('a silent line is "no-answer" at every speed', async () => {
    const line = lineAt(9600);
    expect(await line.run()).toEqual({ type: 'nothing', trouble: 'no-answer', detail: '' });
    expect(line.speeds).toEqual([9600, 19_200, 38_400, 115_200]);
  });

  it('what is heard at a wrong speed is "garbage"', async () => {
    const line = lineAt(9600, (far) => void far.onData(() => void far.write(Uint8Array.of(0xfe, 0x80, 0xff))));
    line.cable.tamper = null;
    expect(await line.run()).toMatchObject({ type: 'nothing', trouble: 'garbage' });
  });

  it.each<[LinkErrorCode, string]>([
    ['busy', 'busy'],
    ['no-permission', 'no-permission'],
    ['not-found', 'not-found'],
    ['failed', 'failed'],
  ])('a port that is %s is said to be so at once', async (code, trouble) => {
    const line = lineAt(9600);
    const cable: MemoryLine = line.cable;
    cable.refuseWith = new LinkError(code, 'COM3: no');
    expect(await line.run()).toEqual({ type: 'nothing', trouble, detail: 'COM3: no' });
    expect(line.speeds).toEqual([9600]);
  });

  it('is ended early when nobody waits for it any more', async () => {
    const line = lineAt(9600);
    const stop = new AbortController();
    const outcome = line.run({ signal: stop.signal });
    stop.abort();
    expect(await outcome).toEqual({ type: 'nothing', trouble: 'no-answer', detail: '' });
    expect(line.speeds).toEqual([9600]);
  });
});
