import type { BaseDataView } from '../../electron/contract/base-data.ts';
import type { PlatformView } from '../../electron/contract/board.ts';
import type {
  ReportFieldView,
  ReportItemView,
  SyncPlatformView,
  SyncView,
  TimelinessView,
} from '../../electron/contract/sync.ts';
import { PLACES, PLATES } from './names.ts';

/** Platforms, reports and base data to look at and to test with. Every instant follows from `at`. */

const MINUTE = 60_000;

export function platform(at: number, over: Partial<PlatformView> = {}): PlatformView {
  return {
    id: 'city',
    kind: 'db4403',
    state: 'up',
    since: at - 90 * MINUTE,
    cause: null,
    detail: null,
    waitingLive: 0,
    waitingBacklog: 0,
    parked: 0,
    oldestWaiting: null,
    p50Ms: 84,
    p99Ms: 620,
    ...over,
  };
}

export const timeliness = (name: string, over: Partial<TimelinessView> = {}): TimelinessView => ({
  interface: name,
  waiting: 0,
  parked: 0,
  acknowledged: 812,
  p50Ms: 84,
  p99Ms: 620,
  maxMs: 1240,
  late: 0,
  ...over,
});

export function syncPlatform(
  at: number,
  { platform: over, ...more }: Partial<Omit<SyncPlatformView, 'platform'>> & { platform?: Partial<PlatformView> } = {},
): SyncPlatformView {
  return {
    platform: platform(at, over),
    perSecond: 1.2,
    interfaces: [
      timeliness('vehicleEnter'),
      timeliness('vehicleLeave', { acknowledged: 790 }),
      timeliness('stallCount', { acknowledged: 1602, p50Ms: 61, p99Ms: 310, maxMs: 480 }),
      timeliness('chargeRecord', { acknowledged: 544 }),
      timeliness('eventReport', { acknowledged: 3, p50Ms: 92, p99Ms: 118, maxMs: 118 }),
    ],
    baseData: true,
    ...more,
  };
}

export const syncView = (at: number, platforms: SyncPlatformView[], over: Partial<SyncView> = {}): SyncView => ({
  at,
  role: 'supervisor',
  platforms,
  refunds: 0,
  ...over,
});

export const field = (name: string, value: string, over: Partial<ReportFieldView> = {}): ReportFieldView => ({
  name,
  value,
  editable: false,
  blamed: false,
  required: false,
  maxLength: null,
  choices: [],
  ...over,
});

const beijing = (at: number): string => new Date(at + 8 * 60 * MINUTE).toISOString().slice(0, 19).replace('T', ' ');

/** An entry as table 19 has it. `plate`: what the platform is told. */
export function entryReport(
  at: number,
  seq: number,
  plate: string,
  over: Partial<ReportItemView> = {},
): ReportItemView {
  const blamed = over.message?.includes('carNo') ?? false;
  return {
    seq,
    interface: 'vehicleEnter',
    state: 'parked',
    subject: plate,
    createdAt: at,
    sentAt: at + 180,
    settledAt: at + 264,
    attempts: 1,
    code: null,
    message: null,
    fields: [
      field('id', `7f0c6a1e9b7d4e0c8a51${String(seq).padStart(12, '0')}`, { required: true, maxLength: 32 }),
      field('parkCode', 'P4403050001', { maxLength: 20 }),
      field('stallNo', '', { editable: true, maxLength: 28 }),
      field('carNo', plate, { editable: true, required: true, maxLength: 10, blamed }),
      field('plateColor', '0', { editable: true, choices: ['0', '1', '2', '3', '4', '5'] }),
      field('carColor', '1', { editable: true, choices: ['1', '2', '3', '4', '5', '6', '7', '8'] }),
      field('carModel', '3', { editable: true, choices: ['1', '2', '3'] }),
      field('enterTime', beijing(at), { editable: true, required: true }),
      field('entranceName', PLACES.entrance(1), { editable: true, maxLength: 50 }),
    ],
    behind: 0,
    dismissed: null,
    ...over,
  };
}

/** A payment as table 23 has it. */
export const chargeReport = (at: number, seq: number, over: Partial<ReportItemView> = {}): ReportItemView => ({
  ...entryReport(at, seq, PLATES.far),
  interface: 'chargeRecord',
  code: '1007',
  message: 'received (>= 0)',
  fields: [
    field('id', `c0${String(seq).padStart(30, '0')}`, { required: true, maxLength: 32 }),
    field('recordId', `7f0c6a1e9b7d4e0c8a51${String(seq).padStart(12, '0')}`, { required: true, maxLength: 32 }),
    field('carNo', PLATES.far, { editable: true, required: true, maxLength: 10 }),
    field('payTime', beijing(at), { editable: true, required: true }),
    field('receivables', '2100', { required: true }),
    field('discount', '1100', { required: true }),
    field('received', '-1000', { required: true, blamed: true }),
    field('payType', '2', { editable: true, required: true, choices: ['1', '2', '3', '4', '5', '6'] }),
    field('payFrom', 'H5', { editable: true, required: true, maxLength: 10 }),
    field('listDiscounts', '[{"id":"d1","couponType":1,"couponValue":11}]'),
  ],
  ...over,
});

/** A lot's data that nobody corrects by hand. */
export const lotReport = (at: number, seq: number, over: Partial<ReportItemView> = {}): ReportItemView => ({
  ...entryReport(at, seq, PLACES.lot),
  interface: 'parkInfo',
  code: '1004',
  message: 'roadName',
  fields: [
    field('parkCode', 'P4403050001', { required: true, maxLength: 20 }),
    field('parkName', PLACES.lot, { required: true, maxLength: 255 }),
    field('roadName', PLACES.road, { maxLength: 10, blamed: true }),
    field('totalSpace', '300', { required: true }),
  ],
  ...over,
});

export const baseData = (key: string, over: Partial<BaseDataView> = {}): BaseDataView => ({
  key: `base:${key}`,
  interface: 'stallInfo',
  title: key,
  state: 'same',
  heldSince: null,
  message: null,
  fields: [],
  ...over,
});
