import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandInput, CommandName } from '../contract/commands.ts';
import type { BackupFailure, RestoreView } from '../contract/upkeep.ts';
import type { SiteConfig } from '../contract/site.ts';
import { NO_WISHES } from '../contract/wire.ts';
import type { EventMessage } from '../contract/wire.ts';
import { openAccess } from './access/access.ts';
import { createDoor } from './access/door.ts';
import type { Actor, Run } from './access/door.ts';
import { createPeople } from './access/people.ts';
import { refusal } from './access/refusal.ts';
import { pictureTimes } from './capture/pictures-on-disk.ts';
import type { Station, StationOptions } from './compose.ts';
import { createLedger } from './ledger/record.ts';
import { newId } from './parking/stays.ts';
import { sessionCommands } from './session-commands.ts';
import { entryOf, readCopies } from './store/backup/copies.ts';
import type { Copy } from './store/backup/copies.ts';
import { runJob } from './store/backup/job.ts';
import type { RunningJob } from './store/backup/job.ts';
import { renameDurably } from './store/durable.ts';
import { openStore } from './store/open.ts';
import { takeOver } from './store/restore/take-over.ts';
import { openLosses } from './store/restore/loss.ts';
import { endNeed, forgetNeed, setAside } from './store/restore/need.ts';
import type { Need, StorePlaces } from './store/restore/need.ts';

/** What is left of a station whose store cannot be worked with. */
export interface RestoreOptions extends Pick<
  StationOptions,
  'secrets' | 'dataDirectory' | 'clock' | 'log' | 'run' | 'restart' | 'secretCost'
> {
  /** What it needs of the site. */
  site: Pick<SiteConfig, 'people' | 'access'> & { lot: Pick<SiteConfig['lot'], 'name' | 'desk'> };
}

/** How often the desk is looked at: it locks itself. */
const SWEEP_MS = 2_500;

/**
 * The station without its store: no gate, no platform, but the desk. Whoever may chooses what to go on with, and the
 * station begins anew. The people, and their passwords, are those of the newest copy that is good.
 */
export async function openRestoreMode(options: RestoreOptions, places: StorePlaces, need: Need): Promise<Station> {
  const { site, secrets, clock, log, dataDirectory, restart } = options;
  const captureDirectory = join(dataDirectory, 'captures');
  mkdirSync(dataDirectory, { recursive: true });
  const copies = readCopies(places.copies);
  const unsound = new Set<string>();
  const newest = await newestSound();

  const db = openStore(':memory:');
  if (newest !== null) takeOver({ from: join(places.copies, newest.file), into: db, tables: ['person'] });
  const people = createPeople(db, site.people, secrets.people, clock.now());
  const access = openAccess({
    db,
    ledger: createLedger(db, clock, []),
    people,
    access: site.access,
    place: () => `${site.lot.name} · ${site.lot.desk}`,
    run: options.run,
    clock,
    newId,
    restoring: true,
    ...(options.secretCost && { cost: options.secretCost }),
  });
  const losses = lossOf();
  let step: RestoreView['step'] = { state: 'choosing' };
  let running: RunningJob | null = null;
  let working: Promise<void> = Promise.resolve();

  /** The newest is read through; one that is not sound gives way to the one before it. */
  async function newestSound(): Promise<Copy | null> {
    for (const copy of copies.filter(({ state }) => state === 'good')) {
      const job = runJob({ kind: 'check', file: join(places.copies, copy.file), sha256: copy.sha256 });
      const outcome = await job.outcome;
      if (outcome.kind === 'done') return copy;
      log.warn({ file: copy.file, detail: outcome.detail }, 'a copy of the store cannot be used');
      unsound.add(copy.file);
    }
    return null;
  }

  function lossOf(): ReadonlyMap<string, RestoreView['copies'][number]['loss']> {
    const knownUntil = ({ at, lastFact }: Copy): number => lastFact?.at ?? at;
    const oldest = copies.reduce((least, copy) => Math.min(least, knownUntil(copy)), clock.now());
    const broken = need.setAside === null ? null : join(need.setAside, 'gatehouse.sqlite');
    const from = openLosses(broken ?? places.database, pictureTimes(captureDirectory, oldest, clock.now()));
    const map = new Map(copies.map((copy) => [copy.file, from.since(knownUntil(copy))]));
    from.close();
    return map;
  }

  const view = (): RestoreView => ({
    ...need,
    copies: copies.flatMap((copy) => {
      const loss = losses.get(copy.file);
      const entry = entryOf(copy);
      return loss === undefined
        ? []
        : [{ ...entry, state: unsound.has(copy.file) ? ('unsound' as const) : entry.state, loss }];
    }),
    newest: newest?.file ?? null,
    step,
  });

  function failed(why: BackupFailure, detail: string): void {
    log.warn({ why, detail }, 'the store was not restored');
    step = { state: 'failed', why };
  }

  /** Brings the chosen copy to the store's place; false: it could not be, and nothing has changed. */
  async function bring(copy: Copy): Promise<boolean> {
    const to = `${places.database}.part`;
    running = runJob({ kind: 'restore', file: join(places.copies, copy.file), sha256: copy.sha256, to });
    const outcome = await running.outcome;
    running = null;
    if (outcome.kind === 'failed') {
      if (outcome.why === 'damaged') unsound.add(copy.file);
      failed(outcome.why, outcome.detail);
      return false;
    }
    setAside(places, clock.now());
    renameDurably(to, places.database);
    return true;
  }

  async function goOn(copy: Copy | null): Promise<void> {
    if (copy === null) setAside(places, clock.now());
    else if (!(await bring(copy))) return;
    const store = openStore(places.database);
    try {
      // What stood at the arms then stands there no more, and nobody is signed in. Who did this is told in the store's own audit.
      takeOver({ from: db, into: store, tables: copy === null ? ['person'] : [], forget: ['lane_state', 'desk'] });
      access.audit.handTo(store);
    } finally {
      store.close();
    }
    endNeed(places, clock.now());
    restart?.();
  }

  function choose({ file, because }: CommandInput<'restore.choose'>, who: Actor): void {
    if (step.state === 'restoring') throw refusal('not-now', 'it is being restored');
    const copy = file === null ? null : copies.find((each) => each.file === file);
    if (copy === undefined || (copy !== null && (copy.state !== 'good' || unsound.has(copy.file))))
      throw refusal('gone', 'there is no such copy that is good');
    access.trail.note(who, 'restore.choose', 'done', { file, because, why: need.why, setAside: need.setAside });
    step = { state: 'restoring' };
    working = goOn(copy).catch((error: unknown) => failed('failed', String(error)));
  }

  const done = { done: true } as const;
  const session = sessionCommands(access);
  const own: Partial<Record<CommandName, (input: never, who: Actor) => unknown>> = {
    ...session,
    'restore.get': view,
    'restore.choose': (wish: CommandInput<'restore.choose'>, who) => {
      choose(wish, who);
      return done;
    },
    'restore.cancel': () => {
      if (need.why !== 'asked' || step.state === 'restoring')
        throw refusal('not-now', 'the store cannot be gone on with');
      forgetNeed(places);
      restart?.();
      return done;
    },
  };
  const run: Run = (command, input, actor) => {
    const answer = own[command];
    if (answer === undefined) throw refusal('not-now', `${command}: the store is not there`);
    return answer(input, actor);
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
  log.warn({ why: need.why, detail: need.detail, setAside: need.setAside }, 'the store cannot be worked with');

  return {
    captureDirectory,
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
      await running?.stop();
      await working;
      db.close();
    },
  };
}
