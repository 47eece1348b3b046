import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { attemptAll, lineOf } from './attack.ts';
import type { Attack, Outcome } from './attack.ts';
import { ON_STATION } from './list.ts';
import { openScene } from './scene.ts';
import { openWindowScene } from './window-scene.ts';
import { WINDOW } from './window.ts';

/**
 * `npm run attacks -- [--only TEXT] [--json FILE]`: tries what nobody may do, on a station at work and in the app's real
 * window, over this machine's own sockets. Each attempt is followed by the same thing done properly.
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });

const chosen = <S>(attacks: readonly Attack<S>[]): Attack<S>[] =>
  attacks.filter(({ name }) => name.includes(values.only ?? ''));

/** A lot is opened only where something is tried on it. */
async function on<S extends { stop(): Promise<void> }>(
  title: string,
  attacks: readonly Attack<S>[],
  open: () => Promise<S>,
): Promise<Outcome[]> {
  if (attacks.length === 0) return [];
  console.log(title);
  const scene = await open();
  try {
    return await attemptAll(attacks, scene, (outcome) => console.log(`  ${lineOf(outcome)}`));
  } finally {
    await scene.stop();
  }
}

const outcomes = [
  ...(await on('On a station at work', chosen(ON_STATION), openScene)),
  ...(await on('In the window', chosen(WINDOW), openWindowScene)),
];
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(outcomes, null, 2)}\n`);
const failed = outcomes.filter(({ passed }) => !passed).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && outcomes.length > 0 ? 0 : 1);
