import type { Clock } from '../../../native/clock/contract.ts';
import type { Display } from '../../../native/display/contract.ts';
import { displayTexts } from '../../contract/site-displays.ts';
import type { DisplayConfig } from '../../contract/site-displays.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { Lane } from '../lane/lane.ts';
import { levelsAt } from './levels.ts';
import { situationOf } from './situation.ts';
import { filled, rowsOf } from './wording.ts';

/** The boards of all lanes: each shows what its lane's state says, whenever that changes. */
export interface LaneBoards {
  start(): void;
  stop(): Promise<void>;
  laneChanged(laneId: string): void;
  /** Places became free or were taken, or the queue moved. */
  lotChanged(): void;
}

export interface LaneBoardsParts {
  site: SiteConfig;
  lanes: readonly Pick<Lane, 'config' | 'state'>[];
  /** A board of the site file, not yet started. */
  display(config: DisplayConfig): Display;
  /** Free places now. */
  free(): number;
  clock: Clock;
}

/** Many changes at one moment are one look at the lot. */
const LOT_WAITS_MS = 200;
const LEVELS_EVERY_MS = 60_000;

export function createLaneBoards(parts: LaneBoardsParts): LaneBoards {
  const { site, lanes, clock } = parts;
  const boards = lanes.flatMap((lane) =>
    (lane.config.displays ?? []).map((config) => ({ lane, config, display: parts.display(config) })),
  );
  /** What was last said at a lane, so that it is said once for each vehicle. */
  const said = new Map<string, string>();
  let stopLot: (() => void) | null = null;
  let stopLevels = (): void => undefined;
  let running = false;

  function show(lane: Pick<Lane, 'config' | 'state'>, speaking: boolean): void {
    const own = boards.filter((board) => board.lane === lane);
    if (own.length === 0) return;
    const { direction, closed, id } = lane.config;
    const texts = displayTexts.parse(site.displayTexts ?? {});
    const { message, values, arrivalId } = situationOf({
      direction,
      closed,
      state: lane.state,
      free: parts.free(),
      place: placeOf(lanes, lane),
      lot: site.lot.name,
    });
    const speech = filled(texts[message].speak ?? '', values);
    const saying = `${arrivalId ?? ''} ${message} ${values.fee}`;
    const isNew = said.get(id) !== saying;
    said.set(id, saying);
    for (const { config, display } of own) {
      display.show(rowsOf(texts[message], values, config.rows));
      if (speaking && isNew) display.speak(speech);
    }
  }

  const setLevels = (): void => {
    for (const { config, display } of boards)
      if (config.levels) display.setLevels(levelsAt(config.levels, clock.now()));
    stopLevels = clock.after(LEVELS_EVERY_MS, setLevels);
  };

  return {
    start() {
      if (boards.length === 0) return;
      running = true;
      // Whoever stands there since before the start was told already.
      for (const lane of lanes) show(lane, false);
      setLevels();
      for (const { display } of boards) display.start();
    },
    async stop() {
      running = false;
      stopLevels();
      stopLot?.();
      stopLot = null;
      await Promise.all(boards.map(({ display }) => display.stop()));
    },
    laneChanged(laneId) {
      const lane = lanes.find(({ config }) => config.id === laneId);
      if (running && lane) show(lane, true);
    },
    lotChanged() {
      if (!running) return;
      stopLot ??= clock.after(LOT_WAITS_MS, () => {
        stopLot = null;
        for (const lane of lanes) show(lane, true);
      });
    },
  };
}

/** How many cars of its queue came before the one that waits at a lane, itself counted; null: none waits for its turn there. */
function placeOf(lanes: LaneBoardsParts['lanes'], lane: LaneBoardsParts['lanes'][number]): number | null {
  const { state } = lane;
  if (state.phase !== 'waiting' || lane.config.direction !== 'entrance') return null;
  const { at, class: queue } = state.arrival;
  const before = lanes.filter(
    (other) =>
      other.config.direction === 'entrance' &&
      (other.state.phase === 'waiting' || other.state.phase === 'asking') &&
      other.state.arrival.class === queue &&
      other.state.arrival.at < at,
  );
  return before.length + 1;
}
