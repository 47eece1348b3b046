import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { mainMessage } from '../contract/wire.ts';
import type { KeyMessage, StationMessage } from '../contract/wire.ts';
import { beginStation } from './begin.ts';
import type { Given } from './begin.ts';
import type { Station } from './compose.ts';
import { createLog } from './log.ts';
import { keyFrom, readKeyFile } from './secrets/data-key.ts';
import type { DataKey } from './secrets/data-key.ts';
import { SecretsError } from './secrets/sealed.ts';
import { SiteError } from './site/load.ts';
import { holdDirectory } from './store/hold.ts';
import { StoreError, storeErrorWords } from './store/open.ts';
import { openTransport } from './transport.ts';
import { VERSION } from './version.ts';

/**
 * The station as a process: `--site FILE --data DIR [--secrets FILE] [--key FILE] [--run ID]`, under Electron's utility
 * process or under plain Node. `--key -`: the key comes as the first message. It ends when it is told to, when whoever
 * started it goes away, or when it cannot start; never half.
 */
export function serve(args: string[]): void {
  const log = createLog();
  const transport = openTransport();
  let station: Station | null = null;
  let stopping = false;
  const keyComes = Promise.withResolvers<KeyMessage>();

  function send(message: StationMessage): void {
    transport.send(message);
  }

  async function stop(code: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    await station?.stop();
    process.exit(code);
  }

  function onMessage(raw: unknown): void {
    const parsed = mainMessage.safeParse(raw);
    if (!parsed.success) {
      log.warn({ issues: parsed.error.issues.length }, 'a message that is none');
      return;
    }
    if ('stop' in parsed.data) {
      stop(0).catch(crash);
      return;
    }
    if ('key' in parsed.data) {
      keyComes.resolve(parsed.data);
      return;
    }
    if ('update' in parsed.data) {
      station?.updateFetched(parsed.data.update);
      return;
    }
    if (station && !stopping) {
      const answered = station.answer(parsed.data);
      if (answered instanceof Promise) answered.then(send, crash);
      else send(answered);
    } else {
      send({
        id: parsed.data.id,
        ok: false,
        error: { code: 'station-down', message: 'the station is starting or ending' },
      });
    }
  }

  /** A state nobody understands is not gone on with: what is committed is safe, and a fresh process reads it. */
  function crash(error: unknown): void {
    log.error(error, 'the station crashed');
    process.exit(70);
  }

  /** What does not change while the process lives. */
  let given: Given | null = null;

  async function start(): Promise<void> {
    const { values } = parseArgs({
      args,
      options: {
        site: { type: 'string' },
        secrets: { type: 'string' },
        key: { type: 'string' },
        data: { type: 'string' },
        run: { type: 'string' },
      },
      strict: false,
    });
    const { site: siteFile, data } = values;
    if (typeof siteFile !== 'string' || typeof data !== 'string') {
      throw new SiteError('arguments', ['usage: --site FILE --data DIR [--secrets FILE] [--key FILE]']);
    }
    const dataDirectory = resolve(data);
    holdDirectory(dataDirectory);
    given = {
      dataDirectory,
      files: {
        siteFile: resolve(siteFile),
        secrets: {
          dataDirectory,
          given: typeof values.secrets === 'string' ? values.secrets : null,
          beside: siteFile.replace(/(\.json)?$/, '.secrets.json'),
          key: typeof values.key === 'string' ? await keyOf(values.key) : null,
        },
      },
      run: typeof values.run === 'string' ? values.run : randomUUID(),
      clock: createSystemClock(),
      // eslint-disable-next-line no-restricted-properties -- where chance comes in; all below is handed it
      random: Math.random,
      log,
      restart: () => void restart().catch(cannotStart),
    };
    await begin(given);
  }

  async function begin(by: Given): Promise<Station> {
    const begun = await beginStation(by);
    begun.onEvent(send);
    log.info({ version: VERSION, node: process.versions.node }, 'the station is up');
    station = begun;
    const { captureDirectory, capturePort, program } = begun;
    send({ ready: true, node: process.versions.node, captureDirectory, capturePort, program });
    return begun;
  }

  async function restart(): Promise<void> {
    const before = station;
    station = null;
    await before?.stop();
    if (stopping || given === null) return;
    const begun = await begin(given);
    // Who was told of the station before asks anew.
    send({ event: 'session', revision: 0, data: begun.session() });
  }

  /** `-`: whoever started the station tells it; else of that file. */
  async function keyOf(where: string): Promise<DataKey | null> {
    if (where !== '-') return readKeyFile(where);
    const { key, keptBy } = await keyComes.promise;
    return key === null ? null : { bytes: keyFrom(key), keptBy };
  }

  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0).catch(crash));
  transport.onMessage(onMessage);
  transport.onGone(() => void stop(0).catch(crash));

  start().catch(cannotStart);

  function cannotStart(error: unknown): void {
    log.error(error, 'the station cannot start');
    if (error instanceof SiteError || error instanceof SecretsError || error instanceof StoreError) {
      const lines = error instanceof StoreError ? [storeErrorWords[error.code], error.message] : error.lines;
      send({ fatal: true, code: error.code, lines });
      transport.flushed(() => process.exit(78));
      return;
    }
    process.exit(70);
  }
}
