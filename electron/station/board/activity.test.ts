import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Reporter } from '../ledger/report.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createActivity } from './activity.ts';

let directory: string;
let db: Db;
let ledger: Ledger;

const to =
  (platform: string): Reporter =>
  () => [{ platform, interface: 'count', businessId: 'b', orderKey: 'k', payload: {}, supersedes: false }];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'activity-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  ledger = createLedger(db, createManualClock(), [to('north'), to('south')]);
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

/** A fact with a report to each of two platforms that stand so; how its line shows them. */
function shown(north: [state: string, ms: number], south: [state: string, ms: number]) {
  ledger.record((tx) => {
    const numbers = { total: 1, used: 0, free: 1, reserved: 0 };
    tx.report({ kind: 'counts', numbers }, tx.fact({ kind: 'entered' }));
  });
  const settle = db.prepare('UPDATE outbox SET state = ?, settled_at = created_at + ? WHERE platform = ?');
  settle.run(...north, 'north');
  settle.run(...south, 'south');
  const activityOf = createActivity(db, { lane: (id) => id, person: (id) => id });
  return ledger.recent(1).map((fact) => activityOf(fact).report);
}

it('two platforms took it: it took as long as the slower of them', () =>
  expect(shown(['acknowledged', 40], ['acknowledged', 900])).toEqual([{ state: 'acknowledged', ms: 900 }]));

it('one took it, the other not yet: it still waits', () =>
  expect(shown(['acknowledged', 40], ['waiting', 0])).toEqual([{ state: 'waiting', ms: null }]));

it('one refused it: a person must look, whatever the other does', () =>
  expect(shown(['waiting', 0], ['parked', 7])).toEqual([{ state: 'parked', ms: null }]));

it('what was given up, or is moot, tells nothing', () => {
  expect(shown(['dismissed', 5], ['superseded', 5])).toEqual([null]);
});

it('a change of who goes first says what it made of it, and until when; other facts say nothing of that', () => {
  ledger.record((tx) => {
    tx.fact({ kind: 'priority-set', data: { mode: 'off', until: 7 } });
    tx.fact({ kind: 'priority-set', data: { mode: 'schedule', until: null } });
    tx.fact({ kind: 'priority-changed', data: { on: true } });
    tx.fact({ kind: 'lane-converted', laneId: 'in-1', data: { until: 7 } });
    tx.fact({ kind: 'entered', data: { until: 7 } });
  });
  const activityOf = createActivity(db, { lane: (id) => id, person: (id) => id });
  const rules = ledger.recent(5).map((fact) => activityOf(fact).rule);
  expect(rules.toReversed()).toEqual([
    { set: 'off', until: 7 },
    { set: 'schedule', until: null },
    { set: 'on', until: null },
    { set: null, until: 7 },
    undefined,
  ]);
});
