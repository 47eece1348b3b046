import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { CommandError, CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import type { EventData, EventName } from '../../electron/contract/events.ts';
import { stationMessage } from '../../electron/contract/wire.ts';
import type { FatalMessage, ReadyMessage } from '../../electron/contract/wire.ts';

/** As it ships: the bundle starts in a third of the time that its sources take. */
const ENTRY = fileURLToPath(new URL('../../out/station/entry.mjs', import.meta.url));

export interface StationFiles {
  site: string;
  /** Absent: beside the site file, or sealed in the data directory. */
  secrets?: string;
  /** File of the key under which they are sealed. */
  key?: string;
  data: string;
}

interface SignedIn {
  person: string;
  secret: string;
}

const [{ id: WANG, password }] = DEMO_PEOPLE;
const ATTENDANT: SignedIn = { person: WANG, secret: password };

/** A station as main sees it: a process of its own, one JSON object a line. */
export interface StationProcess {
  readonly ready: ReadyMessage;
  readonly exited: boolean;
  call<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>>;
  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): void;
  /** Writes to its standard input what may be no message at all. */
  write(raw: string | Buffer): void;
  /** SIGKILL, and resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end in order. */
  stop(): Promise<void>;
}

/** A typed refusal from the station's door. */
export class Refused extends Error {
  readonly error: CommandError;
  constructor(error: CommandError) {
    super(`${error.code}: ${error.message}`);
    this.error = error;
  }
}

/** The station said that it cannot start. */
export class NotStarted extends Error {
  readonly fatal: FatalMessage;
  constructor(fatal: FatalMessage) {
    super(fatal.lines.join('; '));
    this.fatal = fatal;
  }
}

/** Starts the station that was built, under plain Node; resolves when it is ready. `nodeArgs` go before the program. */
export async function startStation(
  files: StationFiles,
  options: {
    nodeArgs?: string[];
    log?: string;
    env?: Record<string, string>;
    onSpawn?: (pid: number) => void;
    /** All that it writes, messages and log. */
    onSaid?: (text: string) => void;
    /** Names a run of the program: a station started again in it finds its desk as it was. */
    run?: string;
    /** Who sits down at the desk; null: nobody. Absent: the demo lot's attendant. */
    as?: SignedIn | null;
  } = {},
): Promise<StationProcess> {
  const args = ['--enable-source-maps', ...(options.nodeArgs ?? []), ENTRY];
  args.push('--site', files.site, '--data', files.data);
  if (files.secrets !== undefined) args.push('--secrets', files.secrets);
  if (files.key !== undefined) args.push('--key', files.key);
  if (options.run !== undefined) args.push('--run', options.run);
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const gone = once(child, 'close');
  const { onSaid } = options;
  if (onSaid !== undefined) {
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => onSaid(bytes.toString()));
  }
  if (child.pid !== undefined) options.onSpawn?.(child.pid);
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<(data: never) => void>>();
  let exited = false;
  let nextId = 1;
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => (errors = (errors + bytes.toString()).slice(-4000)));
  if (options.log !== undefined) child.stderr.pipe(createWriteStream(options.log, { flags: 'a' }));
  // A killed station closes the pipe under a request: its end is what counts.
  child.stdin.on('error', () => child.stdin.destroy());

  const ready = new Promise<ReadyMessage>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = stationMessage.parse(JSON.parse(line));
      if ('ready' in message) return resolve(message);
      if ('fatal' in message) return reject(new NotStarted(message));
      if ('event' in message) {
        for (const listener of listeners.get(message.event) ?? []) listener(message.data as never);
        return;
      }
      const caller = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) caller?.resolve(message.output);
      else caller?.reject(new Refused(message.error));
    });
    child.on('close', (code, signal) => {
      exited = true;
      reject(new Error(`the station ended before it was ready: ${signal ?? code}\n${errors}`));
      for (const { reject: fail } of waiting.values()) fail(new Error('the station is gone'));
      waiting.clear();
    });
  });

  const call: StationProcess['call'] = (command, input) => {
    if (exited) return Promise.reject(new Error('the station is gone'));
    const id = nextId;
    nextId += 1;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    child.stdin.write(`${JSON.stringify({ id, command, input })}\n`);
    return answer as Promise<never>;
  };
  await ready;
  const { as = ATTENDANT } = options;
  if (as !== null) await call('session.sign-in', as);

  return {
    ready: await ready,
    get exited() {
      return exited;
    },
    call,
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
    },
    write: (raw) => void child.stdin.write(raw),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.stdin.write(`${JSON.stringify({ stop: true })}\n`);
      await gone;
    },
  };
}

/** The key of one press. */
export const press = (): string => randomUUID();
