import { asLine, cutLines } from '../lines/lines.ts';
import type { StationMessage } from '../contract/wire.ts';

/** How the station speaks with whoever started it. Messages are plain JSON values both ways. */
export interface Transport {
  send(message: StationMessage): void;
  onMessage(listener: (raw: unknown) => void): void;
  /** Whoever started the station has gone. */
  onGone(listener: () => void): void;
  /** Calls back when what was sent has left. */
  flushed(then: () => void): void;
}

/** The port that Electron gives a utility process; there under no other host. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const PORT_FLUSH_MS = 500;

/** Electron's message port where there is one, lines of JSON on standard input and output otherwise. */
export function openTransport(): Transport {
  const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;
  return port ? portTransport(port) : lineTransport();
}

function portTransport(port: ParentPort): Transport {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    // A utility process dies with its parent.
    onGone: () => undefined,
    // The port says nothing of what has left; whoever reads it gives a station that cannot start longer than this.
    // eslint-disable-next-line no-restricted-globals -- the station has ended or never began: there is no clock to ask
    flushed: (then) => void setTimeout(then, PORT_FLUSH_MS),
  };
}

function lineTransport(): Transport {
  return {
    send: (message) => void process.stdout.write(`${asLine(message)}\n`),
    onMessage(listener) {
      const lines = cutLines((line) => {
        if (line.trim() !== '') listener(parse(line));
      });
      process.stdin.on('data', (bytes: Buffer) => lines.write(bytes));
      process.stdin.on('end', () => lines.end());
    },
    onGone(listener) {
      process.stdin.on('close', listener);
      // The reader went away in mid-write.
      process.stdout.on('error', listener);
    },
    flushed: (then) => void process.stdout.write('', () => then()),
  };
}

/** Not JSON is a message that is none: the caller's schema refuses it. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
