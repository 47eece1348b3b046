import type { CandidateView } from '../../electron/contract/board.ts';
import type { FlowView } from '../../electron/contract/board.ts';
import type { LaneConfig, SiteConfig } from '../../electron/contract/site.ts';
import { siteConfig } from '../../electron/contract/site.ts';
import type { VehicleClass } from '../../electron/contract/vocabulary.ts';
import type { Verdict } from '../../electron/station/lane/state.ts';
import { devicesOf, lineOf } from '../support/clocked-station.ts';
import type { Scenario, Step } from './format.ts';

/** A car at a lane, as whoever decides has left it. `open`: it may go through. */
export interface Standing {
  plate: string;
  class: VehicleClass;
  open: boolean;
  verdict: Verdict;
  candidates: Pick<CandidateView, 'plate'>[];
}

export type Book = Extract<Step, { book: string }> & { fromAt: number; toAt: number };
export type Hand = Extract<Step, { do: string }>;

/** A lot that a scenario is played on. The policy alone, or the whole station: the same story, the same end. */
export interface ScenarioLot {
  readonly now: number;
  /** Lets time go by. */
  pass(ms: number): Promise<void>;
  book(booking: Book): Promise<void>;
  cancel(plate: string): Promise<void>;
  list(plate: string, as: Extract<Step, { list: string }>['as']): Promise<void>;
  arrive(laneId: string, plate: string, sure: number): Promise<void>;
  /** Null: nobody stands there. */
  standing(laneId: string): Promise<Standing | null>;
  driveThrough(laneId: string): Promise<void>;
  driveOff(laneId: string): Promise<void>;
  /** Returns why it cannot be done; null: done. */
  hand(act: Hand): Promise<string | null>;
  setPriority(mode: 'on' | 'off' | 'schedule', until: number | null): Promise<void>;
  convert(laneId: string, until: number): Promise<void>;
  endConversion(laneId: string): Promise<void>;
  plug(laneId: string, plugged: boolean): Promise<void>;
  restart(): Promise<void>;
  view(): Promise<{ inside: number; flow: FlowView }>;
  /** What the platforms were told of who goes first, oldest first. */
  told(): Promise<('on' | 'off')[]>;
  end(): Promise<void>;
}

/** A Wednesday that is no holiday. */
const DAY = '2026-05-06';
export const instant = (time: string): number => Date.parse(`${DAY}T${time}+08:00`);

/** The site file of a scenario: a board, a line and a camera for each lane. */
export function siteOf({ lot, rules, lanes }: Scenario, platforms: unknown[] = []): SiteConfig {
  const { priority, ...numbers } = rules;
  const [from, to] = priority?.split('-') ?? [];
  return siteConfig.parse({
    lot: {
      parkCode: '4403000001',
      name: '测试停车场',
      desk: '东门岗',
      totalStalls: lot.stalls,
      reservableStalls: lot.reservable,
    },
    flow: { ...numbers, priority: priority === null ? [] : [{ days: 'every-day', from, to }] },
    capture: { listen: { host: '127.0.0.1', port: 0 } },
    links: Object.keys(lanes).map(lineOf),
    lanes: Object.entries(lanes).map(([id, rule]) => ({
      id,
      name: id,
      direction: isExit(id) ? 'exit' : 'entrance',
      ...rule,
      ...devicesOf(id),
    })),
    platforms,
    people: [{ id: 'wang', name: '王师傅', role: 'attendant' }],
  });
}

const isExit = (laneId: string): boolean => laneId.startsWith('out');

/** Plates of the cars that are in when a scenario begins. */
export const platesInside = ({ lot }: Scenario): string[] =>
  Array.from({ length: lot.inside }, (_, index) => `粤A${String(10_001 + index)}`);

export const laneOf = (site: SiteConfig, id: string): LaneConfig => {
  const lane = site.lanes.find((each) => each.id === id);
  if (!lane) throw new Error(`no lane ${id}`);
  return lane;
};
