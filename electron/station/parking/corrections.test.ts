import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Report } from '../ledger/report.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createCorrections } from './corrections.ts';
import type { StayCorrection } from './corrections.ts';
import { createStays, newId } from './stays.ts';
import type { Stays } from './stays.ts';

const sums = { receivable: 500, discount: 0, received: 0 };
let directory: string;
let db: Db;
let ledger: Ledger;
let stays: Stays;
let reports: Report[];
let stayId: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'corrections-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  reports = [];
  ledger = createLedger(db, createManualClock(), [
    (report) => {
      reports.push(report);
      return [];
    },
  ]);
  stays = createStays(db);
  stayId = newId();
  const car = {
    plate: '粤B12345',
    plateRead: '粤B12345',
    plateColour: 'blue' as const,
    carColour: null,
    carModel: null,
    class: 'other' as const,
    bookingCode: null,
    orderNo: null,
    card: null,
    captureId: null,
  };
  const passage = { at: 1_000, laneId: 'in-1', laneName: '入口 1', cause: 'automatic' as const };
  ledger.record((tx) => stays.enter(tx, stayId, car, null, passage));
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

function correct(changes: StayCorrection, report = true, id = stayId): void {
  const { correct: put } = createCorrections(db, stays, () => ({ sums, chargeIds: ['c1'] }));
  ledger.record((tx) => put(tx, id, changes, { who: 'li', because: '看照片', report }));
}

it('a misread plate is put right, normalised, with what stood there before, by whom and why', () => {
  correct({ plate: '粤b·54321', plateColour: 'green' });
  expect(stays.byId(stayId)).toMatchObject({ plate: '粤B54321', plateRead: '粤B12345', plateColour: 'green' });
  expect(ledger.recent(1)).toMatchObject([
    {
      kind: 'corrected',
      stayId,
      plate: '粤B54321',
      who: 'li',
      reason: '看照片',
      data: { before: { plate: '粤B12345', plateColour: 'blue' } },
    },
  ]);
  expect(reports).toMatchObject([{ kind: 'corrected', stay: { id: stayId, plate: '粤B54321' }, sums }]);
});

it('two corrections of one record are two reports', () => {
  correct({ plate: '粤B54321' });
  correct({ plate: '粤B54322' });
  const ids = reports.map((report) => report.kind === 'corrected' && report.id);
  expect(new Set(ids).size).toBe(2);
});

it('nobody is told when nobody was told otherwise', () => {
  correct({ carModel: 'large' }, false);
  expect(stays.byId(stayId)?.carModel).toBe('large');
  expect(reports).toEqual([]);
});

it('a car that is still inside gets no time at which it left', () => {
  correct({ leftAt: 9_000, exitName: '出口 1', enteredAt: 2_000 });
  expect(stays.byId(stayId)).toMatchObject({ enteredAt: 2_000, leftAt: null, exitName: null });
});

it('a stay that is not known changes nothing', () => {
  const before = ledger.recent(10).length;
  correct({ plate: '粤B54321' }, true, newId());
  expect([ledger.recent(10).length, reports]).toEqual([before, []]);
});
