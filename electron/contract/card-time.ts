/** What an extension makes of a card's time. Days of Beijing, `yyyy-MM-dd`, both included. */
export interface Extension {
  from: string;
  to: string;
  /** It was over: what lies between its end and `from` is not covered. */
  lapsed: boolean;
}

const DAY_MS = 86_400_000;
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const nameOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * Valid for longer: from its end, or from today when it is over. A month after the 15th ends on the 15th; one after the
 * last day of a month on the last day of the next.
 */
export function extended(
  { from, to }: { from: string; to: string },
  by: { months: number } | { days: number },
  today: string,
): Extension {
  const lapsed = to < today;
  const last = lapsed ? numberOf(today) - 1 : numberOf(to);
  const end = 'days' in by ? last + by.days : monthsAfter(last, by.months);
  return { from: lapsed ? today : from, to: nameOf(end), lapsed };
}

function monthsAfter(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const lastOf = (of: number): number => new Date(Date.UTC(year, of + 1, 0)).getUTCDate();
  const isLast = date.getUTCDate() === lastOf(month);
  const wanted = isLast ? lastOf(month + months) : Math.min(date.getUTCDate(), lastOf(month + months));
  return Date.UTC(year, month + months, wanted) / DAY_MS;
}
