import type { Fault } from '../faults/fault.ts';
import { CONTROLS } from './controls.ts';
import { writeFound } from './corpus.ts';
import { fuzz } from './fuzz.ts';
import { PLANTED } from './planted.ts';
import { fuzzSockets } from './sockets.ts';

/** One of so many inputs goes over a socket. */
const SOCKETS_SHARE = 1000;
const PLANTED_INPUTS = 300_000;

/**
 * `npm run faults -- --only fuzz`: so many inputs over all doors, guided by what code they reach, a share of them over
 * sockets, and broken doors. Inputs that reached more than the corpus did are left in `test-results/fuzz`.
 */
export const fuzzFault: Fault = {
  count: 100_000,
  what: 'inputs',
  async run({ count, seed, note }) {
    const pure = await fuzz({
      ...{ count, seed, guided: true, onFound: writeFound },
      onDoor: (door, { inputs, taken, perSecond, corpus, blocks, findings }) =>
        note(
          `${door}: ${inputs} inputs, ${taken} taken, ${findings} findings, corpus ${corpus}, ${blocks} blocks, ${perSecond} a second`,
        ),
      onProgress: (door, done, inputs) => note(`${door}: ${done} of ${inputs} so far`),
    });
    const sockets = await fuzzSockets(Math.ceil(count / SOCKETS_SHARE), seed);
    for (const [door, { inputs, answered }] of Object.entries(sockets.doors))
      note(`${door}: ${inputs} inputs, ${answered} answered`);
    const controls: Record<string, string[]> = {};
    for (const [name, door] of Object.entries(CONTROLS)) {
      const { findings } = await fuzz({ count: 1_000, seed, guided: false, doors: { [name]: door } });
      controls[name] = findings.map(({ what }) => what);
    }
    const isWatched = (url: string): boolean => url.includes('/planted.ts');
    const planted = await fuzz({ count: PLANTED_INPUTS, seed, guided: true, doors: PLANTED, isWatched });
    controls['a fault behind three comparisons'] = planted.findings.map(({ what }) => what);
    return {
      tried: pure.inputs + sockets.inputs,
      wrong: [...pure.findings.map(({ door, what, input }) => `${door}: ${what}: ${input}`), ...sockets.findings],
      figures: { ...pure, sockets },
      controls,
    };
  },
};
