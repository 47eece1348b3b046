import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. `claims`: what its directory says it unpacks to, where that is not the truth. */
export interface Entry {
  name: string;
  body: string | Buffer;
  claims?: number;
}

/** A ZIP archive, as spreadsheets are. */
export function archive(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, body, claims } of entries) {
    const plain = Buffer.from(body);
    const packed = deflateRawSync(plain, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, rest, Buffer.from(name)]));
    files.push(file);
    at += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, listed, end]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A spreadsheet of one sheet. `before`: what stands before its XML, e.g. a DOCTYPE; `more`: further files. */
export function spreadsheet(
  rows: readonly (readonly string[])[],
  { before = '', more = [] }: { before?: string; more?: readonly Entry[] } = {},
): Buffer {
  const cell = (text: string, row: number, column: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = rows
    .map((cells, row) => `<row r="${row + 1}">${cells.map((text, column) => cell(text, row, column)).join('')}</row>`)
    .join('');
  return archive([
    { name: 'xl/workbook.xml', body: `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>` }, // prettier-ignore
    { name: 'xl/_rels/workbook.xml.rels', body: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>` }, // prettier-ignore
    { name: 'xl/worksheets/sheet1.xml', body: `<?xml version="1.0"?>${before}<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>` }, // prettier-ignore
    ...more,
  ]);
}
