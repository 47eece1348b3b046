import { describe, expect, it } from 'vitest';
import { CONTROLS } from './controls.ts';
import { DOORS } from './doors.ts';
import { fuzz, readCorpus } from './fuzz.ts';
import { fuzzSockets } from './sockets.ts';

/** A short form; `npm run faults -- --only fuzz --count N` goes on for as long as one likes. */
const INPUTS = 1500;

describe('every door, fuzzed', () => {
  it.each(Object.keys(DOORS))('%s: refuses in its own words, at once, and stays as it is', async (door) => {
    const { findings, doors } = await fuzz({ count: INPUTS, seed: 1, only: (name) => name === door });
    expect(findings).toEqual([]);
    expect(doors[door]?.inputs).toBe(INPUTS);
  });

  it('takes what its corpus holds: what is fuzzed are neighbours of the real thing', async () => {
    for (const [name, door] of Object.entries(DOORS)) {
      let taken = 0;
      for (const input of readCorpus(door.corpus)) {
        try {
          await door.enter(input);
          taken += 1;
        } catch (error) {
          expect(
            door.refusesWith.some((kind) => error instanceof kind),
            name,
          ).toBe(true);
        }
      }
      expect(taken, name).toBeGreaterThan(0);
    }
  });

  it("the cameras' door answers over its socket, whatever comes", async () => {
    const { findings, answered } = await fuzzSockets(200, 1);
    expect(findings).toEqual([]);
    expect(answered).toBeGreaterThan(100);
  });
});

describe('a careless door is found out', () => {
  it.each(Object.keys(CONTROLS))('%s', async (control) => {
    const { findings } = await fuzz({ count: 1_000, seed: 1, doors: { [control]: CONTROLS[control]! } });
    expect(findings.length).toBeGreaterThan(0);
  });
});
