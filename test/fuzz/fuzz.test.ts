import { describe, expect, it } from 'vitest';
import { CONTROLS } from './controls.ts';
import { DOORS } from './doors.ts';
import { readKept, readSeeds } from './corpus.ts';
import { openDoor } from './door.ts';
import { fuzz } from './fuzz.ts';
import { fuzzSockets } from './sockets.ts';

/** A short form, blind, from the corpus and what was kept of long runs; `npm run faults -- --only fuzz --count N` goes on for as long as one likes. */
const INPUTS = 120;

describe('every door, fuzzed', () => {
  it.each(Object.keys(DOORS))('%s: refuses in its own words, at once, and stays as it is', async (door) => {
    const { findings, doors } = await fuzz({ count: INPUTS, seed: 1, guided: false, only: (name) => name === door });
    expect(findings).toEqual([]);
    expect(doors[door]?.inputs).toBe(INPUTS);
  });

  it.each(Object.entries(DOORS))(
    '%s: takes what people wrote down of it, or refuses it in its own words',
    async (name, door) => {
      const { enter, close } = await openDoor(door);
      let taken = 0;
      for (const input of [...readSeeds(door.corpus), ...readKept(name)]) {
        try {
          await enter(input);
          taken += 1;
        } catch (error) {
          const known = door.refusesWith.some((kind) => error instanceof kind);
          if (!known) throw error;
        }
      }
      await close();
      expect(taken).toBeGreaterThan(0);
    },
  );

  it('listeners answer over their sockets, whatever comes', async () => {
    const { findings, doors } = await fuzzSockets(300, 1);
    expect(findings).toEqual([]);
    for (const { inputs, answered } of Object.values(doors)) expect(answered).toBeGreaterThan(inputs / 2);
  });
});

describe('a careless door is found out', () => {
  it.each(Object.keys(CONTROLS))('%s', async (control) => {
    const { findings } = await fuzz({ count: 1_000, seed: 1, guided: false, doors: { [control]: CONTROLS[control]! } });
    expect(findings.length).toBeGreaterThan(0);
  });
});
