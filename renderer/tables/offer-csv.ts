import { toCsv } from '../../electron/contract/csv.ts';
import { offerFile } from './offer-file.ts';

/** Offers a table as a CSV file named after `name` and the instant; the program asks the person where to keep it. */
export function offerCsv(name: string, rows: Parameters<typeof toCsv>[0], now: number): void {
  offerFile(name, 'csv', new Blob([toCsv(rows)], { type: 'text/csv' }), now);
}
