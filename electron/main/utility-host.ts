import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import { cutLines } from '../lines/lines.ts';
import type { StationEnding, StationHost } from './station-host.ts';

/**
 * Runs the station in Electron's utility process: messages over its port, its log on standard error. Use it once the app
 * is ready.
 * @param script the station's program
 */
export function utilityHost(script: string, args: string[]): StationHost {
  return (listeners) => {
    const child = utilityProcess.fork(script, args, { stdio: 'pipe', serviceName: 'Gatehouse station' });
    let over = false;
    child.on('message', (message: unknown) => listeners.onMessage(message));
    // Messages have a port of their own here: whatever is printed is log.
    for (const stream of [child.stdout, child.stderr]) {
      const lines = cutLines((line) => listeners.onLine(line, 'stderr'));
      (stream as Readable | null)?.on('data', (bytes: Buffer) => lines.write(bytes));
      (stream as Readable | null)?.on('end', () => lines.end());
    }
    child.on('exit', (code) => {
      over = true;
      listeners.onEnd(ending(code));
    });
    return {
      post: (message) => {
        if (!over) child.postMessage(message);
      },
      kill: () => {
        // The adapter's own kill() only asks (SIGTERM), which a station stuck in a loop never hears.
        if (process.platform === 'win32' || child.pid === undefined) child.kill();
        else process.kill(child.pid, 'SIGKILL');
      },
    };
  };
}

/** A signal shows here as an exit code with its number, which a program may also give: so it is called a crash. */
function ending(code: number): StationEnding {
  return code === 0 ? { how: 'exited' } : { how: 'crashed', code };
}
