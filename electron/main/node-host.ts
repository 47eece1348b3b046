import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { asLine, cutLines } from '../lines/lines.ts';
import type { StationEnding, StationHost, StationListeners } from './station-host.ts';

/**
 * Runs the station under plain Node, one JSON object a line: requests on its standard input, answers and events on its
 * standard output, its log on standard error. For an Electron whose own Node is too old for the station.
 * @param node path of a Node that can run it
 * @param script the station's program
 */
export function nodeHost(node: string, script: string, args: string[]): StationHost {
  return (listeners) => {
    const child = spawn(node, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    let notStarted: string | null = null;
    child.on('error', (error) => {
      // Also told when a kill could not be delivered; only without a process does no 'close' follow.
      if (child.pid !== undefined) {
        listeners.onLine(`node host: ${error.message}`, 'stderr');
        return;
      }
      notStarted = error.message;
      listeners.onEnd({ how: 'not-started', why: `${node}: ${error.message}` });
    });
    // A station that dies with requests on their way closes the pipe; its end is told below.
    child.stdin.on('error', (error) => listeners.onLine(`node host: ${error.message}`, 'stderr'));
    eachLine(child.stdout, (line) => takeLine(line, listeners));
    eachLine(child.stderr, (line) => listeners.onLine(line, 'stderr'));
    // 'close', not 'exit': all that it said is read first.
    child.on('close', (code, signal) => {
      if (notStarted === null) listeners.onEnd(ending(code, signal));
    });
    return {
      post: (message) => {
        if (child.stdin.writable) child.stdin.write(`${asLine(message)}\n`);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}

function eachLine(stream: Readable, onLine: (line: string) => void): void {
  const lines = cutLines(onLine);
  stream.on('data', (bytes: Buffer) => lines.write(bytes));
  stream.on('end', () => lines.end());
}

function takeLine(line: string, listeners: StationListeners): void {
  if (line === '') return;
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    listeners.onLine(line, 'rubbish');
    return;
  }
  listeners.onMessage(message);
}

function ending(code: number | null, signal: NodeJS.Signals | null): StationEnding {
  if (signal !== null) return { how: 'killed', signal };
  return code === 0 ? { how: 'exited' } : { how: 'crashed', code: code ?? -1 };
}
