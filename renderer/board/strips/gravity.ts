import type { NoticeView } from '../../../electron/contract/board.ts';

/** What stops work first: nothing recorded, nothing seen, an arm that stands; then what only waits. */
const GRAVITY: Readonly<Record<NoticeView['code'], number>> = {
  disk: 0,
  'capture-door': 1,
  barrier: 2,
  camera: 3,
  'camera-refused': 3,
  'platform-refused': 4,
  platform: 5,
  'platform-door': 6,
  images: 7,
  payment: 8,
  'printer-paper-out': 9,
  'printer-offline': 10,
  'receipt-unconfirmed': 11,
  'store-damaged': 3,
  'clock-off': 6,
  'backup-old': 12,
  'reports-not-written': 12,
  parked: 12,
  'secrets-plain': 13,
  'secrets-keychain': 14,
  'settings-taken-back': 7,
  'health-door': 14,
  'update-fetched': 15,
};

/** Gravest first, among equals the oldest. */
export function byGravity(notices: readonly NoticeView[]): NoticeView[] {
  return notices.toSorted((a, b) => GRAVITY[a.code] - GRAVITY[b.code] || a.since - b.since);
}
