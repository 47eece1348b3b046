import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { createLedger } from '../../ledger/record.ts';
import type { Ledger } from '../../ledger/record.ts';
import type { Report } from '../../ledger/report.ts';
import { openStore } from '../../store/open.ts';
import type { Db } from '../../store/open.ts';
import type { Outbox, Settled, WireItem } from './contract.ts';
import { createMemoryTransport } from './memory-transport.fixture.ts';
import type { Behaviour, MemoryTransport } from './memory-transport.fixture.ts';
import { createOutbox } from './worker.ts';

const TIMEOUT = 20_000;
const taken: Behaviour = { afterMs: 30, delivery: { kind: 'delivered', code: 0, message: null } };
const refused: Behaviour = { afterMs: 30, delivery: { kind: 'refused', code: 4001, message: '车辆不在场内' } };
const ill: Behaviour = { afterMs: 30, delivery: { kind: 'not-now', code: 5, message: '其它错误' } };

let directory: string;
let db: Db;
let clock: ManualClock;
let ledger: Ledger;
let transport: MemoryTransport;
let outbox: Outbox;
let behave: (item: WireItem) => Behaviour;
let sent: string[];
let settled: Settled[];
let busy: boolean;

/** Queues one report under `key`, tied to a fact. Its business id is what the test calls it. */
function record(businessId: string, key = businessId, supersedes = false): void {
  ledger.record((tx) => {
    const factSeq = tx.fact({ kind: 'entered' });
    tx.report({ kind: 'device-fault', id: businessId, position: key, text: supersedes ? 'state' : '', at: 0 }, factSeq);
  });
  outbox.wake();
}

const reporter = (report: Report) =>
  report.kind === 'device-fault'
    ? {
        platform: 'p',
        interface: 'i',
        businessId: report.id,
        orderKey: report.position,
        payload: {},
        supersedes: report.text === 'state',
      }
    : null;

const stateOf = (businessId: string) =>
  db.prepare('SELECT state, attempts FROM outbox WHERE business_id = ?').get(businessId);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'outbox-'));
  db = openStore(join(directory, 'store.db'));
  clock = createManualClock();
  ledger = createLedger(db, clock, [reporter]);
  [sent, settled, busy] = [[], [], false];
  behave = () => taken;
  transport = createMemoryTransport(clock, TIMEOUT, (item) => {
    sent.push(item.businessId);
    return behave(item);
  });
  outbox = createOutbox({ ledger, db, clock, platform: 'p', transport, gateBusy: () => busy, random: () => 0.5 });
  outbox.onSettled((each) => settled.push(each));
  outbox.start();
});

afterEach(() => {
  outbox.stop();
  db.close();
  rmSync(directory, { recursive: true });
});

describe('outbox', () => {
  it('delivers a live report at once and tells how long it took', () => {
    transport.setUp(true);
    clock.advance(1);
    record('a');
    clock.advance(100);
    expect(settled).toEqual([{ factSeq: 1, interface: 'i', businessId: 'a', state: 'acknowledged', ms: 30 }]);
    expect(outbox.summary()).toEqual({
      waitingLive: 0,
      waitingBacklog: 0,
      parked: 0,
      oldestWaiting: null,
      p50Ms: 30,
      p99Ms: 30,
    });
    const row = db.prepare('SELECT created_at, sent_at, settled_at FROM outbox').get();
    expect(row).toEqual({ created_at: clock.now() - 100, sent_at: clock.now() - 100, settled_at: clock.now() - 70 });
  });

  it('the network failed for an hour: what happens now goes before what waited', () => {
    for (let i = 0; i < 200; i++) record(`old-${i}`);
    clock.advance(3_600_000);
    expect(outbox.summary()).toMatchObject({ waitingLive: 0, waitingBacklog: 200 });
    transport.setUp(true);
    clock.advance(40);
    const before = sent.length;
    for (let i = 0; i < 20; i++) record(`new-${i}`);
    clock.advance(5);
    // The slots kept for live items take the first of them at once; the rest follow before any further backlog.
    expect(sent.slice(before, before + 8).every((id) => id.startsWith('new'))).toBe(true);
    clock.advance(5000);
    const firstBacklogAfter = sent.findIndex((id, index) => index >= before && id.startsWith('old'));
    expect(sent.slice(before, firstBacklogAfter)).toHaveLength(20);
    expect(settled).toHaveLength(220);
    expect(sent.filter((id) => id.startsWith('old'))).toEqual([...Array(200).keys()].map((i) => `old-${i}`));
  });

  it('a car that entered while the network was down leaves: its entry is reported before its exit, both as live', () => {
    for (let i = 0; i < 100; i++) record(`old-${i}`);
    record('entry', 'stay');
    behave = (item) => (item.businessId.startsWith('old') ? { ...taken, afterMs: 1000 } : taken);
    transport.setUp(true);
    clock.advance(20);
    record('exit', 'stay');
    clock.advance(200);
    expect(settled.map((each) => each.businessId)).toEqual(['entry', 'exit']);
  });

  it('a reply was lost: the report is sent again and the one behind it waits its turn', () => {
    transport.setUp(true);
    behave = () => 'silent';
    record('entry', 'stay');
    record('exit', 'stay');
    clock.advance(TIMEOUT - 1);
    expect(sent).toEqual(['entry']);
    behave = () => taken;
    clock.advance(5000);
    expect(sent).toEqual(['entry', 'entry', 'exit']);
    expect(stateOf('entry')).toEqual({ state: 'acknowledged', attempts: 2 });
  });

  it("a permanent refusal is parked for a person with the platform's words, and what stands behind it waits", () => {
    transport.setUp(true);
    behave = (item) => (item.businessId === 'entry' ? refused : taken);
    record('entry', 'stay');
    record('exit', 'stay');
    record('other');
    clock.advance(60_000);
    expect(sent).toEqual(['entry', 'other']);
    expect(outbox.summary()).toMatchObject({ parked: 1, waitingLive: 0, waitingBacklog: 1 });
    expect(outbox.parked(10)).toMatchObject([{ businessId: 'entry', code: 4001, message: '车辆不在场内' }]);
    expect(ledger.recent(1)).toMatchObject([{ kind: 'report-parked', data: { businessId: 'entry', code: 4001 } }]);
    behave = () => taken;
    expect(outbox.retryParked(null)).toBe(1);
    clock.advance(1000);
    expect(sent).toEqual(['entry', 'other', 'entry', 'exit']);
    expect(outbox.summary()).toMatchObject({ parked: 0, waitingBacklog: 0 });
  });

  it('releasing a parked report in the instant its follower was found does not leave the follower behind', () => {
    transport.setUp(true);
    behave = (item) => (item.businessId === 'entry' ? refused : taken);
    record('entry', 'stay');
    clock.advance(100);
    record('exit', 'stay');
    clock.advance(1);
    behave = () => taken;
    outbox.retryParked(null);
    clock.advance(1000);
    expect(stateOf('exit')).toMatchObject({ state: 'acknowledged' });
  });

  it('a platform that is ill is asked one report at a time with growing pauses, and loses none', () => {
    transport.setUp(true);
    behave = () => ill;
    for (let i = 0; i < 100; i++) record(`r-${i}`);
    clock.advance(600_000);
    expect(outbox.notNow).toEqual({ code: 5, message: '其它错误' });
    expect(sent.length).toBeLessThan(80);
    behave = () => taken;
    clock.advance(180_000);
    expect(outbox.notNow).toBeNull();
    expect(settled).toHaveLength(100);
  });

  it('the platform is silent though the link is up: what waited so long is backlog when it speaks again', () => {
    transport.setUp(true);
    behave = () => 'silent';
    for (let i = 0; i < 100; i++) record(`old-${i}`);
    clock.advance(TIMEOUT + 100);
    expect(outbox.summary()).toMatchObject({ waitingLive: 0, waitingBacklog: 100 });
    behave = () => taken;
    record('new');
    clock.advance(100);
    expect(settled.map((each) => each.businessId)).toContain('new');
    clock.advance(120_000);
    expect(settled).toHaveLength(101);
  });

  it('postpones the backlog while a capture is handled, but not live reports', () => {
    for (let i = 0; i < 10; i++) record(`old-${i}`);
    busy = true;
    transport.setUp(true);
    clock.advance(100);
    record('new');
    clock.advance(1000);
    expect(sent).toEqual(['new']);
    expect(settled.map((each) => each.businessId)).toEqual(['new']);
    busy = false;
    clock.advance(1000);
    expect(settled).toHaveLength(11);
  });

  it('keeps the backlog to its pace', () => {
    behave = () => ({ ...taken, afterMs: 0 });
    ledger.record((tx) => {
      for (let i = 0; i < 5000; i++)
        tx.report({ kind: 'device-fault', id: `old-${i}`, position: `${i}`, text: '', at: 0 }, null);
    });
    transport.setUp(true);
    clock.advance(1000);
    expect(sent.length).toBeGreaterThan(1500);
    expect(sent.length).toBeLessThanOrEqual(2010);
    expect(outbox.summary().waitingBacklog).toBeLessThan(3600);
  });

  it('a count that a newer one made moot on its way stays moot, and the newer one follows', () => {
    transport.setUp(true);
    record('count-1', 'counts', true);
    clock.advance(10);
    record('count-2', 'counts', true);
    clock.advance(1000);
    expect(sent).toEqual(['count-1', 'count-2']);
    expect(stateOf('count-1')).toMatchObject({ state: 'superseded' });
    expect(settled.map((each) => each.businessId)).toEqual(['count-2']);
  });

  it('somebody sets the clock back by a day: a report that waits to be tried again does not wait for a day', () => {
    transport.setUp(true);
    behave = () => ill;
    record('a');
    clock.advance(100);
    behave = () => taken;
    clock.setNow(clock.now() - 86_400_000);
    clock.advance(5000);
    record('b');
    clock.advance(61_000);
    expect(stateOf('a')).toMatchObject({ state: 'acknowledged' });
  });

  it('the store refuses a write: the answer is kept and written once it can be', () => {
    transport.setUp(true);
    record('a');
    clock.advance(10);
    db.exec(`CREATE TRIGGER refuse BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    clock.advance(5000);
    expect(settled).toEqual([]);
    expect(stateOf('a')).toMatchObject({ state: 'waiting' });
    db.exec('DROP TRIGGER refuse');
    clock.advance(2000);
    expect(settled).toHaveLength(1);
    expect(sent).toEqual(['a']);
  });
});
