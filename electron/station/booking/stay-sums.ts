import type { Sums } from '../ledger/report.ts';
import type { Db } from '../store/open.ts';

/** What a stay costs beyond its shared-parking order, and what of that is paid by now, fen. */
export function createStaySums(db: Db): (stayId: string) => Sums {
  const find = db.prepare<[string], Sums>(
    'SELECT amount AS receivable, discount, paid_amount AS received FROM overdue_order WHERE stay_id = ?',
  );
  return (stayId) => find.get(stayId) ?? { receivable: 0, discount: 0, received: 0 };
}
