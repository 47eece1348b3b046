import { writeFile } from 'node:fs/promises';
import { dialog } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import type { Printed, PrintWish } from '../contract/printing.ts';

/** The window's page on paper, or as a PDF where the person says. What is on it is the page's own affair (`@media print`). */

/** 18 mm at the foot for the page numbers, 12 mm elsewhere; in inches, as the browser counts. */
const MARGINS = { top: 0.5, right: 0.5, bottom: 0.7, left: 0.5 };

/** Of a window that is gone nothing is printed. */
export async function printPage(window: BrowserWindow | null, wish: PrintWish): Promise<Printed> {
  if (window === null || window.isDestroyed()) return { outcome: 'cancelled' };
  return wish.to === 'pdf' ? savePdf(window, wish) : toPrinter(window.webContents, wish);
}

async function savePdf(window: BrowserWindow, { name, foot }: PrintWish): Promise<Printed> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `${name}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === undefined || filePath === '') return { outcome: 'cancelled' };
  try {
    await writeFile(filePath, await pdfOf(window.webContents, foot));
    return { outcome: 'done', file: filePath };
  } catch (error) {
    const written = (error as NodeJS.ErrnoException).code;
    return { outcome: 'failed', why: written === undefined ? 'failed' : 'not-written', detail: String(error) };
  }
}

export const pdfOf = (contents: WebContents, foot: string): Promise<Buffer> =>
  contents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    margins: MARGINS,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footTemplate(foot),
  });

/** The browser fills in the two classes, and shows nothing without a size. */
export function footTemplate(foot: string): string {
  const text = foot
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('{page}', '<span class="pageNumber"></span>')
    .replaceAll('{pages}', '<span class="totalPages"></span>');
  return `<div style="width:100%;text-align:center;font-size:8px;color:#555">${text}</div>`;
}

/** The one reason that the browser has a fixed text for. */
const CANCELLED = 'Print job canceled';

/** What stands left at the foot of paper: to its right the browser writes page numbers of its own. */
const besidePages = (foot: string): string =>
  foot
    .split(' · ')
    .filter((part) => !part.includes('{page}'))
    .join(' · ');

async function toPrinter(contents: WebContents, { name, foot }: PrintWish): Promise<Printed> {
  if ((await contents.getPrintersAsync()).length === 0) return { outcome: 'failed', why: 'no-printer', detail: '' };
  return new Promise((resolve) => {
    const edges = { header: name, footer: besidePages(foot) };
    contents.print({ printBackground: true, pageSize: 'A4', ...edges }, (done, why) => {
      if (done) resolve({ outcome: 'done', file: null });
      else if (why === CANCELLED) resolve({ outcome: 'cancelled' });
      else resolve({ outcome: 'failed', why: 'failed', detail: why });
    });
  });
}
