import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FILE_PART_BYTES, MOST_FILE_BYTES } from '../../contract/cards.ts';
import type { ImportPreview } from '../../contract/cards.ts';
import { AT, nothing, openCardOffice, quiet, SUPERVISOR } from './cards.fixture.ts';
import type { CardOffice } from './cards.fixture.ts';
import { createCardImports } from './imports.ts';
import type { CardImports } from './imports.ts';

const HEAD = '卡号,类型,持卡人,车牌,开始日期,结束日期';
const LONG = { timeout: 20_000, interval: 20 };

let office: CardOffice;
let imports: CardImports;
beforeEach(() => {
  office = openCardOffice();
  const { db, ledger, cards, file, clock } = office;
  imports = createCardImports({ db, ledger, cards, file, clock, log: quiet });
});
afterEach(async () => {
  await imports.stop();
  office.end();
});

function send(file: Buffer, upload = randomUUID()): string {
  const parts = Math.max(1, Math.ceil(file.length / FILE_PART_BYTES));
  for (let part = 0; part < parts; part += 1) {
    const bytes = file.subarray(part * FILE_PART_BYTES, (part + 1) * FILE_PART_BYTES).toString('base64');
    imports.receive({ upload, part, parts, bytes });
  }
  return upload;
}

async function preview(upload: string, page = 0) {
  return vi.waitFor(() => {
    const shown = imports.rows(upload, page);
    if (shown.state !== 'ready') throw new Error(shown.state);
    return shown;
  }, LONG);
}

const table = (...lines: string[]): Buffer => Buffer.from([HEAD, ...lines].join('\r\n'));
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
  return 'done';
};
const written = (upload: string) =>
  vi.waitFor(() => expect(imports.rows(upload, 0)).toMatchObject({ state: 'written' }), LONG);
const write =
  (upload: string, leaveOutErrors = false) =>
  () =>
    imports.write({ upload, leaveOutErrors, because: 'the list of May' }, 'chen', nothing);

describe('a table of cards', () => {
  it('is held against the cards row by row, and written whole, as one fact with each card’s own line', async () => {
    office.add({ no: 'A-1' });
    office.add({ no: 'A-2', plates: [{ plate: '粤B22222', colour: null }], from: '2026-01-01', to: '2026-01-31' });
    office.add({ no: 'A-3', plates: [{ plate: '粤B33333', colour: null }], holder: '王小明' });
    const upload = send(
      table(
        'A-2,月卡,王小明,粤B22222,2026-06-01,2026-06-30',
        ',免费,物业,粤B44444,2026-05-01,',
        'A-3,月卡,李雷,粤B33333,2026-05-01,2026-05-31',
        'B-1,月卡,张三,粤B12345,2026-05-20,2026-06-30',
        'B-2,月卡,张三,粤B55555,2026-05-20,2026-05-35',
        'B-3,月卡,张三,粤B44444,2026-05-20,2026-05-30',
      ),
    );
    const shown = await preview(upload);
    expect(shown.counts).toEqual({ error: 3, changed: 2, new: 1, same: 0 });
    expect(shown.rows.map(({ line, verdict, problems, changes }) => [line, verdict, ...problems, ...changes])).toEqual([
      [5, 'error', { column: 'plates', problem: 'other-card', plate: '粤B12345', card: 'A-1' }],
      [6, 'error', { column: 'to', problem: 'not-a-day' }],
      [7, 'error', { column: 'plates', problem: 'other-card', plate: '粤B44444', line: 3 }],
      [2, 'changed', 'from', 'to'],
      [4, 'changed', 'holder'],
      [3, 'new'],
    ]);
    expect(codeOf(write(upload))).toBe('bad-input');
    expect(office.list.page({}, SUPERVISOR).total).toBe(2);
    expect(codeOf(write(upload, true))).toBe('done');
    await written(upload);
    expect(office.cards.cardFor('粤B44444', 'blue', AT)).toEqual({ no: 'K00004', kind: 'free' });
    expect(office.facts()[0]).toEqual(['cards-imported', 'chen', 'the list of May']);
    expect(office.list.file('A-2')).toMatchObject({
      card: { from: '2026-06-01', to: '2026-06-30', standing: 'not-yet' },
      acts: [{ kind: 'imported', before: { from: '2026-01-01' }, because: 'the list of May' }, { kind: 'added' }],
    });
    // What it was valid for before still covers the stays of then.
    expect(office.cards.coverOf('A-2')?.periods).toContainEqual({ from: '2026-01-01', to: '2026-01-31' });
    expect(office.list.page({ text: '44444' }, SUPERVISOR).total).toBe(1);
    // It was written: nobody writes it again.
    expect(codeOf(write(upload, true))).toBe('gone');
  });

  it('taken in again as it was exported changes nothing', async () => {
    office.add({ no: 'A-1' });
    const upload = send(table('A-1,月卡,王小明,粤B12345,2026-05-01,2026-05-31'));
    expect((await preview(upload)).counts).toEqual({ error: 0, changed: 0, new: 0, same: 1 });
    expect(codeOf(write(upload))).toBe('bad-input');
  });

  it('two cards may change places with their plates in one file', async () => {
    for (const [no, plate] of [['A-1', '粤B11111'], ['A-2', '粤B22222']] as const) office.add({ no, plates: [{ plate, colour: null }] }); // prettier-ignore
    const upload = send(
      table('A-1,月卡,x,粤B22222,2026-05-01,2026-05-31', 'A-2,月卡,x,粤B11111,2026-05-01,2026-05-31'),
    );
    expect((await preview(upload)).counts).toMatchObject({ error: 0, changed: 2 });
    write(upload)();
    await written(upload);
    expect(office.cards.cardFor('粤B11111', 'blue', AT)).toMatchObject({ no: 'A-2' });
  });

  it('a row that falls out leaves its card in the way of others', async () => {
    office.add({ no: 'A-1', plates: [{ plate: '粤B11111', colour: null }] });
    const upload = send(table('A-1,月卡,,粤B22222,2026-05-01,2026-05-31', 'A-2,月卡,x,粤B11111,2026-05-01,2026-05-31'));
    expect((await preview(upload)).counts).toMatchObject({ error: 2 });
  });

  it('judged before a card was written is not written over it', async () => {
    const upload = send(table('A-1,月卡,x,粤B22222,2026-05-01,2026-05-31'));
    await preview(upload);
    office.add({ no: 'A-9' });
    expect(codeOf(write(upload))).toBe('not-now');
  });

  it('the newest file takes the place of an older one; parts come in their order', async () => {
    const first = send(table('A-1,月卡,x,粤B22222,2026-05-01,2026-05-31'));
    const second = send(table('A-2,月卡,x,粤B22222,2026-05-01,2026-05-31'));
    expect(codeOf(() => imports.rows(first, 0))).toBe('gone');
    expect((await preview(second)).rows[0]?.texts.no).toBe('A-2');
    const upload = randomUUID();
    expect(imports.receive({ upload, part: 0, parts: 3, bytes: 'YQ==' })).toEqual({ state: 'receiving' });
    expect(codeOf(() => imports.receive({ upload, part: 2, parts: 3, bytes: 'YQ==' }))).toBe('bad-input');
  });

  it('one that is too large, or no table, is refused with its reason', async () => {
    const large = send(Buffer.alloc(MOST_FILE_BYTES + 8));
    expect(imports.rows(large, 0)).toEqual({ state: 'refused', why: 'too-large' });
    const picture = send(Buffer.from([0x89, 0x50, 0, 1, 2, 3, 4, 5]));
    const refused: ImportPreview = { state: 'refused', why: 'not-a-table' };
    await vi.waitFor(() => expect(imports.rows(picture, 0)).toEqual(refused), LONG);
  });

  it('can be dropped until it is promised', async () => {
    const upload = send(table('A-1,月卡,x,粤B22222,2026-05-01,2026-05-31'));
    await preview(upload);
    write(upload)();
    expect(imports.rows(upload, 0)).toEqual({ state: 'writing', done: 0, of: 2, stoppable: true });
    expect(codeOf(write(upload))).toBe('gone');
    imports.cancel(upload);
    expect(codeOf(() => imports.rows(upload, 0))).toBe('gone');
    expect(office.list.page({}, SUPERVISOR).total).toBe(0);
    expect(office.facts()).toEqual([]);

    const again = send(table('A-1,月卡,x,粤B22222,2026-05-01,2026-05-31'));
    await preview(again);
    write(again)();
    const promised = { state: 'writing', stoppable: false };
    await vi.waitFor(() => expect(imports.rows(again, 0)).toMatchObject(promised), { ...LONG, interval: 0 });
    expect(codeOf(() => imports.cancel(again))).toBe('not-now');
    expect(codeOf(() => send(table('A-1')))).toBe('not-now');
    await written(again);
    expect(office.list.page({}, SUPERVISOR).total).toBe(1);
  });

  it('of 10,000 cards is read beside the gate, which has its turn while they are written', async () => {
    const line = (n: number): string => `C${n},月卡,x,粤B${String(10_000 + n)},2026-05-01,2026-05-31`;
    const upload = send(table(...Array.from({ length: 10_000 }, (_, n) => line(n))));
    const shown = await preview(upload, 99);
    expect([shown.pages, shown.rows.length, shown.counts.new]).toEqual([100, 100, 10_000]);
    const holds: number[] = [];
    write(upload)();
    for (let before = performance.now(); imports.rows(upload, 0).state === 'writing'; before = performance.now()) {
      await new Promise((resolve) => setImmediate(resolve));
      holds.push(performance.now() - before);
    }
    // Half of them: another process may hold up any of them.
    expect(holds.length).toBeGreaterThan(400);
    expect(holds.sort((a, b) => a - b)[Math.floor(holds.length / 2)]).toBeLessThan(20);
    expect(office.list.page({ text: 'c9999' }, SUPERVISOR).total).toBe(1);
  });
});
