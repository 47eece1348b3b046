import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createLedger, isShown } from './record.ts';
import type { Committed, Ledger } from './record.ts';
import type { Report, Reporter } from './report.ts';

let directory: string;
let db: Db;
let clock: ManualClock;
let ledger: Ledger;
let told: Committed[];

/** Words faults as single events and counts as a state; takes nothing else. */
const reporter =
  (platform: string): Reporter =>
  (report, at) => {
    const item = { platform, payload: report };
    if (report.kind === 'event')
      return [{ ...item, interface: 'fault', businessId: report.id, orderKey: 'lane', supersedes: false }];
    if (report.kind === 'counts')
      return [{ ...item, interface: 'counts', businessId: `${at}`, orderKey: 'counts', supersedes: true }];
    return [];
  };

const fault = (id: string): Report => ({
  kind: 'event',
  id,
  at: 0,
  type: 'device-fault',
  level: 'severe',
  plate: null,
  stallNo: null,
  position: 'lane',
  text: '',
});
const counts = (used: number): Report => ({
  kind: 'counts',
  numbers: { total: 10, used, free: 10 - used, reserved: 0 },
});

const rows = (sql: string): unknown[] => db.prepare(sql).all();
const outbox = (): unknown[] => rows('SELECT platform, interface, business_id AS id, state FROM outbox ORDER BY seq');

function tellCounts(used: number): void {
  ledger.record((tx) => tx.report(counts(used), tx.fact({ kind: 'entered' })));
  clock.advance(1000);
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ledger-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  clock = createManualClock(1_000_000);
  ledger = createLedger(db, clock, [reporter('city')]);
  told = [];
  ledger.onCommitted((committed) => told.push(committed));
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

describe('a record', () => {
  it('keeps the fact and ties its reports to it', () => {
    const seq = ledger.record((tx) => {
      const fact = tx.fact({ kind: 'barrier-fault', laneId: 'east', plate: '粤B12345', data: { detail: 'stuck' } });
      tx.report(fault('f1'), fact);
      return fact;
    });
    expect(ledger.recent(10)).toEqual([
      {
        seq,
        at: 1_000_000,
        kind: 'barrier-fault',
        laneId: 'east',
        arrivalId: null,
        stayId: null,
        bookingCode: null,
        plate: '粤B12345',
        who: null,
        reason: null,
        data: { detail: 'stuck' },
      },
    ]);
    expect(rows('SELECT fact_seq, created_at, payload FROM outbox')).toEqual([
      { fact_seq: seq, created_at: 1_000_000, payload: JSON.stringify(fault('f1')) },
    ]);
  });

  it('that fails in its middle leaves neither fact nor report, and nobody is told', () => {
    const remembered: string[] = [];
    ledger.record((tx) => tx.committed(() => remembered.push(`in a record: ${String(db.inTransaction)}`)));
    const fails = (): void =>
      ledger.record((tx) => {
        tx.committed(() => remembered.push('failed'));
        tx.report(fault('f1'), tx.fact({ kind: 'barrier-fault' }));
        tx.db.prepare(`INSERT INTO act (key, at, command, who) VALUES ('k', 1, 'c', 'w')`).run();
        throw new Error('in the middle');
      });
    expect(fails).toThrow('in the middle');
    expect([ledger.recent(10), outbox(), rows('SELECT * FROM act'), told]).toEqual([[], [], [], []]);
    expect(remembered).toEqual(['in a record: false']);
  });

  it('whose report cannot be worded leaves no fact either', () => {
    const broken = createLedger(db, clock, [
      () => {
        throw new Error('no words');
      },
    ]);
    expect(() => broken.record((tx) => tx.report(fault('f1'), tx.fact({ kind: 'barrier-fault' })))).toThrow('no words');
    expect([ledger.recent(10), outbox()]).toEqual([[], []]);
  });

  it('takes the time of what could not be written at once from the fact, not from the clock', () => {
    ledger.record((tx) => tx.fact({ kind: 'entered', at: 5 }));
    expect(ledger.recent(1)).toMatchObject([{ at: 5 }]);
  });

  it('lists the latest facts first', () => {
    for (const kind of ['entered', 'left', 'asked'] as const) ledger.record((tx) => tx.fact({ kind }));
    expect(ledger.recent(2).map((fact) => fact.kind)).toEqual(['asked', 'left']);
  });

  it('keeps what no list shows, tells of it, and does not list it', () => {
    for (const kind of ['entered', 'payment', 'left', 'payment'] as const) ledger.record((tx) => tx.fact({ kind }));
    expect(ledger.recent(2).map((fact) => fact.kind)).toEqual(['left', 'entered']);
    expect(told.flatMap(({ facts }) => facts).filter(isShown)).toHaveLength(2);
    expect(rows('SELECT kind FROM fact')).toHaveLength(4);
  });
});

describe('reports', () => {
  it('the same business id twice is one row, and the second fact stands without one', () => {
    for (let i = 0; i < 2; i++) {
      ledger.record((tx) => tx.report(fault('f1'), tx.fact({ kind: 'barrier-fault' })));
    }
    expect(outbox()).toEqual([{ platform: 'city', interface: 'fault', id: 'f1', state: 'waiting' }]);
    expect(ledger.recent(10)).toHaveLength(2);
    expect(told.map((committed) => committed.reports)).toEqual([1, 0]);
  });

  it('go to each platform that takes their kind', () => {
    const takesNothing: Reporter = () => [];
    const two = createLedger(db, clock, [reporter('city'), takesNothing, reporter('district')]);
    two.record((tx) => tx.report(fault('f1'), null));
    expect(outbox()).toMatchObject([{ platform: 'city' }, { platform: 'district' }]);
  });

  it('a newer state makes those that wait moot', () => {
    for (const used of [1, 2, 3]) tellCounts(used);
    expect(outbox()).toMatchObject([{ state: 'superseded' }, { state: 'superseded' }, { state: 'waiting' }]);
    expect(rows('SELECT settled_at FROM outbox ORDER BY seq')).toEqual([
      { settled_at: 1_001_000 },
      { settled_at: 1_002_000 },
      { settled_at: null },
    ]);
  });

  it('a newer state leaves one that arrived as it is', () => {
    tellCounts(1);
    db.exec(`UPDATE outbox SET state = 'acknowledged'`);
    tellCounts(2);
    expect(outbox()).toMatchObject([{ state: 'acknowledged' }, { state: 'waiting' }]);
  });

  it("a newer state goes past one that was refused, which keeps the platform's words", () => {
    tellCounts(1);
    db.exec(`UPDATE outbox SET state = 'parked', answer_code = '4001', answer_message = '数量有误'`);
    tellCounts(2);
    expect(rows('SELECT state, answer_code, answer_message FROM outbox ORDER BY seq')).toEqual([
      { state: 'superseded', answer_code: '4001', answer_message: '数量有误' },
      { state: 'waiting', answer_code: null, answer_message: null },
    ]);
  });

  it('a report may be several rows at one platform, in their order', () => {
    const both: Reporter = (report, at) => [...reporter('city')(report, at), ...reporter('district')(report, at)];
    createLedger(db, clock, [both]).record((tx) => tx.report(fault('f1'), null));
    expect(outbox()).toMatchObject([{ platform: 'city' }, { platform: 'district' }]);
  });

  it('the same state recorded again while it waits still arrives', () => {
    for (let i = 0; i < 2; i++) ledger.record((tx) => tx.report(counts(1), null));
    expect(outbox()).toMatchObject([{ state: 'waiting' }]);
  });

  it('of one order key share a chain, which bears the number of the first of them', () => {
    for (const id of ['f1', 'f2']) ledger.record((tx) => tx.report(fault(id), null));
    tellCounts(1);
    ledger.record((tx) => tx.report(fault('f2'), null));
    createLedger(db, clock, [reporter('district')]).record((tx) => tx.report(fault('f3'), null));
    expect(rows('SELECT seq, chain FROM outbox ORDER BY seq')).toEqual([
      { seq: 1, chain: 1 },
      { seq: 2, chain: 1 },
      { seq: 3, chain: 3 },
      // The report that was there already used a number up.
      { seq: 5, chain: 5 },
    ]);
  });

  it('hold up what follows unless they are worded so as not to', () => {
    const picture: Reporter = (report, at) => reporter('city')(report, at).map((item) => ({ ...item, holds: false }));
    ledger.record((tx) => tx.report(fault('f1'), null));
    createLedger(db, clock, [picture]).record((tx) => tx.report(fault('f2'), null));
    expect(rows('SELECT holds FROM outbox ORDER BY seq')).toEqual([{ holds: 1 }, { holds: 0 }]);
  });

  it('that wait are counted by platform and interface', () => {
    for (const used of [1, 2, 3]) tellCounts(used);
    ledger.record((tx) => tx.report(fault('f1'), null));
    expect(rows('SELECT interface, state, n FROM outbox_count ORDER BY interface')).toEqual([
      { interface: 'counts', state: 'waiting', n: 1 },
      { interface: 'fault', state: 'waiting', n: 1 },
    ]);
  });

  it("a newer state touches neither another interface's items nor another platform's", () => {
    const two = createLedger(db, clock, [reporter('city'), reporter('district')]);
    two.record((tx) => {
      tx.report(fault('f1'), null);
      tx.report(counts(1), null);
    });
    clock.advance(1000);
    ledger.record((tx) => tx.report(counts(2), null));
    expect(outbox()).toEqual([
      { platform: 'city', interface: 'fault', id: 'f1', state: 'waiting' },
      { platform: 'district', interface: 'fault', id: 'f1', state: 'waiting' },
      { platform: 'city', interface: 'counts', id: '1000000', state: 'superseded' },
      { platform: 'district', interface: 'counts', id: '1000000', state: 'waiting' },
      { platform: 'city', interface: 'counts', id: '1001000', state: 'waiting' },
    ]);
  });
});

describe('listeners', () => {
  it('are told after the commit: what they read by another connection is there', () => {
    const other = openMadeStore(join(directory, 'store.sqlite'));
    const seen: unknown[] = [];
    ledger.onCommitted(() => seen.push(other.prepare('SELECT kind FROM fact').all()));
    ledger.record((tx) => {
      tx.fact({ kind: 'entered' });
      expect(seen).toEqual([]);
    });
    other.close();
    expect(seen).toEqual([[{ kind: 'entered' }]]);
  });

  it('hear nothing of a record that wrote neither fact nor report, nor after they went', () => {
    const stop = ledger.onCommitted(() => told.push({ facts: [], reports: 99 }));
    ledger.record(() => 'read only');
    stop();
    ledger.record((tx) => tx.fact({ kind: 'left' }));
    expect(told).toMatchObject([{ facts: [{ kind: 'left' }], reports: 0 }]);
  });
});
