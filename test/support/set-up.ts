import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../native/clock/manual-clock.ts';
import type { makeLink } from '../../native/links/make-link.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import { beginStation } from '../../electron/station/begin.ts';
import type { Station } from '../../electron/station/compose.ts';
import type { Disk } from '../../electron/station/settings/undo.ts';
import { removeDurably, writeDurably } from '../../electron/files/durable.ts';
import { press } from './station.ts';

/** A station in this process on a data directory of its own, begun from its files as the program begins it. */
export interface SetUpStation {
  readonly data: string;
  readonly clock: ManualClock;
  /** What it says of a command: its output, or throws its code. */
  call<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>>;
  /** `ok`, or the code of the refusal. */
  outcome<C extends CommandName>(command: C, input: CommandInput<C>): Promise<string>;
  /** Puts sections of the draft, one after the other. */
  put(sections: Record<string, unknown>): Promise<CommandOutput<'setup.get'>>;
  save(because?: string): Promise<CommandOutput<'setup.save'>>;
  /** A save that begins the station anew; resolves when it is at work. */
  saveAnew(because?: string): Promise<void>;
  /** The process falls, without any order, and begins anew. */
  restart(): Promise<void>;
  readonly station: Station;
}

/** How dear a guess is here: what is tested is what becomes of them. */
const COST = { ln: 4, r: 8, p: 1 };

export async function openSetUp(
  options: {
    data?: string;
    files?: Record<string, string>;
    key?: Uint8Array | null;
    siteFile?: string;
    lines?: typeof makeLink;
    clock?: ManualClock;
    disk?: Disk;
    onLog?: (text: string) => void;
  } = {},
): Promise<SetUpStation> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'set-up-'));
  const clock = options.clock ?? createManualClock(Date.UTC(2026, 4, 6, 1, 0, 0));
  const key = options.key === undefined ? new Uint8Array(32).fill(7) : options.key;
  const siteFile = options.siteFile ?? join(data, 'site.json');
  const disk = options.disk ?? { write: writeDurably, remove: removeDurably };
  let anew = Promise.withResolvers<void>();
  const say = (...parts: unknown[]): void => options.onLog?.(JSON.stringify(parts));
  const given = {
    dataDirectory: data,
    files: {
      siteFile,
      secrets: {
        dataDirectory: data,
        given: null,
        beside: siteFile.replace(/\.json$/, '.secrets.json'),
        key: key && { bytes: key, keptBy: 'keychain' as const },
      },
      disk,
    },
    clock,
    random: Math.random,
    log: { info: say, warn: say, error: say },
    run: 'one-run',
    secretCost: COST,
    restart: () => void begin().then(anew.resolve, anew.reject),
    ...(options.lines && { lines: options.lines }),
  };
  let station: Station = await beginStation(given);

  async function begin(): Promise<void> {
    await station.stop();
    station = await beginStation(given);
  }

  async function call<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
    const answer = await station.answer({ id: 1, command, input });
    if (!answer.ok) {
      const { code, message, fields } = answer.error;
      throw Object.assign(new Error(`${command}: ${code}: ${message}`), { code, fields });
    }
    return answer.output as CommandOutput<C>;
  }

  const save = async (because = '测试'): Promise<CommandOutput<'setup.save'>> => {
    const { revision } = await call('setup.get', {});
    return call('setup.save', { key: press(), revision, because });
  };

  onTestFinished(async () => {
    await station.stop();
    rmSync(data, { recursive: true, force: true });
  });

  return {
    data,
    clock,
    call,
    outcome: (command, input) =>
      call(command, input).then(
        () => 'ok',
        (error: { code?: string }) => error.code ?? 'no code',
      ),
    async put(sections) {
      let view = await call('setup.get', {});
      for (const [section, value] of Object.entries(sections)) {
        const input = { key: press(), revision: view.revision, section, value } as CommandInput<'setup.put'>;
        view = await call('setup.put', input);
      }
      return view;
    },
    save,
    async saveAnew(because) {
      anew = Promise.withResolvers();
      const { effect } = await save(because);
      if (effect !== 'restart') throw new Error(`it took hold ${effect}`);
      await clock.advanceAsync(1);
      await anew.promise;
    },
    restart: begin,
    get station() {
      return station;
    },
  };
}

/** The installer of the tests, who begins a site. */
export const BEGINNER = { name: '赵工', secret: 'gang-ting-1' };

/** Sections of the smallest lot that works: an entrance whose relay board hangs on a line. */
export const SMALL = {
  lot: { parkCode: 'P1', name: '医院', desk: '东门岗', totalStalls: 100 },
  capture: { listen: { host: '127.0.0.1', port: 0 } },
  links: [{ id: 'line', kind: 'tcp', host: '127.0.0.1', port: 9 }],
  lanes: [
    {
      id: 'in-1',
      name: '入口 1',
      direction: 'entrance',
      camera: { id: 'cam-1', driver: 'push' },
      barrier: { driver: 'modbus-relay', link: 'line', coils: { open: { coil: 0 } } },
    },
  ],
} as const;
export const CAMERA_SECRET = 'a-key-of-a-camera-in-a-test';

/** A first start, brought to work on the smallest lot. */
export async function openAtWork(
  options: Parameters<typeof openSetUp>[0] & {
    sections?: Record<string, unknown>;
    secrets?: Record<string, string>;
  } = {},
): Promise<SetUpStation> {
  const lot = await openSetUp(options);
  await lot.call('setup.begin', BEGINNER);
  await lot.put({ ...SMALL, ...options.sections });
  for (const [name, value] of Object.entries(options.secrets ?? { 'cameras.cam-1': CAMERA_SECRET }))
    await lot.call('setup.put-secret', { key: press(), name, value });
  await lot.saveAnew('首次设置');
  return lot;
}
