import { join } from 'node:path';
import { makeLink } from '../../native/links/make-link.ts';
import type { CommandName } from '../contract/commands.ts';
import { siteConfig } from '../contract/site.ts';
import type { SiteSecrets } from '../contract/site.ts';
import { NO_WISHES } from '../contract/wire.ts';
import type { EventMessage } from '../contract/wire.ts';
import { openAccess } from './access/access.ts';
import { createDoor } from './access/door.ts';
import type { Actor, Run } from './access/door.ts';
import { createPeople } from './access/people.ts';
import { refusal } from './access/refusal.ts';
import type { Given } from './begin.ts';
import type { Station } from './compose.ts';
import { createLedger } from './ledger/record.ts';
import { newId } from './parking/stays.ts';
import { peopleCommands } from './people-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { settingsCommands } from './settings-commands.ts';
import { openSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { makeFolder } from './store/durable.ts';
import { openStore } from './store/open.ts';
import { storePlaces } from './store/restore/need.ts';
import { openTrials } from './trial-bench.ts';

/** How often the desk is looked at: it locks itself. */
const SWEEP_MS = 2_500;

/**
 * The station without a site: no gate and no platform, but the desk with its people, the draft of the site, and the trials
 * of its devices. Once it is saved the station begins anew at work.
 */
export function openSetupMode(options: Given & { secrets: SiteSecrets }): Station {
  const { secrets, clock, random, log, dataDirectory, files, lines = makeLink } = options;
  makeFolder(dataDirectory, 0o700);
  const db = openStore(storePlaces(dataDirectory, '').database);
  const people = createPeople(db, [], {}, clock.now());
  const ledger = createLedger(db, clock, []);
  const access = openAccess({
    db,
    ledger,
    people,
    access: siteConfig.shape.access.parse(undefined),
    place: () => placeOf(settings.desk.view().site['lot']),
    run: options.run,
    clock,
    newId,
    settingUp: true,
    ...(options.secretCost && { cost: options.secretCost }),
  });
  const settings: Settings = openSettings({
    ...{ files, db, ledger, clock, people, secrets },
    running: null,
    trials: () => trials.trials(),
    take: () => undefined,
    restart: () => options.restart?.(),
  });
  const trials = openTrials({
    access,
    settings: () => settings,
    running: null,
    ...{ clock, random, newId, lines },
  });

  const draft = settingsCommands(access, settings.desk);
  const handlers: Partial<Record<CommandName, (input: never, who: Actor) => unknown>> = {
    ...sessionCommands(access),
    ...peopleCommands(access),
    ...draft.handlers,
    ...trials.handlers,
  };
  const done = { done: true } as const;
  const run: Run = (command, input, actor) => {
    const { key } = input as { key?: string };
    if (key !== undefined && access.acts.isDone(key)) return draft.again[command]?.() ?? done;
    const handler = handlers[command];
    if (handler === undefined) throw refusal('not-now', `${command}: there is no site yet`);
    return access.acts.during({ input, actor }, () => handler(input, actor));
  };
  const answer = createDoor({
    run,
    admit: access.desk.admit,
    onRefused: (command) => access.trail.note(access.desk.person(), command, 'refused', {}),
    log: (error) => log.error(error, 'command failed'),
  });
  const sweep = (): void => {
    access.signIn.sweep();
    stopSweep = clock.after(SWEEP_MS, sweep);
  };
  let stopSweep = clock.after(SWEEP_MS, sweep);
  log.warn({ site: files.siteFile }, 'there is no site file: the station waits to be set up');

  return {
    captureDirectory: join(dataDirectory, 'captures'),
    capturePort: 0,
    program: NO_WISHES,
    session: access.desk.view,
    answer,
    onEvent(listener: (message: EventMessage) => void) {
      access.onSession((data) => listener({ event: 'session', revision: 0, data }));
      return () => undefined;
    },
    // It is told again once there is a board to say it on.
    updateFetched: () => undefined,
    async stop() {
      stopSweep();
      await trials.stop();
      db.close();
    },
  };
}

/** The lot and its desk, as far as they have names. */
function placeOf(lot: unknown): string {
  const { name = '', desk = '' } = (lot ?? {}) as { name?: unknown; desk?: unknown };
  return [name, desk].filter((part) => typeof part === 'string' && part !== '').join(' · ');
}
