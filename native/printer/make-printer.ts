import type { PrinterConfig } from '../../electron/contract/site-printer.ts';
import type { LinkConfig } from '../../electron/contract/site.ts';
import type { ReceiptColumns } from '../../electron/contract/receipt.ts';
import type { Clock } from '../clock/contract.ts';
import type { makeLink } from '../links/make-link.ts';
import type { Printer } from './contract.ts';
import { createEscPosPrinter } from './driver.ts';

export const columnsOf = (width: PrinterConfig['width']): ReceiptColumns => (width === 58 ? 32 : 48);

/** The printer of the site file. Throws when it names a link that is not among `links`, which its checks turn away. */
export function makePrinter(
  { link, width }: PrinterConfig,
  links: readonly LinkConfig[],
  clock: Clock,
  lines: typeof makeLink,
): Printer {
  const line = typeof link === 'string' ? lineNamed(link, links) : ({ id: 'printer', kind: 'tcp', ...link } as const);
  return createEscPosPrinter({ makeLink: () => lines(line, clock), clock, columns: columnsOf(width) });
}

function lineNamed(link: string, links: readonly LinkConfig[]): LinkConfig {
  const found = links.find(({ id }) => id === link);
  if (found === undefined) throw new Error(`no link ${link}`);
  return found;
}
