import { rmSync } from 'node:fs';
import type { Cell, Table } from '../table.ts';
import { escaped, sheetXml } from './sheet.ts';
import { stylesXml } from './styles.ts';
import { createZip } from './zip.ts';

/** Rows of a sheet: what is over goes to the next one. Excel takes 1,048,576 with the heading and the total. */
const SHEET_ROWS = 1_000_000;
const NAME_CHARS = 31;

/**
 * Writes a workbook, a sheet for each table, a row at a time. `total`: the word beside sums. Returns its size in bytes. What
 * fails leaves no file.
 */
export function writeBook(file: string, tables: Iterable<Table>, total: string): number {
  const zip = createZip(file);
  try {
    const names: string[] = [];
    for (const table of tables) {
      for (const part of partsOf(table.rows)) {
        names.push(sheetName(table.title, names));
        zip.add(`xl/worksheets/sheet${names.length}.xml`, sheetXml({ ...table, rows: part }, total));
      }
    }
    zip.add('xl/styles.xml', [stylesXml]);
    zip.add('xl/workbook.xml', [workbookXml(names)]);
    zip.add('xl/_rels/workbook.xml.rels', [relationsXml(names.length)]);
    zip.add('_rels/.rels', [ROOT_XML]);
    zip.add('[Content_Types].xml', [typesXml(names.length)]);
    const bytes = zip.end();
    zip.close();
    return bytes;
  } catch (error) {
    zip.close();
    rmSync(file, { force: true });
    throw error;
  }
}

/** At least one part, each read to its end before the next is asked for. */
function* partsOf(rows: Iterable<readonly Cell[]>): Generator<Iterable<readonly Cell[]>> {
  const source = rows[Symbol.iterator]();
  let next = source.next();
  do {
    yield (function* part() {
      for (let count = 0; count < SHEET_ROWS && next.done !== true; count += 1) {
        yield next.value;
        next = source.next();
      }
    })();
  } while (next.done !== true);
}

/** A name that no sheet has yet, without what Excel does not take in one. */
function sheetName(title: string, taken: readonly string[]): string {
  const name = title.replace(/[\\/?*[\]:]/g, ' ');
  for (let nth = 1; ; nth += 1) {
    const end = nth === 1 ? '' : ` ${nth}`;
    const wanted = `${name.slice(0, NAME_CHARS - end.length)}${end}`;
    if (!taken.includes(wanted)) return wanted;
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The heading stands on every page that a sheet is printed on. */
const workbookXml = (names: readonly string[]): string =>
  `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${names
    .map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets><definedNames>${names
    .map(
      (name, index) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${headingOf(name)}</definedName>`,
    )
    .join('')}</definedNames><calcPr fullCalcOnLoad="1"/></workbook>`;

const headingOf = (name: string): string => escaped(`'${name.replaceAll("'", "''")}'!$1:$1`);

const relationsXml = (sheets: number): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${Array.from(
    { length: sheets },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  ).join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;

const ROOT_XML = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const typesXml = (sheets: number): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>${Array.from(
    { length: sheets },
    (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${KIND}.worksheet+xml"/>`,
  ).join('')}</Types>`;
