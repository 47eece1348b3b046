import type { ReportItemView } from '../../../contract/sync.ts';
import type { Db } from '../../store/open.ts';
import type { ListedItem } from '../outbox/contract.ts';

export type Dismissal = NonNullable<ReportItemView['dismissed']>;

/** Who gave a report up, when and why, as its fact says; null for one that nobody gave up. */
export type DismissalOf = (platform: string, item: ListedItem) => Dismissal | null;

/** `nameOf`: a person's name by id. */
export function createDismissals(db: Db, nameOf: (person: string) => string): DismissalOf {
  // The report was settled in the very transaction of its fact, so both have one time.
  const find = db.prepare<object, { who: string; reason: string }>(
    `SELECT who, reason FROM fact INDEXED BY fact_at
     WHERE at = @at AND kind = 'report-dismissed' AND data ->> 'platform' = @platform
       AND data ->> 'interface' = @interface AND data ->> 'businessId' = @businessId`,
  );
  return (platform, { state, settledAt, interface: name, businessId }) => {
    if (state !== 'dismissed' || settledAt === null) return null;
    const fact = find.get({ at: settledAt, platform, interface: name, businessId });
    return fact ? { who: nameOf(fact.who), at: settledAt, because: fact.reason } : null;
  };
}
