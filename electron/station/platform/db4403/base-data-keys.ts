import { createHash } from 'node:crypto';
import type { PictureKind, Report } from '../../ledger/report.ts';
import type { EventInterface } from './tables/interfaces.ts';

/** The kinds of reports about the lot itself (7.3.3, 7.3.4.1.7, 7.3.4.1.8, 7.3.5.1.1). */
export type BaseReport = Extract<
  Report,
  { kind: 'lot' | 'gate' | 'stall-info' | 'charge-standard' | 'business' | 'plan' | 'picture' }
>;

/** All order keys of base data begin so. */
export const BASE = 'base:';
/** The interfaces that tell of the lot itself. */
const INTERFACES: ReadonlySet<string> = new Set<EventInterface>([
  'parkInfo',
  'gateInfo',
  'stallInfo',
  'chargeStandard',
  'businessConfig',
  'sharePlan',
  'imageUpload',
]);
export const isBaseData = (name: string): boolean => INTERFACES.has(name);

/** Names, within its interface, what a lot has only one of. */
const THE_LOT = 'lot';

const key = (name: EventInterface, which: string): string => `${BASE}${name}:${which}`;

/** Of the lot itself: there whenever anything is told at all. */
export const LOT_KEY = key('parkInfo', THE_LOT);
export const pictureKey = (picture: PictureKind): string => key('imageUpload', picture);

/** Order key of all reports about one thing: `base:{interface}:{which}`. */
export function baseKey(report: BaseReport): string {
  switch (report.kind) {
    case 'lot':
      return LOT_KEY;
    case 'gate':
      return key('gateInfo', report.gate.id);
    case 'stall-info':
      return key('stallInfo', report.stallNo);
    case 'charge-standard':
      return key('chargeStandard', THE_LOT);
    case 'business':
      return key('businessConfig', report.business);
    case 'plan':
      return key('sharePlan', report.plan.code);
    case 'picture':
      return pictureKey(report.picture);
  }
}

/** A Uuid of table 1 that is the same for the same thing of the same lot, on every machine and after every restart. */
export const stableId = (parkCode: string, kind: 'gate' | 'stall', which: string): string =>
  createHash('sha256')
    .update(JSON.stringify([parkCode, kind, which]))
    .digest('hex')
    .slice(0, 32);
