import type { Result } from '../contract/bridge.ts';
import type { StationStatus } from '../contract/events.ts';
import { stationMessage } from '../contract/wire.ts';
import type { EventMessage, FatalMessage, ReadyMessage, Response, UpdateMessage } from '../contract/wire.ts';
import { afterFall } from './restart-policy.ts';
import type { StationChild, StationEnding, StationHost } from './station-host.ts';

/** Time, injected. `after` calls back once; what it returns cancels. */
export interface Timers {
  /** UTC milliseconds. */
  now: () => number;
  /** Milliseconds that never run backwards. */
  monotonic: () => number;
  after: (ms: number, fn: () => void) => () => void;
}

export interface StationProcessOptions {
  host: StationHost;
  timers: Timers;
  onEvent: (event: EventMessage) => void;
  onStatus: (status: StationStatus) => void;
  /** It is up, or began anew in its process: what it asks of main may be another. */
  onReady: (ready: ReadyMessage) => void;
  onLog: (what: string, details: Record<string, unknown>) => void;
  /** A line of the station's own log. */
  onLine: (line: string) => void;
}

/** The station as main sees it: started, watched, asked, stopped. */
export interface StationProcess {
  start: () => void;
  /**
   * Relays one command. Always answers: with the station's own answer, or `station-down` when there is no station to
   * ask or it ends before it has answered. Such a command may or may not have been done; its `key` makes a repeat safe.
   */
  call: (command: string, input: unknown) => Promise<Result<unknown>>;
  /** Tells it something that has no answer; a station that is not up is not told. */
  tell: (message: UpdateMessage) => void;
  /** Asks it to stop, waits, then kills. Never restarted afterwards. Safe to call again. */
  stop: () => Promise<void>;
  status: () => StationStatus;
  /** What it last said of itself; kept while it is down, since its files are still there. */
  lastReady: () => ReadyMessage | null;
}

/** How long an orderly stop may take (commits, closing ports) before the process is killed. */
const STOP_WAIT_MS = 8_000;
/** A crash with its stack is said in one line. */
const LONGEST_LOG_LINE = 16_000;

/** `fatal`: its word that it cannot go on; it is given `STOP_WAIT_MS` to end by itself. */
type Running = { child: StationChild; fatal: FatalMessage | null; cancelKill: (() => void) | null };
type State =
  | { at: 'idle' }
  | ({ at: 'starting' } & Running)
  | ({ at: 'up'; upSince: number } & Running)
  | { at: 'pausing'; cancel: () => void }
  | { at: 'stopping'; cancelKill: () => void }
  | { at: 'stopped' };

/** Supervises one station: restarts it after every fall, with pauses that grow (see `restart-policy.ts`). */
export function superviseStation({
  host,
  timers,
  onEvent,
  onStatus,
  onReady,
  onLog,
  onLine,
}: StationProcessOptions): StationProcess {
  let state: State = { at: 'idle' };
  let status: StationStatus = { state: 'down', since: timers.now(), attempt: 0, detail: null };
  let ready: ReadyMessage | null = null;
  let falls = 0;
  let startsSinceUp = 0;
  let lastId = 0;
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  let stopped: { promise: Promise<void>; resolve: () => void } | null = null;

  function tell(next: StationStatus['state'], detail: string | null): void {
    const since = next === status.state ? status.since : timers.now();
    status = { state: next, since, attempt: startsSinceUp, detail };
    onStatus(status);
  }

  function launch(): void {
    startsSinceUp += 1;
    // A reason for the last fall stays readable while the next start is under way.
    tell('starting', status.detail);
    const child = host({
      onMessage: receive,
      onLine(line, from) {
        if (from === 'stderr') onLine(clip(line, LONGEST_LOG_LINE));
        else onLog('station printed rubbish', { line: clip(line) });
      },
      onEnd: ended,
    });
    state = { at: 'starting', child, fatal: null, cancelKill: null };
  }

  function receive(raw: unknown): void {
    const parsed = stationMessage.safeParse(raw);
    if (!parsed.success) {
      onLog('station sent no known message', { message: clip(JSON.stringify(raw) ?? 'undefined') });
      return;
    }
    const message = parsed.data;
    if ('ready' in message) becameReady(message);
    else if ('fatal' in message) becameFatal(message);
    else if ('event' in message) onEvent(message);
    else answer(message);
  }

  function becameReady(message: ReadyMessage): void {
    if (state.at !== 'starting' && state.at !== 'up') return;
    ready = message;
    if (state.at === 'starting') {
      startsSinceUp = 0;
      state = { ...state, at: 'up', upSince: timers.monotonic() };
      tell('up', null);
    }
    onReady(message);
  }

  function becameFatal(message: FatalMessage): void {
    onLog('station cannot start', { code: message.code, lines: message.lines });
    if (state.at !== 'starting' && state.at !== 'up') return;
    const { child } = state;
    state.cancelKill?.();
    state = { ...state, fatal: message, cancelKill: timers.after(STOP_WAIT_MS, () => child.kill()) };
  }

  function answer(message: Response): void {
    const resolve = waiting.get(message.id);
    if (resolve === undefined) {
      onLog('station answered what nobody asked', { id: message.id });
      return;
    }
    waiting.delete(message.id);
    resolve(message.ok ? { ok: true, value: message.output } : { ok: false, error: message.error });
  }

  function ended(ending: StationEnding): void {
    const before = state;
    onLog('station ended', { ...ending, asked: before.at === 'stopping' });
    for (const resolve of waiting.values()) resolve(stationDown('the station ended before it answered'));
    waiting.clear();
    switch (before.at) {
      case 'stopping':
        before.cancelKill();
        state = { at: 'stopped' };
        tell('down', null);
        stopped?.resolve();
        return;
      case 'starting':
      case 'up': {
        before.cancelKill?.();
        const upMs = before.at === 'up' ? timers.monotonic() - before.upSince : 0;
        const next = afterFall(falls, before.fatal === null ? ending.how : 'fatal', upMs);
        falls = next.falls;
        state = { at: 'pausing', cancel: timers.after(next.pauseMs, launch) };
        tell('down', before.fatal === null ? inWords(ending) : before.fatal.lines.join('\n'));
        return;
      }
      case 'idle':
      case 'pausing':
      case 'stopped':
        return;
    }
  }

  return {
    start() {
      if (state.at === 'idle') launch();
    },
    call(command, input) {
      if (state.at !== 'up') return Promise.resolve(stationDown('the station is not up'));
      const { child } = state;
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        child.post({ id, command, input });
      });
    },
    tell(message) {
      if (state.at === 'up') state.child.post(message);
    },
    stop() {
      if (stopped !== null) return stopped.promise;
      stopped = withResolver();
      switch (state.at) {
        case 'starting':
        case 'up': {
          const { child } = state;
          state.cancelKill?.();
          child.post({ stop: true });
          const cancelKill = timers.after(STOP_WAIT_MS, () => {
            onLog('station did not stop when asked and is killed', { afterMs: STOP_WAIT_MS });
            child.kill();
          });
          state = { at: 'stopping', cancelKill };
          break;
        }
        case 'pausing':
          state.cancel();
          state = { at: 'stopped' };
          stopped.resolve();
          break;
        case 'idle':
        case 'stopping':
        case 'stopped':
          state = { at: 'stopped' };
          stopped.resolve();
          break;
      }
      return stopped.promise;
    },
    status: () => status,
    lastReady: () => ready,
  };
}

function stationDown(message: string): Result<never> {
  return { ok: false, error: { code: 'station-down', message } };
}

/** For logs and the strip's small print, English; the window words the state itself. */
function inWords(ending: StationEnding): string {
  switch (ending.how) {
    case 'exited':
      return 'it ended by itself';
    case 'crashed':
      return `it crashed with exit code ${ending.code}`;
    case 'killed':
      return `it was ended by ${ending.signal}`;
    case 'not-started':
      return `it could not be started: ${ending.why}`;
  }
}

const clip = (text: string, most = 2000): string => (text.length > most ? `${text.slice(0, most)} …` : text);

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
