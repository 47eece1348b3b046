import type { BillPreview, BillQuery } from '../../contract/bill.ts';
import type { Calendar } from '../../contract/site-registration.ts';
import type { Tariff } from '../../contract/site-tariff.ts';
import { billOf } from './tariff.ts';

/** What a stay would cost at a site, which may charge nothing. */
export const previewBill = (
  tariff: Tariff | undefined,
  calendar: Calendar,
  { leftAt, ...stay }: BillQuery,
): BillPreview => (tariff ? billOf(tariff, calendar, { ...stay, until: leftAt }) : { ok: false, because: 'no-tariff' });
