import type { Outcome } from '../faults/run.ts';
import { CONTROLS } from './controls.ts';
import { fuzz } from './fuzz.ts';
import { fuzzSockets } from './sockets.ts';

/** One of so many inputs goes over a socket. */
const SOCKETS_SHARE = 1000;

/** `npm run faults -- --only fuzz`: so many inputs over all doors, a share of them over sockets, and broken doors. */
export async function fuzzFault(count: number, seed: number): Promise<Outcome> {
  const onDoor = (door: string, { inputs, taken, perSecond }: { inputs: number; taken: number; perSecond: number }) =>
    console.log(`  ${door}: ${inputs} inputs, ${taken} taken, ${perSecond} a second`);
  const pure = await fuzz({ count, seed, onDoor });
  const sockets = await fuzzSockets(Math.ceil(count / SOCKETS_SHARE), seed);
  console.log(`  sockets: ${sockets.inputs} inputs, ${sockets.answered} answered`);
  const wrong = [...pure.findings.map(({ door, what, input }) => `${door}: ${what}: ${input}`), ...sockets.findings];
  for (const line of wrong) console.log(`  ! ${line}`);
  const controls: Record<string, boolean> = {};
  for (const [name, door] of Object.entries(CONTROLS))
    controls[name] = (await fuzz({ count: 1_000, seed, doors: { [name]: door } })).findings.length > 0;
  const inputs = pure.inputs + sockets.inputs;
  const controlRed = Object.values(controls).every(Boolean);
  return { tried: inputs, wrong, figures: { ...pure, sockets, controls }, controlRed };
}
