import type { Fault } from '../faults/fault.ts';
import { CONTROLS } from './controls.ts';
import { fuzz } from './fuzz.ts';
import { fuzzSockets } from './sockets.ts';

/** One of so many inputs goes over a socket. */
const SOCKETS_SHARE = 1000;

/** `npm run faults -- --only fuzz`: so many inputs over all doors, a share of them over sockets, and broken doors. */
export const fuzzFault: Fault = {
  count: 100_000,
  what: 'inputs',
  async run({ count, seed, note }) {
    const onDoor = (door: string, { inputs, taken, perSecond }: { inputs: number; taken: number; perSecond: number }) =>
      note(`${door}: ${inputs} inputs, ${taken} taken, ${perSecond} a second`);
    const pure = await fuzz({ count, seed, onDoor });
    const sockets = await fuzzSockets(Math.ceil(count / SOCKETS_SHARE), seed);
    note(`sockets: ${sockets.inputs} inputs, ${sockets.answered} answered`);
    const controls: Record<string, string[]> = {};
    for (const [name, door] of Object.entries(CONTROLS)) {
      const { findings } = await fuzz({ count: 1_000, seed, doors: { [name]: door } });
      controls[name] = findings.map(({ what }) => what);
    }
    return {
      tried: pure.inputs + sockets.inputs,
      wrong: [...pure.findings.map(({ door, what, input }) => `${door}: ${what}: ${input}`), ...sockets.findings],
      figures: { ...pure, sockets },
      controls,
    };
  },
};
