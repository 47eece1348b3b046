import type { BaseDataView } from '../../electron/contract/base-data.ts';
import type { CommandInput } from '../../electron/contract/commands.ts';
import type { RefundView } from '../../electron/contract/orders.ts';
import type {
  FoundFiles,
  ReportItemView,
  ReportPage,
  SyncPlatformView,
  SyncView,
} from '../../electron/contract/sync.ts';
import { ANSWERS, PEOPLE, PLACES, PLATES } from './names.ts';
import { baseData, chargeReport, entryReport, lotReport, syncPlatform, syncView, timeliness } from './sync-fixtures.ts';

const MINUTE = 60_000;

/** What the station answers on the sync screen. */
export interface SyncScene {
  /** `asked`: how often it was asked before. */
  view(asked: number): SyncView;
  items(query: CommandInput<'sync.items'>): ReportPage;
  baseData: readonly BaseDataView[];
  find(query: CommandInput<'sync.find'>): FoundFiles;
  refunds: readonly RefundView[];
}

const nothing = (): ReportPage => ({ items: [], more: false });
/** Nothing is found, and no refund waits. */
export const QUIET = { find: (): FoundFiles => ({ files: [], more: false }), refunds: [] } as const;

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

const dismissed = (at: number): ReportItemView[] =>
  PLATES.others.map((plate, index) =>
    entryReport(at - (index + 2) * 3 * 60 * MINUTE, 60_000 - index, plate, {
      state: 'dismissed',
      code: '1300',
      message: ANSWERS.cloned,
      dismissed: {
        who: PEOPLE.attendant,
        at: at - (index + 2) * 170 * MINUTE,
        because: index === 2 ? PLACES.chargeDescription : PEOPLE.reason,
      },
    }),
  );

const brain = (at: number): SyncPlatformView =>
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
  });

const found = (at: number): FoundFiles => ({
  files: [PLATES.blue, PLATES.alike].map((plate, index) => ({
    key: `stay:${index}`,
    stay: { plate, enteredAt: at - (90 + index * 1500) * MINUTE, leftAt: index === 0 ? null : at - 1400 * MINUTE },
    numbers: [
      {
        platform: 'citybrain',
        ours: `4403050001202411210811270000${41 + index}`,
        theirs: index === 0 ? null : 'R2024112017100510710013',
      },
    ],
    reports: (['vehicleEnter', 'parking', 'vehicleLeave', 'away'] as const)
      .slice(0, index === 0 ? 2 : 4)
      .map((name, nth) => ({
        platform: nth % 2 === 0 ? 'city' : 'citybrain',
        item: entryReport(at - (90 + index * 1500) * MINUTE + nth * 1000, 500 + index * 10 + nth, plate, {
          interface: name,
          state: index === 0 && nth === 1 ? 'waiting' : nth === 2 ? 'parked' : 'acknowledged',
          code: nth === 2 ? '1300' : nth % 2 === 0 ? '0' : 'success',
          message: nth === 2 ? ANSWERS.cloned : null,
        }),
      })),
  })),
  more: false,
});

export const refundsAt = (at: number): RefundView[] =>
  [0, 1].map((index) => ({
    refundNo: `RF-${index}`,
    orderNo: `SO202411210000${index}7731`,
    orderKind: index === 0 ? 'purchase' : 'overdue',
    plate: index === 0 ? PLATES.green : PLATES.blue,
    amount: index === 0 ? 12_500 : 1500,
    reason: index === 0 ? PEOPLE.reason : null,
    receivedAt: at - (66 - index * 40) * 60 * MINUTE,
    decideBy: at + (6 + index * 40) * 60 * MINUTE,
    paid: index === 0 ? 25_000 : 1500,
    paidAt: at - 80 * 60 * MINUTE,
    refunded: index === 0 ? 5000 : 0,
    from: at - 80 * 60 * MINUTE,
    to: at + 100 * 60 * MINUTE,
    entries: 3,
    entriesTotal: index === 0 ? 20 : 1,
  }));

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
        ...QUIET,
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
        ...QUIET,
      };
    case 'sync-parked':
    case 'sync-attendant':
      return {
        view: () =>
          syncView(at, [behind, brain(at)], { role: name === 'sync-parked' ? 'supervisor' : 'attendant', refunds: 2 }),
        items: (query) => pageOf([...parked, ...delivered(at, 120), ...dismissed(at)], query),
        baseData: lotBaseData(at),
        find: ({ text }) => (text.startsWith('zz') ? QUIET.find() : found(at)),
        refunds: refundsAt(at),
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
        ...QUIET,
      };
    case 'sync-two':
      return {
        view: () => syncView(at, [behind, brain(at)]),
        items: (query) => (query.platform === 'citybrain' ? nothing() : pageOf(parked, query)),
        baseData: lotBaseData(at),
        ...QUIET,
      };
    case 'sync-empty':
      return { view: () => syncView(at, []), items: nothing, baseData: [], ...QUIET };
    default:
      return null;
  }
}
