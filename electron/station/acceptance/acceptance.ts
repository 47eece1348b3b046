import type { Capture } from '../../../native/camera/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { AskTime } from '../../../native/clock/time-server.ts';
import type { AcceptanceCheck, AcceptanceRun } from '../../contract/acceptance.ts';
import type { PlatformView } from '../../contract/board.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { UpkeepView } from '../../contract/upkeep.ts';
import type { Actor } from '../access/door.ts';
import type { Handlers } from '../commands.ts';
import type { Lane } from '../lane/lane.ts';
import type { Once } from '../lane/parts.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';
import { askOf, verdictOf } from './check.ts';
import type { CheckState } from './check.ts';
import { checksOf } from './checks.ts';
import type { Measured } from './measures.ts';
import { AcceptanceRefusal } from './refusal.ts';
import { createRunner, isRunning } from './runner.ts';
import type { Entry } from './runner.ts';
import { createAcceptanceStore } from './store.ts';
import type { KeptRun } from './store.ts';
import type { Ciphers } from './vectors.ts';

export type AcceptanceCommand = Extract<keyof Handlers, `acceptance.${string}`>;
export type AcceptanceHandlers = Pick<Handlers, AcceptanceCommand>;

export interface AcceptanceParts {
  site: SiteConfig;
  /** Of the site file that runs; its version is null where nobody keeps them. */
  siteFile(): { version: number | null; sha256: string };
  program: string;
  db: Db;
  ledger: Ledger;
  lanes: readonly Lane[];
  platforms: readonly { view(): PlatformView; onChange(listener: () => void): () => void }[];
  backups: { make(who: Actor): void; view(): Pick<UpkeepView, 'backup'> };
  ciphers: Ciphers;
  /** A camera's picture: how large it is, and whether it can be read and reported. */
  measurePicture(jpeg: Uint8Array): Promise<Measured>;
  ask: AskTime;
  /** Asked where the site names no time servers. */
  timeServers: readonly string[];
  /** Of a camera that gives pictures when it is asked; null: it only posts them. */
  stillOf(laneId: string): (() => Promise<Uint8Array>) | null;
  /** Lowers an arm that was raised for nobody. */
  lower(lane: Lane, who: { id: string }, once: () => Once): void;
  /** Notes an act in the record that it is part of; `key` null: it is the machine's own step in a person's check. */
  once(key: string | null, command: AcceptanceCommand, who: string): Once;
  onTrouble(error: unknown): void;
  clock: Clock;
}

/** The acceptance run of a station at work. */
export interface Acceptance {
  handlers: AcceptanceHandlers;
  /** What whoever sends a command twice is told the second time. */
  again: Partial<Record<AcceptanceCommand, () => unknown>>;
  /** Something at a lane is another: its barrier among it. */
  laneChanged(laneId: string): void;
  saw(capture: Capture): void;
  stop(): void;
}

export function createAcceptance(parts: AcceptanceParts): Acceptance {
  const { site, ledger, clock } = parts;
  const store = createAcceptanceStore(parts.db);
  let newest: KeptRun | null = store.newest();
  const goingOn = (): KeptRun | null => (newest?.finishedAt === null ? newest : null);
  const runner = createRunner(parts, goingOn, store.put);
  const done = { done: true } as const;

  const current = (): KeptRun => {
    const run = goingOn();
    if (run === null) throw new AcceptanceRefusal('not-now', 'no run goes on');
    return run;
  };
  const entryOf = (id: string): Entry => {
    const entry = current().checks.find(({ place }) => place.id === id);
    if (entry === undefined) throw new AcceptanceRefusal('bad-input', `no check ${id}`);
    return entry;
  };
  const atRest = (entry: Entry): Entry => {
    if (isRunning(entry)) throw new AcceptanceRefusal('not-now', 'it runs');
    return entry;
  };

  const view = (of: KeptRun): AcceptanceRun => ({ ...of, checks: of.checks.map(checkView) });

  const handlers: AcceptanceHandlers = {
    'acceptance.get'({ no }) {
      const shown = no === undefined || no === newest?.no ? newest : store.byNo(no);
      return { run: shown && view(shown), earlier: store.list().filter((one) => one.no !== shown?.no) };
    },
    'acceptance.begin'({ key }, who) {
      if (goingOn() !== null) throw new AcceptanceRefusal('not-now', 'a run goes on');
      const { version, sha256 } = parts.siteFile();
      const { parkCode, name, desk } = site.lot;
      const no = ledger.record((tx) => {
        parts.once(key, 'acceptance.begin', who.id)(tx);
        return store.begin(
          {
            begunAt: tx.at,
            begunBy: who.name,
            finishedAt: null,
            people: [],
            note: '',
            siteVersion: version,
            siteSha256: sha256,
            program: parts.program,
            lot: { parkCode, name, desk },
            lanes: site.lanes.map((lane) => ({ id: lane.id, name: lane.name })),
            verdict: 'running',
          },
          checksOf(site),
        );
      });
      newest = store.byNo(no);
      runner.forget();
      return done;
    },
    'acceptance.run'({ key, check }, who) {
      const entry = atRest(entryOf(check));
      const { laneId } = entry.place;
      const other = current().checks.find((one) => isRunning(one) && one.place.laneId === laneId);
      if (laneId !== null && other !== undefined)
        throw new AcceptanceRefusal('not-now', `${other.place.id} runs at this lane`);
      runner.begin(entry, who, parts.once(key, 'acceptance.run', who.id));
      return done;
    },
    'acceptance.answer'({ key, check, yes }, who) {
      const entry = entryOf(check);
      const ask = askOf(entry.state);
      if (ask === null || (yes && !ask.startsWith('watch-')))
        throw new AcceptanceRefusal('not-now', 'nobody is asked that');
      ledger.record(parts.once(key, 'acceptance.answer', who.id));
      runner.tell(entry, { what: 'answered', yes });
      return done;
    },
    'acceptance.skip'({ key, check, because }, who) {
      const entry = atRest(entryOf(check));
      const by = { id: who.id, name: who.name };
      const state: CheckState = { state: 'skipped', at: clock.now(), because, who: by };
      runner.put(entry, state, parts.once(key, 'acceptance.skip', who.id));
      return done;
    },
    'acceptance.finish'({ key, people, note }, who) {
      const { no, checks } = current();
      if (checks.some(isRunning)) throw new AcceptanceRefusal('not-now', 'a check runs');
      const verdict = verdictOf(checks.map(({ state }) => state.state));
      ledger.record((tx) => {
        parts.once(key, 'acceptance.finish', who.id)(tx);
        store.finish(no, { people, note, verdict, finishedAt: tx.at });
      });
      const finished = store.byNo(no);
      if (finished === null) throw new Error(`run ${no} is gone`);
      newest = finished;
      runner.forget();
      return view(finished);
    },
  };

  const again = { 'acceptance.finish': () => newest && view(newest) };
  return { handlers, again, laneChanged: runner.laneChanged, saw: runner.saw, stop: runner.stop };
}

function checkView({ place, state }: Entry): AcceptanceCheck {
  const common = { ...place, ask: askOf(state), askUntil: null, at: null, who: null, facts: {}, because: null };
  switch (state.state) {
    case 'open':
      return { ...common, state: 'open' };
    case 'running':
      return {
        ...common,
        state: 'running',
        askUntil: common.ask === null ? null : state.until,
        who: state.who.name,
        facts: state.facts,
      };
    case 'passed':
    case 'failed':
      return { ...common, state: state.state, at: state.at, who: state.who.name, facts: state.facts };
    case 'skipped':
      return { ...common, state: 'skipped', at: state.at, who: state.who.name, because: state.because };
  }
}
