import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell, Column } from '../table.ts';
import { writeBook } from './book.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'book-'));
  file = join(directory, 'a.xlsx');
});
afterEach(() => rmSync(directory, { recursive: true }));

const COLUMNS: Column[] = [
  { title: '时间', kind: 'time' },
  { title: '车牌', kind: 'text' },
  { title: '金额', kind: 'money', total: true },
  { title: '数量', kind: 'int', total: true },
  { title: '占比', kind: 'share' },
];
/** 10:00 of 6 May 2026 in Beijing. */
const MORNING = Date.UTC(2026, 4, 6, 2);

describe('a workbook', () => {
  it('opens in another program with what was written: times, money, numbers, texts, sums', async () => {
    const rows: Cell[][] = [
      [MORNING, '粤B12345', 1050, 1, 0.5],
      [null, '=HYPERLINK("http://x","y") <&>\u0001\ud800', -50, 2, null],
    ];
    writeBook(file, [{ title: '收入', columns: COLUMNS, rows }], '合计');
    const [sheet] = await readExcelFile(file);
    expect(sheet?.sheet).toBe('收入');
    expect(sheet?.data).toEqual([
      ['时间', '车牌', '金额', '数量', '占比'],
      [new Date(MORNING + 8 * 3_600_000), '粤B12345', 10.5, 1, 0.5],
      [null, '=HYPERLINK("http://x","y") <&>\ufffd', -0.5, 2, null],
      ['合计', null, 10, 3, null],
    ]);
  });

  it('has a sheet for each table, under names that a spreadsheet takes', async () => {
    const columns = COLUMNS.slice(1, 2);
    const long = 'x'.repeat(40);
    const titles = ['a/b:c', 'a/b:c', long, long];
    writeBook(
      file,
      titles.map((title) => ({ title, columns, rows: [] })),
      '合计',
    );
    const sheets = await readExcelFile(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['a b c', 'a b c 2', long.slice(0, 31), `${long.slice(0, 29)} 2`]);
    expect(sheets.map(({ data }) => data)).toEqual(titles.map(() => [['车牌']]));
  });

  it("repeats a sheet's heading on each page that it is printed on", async () => {
    const rows = [[MORNING, 'x', 1, 2, 3]];
    writeBook(
      file,
      [
        { title: "Wang's", columns: COLUMNS, rows },
        { title: '收入', columns: COLUMNS, rows },
      ],
      '合计',
    );
    const book = strFromU8(unzipSync(readFileSync(file))['xl/workbook.xml'] ?? new Uint8Array());
    expect(book).toContain(`localSheetId="0">'Wang''s'!$1:$1<`);
    expect(book).toContain(`localSheetId="1">'收入'!$1:$1<`);
    expect((await readExcelFile(file)).map(({ sheet }) => sheet)).toEqual(["Wang's", '收入']);
  });

  it('the same contents are the same bytes', () => {
    const tables = [{ title: 'a', columns: COLUMNS, rows: [[MORNING, 'x', 1, 2, 3]] }];
    const other = join(directory, 'b.xlsx');
    writeBook(file, tables, '合计');
    writeBook(other, tables, '合计');
    expect(readFileSync(other).equals(readFileSync(file))).toBe(true);
  });

  it('that cannot be finished leaves no file, and one that is there is not written over', () => {
    const fails = {
      title: 'a',
      columns: COLUMNS,
      *rows() {
        yield [MORNING, 'x', 1, 2, 3];
        throw new Error('the disk');
      },
    };
    expect(() => writeBook(file, [{ ...fails, rows: fails.rows() }], '合计')).toThrow('the disk');
    expect(readdirSync(directory)).toEqual([]);
    writeBook(file, [], '合计');
    expect(() => writeBook(file, [], '合计')).toThrow('EEXIST');
  });
});
