import { dateTime } from '../clock/beijing.ts';
import { toCsv } from './csv.ts';

/** The download has taken the file by then, ms. */
const TAKEN_MS = 60_000;

/** Offers a table as a CSV file named after `name` and the instant; the program asks the person where to keep it. */
export function offerCsv(name: string, rows: Parameters<typeof toCsv>[0], now: number): void {
  const url = URL.createObjectURL(new Blob([toCsv(rows)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}-${dateTime(now).replaceAll(/\D/g, '')}.csv`;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, TAKEN_MS);
}
