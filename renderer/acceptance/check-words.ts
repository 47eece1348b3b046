import type { TFunction } from 'i18next';
import type { AcceptanceCheck, AcceptanceRun } from '../../electron/contract/acceptance.ts';

/** Which check it is: of which lane or platform, and what is tried. */
export function checkWords(t: TFunction, check: AcceptanceCheck, run: AcceptanceRun): string {
  const lane = run.lanes.find(({ id }) => id === check.laneId)?.name;
  const of = lane ?? (check.platform === null ? null : t(`platform.${check.platform}`));
  const kind = t(`acceptance.kind.${check.kind}`);
  return of === null ? kind : `${of} · ${kind}`;
}

/** Checks by lane, in the order of the board; those of the site at the end. */
export function groupsOf(run: AcceptanceRun): { name: string | null; checks: AcceptanceCheck[] }[] {
  const lanes = run.lanes.map(({ id, name }) => ({ name, checks: run.checks.filter(({ laneId }) => laneId === id) }));
  const site = { name: null, checks: run.checks.filter(({ laneId }) => laneId === null) };
  return [...lanes, site].filter(({ checks }) => checks.length > 0);
}
