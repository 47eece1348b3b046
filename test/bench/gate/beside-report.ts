import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { StationProcess } from '../../support/station.ts';

const MONTH = { by: 'month', month: '2026-05' } as const;

/** What was finished beside captures. */
export interface MadeBeside {
  reports: number;
  workbooks: number;
}

/**
 * Makes the report of the month and its workbook, one after the other, as long as `isWanted`; what is under way when it is
 * no longer is given up. Resolves when `isOver`, with how many were finished.
 */
export async function makeReports(
  station: StationProcess,
  { isWanted, isOver }: { isWanted(): boolean; isOver(): boolean },
): Promise<MadeBeside> {
  const made: MadeBeside = { reports: 0, workbooks: 0 };
  while (!isOver()) {
    await delay(20);
    if (!isWanted()) continue;
    const { id } = await station.call('reports.begin', { key: randomUUID(), wish: { period: MONTH } });
    while (isWanted() && (await station.call('reports.get', { id })).state !== 'done') await delay(50);
    if (isWanted()) made.reports += 1;
    const part = { id, kind: 'xlsx', part: 0 } as const;
    while (isWanted() && (await station.call('reports.file', part)).state !== 'ready') await delay(50);
    if (isWanted()) made.workbooks += 1;
    else await station.call('reports.cancel', { id });
  }
  return made;
}
