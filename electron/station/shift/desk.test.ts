import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBook } from '../booking/book.fixture.ts';
import type { Book } from '../booking/book.fixture.ts';
import { createShiftDesk } from './desk.ts';
import type { ShiftDesk } from './desk.ts';
import { createShifts } from './shifts.ts';
import type { Shifts } from './shifts.ts';

const PEOPLE = [
  { id: 'wang', name: '王师傅', role: 'attendant' },
  { id: 'chen', name: '陈师傅', role: 'attendant' },
  { id: 'li', name: '李主管', role: 'supervisor' },
  { id: 'kan', name: '看看', role: 'viewer' },
] as const;
const [WANG, CHEN, LI, KAN] = PEOPLE;
const TILL = 20_000;
const nothing = (): void => undefined;

let book: Book;
let shifts: Shifts;
let desk: ShiftDesk;
let ended: number[];
let warned: number;
beforeEach(() => {
  book = openBook();
  ended = [];
  warned = 0;
  open();
});
afterEach(() => book.end());

function open(): void {
  shifts = createShifts(book.db);
  desk = createShiftDesk({
    ...{ shifts, ledger: book.ledger, till: () => TILL, people: () => PEOPLE },
    nameOf: (id) => PEOPLE.find((person) => person.id === id)?.name ?? id,
    log: { info: nothing, warn: () => void (warned += 1), error: nothing },
    onEnded: (shift) => ended.push(shift),
  });
}

const sits = (person: (typeof PEOPLE)[number], mustChange = false): void =>
  desk.seated({ state: 'signed-in', person, since: 1, mustChange, gateWhileLocked: true, lockAfterMin: 10 });
const openId = (): number => shifts.open()?.id ?? 0;
const cash = (fen: number, who = 'wang'): void =>
  void book.act((tx) => tx.fact({ kind: 'charged', who, data: { chargeId: 'c', receivable: fen, discount: 0, received: fen, payType: 'cash' } })); // prettier-ignore
const counts = (fen: number, by: (typeof PEOPLE)[number] = WANG): void =>
  desk.count({ shift: openId(), fen }, by, nothing);
const handsOver = (to: string | null = null, because?: string, by: (typeof PEOPLE)[number] = WANG): void =>
  desk.handOver({ shift: openId(), to, ...(because !== undefined && { because }) }, by, nothing);

describe('a shift begins', () => {
  it('when an attendant sits down and none is open, and stays when somebody else does', () => {
    sits(WANG);
    sits(CHEN);
    sits(LI);
    expect(shifts.open()).toMatchObject({ person: 'wang', till: TILL, end: null });
    expect(desk.view(WANG).open).toMatchObject({ mine: true, person: { name: '王师傅' } });
    expect(desk.view(CHEN).open).toMatchObject({ mine: false });
  });

  it('not for a supervisor or a viewer who looks, nor before a password is changed; with the first act at a gate', () => {
    sits(LI);
    sits(KAN);
    sits(WANG, true);
    desk.works(KAN);
    expect(shifts.open()).toBeNull();
    desk.works(LI);
    expect(shifts.open()).toMatchObject({ person: 'li' });
  });

  it('never in the way of a sign-in: what cannot be written is begun with the next act', () => {
    book.db.pragma('query_only = ON');
    sits(WANG);
    book.db.pragma('query_only = OFF');
    expect([warned, shifts.open()]).toEqual([1, null]);
    desk.works(WANG);
    expect(shifts.open()).toMatchObject({ person: 'wang' });
  });

  it('is there after a restart', () => {
    sits(WANG);
    open();
    sits(WANG);
    expect(shifts.open()).toMatchObject({ id: 1, person: 'wang' });
  });
});

describe('the drawer', () => {
  beforeEach(() => sits(WANG));

  it('is counted before anybody is told what it should hold', () => {
    cash(1500);
    expect(desk.view(WANG).open).toMatchObject({ counts: [], needs: 'count' });
    expect(JSON.stringify(desk.view(WANG))).not.toContain(String(TILL + 1500));
    counts(TILL + 1000);
    expect(desk.view(WANG).open).toMatchObject({
      needs: null,
      counts: [{ who: '王师傅', counted: TILL + 1000, expected: TILL + 1500, difference: -500 }],
    });
  });

  it('is counted again when cash came after the count; each count is kept', () => {
    counts(TILL);
    cash(1000);
    expect(desk.view(WANG).open?.needs).toBe('count-again');
    expect(() => handsOver()).toThrow(expect.objectContaining({ code: 'not-now', fields: { count: 'stale' } }));
    counts(TILL + 1000);
    expect(desk.view(WANG).open?.counts).toHaveLength(2);
    handsOver();
    expect(desk.view(WANG).last?.count).toMatchObject({ difference: 0 });
  });

  it('takes a count for the shift on the screen alone', () => {
    const count = (): void => desk.count({ shift: 99, fen: 0 }, WANG, nothing);
    expect(count).toThrow(expect.objectContaining({ code: 'gone' }));
  });
});

describe('a shift is handed over', () => {
  beforeEach(() => sits(WANG));

  it('not before it was counted, nor with a difference that nobody explains', () => {
    expect(() => handsOver()).toThrow(expect.objectContaining({ code: 'not-now', fields: { count: 'missing' } }));
    counts(TILL - 100);
    expect(() => handsOver()).toThrow(expect.objectContaining({ code: 'reason-needed' }));
    handsOver(null, '找零出错');
    expect(desk.view(WANG)).toMatchObject({
      open: null,
      last: { because: '找零出错', endedBy: '王师傅', handedTo: null, count: { difference: -100 }, sha256: null },
    });
    expect(ended).toEqual([1]);
  });

  it('to whoever comes next: their shift begins in the same record, and no act falls between', () => {
    cash(1000);
    counts(TILL + 1000);
    handsOver('chen');
    cash(700, 'chen');
    expect(shifts.open()).toMatchObject({ id: 2, person: 'chen' });
    expect([shifts.cashOf(1), shifts.cashOf(2)]).toEqual([1000, 700]);
  });

  it('to nobody who does not work at the lanes', () => {
    counts(TILL);
    for (const to of ['kan', 'nobody'])
      expect(() => handsOver(to)).toThrow(expect.objectContaining({ code: 'bad-input', fields: { to: 'unknown' } }));
    expect(shifts.open()?.id).toBe(1);
  });

  it('by whoever takes it over from one who went without it, with a reason', () => {
    counts(TILL, CHEN);
    expect(() => handsOver('chen', undefined, CHEN)).toThrow(expect.objectContaining({ code: 'reason-needed' }));
    handsOver('chen', '接班，人已离开', CHEN);
    expect(desk.view(CHEN)).toMatchObject({
      open: { mine: true },
      last: { person: { id: 'wang' }, endedBy: '陈师傅', handedTo: '陈师傅' },
    });
  });

  it('what went on while none was open is of none', () => {
    counts(TILL);
    handsOver();
    cash(500);
    expect(shifts.cashOf(1)).toBe(0);
    expect(shifts.cashOf(0)).toBe(500);
  });

  it('shifts that ended are listed, the newest first, page by page', () => {
    for (let n = 0; n < 52; n += 1) {
      counts(TILL);
      handsOver('wang');
    }
    const first = desk.page(undefined);
    expect([first.shifts.length, first.shifts[0]?.id, first.next]).toEqual([50, 52, 3]);
    expect(desk.page(first.next ?? 0)).toMatchObject({ shifts: [{ id: 2 }, { id: 1 }], next: null });
  });
});
