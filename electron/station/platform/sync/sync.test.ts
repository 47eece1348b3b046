import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportPage, syncView } from '../../../contract/sync.ts';
import { actsOf } from '../../access/acts.fixture.ts';
import { citybrainForm } from '../citybrain/report-form.ts';
import { db4403Form } from '../db4403/report-form.ts';
import { openDesk, refused, taken } from '../outbox/desk.fixture.ts';
import type { Desk } from '../outbox/desk.fixture.ts';
import type { PlatformView } from '../../../contract/board.ts';
import type { ListedItem } from '../outbox/contract.ts';
import { PLATFORM } from '../outbox/outbox.fixture.ts';
import type { StayChanges, StayRecords, SyncedPlatform } from './contract.ts';
import { createDismissals } from './dismissals.ts';
import { createSearch } from './search.ts';
import { stayKey } from './stay-key.ts';
import { createSync } from './sync.ts';
import type { Sync } from './sync.ts';

const KEY = '3f0c4a52-7f0e-4d0a-9a53-0a7d7c2f6c11';
const OTHER_KEY = '3f0c4a52-7f0e-4d0a-9a53-0a7d7c2f6c12';
const li = { id: 'li', role: 'supervisor' } as const;
const STAY = '0123456789abcdef0123456789abcdef';

const entry = {
  id: STAY,
  parkCode: 'P4403050001',
  carNo: '粤B1234S',
  plateColor: '0',
  enterTime: '2024-11-21 09:41:27',
  entranceName: '入口 1',
};
const exit = { id: STAY, carNo: '粤B1234S', receivables: 1000, discount: 0, received: 1000 };

let desk: Desk;
let other: Desk;
let sync: Sync;
let corrected: { stayId: string; changes: StayChanges; who: string; because: string; report: boolean }[];

function viewOf(id: string, { outbox, clock }: Desk): PlatformView {
  const { perSecond: _, ...tally } = outbox.summary();
  return { id, kind: 'db4403', state: 'up', since: clock.now(), cause: null, detail: null, ...tally };
}

const platformOf = (id: string, of: () => Desk, form: SyncedPlatform['form']): SyncedPlatform => ({
  view: () => viewOf(id, of()),
  get outbox() {
    return of().outbox;
  },
  form,
  baseData: null,
  numbers: null,
});

const around = () => ({
  // The outbox of the tests has a name of its own for its one platform.
  search: createSearch(desk.book.db, [{ id: PLATFORM, numbers: null }], () => []),
  dismissalOf: (_platform: string, item: ListedItem) =>
    createDismissals(desk.book.db, (person) => `the name of ${person}`)(PLATFORM, item),
  refundsWaiting: () => 3,
  now: () => desk.clock.now(),
});

beforeEach(() => {
  desk = openDesk();
  other = openDesk();
  corrected = [];
  const stays: StayRecords = {
    correct: (_tx, stayId, changes, why) => void corrected.push({ stayId, changes, ...why }),
  };
  sync = createSync({
    platforms: [platformOf('city', () => desk, db4403Form), platformOf('brain', () => other, citybrainForm)],
    stays,
    ...around(),
  });
  desk.transport.setUp(true);
  other.transport.setUp(true);
});
afterEach(() => {
  desk.end();
  other.end();
});

const note = (key = KEY) => actsOf(desk.book.db).once(key, 'sync.correct', li.id);

/** Queues reports of one stay; all that are refused are parked when this returns. */
function records(...reports: { name: string; payload: object; id?: string }[]): void {
  for (const { name, payload, id = name } of reports) desk.record(id, stayKey(STAY), { interface: name, payload });
  desk.clock.advance(1000);
}

const parkedEntry = (): number => {
  desk.behave = () => refused;
  records({ name: 'vehicleEnter', payload: entry });
  return desk.seqOf('vehicleEnter');
};

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    const { code, fields } = error as { code?: string; fields?: Record<string, string> };
    return fields === undefined ? code : { code, fields };
  }
  return 'done';
};

const correct = (seq: number, fields: Record<string, string>, key = KEY) =>
  codeOf(() => sync.correct({ platform: 'city', seq, fields, because: '识别有误' }, li, note(key)));

describe('what the screen is told', () => {
  it('figures of each platform, in the form of the contract, and whose turn it is', () => {
    parkedEntry();
    const view = sync.view(li);
    expect(syncView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      role: 'supervisor',
      refunds: 3,
      platforms: [
        {
          platform: { id: 'city', parked: 1 },
          baseData: false,
          interfaces: [{ interface: 'vehicleEnter', parked: 1 }],
        },
        { platform: { id: 'brain', parked: 0 }, interfaces: [] },
      ],
    });
  });

  it('a parked report: its plate, the answer, what may be put right, and what waits behind it', () => {
    desk.behave = () => ({
      afterMs: 5,
      delivery: { kind: 'refused', code: '1004', message: '超出规定长度: carNo 最长 10' },
    });
    records({ name: 'vehicleEnter', payload: entry }, { name: 'vehicleLeave', payload: exit });
    const page = sync.items({ platform: 'city', state: 'parked' });
    expect(reportPage.parse(page)).toEqual(page);
    expect(page).toMatchObject({
      items: [{ interface: 'vehicleEnter', subject: '粤B1234S', code: '1004', attempts: 1, behind: 1 }],
      more: false,
    });
    const fields = new Map(page.items[0]?.fields.map((field) => [field.name, field]));
    expect(fields.get('carNo')).toMatchObject({ value: '粤B1234S', editable: true, blamed: true, maxLength: 10 });
    expect(fields.get('id')).toMatchObject({ editable: false, blamed: false });
    expect(fields.get('carColor')).toMatchObject({ value: '', choices: ['1', '2', '3', '4', '5', '6', '7', '8'] });
  });

  it('a long list, page by page', () => {
    desk.transport.setUp(false);
    for (let i = 0; i < 7; i++) desk.record(`r${i}`, `r${i}`, { interface: 'vehicleEnter', payload: entry });
    const first = sync.items({ platform: 'city', state: 'waiting', limit: 3 });
    expect(first.more).toBe(true);
    const second = sync.items({ platform: 'city', state: 'waiting', limit: 4, after: first.items.at(-1)?.seq });
    expect(second.more).toBe(false);
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('of a value that nobody could read only the beginning', () => {
    const picture = 'x'.repeat(700_000);
    desk.behave = () => refused;
    records({ name: 'imageUpload', payload: { file: picture, list: [{ a: 1 }] } });
    const values = sync.items({ platform: 'city', state: 'parked' }).items[0]?.fields.map(({ value }) => value.length);
    expect(Math.max(...(values ?? []))).toBeLessThan(600);
  });

  it('nothing of a platform that is not there', () => {
    expect(codeOf(() => sync.items({ platform: 'moon', state: 'parked' }))).toEqual({
      code: 'bad-input',
      fields: { platform: 'unknown' },
    });
    expect(codeOf(() => sync.baseData('city'))).toMatchObject({ code: 'bad-input' });
  });
});

describe('a report put right', () => {
  it('is checked against its table, sent again, and written down with who and why', () => {
    const seq = parkedEntry();
    desk.behave = () => taken;
    expect(correct(seq, { carNo: ' 粤B12345 ', plateColor: '4' })).toBe('done');
    desk.clock.advance(1000);
    expect(desk.stateOf('vehicleEnter')).toMatchObject({ state: 'acknowledged' });
    const row = desk.book.db.prepare('SELECT payload FROM outbox').pluck().get() as string;
    expect(JSON.parse(row)).toEqual({ ...entry, carNo: '粤B12345', plateColor: '4' });
    const fact = desk.book.ledger.recent(10).find(({ kind }) => kind === 'report-corrected');
    expect(fact).toMatchObject({ who: 'li', reason: '识别有误' });
  });

  it.each([
    [{ carNo: '' }, { 'fields.carNo': 'missing' }],
    [{ carNo: '粤B123456789' }, { 'fields.carNo': 'too-long' }],
    [{ plateColor: '9' }, { 'fields.plateColor': 'not-a-choice' }],
    [{ carModel: 'large' }, { 'fields.carModel': 'wrong-form' }],
    [{ enterTime: '9:41' }, { 'fields.enterTime': 'wrong-form' }],
    [{ id: STAY.toUpperCase() }, { 'fields.id': 'not-editable' }],
    [{ shoeSize: '42' }, { 'fields.shoeSize': 'unknown' }],
    [
      { __proto__x: '1', toString: 'x' },
      { 'fields.__proto__x': 'unknown', 'fields.toString': 'unknown' },
    ],
  ])('%o does not fit: the field is named and nothing changes', (fields, problems) => {
    const seq = parkedEntry();
    const before = desk.book.db.prepare('SELECT * FROM outbox').all();
    expect(correct(seq, fields)).toEqual({ code: 'bad-input', fields: problems });
    expect(desk.book.db.prepare('SELECT * FROM outbox').all()).toEqual(before);
    expect(corrected).toEqual([]);
  });

  it('with nothing put right is no correction', () => {
    expect(correct(parkedEntry(), { carNo: '粤B1234S', stallNo: '' })).toMatchObject({ code: 'bad-input' });
  });

  it('an optional field can be taken away', () => {
    const seq = parkedEntry();
    expect(correct(seq, { plateColor: '' })).toBe('done');
    const row = desk.book.db.prepare('SELECT payload FROM outbox').pluck().get() as string;
    expect(JSON.parse(row)).not.toHaveProperty('plateColor');
  });

  it('that is not parked any more stays as it is', () => {
    const seq = parkedEntry();
    desk.behave = () => taken;
    sync.retry({ platform: 'city', seq }, li, note());
    desk.clock.advance(1000);
    expect(correct(seq, { carNo: '粤B12345' }, OTHER_KEY)).toBe('gone');
    expect(correct(404, { carNo: '粤B12345' }, OTHER_KEY)).toBe('gone');
  });

  it('pressed twice is one correction', () => {
    const seq = parkedEntry();
    expect(correct(seq, { carNo: '粤B12345' })).toBe('done');
    desk.clock.advance(1000);
    expect(correct(seq, { carNo: '粤B12346' })).not.toBe('done');
    expect(corrected).toHaveLength(1);
  });
});

describe('the record behind it (table 30)', () => {
  const said = { who: 'li', because: '识别有误' };

  it('an entry that the platform has nothing else of: the stay is put right, the corrected entry says it all', () => {
    correct(parkedEntry(), { carNo: '粤B12345' });
    expect(corrected).toEqual([{ stayId: STAY, changes: { plate: '粤B12345' }, ...said, report: false }]);
  });

  it('the exit already stands behind the parked entry with the old plate: that is corrected after it', () => {
    desk.behave = () => refused;
    records({ name: 'vehicleEnter', payload: entry }, { name: 'vehicleLeave', payload: exit });
    correct(desk.seqOf('vehicleEnter'), { carNo: '粤B12345' });
    expect(corrected).toMatchObject([{ report: true }]);
  });

  it('the platform has the entry, and the exit is put right: the entry is corrected too', () => {
    records({ name: 'vehicleEnter', payload: entry });
    desk.behave = () => refused;
    records({ name: 'vehicleLeave', payload: exit });
    correct(desk.seqOf('vehicleLeave'), { carNo: '粤B12345' });
    expect(corrected).toMatchObject([{ report: true, changes: { plate: '粤B12345' } }]);
  });

  it('where only the exit says it, no other report is wrong', () => {
    records({ name: 'vehicleEnter', payload: entry });
    desk.behave = () => refused;
    records({ name: 'vehicleLeave', payload: exit });
    correct(desk.seqOf('vehicleLeave'), { exitName: '出口 2' });
    expect(corrected).toMatchObject([{ report: false, changes: { exitName: '出口 2' } }]);
  });

  it('a correction that was refused says all of the stay once it is put right', () => {
    records({ name: 'vehicleEnter', payload: entry });
    desk.behave = () => refused;
    records({ name: 'recordCorrection', payload: { ...entry, ...exit } });
    correct(desk.seqOf('recordCorrection'), { carNo: '粤B12345' });
    expect(corrected).toMatchObject([{ report: false, changes: { plate: '粤B12345' } }]);
  });

  it("an entry put right for a platform without corrections: the other platform's record is corrected", () => {
    records({ name: 'vehicleEnter', payload: entry });
    other.behave = () => refused;
    const payload = {
      out_order_no: '1',
      plate_no: '粤B1234S',
      plate_color: 'pnc_02',
      parking_time: '2024-11-21 09:41:27',
      parking_lot_no: '1',
      port_no: '1',
      total_spaces: 300,
      free_spaces: 71,
    };
    other.record('1', stayKey(STAY), { interface: 'parking', payload });
    other.clock.advance(1000);
    sync.correct(
      { platform: 'brain', seq: other.seqOf('1'), fields: { plate_no: '粤B12345' }, because: '识别有误' },
      li,
      actsOf(other.book.db).once(KEY, 'sync.correct', li.id),
    );
    expect(corrected).toEqual([{ stayId: STAY, changes: { plate: '粤B12345' }, ...said, report: true }]);
  });

  it('a report of no stay corrects none', () => {
    desk.behave = () => refused;
    const payload = { id: STAY, time: '2024-11-21 09:41:27', eventType: 1002, eventLevel: 3, remark: 'x' };
    desk.record('e', 'event:e', { interface: 'eventReport', payload });
    desk.clock.advance(1000);
    expect(correct(desk.seqOf('e'), { remark: '闸杆没有抬起' })).toBe('done');
    expect(corrected).toEqual([]);
  });

  it('a record that cannot be written leaves the report as it was', () => {
    const seq = parkedEntry();
    const broken = createSync({
      platforms: [platformOf('city', () => desk, db4403Form)],
      stays: {
        correct() {
          throw new Error('disk');
        },
      },
      ...around(),
    });
    const act = () =>
      broken.correct({ platform: 'city', seq, fields: { carNo: '粤B12345' }, because: 'x' }, li, note());
    expect(act).toThrow('disk');
    expect(desk.stateOf('vehicleEnter')).toMatchObject({ state: 'parked' });
    expect(actsOf(desk.book.db).isDone(KEY)).toBe(false);
  });
});

describe('retried and dismissed', () => {
  it('one, one kind, or all; what is not parked is said to be gone', () => {
    desk.behave = () => refused;
    for (const id of ['a', 'b', 'c']) desk.record(id, id, { interface: id === 'c' ? 'vehicleLeave' : 'vehicleEnter' });
    desk.clock.advance(1000);
    desk.behave = () => taken;
    sync.retry({ platform: 'city', seq: desk.seqOf('a') }, li, note());
    desk.clock.advance(1000);
    expect(desk.stateOf('a')).toMatchObject({ state: 'acknowledged' });
    sync.retry({ platform: 'city', interface: 'vehicleLeave' }, li, note(OTHER_KEY));
    desk.clock.advance(1000);
    expect([desk.stateOf('b'), desk.stateOf('c')]).toMatchObject([{ state: 'parked' }, { state: 'acknowledged' }]);
    expect(codeOf(() => sync.retry({ platform: 'city', seq: desk.seqOf('a') }, li, note()))).toBe('gone');
  });

  it('a dismissed one lets what stood behind it go on', () => {
    const seq = parkedEntry();
    desk.behave = () => taken;
    records({ name: 'vehicleLeave', payload: exit });
    expect(desk.stateOf('vehicleLeave')).toMatchObject({ state: 'waiting' });
    sync.dismiss({ platform: 'city', seq, because: '平台已人工补录' }, li, note());
    desk.clock.advance(1000);
    expect(desk.stateOf('vehicleEnter')).toMatchObject({ state: 'dismissed' });
    expect(desk.stateOf('vehicleLeave')).toMatchObject({ state: 'acknowledged' });
    expect(sync.items({ platform: 'city', state: 'dismissed' }).items).toMatchObject([
      { seq, dismissed: { who: 'the name of li', because: '平台已人工补录' }, settledAt: expect.any(Number) as number },
    ]);
    expect(sync.items({ platform: 'city', state: 'acknowledged' }).items).toMatchObject([{ dismissed: null }]);
    expect(codeOf(() => sync.dismiss({ platform: 'city', seq, because: 'x' }, li, note(OTHER_KEY)))).toBe('gone');
  });
});
