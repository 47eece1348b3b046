import { describe, expect, it } from 'vitest';
import writeSheet from 'write-excel-file/node';
import { readRow } from './import-row.ts';
import { readTable } from './table.ts';

const HEADINGS = [
  '卡号',
  '类型',
  '持卡人',
  '电话',
  '车牌',
  '车牌颜色',
  '同时在场',
  '开始日期',
  '结束日期',
  '月租',
  '备注',
];
const ROW = [
  'A-1',
  '月卡',
  '王小明',
  '13800000000',
  '粤B12345 粤BD12345',
  '蓝 绿',
  '1',
  '2026-05-01',
  '2026-05-31',
  '300.50',
  '',
];
const csv = (...lines: string[][]): string => lines.map((line) => line.join(',')).join('\r\n');

/** Plate, first day, last day, holder, and a row: as a Chinese spreadsheet saves them, in GBK. */
const GBK = Buffer.from(
  'b3b5c5c62cbfaacabcc8d5c6da2cbde1caf8c8d5c6da2cb3d6bfa8c8cb0d0a412c323032362d30352d30312c2ccdf5d0a1c3f7',
  'hex',
);

describe('a table of cards', () => {
  it.each([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${csv(HEADINGS, ROW)}`)],
    ['UTF-8 without', Buffer.from(csv(HEADINGS, ROW))],
    ['tabs, as copied from a sheet', Buffer.from([HEADINGS, ROW].map((line) => line.join('\t')).join('\n'))],
  ])('CSV: %s', async (_what, file) => {
    expect(await readTable(file)).toMatchObject([
      { line: 2, texts: { no: 'A-1', plates: '粤B12345 粤BD12345', to: '2026-05-31', monthlyPrice: '300.50' } },
    ]);
  });

  it('CSV in GBK', async () => {
    const [row] = await readTable(GBK);
    expect(row?.texts).toMatchObject({ plates: 'A', from: '2026-05-01', holder: '王小明' });
  });

  it('XLSX, with days as days and numbers as numbers; blank lines are passed over, other columns too', async () => {
    const file = await writeSheet([
      ['车牌号', '有效期起（含）', '有效期至', '姓名', '月费', '楼栋'],
      ['粤B12345', new Date('2026-05-01T00:00:00Z'), '2026/6/1', '王小明', 300, '3 栋'],
      [null, null, null, null, null, null],
      ['粤B22222', '2026年5月1日', '2026.05.31', '李雷', null, null],
    ].map((line) => line.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value)))).toBuffer(); // prettier-ignore
    const rows = (await readTable(file)).map(readRow);
    expect(rows).toMatchObject([
      { line: 2, problems: [], fields: { from: '2026-05-01', to: '2026-06-01', monthlyPrice: 30_000 } },
      { line: 4, problems: [], fields: { from: '2026-05-01', to: '2026-05-31', monthlyPrice: null, carsInside: 1 } },
    ]);
  });

  it('an apostrophe that an export put before a formula is no part of the text', async () => {
    const [row] = await readTable(Buffer.from(csv(HEADINGS, ["'-1", ...ROW.slice(1)])));
    expect(row?.texts.no).toBe('-1');
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'not-a-table'],
    ['a quote without an end', Buffer.from('车牌,开始日期\n"粤B12345,2026'), 'not-a-table'],
    ['a table of something else', Buffer.from('a,b\n1,2'), 'no-headings'],
    ['nothing', Buffer.alloc(0), 'no-headings'],
    ['an archive that is no sheet', Buffer.from('504b0304' + '00'.repeat(40), 'hex'), 'not-a-table'],
    [
      'more rows than a lot has',
      Buffer.from(`车牌,开始日期,结束日期,姓名\n${'x,y\n'.repeat(20_001)}`),
      'too-many-rows',
    ],
  ])('%s is refused', async (_what, file, why) => {
    await expect(readTable(file)).rejects.toMatchObject({ why });
  });
});

describe('an archive that would swell', () => {
  const sheet = async (): Promise<Buffer> => writeSheet([HEADINGS, ROW]).toBuffer();
  /** Where the entry of the sheet stands in the archive's directory. */
  const directoryEntry = (file: Buffer): number => {
    const name = file.lastIndexOf('xl/worksheets/sheet1.xml');
    return name - 46;
  };

  it('beyond what a table can be is not unpacked', async () => {
    const file = await sheet();
    file.writeUInt32LE(0x7fff_ffff, directoryEntry(file) + 24);
    await expect(readTable(file)).rejects.toMatchObject({ why: 'too-large' });
  });

  it('nor one that hides how large it is: it gets no more room than it said', async () => {
    const file = await sheet();
    file.writeUInt32LE(16, directoryEntry(file) + 24);
    await expect(readTable(file)).rejects.toMatchObject({ why: 'not-a-table' });
  });
});

describe('a row', () => {
  const problemsOf = (texts: object) => {
    const good = { plates: '粤B12345', holder: 'x', from: '2026-05-01', to: '2026-05-31' };
    return readRow({ line: 2, texts: { ...good, ...texts } }).problems.map(
      ({ column, problem }) => `${column} ${problem}`,
    );
  };

  it.each([
    [{}, []],
    [{ from: '2026-02-31' }, ['from not-a-day']],
    [{ to: 'soon', from: '' }, ['from not-a-day', 'to not-a-day']],
    [{ to: '' }, ['to no-end']],
    [{ to: '', kind: '免费' }, []],
    [{ kind: '年卡' }, ['kind not-a-kind']],
    [{ plates: '' }, ['plates missing']],
    [{ plates: '粤B12345、TOYOTA' }, ['plates not-a-plate']],
    [{ plates: '粤B12345，粤B12345' }, ['plates twice']],
    [{ colours: '紫' }, ['colours not-a-colour']],
    [{ colours: '蓝 绿' }, ['colours not-a-colour']],
    [{ carsInside: '0' }, ['carsInside not-a-number']],
    [{ monthlyPrice: '-3' }, ['monthlyPrice not-a-sum']],
    [{ monthlyPrice: '¥1,200.5元' }, []],
    [{ holder: 'x'.repeat(41) }, ['holder too-long']],
    [{ holder: '' }, ['holder missing']],
    [{ from: '20260601' }, ['to ends-before-it-begins']],
  ])('%j → %j', (texts, problems) => {
    expect(problemsOf(texts)).toEqual(problems);
  });

  it('one colour is that of all its plates', () => {
    const { fields } = readRow({ line: 2, texts: { plates: '粤B12345/粤B22222', colours: '蓝牌' } });
    expect(fields.plates.map(({ colour }) => colour)).toEqual(['blue', 'blue']);
  });
});
