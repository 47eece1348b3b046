import type { Clock } from '../../../native/clock/contract.ts';
import { mostAgreed } from '../../../native/clock/clock-check.ts';
import type { AskTime } from '../../../native/clock/time-server.ts';
import type { UpkeepView } from '../../contract/upkeep.ts';
import type { Facts } from './check.ts';
import { runVectors } from './vectors.ts';
import type { Ciphers } from './vectors.ts';

/** Checks that need nobody: they are made, and come out. */

export interface Measured {
  passed: boolean;
  facts: Facts;
}

/** Beyond this bookings are judged wrongly and signatures may be refused. */
const MOST_OFF_MS = 1000;
const LOOK_EVERY_MS = 200;

export function measureVectors(ciphers: Ciphers): Measured {
  const results = runVectors(ciphers);
  return { passed: Object.values(results).every(Boolean), facts: results };
}

/** Our clock beside the time servers': the one that most others agree with. */
export async function measureClock(servers: readonly string[], ask: AskTime): Promise<Measured> {
  const answers = await Promise.all(servers.map(ask));
  const best = mostAgreed(answers.flatMap((answer) => (answer.kind === 'measured' ? [answer] : [])));
  if (best === null) return { passed: false, facts: { why: 'no-time-server' } };
  const offsetMs = Math.round(best.offsetMs);
  return { passed: Math.abs(offsetMs) < MOST_OFF_MS, facts: { offsetMs, server: servers.join(' ') } };
}

/** A copy of the store, made now: it is read through before it counts. */
export async function measureBackup(
  { make, view }: { make(): void; view(): Pick<UpkeepView, 'backup'> },
  clock: Clock,
  isWanted: () => boolean,
): Promise<Measured> {
  const before = view().backup.last?.at ?? -Infinity;
  const began = clock.now();
  // One that is being made for the night is not this one.
  const isMade = (): boolean => (view().backup.last?.at ?? -Infinity) > Math.max(before, began - 1);
  while (view().backup.making !== null && isWanted()) await pause(clock);
  make();
  while (!isMade() && isWanted()) await pause(clock);
  const { copies, last } = view().backup;
  if (last === null || last.failure !== null) return { passed: false, facts: { why: last?.failure ?? 'timeout' } };
  const copy = copies.find(({ at }) => at === last.at);
  if (copy?.state !== 'good') return { passed: false, facts: { why: 'damaged' } };
  return { passed: true, facts: { file: copy.file, bytes: copy.bytes } };
}

const pause = (clock: Clock): Promise<void> => new Promise((resolve) => void clock.after(LOOK_EVERY_MS, resolve));
