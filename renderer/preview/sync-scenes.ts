import type { BaseDataView } from '../../electron/contract/base-data.ts';
import type { CommandInput } from '../../electron/contract/commands.ts';
import type { ReportItemView, ReportPage, SyncView } from '../../electron/contract/sync.ts';
import { ANSWERS, PLACES, PLATES } from './names.ts';
import { baseData, chargeReport, entryReport, lotReport, syncPlatform, syncView, timeliness } from './sync-fixtures.ts';

const MINUTE = 60_000;

/** What the station answers on the sync screen. */
export interface SyncScene {
  /** `asked`: how often it was asked before. */
  view(asked: number): SyncView;
  items(query: CommandInput<'sync.items'>): ReportPage;
  baseData: readonly BaseDataView[];
}

const nothing = (): ReportPage => ({ items: [], more: false });

/** Takes the page of a list that a query asks for. */
export function pageOf(
  all: readonly ReportItemView[],
  { state, interface: only, after, limit = 50 }: CommandInput<'sync.items'>,
): ReportPage {
  const rising = state === 'waiting';
  const found = all
    .filter((item) => item.state === state && (only === undefined || item.interface === only))
    .filter(({ seq }) => after === undefined || (rising ? seq > after : seq < after))
    .toSorted((a, b) => (rising ? a.seq - b.seq : b.seq - a.seq));
  return { items: found.slice(0, limit), more: found.length > limit };
}

function parkedReports(at: number): ReportItemView[] {
  return [
    entryReport(at - 4 * MINUTE, 90_412, `${PLATES.blue}·${PLATES.green}`, {
      code: '1004',
      message: ANSWERS.tooLong,
      attempts: 1,
      behind: 1,
    }),
    chargeReport(at - 9 * MINUTE, 90_377),
    lotReport(at - 62 * MINUTE, 88_121),
    entryReport(at - 26 * 60 * MINUTE, 70_003, PLATES.yellow, {
      interface: 'vehicleLeave',
      code: '1300',
      message: ANSWERS.cloned,
      attempts: 3,
    }),
  ];
}

const delivered = (at: number, count: number): ReportItemView[] =>
  Array.from({ length: count }, (_, index) =>
    entryReport(at - (index + 1) * 41_000, 90_000 - index, PLATES.others[index % PLATES.others.length] ?? '', {
      state: 'acknowledged',
      interface: index % 3 === 0 ? 'vehicleLeave' : 'vehicleEnter',
      code: '0',
      message: null,
      settledAt: at - (index + 1) * 41_000 + (index % 17 === 0 ? 4210 : 264 + index),
    }),
  );

const waiting = (at: number, from: number, count: number): ReportItemView[] =>
  Array.from({ length: count }, (_, index) =>
    entryReport(at - 5 * 60 * MINUTE + index * 3000, from + index, PLATES.others[index % PLATES.others.length] ?? '', {
      state: 'waiting',
      interface: index % 3 === 0 ? 'vehicleLeave' : 'vehicleEnter',
      sentAt: null,
      settledAt: null,
      attempts: 0,
    }),
  );

function lotBaseData(at: number): BaseDataView[] {
  const since = { heldSince: at - 30 * 60 * MINUTE };
  return [
    baseData('parkInfo', {
      ...since,
      interface: 'parkInfo',
      title: PLACES.lot,
      state: 'differs',
      fields: [
        { name: 'totalSpace', site: '300', platform: '280' },
        { name: 'chargeDesc', site: PLACES.chargeDescription, platform: null },
        { name: 'bizStatus', site: '1', platform: '0' },
      ],
    }),
    baseData('gate-1', { ...since, interface: 'gateInfo', title: PLACES.entrance(1) }),
    baseData('gate-2', { interface: 'gateInfo', title: PLACES.entrance(2), state: 'queued' }),
    baseData('gate-3', {
      interface: 'gateInfo',
      title: PLACES.exit(1),
      state: 'refused',
      message: '1004 roadName',
      fields: [{ name: 'roadName', site: PLACES.road, platform: null }],
    }),
    baseData('gate-4', { ...since, interface: 'gateInfo', title: PLACES.exit(2), state: 'removed' }),
    baseData('charge', { ...since, interface: 'chargeStandard', title: PLACES.lot }),
    ...Array.from({ length: 300 }, (_, index) =>
      baseData(`B2-${String(index + 1).padStart(3, '0')}`, index < 2 ? { state: 'never' } : since),
    ),
  ];
}

/** `sync-…` scenes of the preview; null for a name that is none. */
export function syncSceneOf(name: string, at: number): SyncScene | null {
  const parked = parkedReports(at);
  const figures = [
    timeliness('vehicleEnter', { parked: 1, p99Ms: 3480, maxMs: 9120, late: 14 }),
    timeliness('vehicleLeave', { parked: 1, acknowledged: 790 }),
    timeliness('chargeRecord', { parked: 1, acknowledged: 544 }),
    timeliness('stallCount', { acknowledged: 1602, p50Ms: 61, p99Ms: 310, maxMs: 480 }),
    timeliness('parkInfo', { parked: 1, acknowledged: 0, p50Ms: null, p99Ms: null, maxMs: null }),
  ];
  const behind = syncPlatform(at, {
    platform: { parked: 4, p99Ms: 3480 },
    interfaces: figures,
  });
  const queue = waiting(at, 41_772, 260);
  switch (name) {
    case 'sync-well':
      return {
        view: () => syncView(at, [syncPlatform(at)], { role: 'attendant' }),
        items: (query) => pageOf(delivered(at, 120), query),
        baseData: lotBaseData(at).map((each) => ({ ...each, state: 'same', message: null, fields: [] })),
      };
    case 'sync-drain':
      return {
        view: (asked) =>
          syncView(at, [
            syncPlatform(at, {
              perSecond: 402.4,
              platform: {
                waitingLive: 3,
                waitingBacklog: asked === 0 ? 118_400 : 48_230 - 3 - 402 * (asked - 1),
                oldestWaiting: at - 302 * MINUTE,
              },
              interfaces: [
                timeliness('vehicleEnter', { waiting: 24_120 }),
                timeliness('vehicleLeave', { waiting: 23_870 }),
                timeliness('stallCount', { waiting: 1 }),
                timeliness('chargeRecord', { waiting: 239 }),
              ],
            }),
          ]),
        items: (query) => pageOf([...queue, ...delivered(at, 120)], query),
        baseData: [],
      };
    case 'sync-parked':
    case 'sync-attendant':
      return {
        view: () => syncView(at, [behind], { role: name === 'sync-parked' ? 'supervisor' : 'attendant' }),
        items: (query) => pageOf([...parked, ...delivered(at, 120)], query),
        baseData: lotBaseData(at),
      };
    case 'sync-refused':
      return {
        view: () =>
          syncView(at, [
            syncPlatform(at, {
              perSecond: 0,
              platform: {
                state: 'refused',
                cause: 'not-now',
                detail: `1101 ${ANSWERS.noPark}`,
                since: at - 14 * MINUTE,
                waitingLive: 212,
                waitingBacklog: 1240,
                oldestWaiting: at - 14 * MINUTE,
              },
            }),
          ]),
        items: (query) => pageOf(queue, query),
        baseData: lotBaseData(at),
      };
    case 'sync-two':
      return {
        view: () =>
          syncView(at, [
            behind,
            syncPlatform(at, {
              perSecond: 0,
              platform: {
                id: 'citybrain',
                kind: 'citybrain',
                state: 'down',
                cause: 'unreachable',
                detail: 'connect ECONNREFUSED 10.20.30.40:443',
                since: at - 6 * MINUTE,
                waitingLive: 31,
                waitingBacklog: 0,
                oldestWaiting: at - 6 * MINUTE,
              },
              interfaces: [timeliness('parking', { waiting: 17 }), timeliness('away', { waiting: 14 })],
              baseData: false,
            }),
          ]),
        items: (query) => (query.platform === 'citybrain' ? nothing() : pageOf(parked, query)),
        baseData: lotBaseData(at),
      };
    case 'sync-empty':
      return { view: () => syncView(at, []), items: nothing, baseData: [] };
    default:
      return null;
  }
}
