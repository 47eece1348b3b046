import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutKeys } from './ends/keys.ts';
import { merged } from './report/section.ts';
import type { Carrier, Section, Standard } from './report/section.ts';
import { outcome } from './report/outcome.ts';
import { STANDARDS, tasks } from './suites/suites.ts';
import type { Standards, Task } from './suites/suites.ts';

export interface RunOptions {
  /** Standards, or codes of interfaces; none: all. */
  only?: readonly string[];
  transports?: readonly Carrier[];
  standards?: Standards;
  /** Told of each part as it is done. */
  onTask?: (task: Pick<Task, 'name' | 'standard' | 'transport'>, cases: number, failed: number, ms: number) => void;
}

/** What came of a run. Instants are UTC ms. */
export interface Run {
  startedAt: number;
  endedAt: number;
  passed: number;
  failed: number;
  sections: Section[];
}

/** Parts that run at one time: most of each is waiting. */
const AT_ONCE = 4;

const BOTH: readonly Carrier[] = ['mqtts', 'https'];

/** All that `only` may name over these transports: standards, and codes of interfaces. */
export const namesIn = ({ transports = BOTH, standards = STANDARDS }: RunOptions): string[] => [
  ...new Set(
    tasks(standards)
      .filter(({ transport }) => transports.includes(transport))
      .flatMap(({ standard, codes }) => [standard, ...codes]),
  ),
];

/**
 * Runs the cases of both standards against the strict platforms, everything over TLS, in a folder of its own that is gone
 * afterwards. A part that cannot run, or has no case of what was asked of it, is a case that failed. RangeError when `only` names what there is not.
 */
export async function runConformance(options: RunOptions = {}): Promise<Run> {
  const { only = [], transports = BOTH, standards = STANDARDS, onTask } = options;
  const names = namesIn(options);
  const unknown = only.find((each) => !names.includes(each));
  if (unknown !== undefined) throw new RangeError(`nothing to run: ${unknown} over ${transports.join(', ')}`);
  const chosen = tasks(standards)
    .map((task) => ({ task, codes: wanted(task, only) }))
    .filter(({ task, codes }) => codes.size > 0 && transports.includes(task.transport));
  const startedAt = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const sections: Section[] = [];
  try {
    const keys = await layOutKeys(folder);
    const waiting = [...chosen];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { task, codes } = next;
        const begun = performance.now();
        const done: Section[] = [];
        await task
          .run(keys, codes, (section) => done.push(section))
          .catch((error: unknown) => {
            done.push(notRun(task, error instanceof Error ? error.message : String(error)));
          });
        const silent = [...codes].filter(
          (code) => !done.some((each) => each.code === code && each.outcomes.length > 0),
        );
        if (silent.length > 0 && !done.some(({ code }) => code === NOT_RUN)) {
          done.push(notRun(task, `no case of ${silent.join(', ')}`));
        }
        const asked = done.filter(({ code }) => codes.has(code) || code === NOT_RUN);
        const outcomes = asked.flatMap((section) => section.outcomes);
        const failed = outcomes.filter(({ passed }) => !passed).length;
        sections.push(...asked);
        onTask?.(task, outcomes.length, failed, performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const all = merged(sections, orderOf(standards));
  const outcomes = all.flatMap((section) => section.outcomes);
  const passed = outcomes.filter((each) => each.passed).length;
  return { startedAt, endedAt: Date.now(), passed, failed: outcomes.length - passed, sections: all };
}

function wanted(task: Task, only: readonly string[]): ReadonlySet<string> {
  const isWhole = only.length === 0 || only.includes(task.standard);
  return new Set(task.codes.filter((code) => isWhole || only.includes(code)));
}

/** What is no interface stands in front of those that are. */
function orderOf({ reports, services, citybrain }: Standards): (standard: Standard, code: string) => number {
  const db4403 = [
    NOT_RUN,
    'connect',
    'login',
    'refreshToken',
    'logout',
    ...reports.map(({ code }) => code),
    'imageUpload',
  ];
  const down = ['service', ...services.map(({ code }) => code), 'payCallback', 'invoice'];
  const order = [...db4403, ...down, 'envelope', ...citybrain.map(({ code }) => code)];
  return (standard, code) => (standard === 'citybrain' ? order.length : 0) + order.indexOf(code);
}

const NOT_RUN = 'run';

function notRun({ name, standard, transport }: Task, words: string): Section {
  return {
    standard,
    code: NOT_RUN,
    clause: '',
    title: { zh: '未能执行', en: 'Could not run' },
    direction: 'both',
    tables: [],
    transport,
    outcomes: [outcome({ kind: 'envelope', detail: name }, 'the part runs', words, ['it did not'])],
  };
}
