import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { mainMessage } from '../contract/wire.ts';
import type { StationMessage } from '../contract/wire.ts';
import { compose } from './compose.ts';
import type { Station } from './compose.ts';
import { createLog } from './log.ts';
import { loadSecrets, loadSite, SiteError } from './site/load.ts';
import { StoreError } from './store/open.ts';
import { openTransport } from './transport.ts';

/**
 * The station as a process: `--site FILE --data DIR [--secrets FILE] [--run ID]`, under Electron's utility process or under
 * plain Node. It ends when it is told to, when whoever started it goes away, or when it cannot start; never half.
 */
export function serve(args: string[]): void {
  const log = createLog();
  const transport = openTransport();
  let station: Station | null = null;
  let stopping = false;

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

  async function start(): Promise<void> {
    const { values } = parseArgs({
      args,
      options: {
        site: { type: 'string' },
        secrets: { type: 'string' },
        data: { type: 'string' },
        run: { type: 'string' },
      },
      strict: false,
    });
    const { site: siteFile, data } = values;
    if (typeof siteFile !== 'string' || typeof data !== 'string') {
      throw new SiteError('arguments', ['usage: --site FILE --data DIR [--secrets FILE]']);
    }
    const secretsFile =
      typeof values.secrets === 'string' ? values.secrets : siteFile.replace(/(\.json)?$/, '.secrets.json');
    const site = loadSite(siteFile);
    station = await compose({
      site,
      secrets: loadSecrets(secretsFile, site),
      siteDirectory: dirname(resolve(siteFile)),
      dataDirectory: resolve(data),
      run: typeof values.run === 'string' ? values.run : randomUUID(),
      clock: createSystemClock(),
      // eslint-disable-next-line no-restricted-properties -- where chance comes in; all below is handed it
      random: Math.random,
      log,
    });
    station.onEvent(send);
    send({
      ready: true,
      node: process.versions.node,
      captureDirectory: station.captureDirectory,
      capturePort: station.capturePort,
    });
  }

  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0).catch(crash));
  transport.onMessage(onMessage);
  transport.onGone(() => void stop(0).catch(crash));

  start().catch((error: unknown) => {
    log.error(error, 'the station cannot start');
    if (error instanceof SiteError || error instanceof StoreError) {
      send({ fatal: true, code: error.code, lines: error instanceof SiteError ? error.lines : [error.message] });
      transport.flushed(() => process.exit(78));
      return;
    }
    process.exit(70);
  });
}
