import type { Db } from '../../store/open.ts';
import type { StayNumbers } from './contract.ts';
import { stayKey, stayOfKey } from './stay-key.ts';

/** One order key that a text leads to, and what is known of it. */
export interface FoundKey {
  key: string;
  stay: { plate: string; enteredAt: number; leftAt: number | null } | null;
  numbers: { platform: string; ours: string; theirs: string | null }[];
  /** Numbers of its reports in the outbox, oldest first. */
  reports: { platform: string; seq: number }[];
}

export interface Search {
  /** What of a stay was reported, and what it is called. */
  ofStay(stayId: string): FoundKey;
  /** Newest first; never more than a screen can show. */
  find(text: string): { found: FoundKey[]; more: boolean };
}

/** So many files are listed, and so many reports of each: the newest. */
const MOST_FILES = 20;
const MOST_REPORTS = 40;

interface Hit {
  key: string;
  platform: string;
  seq: number;
}

/** Statements by which reports are found: each goes by an index, and none reads the outbox through. */
export const statements = {
  booking: `SELECT id FROM stay INDEXED BY stay_booking WHERE booking_code >= @text AND booking_code < @end LIMIT @limit`,
  order: `SELECT id FROM stay INDEXED BY stay_order WHERE order_no >= @text AND order_no < @end LIMIT @limit`,
  // Every interface that ever had a report has a count, so the index of business ids can be entered at each.
  report: `SELECT o.order_key AS key, o.platform, o.seq
    FROM outbox_count AS c CROSS JOIN outbox AS o
      ON o.platform = c.platform AND o.interface = c.interface AND o.business_id >= @text AND o.business_id < @end
    WHERE c.state = 'waiting' AND o.state <> 'superseded' LIMIT @limit`,
  ofKey: `SELECT seq FROM outbox INDEXED BY outbox_key
    WHERE platform = @platform AND order_key = @key AND state <> 'superseded' ORDER BY seq DESC LIMIT ${MOST_REPORTS}`,
} as const;

/**
 * `platforms`: those of the site, with the numbers that each has for stays, if it has any. `staysOfPlate`: ids of the stays
 * whose plate holds a part, the newest first.
 */
export function createSearch(
  db: Db,
  platforms: readonly { id: string; numbers: StayNumbers | null }[],
  staysOfPlate: (text: string, limit: number) => string[],
): Search {
  const byBooking = db.prepare<object, string>(statements.booking).pluck();
  const byOrder = db.prepare<object, string>(statements.order).pluck();
  const byReport = db.prepare<object, Hit>(statements.report);
  const ofKey = db.prepare<object, number>(statements.ofKey).pluck();
  const stayOf = db.prepare<[string], NonNullable<FoundKey['stay']>>(
    'SELECT plate, entered_at AS enteredAt, left_at AS leftAt FROM stay WHERE id = ?',
  );

  function fileOf(key: string, hits: readonly Hit[]): FoundKey {
    const stayId = stayOfKey(key);
    const reports = platforms.flatMap(({ id: platform }) => {
      const seqs = new Set(ofKey.all({ platform, key }));
      // Of a key without an end (the counts) the one meant may lie far back.
      for (const hit of hits) if (hit.key === key && hit.platform === platform) seqs.add(hit.seq);
      return [...seqs].map((seq) => ({ platform, seq }));
    });
    const numbers = platforms.flatMap(({ id: platform, numbers: given }) => {
      const known = stayId === null ? null : (given?.of(stayId) ?? null);
      return known ? [{ platform, ...known }] : [];
    });
    return {
      key,
      stay: stayId === null ? null : (stayOf.get(stayId) ?? null),
      numbers,
      reports: reports.sort((a, b) => a.seq - b.seq),
    };
  }

  return {
    ofStay: (stayId) => fileOf(stayKey(stayId), []),
    find(text) {
      const limit = MOST_FILES + 1;
      const query = { text, end: `${text}\u{10FFFF}`, limit };
      const stays = [
        ...staysOfPlate(text, limit),
        ...byBooking.all(query),
        ...byOrder.all(query),
        ...platforms.flatMap(({ numbers }) => numbers?.find(text, limit) ?? []),
      ];
      const hits = byReport.all(query);
      const keys = new Set([...stays.map(stayKey), ...hits.map(({ key }) => key)]);
      const files = [...keys].map((key) => fileOf(key, hits)).filter(({ reports }) => reports.length > 0);
      const newest = ({ reports }: FoundKey): number => reports.at(-1)?.seq ?? 0;
      files.sort((a, b) => newest(b) - newest(a));
      return { found: files.slice(0, MOST_FILES), more: files.length > MOST_FILES };
    },
  };
}
