import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { DemoOpened } from '../contract/printing.ts';
import type { StationChild, StationHost } from './station-host.ts';

/** The demo lot beside this program: the simulated lot as one process, this same program on it as another. */

/** What the lot says once it stands: where its site file, its secrets and its data lie. */
const lotReady = z.object({ site: z.string(), secrets: z.string(), data: z.string(), control: z.string() });

export interface DemoLotParts {
  /** The lot's program; it need not be there. */
  script: string;
  /** Runs it, as a station is run. */
  host: StationHost;
  /** How this program starts itself with other arguments. */
  program: { path: string; args: readonly string[] };
  onLog(what: string, details: Record<string, unknown>): void;
}

export interface DemoLots {
  open(): Promise<DemoOpened>;
  /** Ends both, for whoever ends this program. */
  stop(): void;
}

/** One at a time. It ends when its window is closed. */
export function createDemoLots({ script, host, program, onLog }: DemoLotParts): DemoLots {
  let lot: StationChild | null = null;
  let app: ChildProcess | null = null;

  function openApp(ready: z.output<typeof lotReady>): void {
    const { site, secrets, data } = ready;
    const child = spawn(program.path, [...program.args, '--site', site, '--secrets', secrets, '--data', data], {
      stdio: 'ignore',
    });
    app = child;
    child.on('error', (error) => onLog('the demo does not open', { error: error.message }));
    child.on('close', () => {
      app = null;
      lot?.post({ stop: true });
    });
  }

  return {
    open() {
      if (lot !== null) return Promise.resolve({ outcome: 'already-open', detail: '' });
      if (!existsSync(script)) return Promise.resolve({ outcome: 'not-there', detail: script });
      return new Promise((resolve) => {
        let last = '';
        lot = host({
          onMessage(message) {
            const ready = lotReady.safeParse(message);
            if (!ready.success) return;
            openApp(ready.data);
            resolve({ outcome: 'opened', detail: ready.data.control });
          },
          onLine(line) {
            last = line;
            onLog('demo lot', { line });
          },
          onEnd(ending) {
            lot = null;
            app?.kill();
            resolve({ outcome: 'failed', detail: last === '' ? ending.how : last });
          },
        });
      });
    },
    stop() {
      app?.kill();
      lot?.kill();
    },
  };
}
