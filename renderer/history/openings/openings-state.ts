import type { CommandError, CommandInput } from '../../../electron/contract/commands.ts';
import type { OpeningsView, OpeningView, UnopenedView } from '../../../electron/contract/openings.ts';
import { hourOf } from '../../clock/days.ts';

/** Which part of a day is looked through: all of it, or one of the two shifts that booths work. */
export type Part = 'day' | 'day-shift' | 'night-shift';

/** Hours of Beijing, from included, to not; after 24 they are those of the next day. */
export const PARTS: Readonly<Record<Part, { from: number; to: number }>> = {
  day: { from: 0, to: 24 },
  'day-shift': { from: 8, to: 20 },
  'night-shift': { from: 20, to: 32 },
};
export const PART_NAMES = Object.keys(PARTS) as Part[];

export type Row = { row: 'opening'; line: OpeningView } | { row: 'passage'; line: UnopenedView };

export type Outcome =
  { ok: true; what: 'exported' | 'cut'; count: number } | { ok: false; code: CommandError['code'] | 'nothing-to-open' };

export interface OpeningsState {
  /** Null: today, whichever day that is. */
  day: string | null;
  part: Part;
  /** Null: all lanes. */
  laneId: string | null;
  /** Null until the first answer. */
  view: OpeningsView | null;
  /** How many lines of each list were asked for. */
  limit: number;
  asking: boolean;
  failure: CommandError['code'] | null;
  /** Key of the row that keys act on. */
  selected: string | null;
  outcome: Outcome | null;
}

export const rowKey = ({ row, line }: Row): string => `${row}-${line.id}`;

/** Whether it stands out: no opening explains it, or it does not go with what went through. */
export const isDoubtful = (row: Row): boolean => row.row === 'passage' || !row.line.reconciles;

/** What the arrows walk over: first all that does not reconcile, then the rest, of each the newest first. */
export function rowsOf(view: OpeningsView | null): Row[] {
  if (view === null) return [];
  const openings = view.openings.map((line): Row => ({ row: 'opening', line }));
  const passages = view.unopened.map((line): Row => ({ row: 'passage', line }));
  return [
    ...[...passages, ...openings.filter(isDoubtful)].sort((a, b) => b.line.at - a.line.at),
    ...openings.filter((row) => !isDoubtful(row)),
  ];
}

/** How openings are counted, in the order in which they are shown. */
export const SUMS = ['openings', 'unused', 'once', 'more', 'doubtful'] as const;

/** Not all of the period is listed. */
export const hasMore = ({ openings, unopened, totals }: OpeningsView): boolean =>
  openings.length < totals.openings || unopened.length < totals.unopened;

/** The question that the choices stand for. */
export function questionOf(
  { part, laneId }: Pick<OpeningsState, 'part' | 'laneId'>,
  day: string,
  limit: number,
): CommandInput<'openings.get'> {
  const { from, to } = PARTS[part];
  return { from: hourOf(day, from), to: hourOf(day, to), limit, ...(laneId !== null && { laneId }) };
}
