import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcelFile from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report, ReportJob, ReportWish } from '../../electron/contract/reports.ts';
import { keptReport } from '../../electron/contract/reports.ts';
import { reports as reportSettings } from '../../electron/contract/site-reports.ts';
import { reportCommand } from '../../electron/station/report-command.ts';
import { createReportDesk, keptFrom } from '../../electron/station/report/desk.ts';
import type { ReportDesk } from '../../electron/station/report/desk.ts';
import { createTasks } from '../../electron/station/report/run.ts';
import type { Tasks } from '../../electron/station/report/run.ts';
import { createReportSchedule } from '../../electron/station/report/schedule.ts';
import type { ReportSchedule } from '../../electron/station/report/schedule.ts';
import { HOUR, MAY, openReportLot, PEOPLE } from '../support/report-lot.ts';
import type { ReportLot } from '../support/report-lot.ts';

/** Reports as the window and the site ask for them: real threads over a real store that is being written. */

const [WANG, CHEN, LI] = PEOPLE;
const INSTALLER = { id: 'zhao', role: 'installer' } as const;
const nothing = (): void => undefined;
const context = () => ({ now: lot.clock.now(), lot: { name: '医院', desk: '东门岗', stalls: 100 }, lanes: { 'in-1': '入口 1' } }); // prettier-ignore

let lot: ReportLot;
let tasks: Tasks;
let desk: ReportDesk;
let shift: number;
beforeEach(() => {
  lot = openReportLot();
  lot.clock.advance(9 * HOUR);
  lot.signsIn('wang');
  for (const plate of ['粤B10001', '=粤B10002']) {
    lot.comesIn({ plate, cause: 'override', who: 'wang', because: '=cmd|x' });
    lot.clock.advance(HOUR);
    lot.goesOut(plate, { pays: { by: 'cash', who: 'wang' }, voucher: plate === '粤B10001' });
  }
  shift = lot.parts.shifts.open()?.id ?? 0;
  tasks = createTasks();
  desk = createReportDesk({
    ...{ tasks, database: lot.file, context },
    drafts: join(lot.directory, 'drafts'),
    shifts: {
      of(id) {
        const found = lot.parts.shifts.byId(id);
        if (!found) return null;
        const counted = lot.parts.shifts.countsOf(id).length > 0;
        const last = found.end === null || lot.parts.shifts.ended(1)[0]?.id === id;
        return { person: found.person, endedBy: found.end?.by ?? null, counted, last };
      },
      kept: (id) => keptFrom(lot.parts.shifts.reportOf(id)),
    },
  });
});
afterEach(async () => {
  await tasks.stop();
  lot.end();
});

type Person = Parameters<ReportDesk['begin']>[2];
const begin = (period: ReportWish['period'], by: Person = LI): string => {
  const id = randomUUID();
  desk.begin(id, { period, laneId: null, person: null }, by);
  return id;
};
async function done(id: string, by: Person = LI): Promise<Report> {
  const job = await vi.waitFor(
    () => {
      const now: ReportJob = desk.job(id, by);
      if (now.state === 'queued' || now.state === 'running') throw new Error(now.state);
      return now;
    },
    { timeout: 20_000 },
  );
  if (job.state !== 'done') throw new Error(JSON.stringify(job));
  return job.report;
}
async function fetched(id: string, kind: 'xlsx' | 'csv', language: 'zh-CN' | 'en' = 'zh-CN') {
  const ready = await vi.waitFor(
    async () => {
      const file = await desk.file({ id, kind, language, part: 0 }, LI);
      if (file.state === 'making') throw new Error('making');
      return file;
    },
    { timeout: 20_000 },
  );
  if (ready.state !== 'ready') throw new Error(JSON.stringify(ready));
  const parts: Buffer[] = [];
  for (let part = 0; part < ready.parts; part += 1) {
    const file = await desk.file({ id, kind, language, part }, LI);
    if (file.state === 'ready') parts.push(Buffer.from(file.data, 'base64'));
  }
  const bytes = Buffer.concat(parts);
  expect(bytes.length).toBe(ready.bytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(ready.sha256);
  return { name: ready.name, bytes };
}
const DAY = { by: 'day', day: '2026-05-01' } as const;

describe('a report', () => {
  it('is added up in a thread while the store is written, and told with its hash', async () => {
    const id = begin(DAY);
    lot.comesIn({ plate: '粤B10003' });
    const report = await done(id);
    expect(report.figures.income.total).toEqual({ n: 2, receivable: 2000, discount: 600, received: 1400 });
    expect(report.names.lanes['in-1']).toBe('入口 1');
    expect(report.overrides.lines.map(({ plate, reason }) => [plate, reason])).toEqual([
      ['=粤B10002', '=cmd|x'],
      ['粤B10001', '=cmd|x'],
    ]);
  });

  it('as a workbook opens in another program: typed, with sums, and with the rows behind it', async () => {
    const id = begin(DAY);
    await done(id);
    const { name, bytes } = await fetched(id, 'xlsx');
    expect(name).toBe('report-2026-05-01.xlsx');
    const sheets = await readExcelFile(bytes);
    const dataOf = (title: string) => sheets.find(({ sheet }) => sheet === title)?.data;
    expect(dataOf('收入')).toEqual([
      ['支付方式', '笔数', '应收（元）', '优惠（元）', '实收（元）'],
      ['现金', 2, 20, 6, 14],
      ['合计', 2, 20, 6, 14],
    ]);
    const stays = dataOf('停车记录');
    expect(stays?.slice(1).map(([plate]) => plate)).toEqual(['粤B10001', '=粤B10002']);
    // A spreadsheet's days are a fraction: to the millisecond, give or take one.
    expect(Number(stays?.[1]?.[2]) - Date.UTC(2026, 4, 1, 9, 0, 20)).toBeCloseTo(0, -1);
    expect(dataOf('收费记录')).toHaveLength(4);
    expect(dataOf('开闸记录')).toHaveLength(6);
  });

  it('as CSV has the mark of UTF-8, and no text that a spreadsheet would run', async () => {
    const id = begin(DAY);
    await done(id);
    const text = (await fetched(id, 'csv', 'en')).bytes.toString();
    expect(text.startsWith('\uFEFFOverview\r\n')).toBe(true);
    expect(text).toContain('Paid by,Number,Receivable (yuan)');
    expect(text).toContain(`against the rules,'=cmd|x,2`);
    expect(text).not.toMatch(/(^|,)=/m);
  });

  it('is cancelled, and its files go with it', async () => {
    const [first, second] = [begin(DAY), begin(DAY)];
    desk.cancel(second, LI);
    expect(desk.job(second, LI)).toEqual({ state: 'cancelled' });
    await done(first);
    await fetched(first, 'csv');
    desk.cancel(first, LI);
    expect(readdirSync(join(lot.directory, 'drafts'))).toEqual([]);
  });

  it('of no days there are is refused', () => {
    for (const day of ['2026-02-30', '2026-13-01'])
      expect(() => begin({ by: 'day', day })).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(() => begin({ by: 'span', from: '2026-05-02', to: '2026-05-01' })).toThrow(/no such days/);
    expect(() => begin({ by: 'shift', shift: 99 })).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });

  it('is whose it is: periods the supervisor’s, a shift its holder’s once the drawer was counted', async () => {
    const refused = (code: string) => expect.objectContaining({ code }) as Error;
    for (const by of [WANG, INSTALLER]) expect(() => begin(DAY, by)).toThrow(refused('not-allowed'));
    const period = { by: 'shift', shift } as const;
    expect(() => begin(period, WANG)).toThrow(refused('not-now'));
    expect(() => begin(period, CHEN)).toThrow(refused('not-allowed'));
    lot.handsOver('wang', 'chen');
    const id = begin(period, WANG);
    expect((await done(id, WANG)).figures.drawer).toMatchObject({ expected: 21_400 });
    expect(() => desk.job(id, CHEN)).toThrow(refused('gone'));
    lot.handsOver('chen', null);
    expect(() => begin(period, WANG)).toThrow(refused('not-allowed'));
  });
});

describe('unasked', () => {
  let schedule: ReportSchedule;
  let troubles: (string | null)[];
  function starts(settings: Record<string, unknown>): void {
    troubles = [];
    schedule = createReportSchedule({
      ...{ tasks, database: lot.file, dataDirectory: lot.directory, context, clock: lot.clock },
      keptSince: () => [],
      settings: () => reportSettings.parse(settings),
      unreported: () => lot.parts.shifts.unreported(),
      keep: (id, report) =>
        lot.parts.shifts.keepReport(id, {
          at: report.askedAt,
          sha256: report.sha256,
          report: JSON.stringify(keptReport.parse(report)),
        }),
      onTrouble: (why) => void troubles.push(why),
      log: { info: nothing, warn: nothing, error: nothing },
    });
    schedule.start();
  }
  afterEach(() => schedule.stop());
  const comes = (file: string) =>
    vi.waitFor(() => expect(existsSync(join(lot.directory, file)), file).toBe(true), { timeout: 20_000 });

  it('the report of a shift that ended is kept as it is for good, and written', async () => {
    lot.handsOver('wang', null, -100);
    starts({ folder: 'out', kinds: ['xlsx', 'csv'] });
    await comes(`out/report-shift-${shift}-2026-05-01.csv`);
    const hash = lot.parts.shifts.hashOf(shift);
    const [charge] = lot.parts.db.prepare<[], string>('SELECT id FROM charge').pluck().all();
    lot.parts.ledger.record((tx) => lot.parts.desk.refund(tx, charge ?? '', 300, 'li', '多收'));
    const report = await done(begin({ by: 'shift', shift }));
    expect([report.sha256, report.figures.income.refunds]).toEqual([hash, []]);
    expect(report.figures.drawer?.counts).toMatchObject([{ difference: -100 }]);
    expect(report.overrides.lines).toHaveLength(2);
    expect(lot.parts.shifts.reportOf(shift), 'plates end with their time').not.toContain('粤B1000');
    expect(readdirSync(join(lot.directory, 'out')).sort()).toEqual(['csv', 'xlsx'].map((kind) => `report-shift-${shift}-2026-05-01.${kind}`)); // prettier-ignore
    expect(troubles).toEqual([null]);
  });

  it('the report of a day is written after its end, in Beijing', async () => {
    lot.clock.setNow(MAY + 24 * HOUR);
    starts({ folder: 'out', dayAt: '00:10' });
    lot.clock.advance(9 * 60_000);
    expect(existsSync(join(lot.directory, 'out', 'report-2026-05-01.xlsx'))).toBe(false);
    lot.clock.advance(2 * 60_000);
    await comes('out/report-2026-05-01.xlsx');
  });

  it('what cannot be written is told, and written once it can', async () => {
    writeFileSync(join(lot.directory, 'out'), 'a file where a folder should be');
    lot.handsOver('wang', null);
    starts({ folder: 'out/reports' });
    await vi.waitFor(() => expect(troubles.at(-1)).toEqual(expect.stringMatching(/ENOTDIR|EEXIST/)), {
      timeout: 20_000,
    });
    rmSync(join(lot.directory, 'out'));
    lot.clock.advance(61_000);
    await comes(`out/reports/report-shift-${shift}-2026-05-01.xlsx`);
    await vi.waitFor(() => expect(troubles.at(-1)).toBeNull());
  });
});

describe('at a terminal', () => {
  const said: string[] = [];
  const run = (...args: string[]): number =>
    reportCommand(['--data', lot.directory, '--from', '2026-05-01', '--to', '2026-05-31', ...args], 1, (line) => said.push(line)); // prettier-ignore

  it('writes a workbook, tables or figures beside a store that is written', async () => {
    const out = (name: string): string => join(lot.directory, name);
    expect(run('--out', out('a.xlsx'))).toBe(0);
    expect((await readExcelFile(out('a.xlsx'))).map(({ sheet }) => sheet)).toContain('停车记录');
    expect(run('--out', out('a.csv'), '--by', 'month', '--lang', 'en')).toBe(0);
    expect(readFileSync(out('a.csv'), 'utf8')).toBe(
      '\uFEFFMonth,In,Out,Received (yuan),Refunded (yuan),Net cash (yuan)\r\n2026-05,2,2,14,0,14\r\n',
    );
    expect(run('--out', out('a.json'))).toBe(0);
    const report = JSON.parse(readFileSync(out('a.json'), 'utf8')) as Report;
    expect(report.figures.income.net).toBe(1400);
    expect(said.join('\n')).toContain(report.sha256);
  });

  it('not asked properly, or not to be written, it says so and leaves nothing', () => {
    expect(run()).toBe(2);
    expect(run('--out', 'x.pdf')).toBe(2);
    expect(reportCommand(['--data', 'x', '--from', 'y', '--to', 'z', '--out', 'a.csv'], 1, nothing)).toBe(1);
    mkdirSync(join(lot.directory, 'taken.csv'));
    expect(run('--out', join(lot.directory, 'taken.csv'))).toBe(1);
    expect(readdirSync(lot.directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
