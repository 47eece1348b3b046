import type { BookEntry } from '../../demo/platform/book.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { openReportingLot, stayId, wayTo } from '../support/reporting-lot.ts';
import type { Compared, CutSide, CutSideOptions, Recorded } from './cut-side.ts';
import { openLine } from './line.ts';

const PARK_CODE = '44030500100101000010';

/** A lot at a DB4403/T platform. */
export async function openDb4403Side(
  transport: 'mqtts' | 'https',
  { directory, clock, wrap }: CutSideOptions,
): Promise<CutSide> {
  const platform = await startPlatform({ parkCode: PARK_CODE, transport, now: () => clock.now() });
  const line = await openLine(Number(new URL(platform.access.url).port));
  const url = `${transport}://127.0.0.1:${line.port}`;
  const way = wayTo(platform.access, directory, clock, { url });
  const lot = openReportingLot({ directory, parkCode: PARK_CODE, clock, transport: wrap(way) });
  return {
    lot,
    line,
    compare: (recorded) => compare(recorded, platform),
    async stop() {
      await lot.stop();
      await line.stop();
      await platform.stop();
    },
  };
}

const NAMES = { in: 'vehicleEnter', out: 'vehicleLeave' } as const;

/** What was recorded against the platform's book. */
export function compare(recorded: Recorded, { book }: Pick<Platform, 'book'>): Compared {
  const { entries, duplicates, violations, anomalies } = book;
  const nameOf = ({ interface: name, item }: BookEntry): string => `${name} ${String(item['id'])}`;
  const held = entries.filter(({ interface: name }) => name !== 'stallCount').map(nameOf);
  const reports = recorded.moves.map(({ car, way }) => `${NAMES[way]} ${stayId(car)}`);
  const [known, wanted] = [new Set(held), new Set(reports)];
  const twice = held.length === known.size ? [] : held.filter((report, at) => held.indexOf(report) !== at);
  const lastCount = entries.findLast(({ interface: name }) => name === 'stallCount')?.item['usedStalls'];
  return {
    recorded: reports.length,
    lost: [
      ...reports.filter((report) => !known.has(report)),
      ...(lastCount === recorded.lastCount ? [] : [`count ${recorded.lastCount}: it is ${String(lastCount)} there`]),
    ],
    invented: held.filter((report) => !wanted.has(report)),
    twice,
    disordered: anomalies.map(({ kind, id }) => `${kind} ${id}`),
    // A connection that was cut is no word of the lot's.
    violations: violations.filter(({ topic }) => topic !== '').map(({ message }) => message),
    repeats: duplicates.length,
  };
}
