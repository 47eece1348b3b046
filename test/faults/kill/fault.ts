import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../../demo/random.ts';
import type { Random } from '../../../demo/random.ts';
import type { Fault } from '../fault.ts';
import { killWrongs, runKills } from '../kill.ts';
import { openAimed, WORKS } from './aimed.ts';
import type { Kind, Tally } from './aimed.ts';
import { runMigrations } from './migrations.ts';

type Careless = 'transactions' | 'drafts';
const carelessly = (what: Careless): string[] => [
  '--import',
  fileURLToPath(new URL(`careless-${what}.ts`, import.meta.url)),
];

export interface AimedRun {
  /** How often the station is killed. */
  count: number;
  seed: number;
  /** How many lots are killed at a time. */
  sideBySide?: number;
  /** What the kills are aimed at; absent: all there is. */
  kinds?: readonly Kind[];
  /** The control: a module that makes the station careless. */
  careless?: Careless;
  onKill?(done: number): void;
}

export interface AimedResult extends Omit<Tally, 'wrong'> {
  kills: number;
  passages: number;
  perMinute: number;
  /** Until the station was up again, ms: the middle one of the slowest lot, and the worst. */
  restartMs: { median: number; worst: number };
  wrong: string[];
}

/** Of ten kills two are aimed at nothing. */
const KINDS: readonly Kind[] = ['migration', ...(Object.keys(WORKS) as (keyof typeof WORKS)[]), 'rush', 'rush'];
/** A lot is killed so often, and then another one begins: its store stays small, and old enough to be worked on. */
const A_LOT = 40;

/** Kills stations at work on what it names, each on a lot of its own, and compares the books. */
export async function runAimed({
  count,
  seed,
  sideBySide = 1,
  kinds = KINDS,
  careless,
  onKill,
}: AimedRun): Promise<AimedResult> {
  const cache = mkdtempSync(join(tmpdir(), 'compiled-'));
  const start = {
    // Half of a start is compiling, and reading what maps the bundle to its sources.
    env: { NODE_COMPILE_CACHE: cache },
    nodeArgs: ['--no-enable-source-maps', ...(careless ? carelessly(careless) : [])],
  };
  const tally: Tally = { aimed: {}, cut: {}, wrong: [] };
  const lots = Array.from({ length: Math.ceil(count / A_LOT) }, (_, n) => ({
    seed: seed * 1000 + n,
    kills: Math.min(A_LOT, count - n * A_LOT),
  }));
  const since = performance.now();
  const [medians, worst]: [number[], number[]] = [[], []];
  let [done, passages] = [0, 0];

  async function side(): Promise<void> {
    for (let lot = lots.shift(); lot; lot = lots.shift()) {
      const random = seeded(lot.seed);
      const wanted = order(
        Array.from({ length: lot.kills }, (_, n) => kinds[n % kinds.length] ?? 'rush'),
        random,
      );
      const killer = openAimed({ kinds: wanted, random, start, tally });
      const result = await runKills({
        count: wanted.filter((kind) => kind !== 'migration').length,
        ...{ seed: lot.seed, killer, start },
        onKill: () => onKill?.((done += 1)),
      });
      done += wanted.filter((kind) => kind === 'migration').length;
      passages += result.passages;
      medians.push(result.restartMs.median);
      worst.push(result.restartMs.worst);
      tally.wrong.push(...killWrongs(result).map((line) => `seed ${lot.seed}: ${line}`));
    }
  }

  try {
    await Promise.all(Array.from({ length: sideBySide }, side));
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
  const { wrong, ...counts } = tally;
  const missed = [...new Set(kinds)].filter((kind) => (tally.aimed[kind] ?? 0) > 0 && (tally.cut[kind] ?? 0) === 0);
  return {
    kills: done,
    passages,
    perMinute: Math.round((done / (performance.now() - since)) * 600_000) / 10,
    ...counts,
    restartMs: { median: Math.max(0, ...medians), worst: Math.max(0, ...worst) },
    wrong: [...wrong, ...missed.map((kind) => `no kill found the station at this work: ${kind}`)],
  };
}

/** In any order, but retention first: it is through soon. */
function order(kinds: Kind[], random: Random): Kind[] {
  const keyed = kinds.map((kind) => ({ kind, place: kind === 'retention' ? -1 : random.next() }));
  return keyed.sort((a, b) => a.place - b.place).map(({ kind }) => kind);
}

const CONTROL_KILLS = 25;
const CONTROL_MIGRATIONS = 8;
const CONTROL_COPIES = 3;
/** Lots at a time: while one starts, another is at work. */
const SIDE_BY_SIDE = 2;
const NOTED = 25;

/** Upgrades of which nothing is a transaction. */
export const migrationControl = (count: number, seed: number) =>
  runMigrations(count, seed, { nodeArgs: carelessly('transactions') });

export const killFault: Fault = {
  count: 500,
  what: 'kills of the station, aimed at its works in turn',
  async run({ count, seed, note }) {
    const result = await runAimed({
      ...{ count, seed, sideBySide: SIDE_BY_SIDE },
      onKill: (done) => done % NOTED === 0 && note(`${done} kills`),
    });
    const outbox = await runKills({ count: Math.min(count, CONTROL_KILLS), seed, careless: true });
    const halfUpgraded = await migrationControl(CONTROL_MIGRATIONS, seed);
    const halfCopies = await runAimed({ count: CONTROL_COPIES, seed, careless: 'drafts', kinds: ['backup'] });
    const { wrong, ...figures } = result;
    return {
      tried: result.kills,
      wrong,
      figures,
      controls: {
        'reports outside the transaction': outbox.unreported,
        'an upgrade without transactions': halfUpgraded.wrong,
        'drafts are left lying': halfCopies.wrong,
      },
    };
  },
};
