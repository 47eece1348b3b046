import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { commands } from '../../contract/commands.ts';
import { stayFile } from '../../contract/history.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Report } from '../ledger/report.ts';
import { createCorrections } from '../parking/corrections.ts';
import { createStays } from '../parking/stays.ts';
import type { Stays } from '../parking/stays.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createHistory } from './history.ts';
import type { History } from './history.ts';

const AT = 1_700_000_000_000;
let directory: string;
let db: Db;
let ledger: Ledger;
let stays: Stays;
let history: History;
let reports: Report[];
let told: boolean;
let notes: number;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'history-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  reports = [];
  told = true;
  notes = 0;
  ledger = createLedger(db, createManualClock(AT), [
    (report) => {
      reports.push(report);
      return [];
    },
  ]);
  stays = createStays(db);
  history = createHistory({
    db,
    ledger,
    records: createCorrections(db, stays, () => ({
      sums: { receivable: 0, discount: 0, received: 0 },
      chargeIds: [],
    })),
    moneyOf: () => ({ charges: [], owed: 0, due: 0, payments: [] }),
    stay: stays.byId,
    booking: () => null,
    platforms: { file: () => ({ numbers: [], reports: [] }), told: () => told },
    imageOf: (id) => (id === null ? null : `capture://images/${id}.jpg`),
    names: { lane: (id) => `lane ${id}`, person: (id) => `the name of ${id}` },
    lanes: () => [{ id: 'in-1', name: 'In' }],
    people: () => [{ id: 'li', name: 'Li' }],
  });
  comesAndGoes();
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

/** A car read as 粤B1234S, put right at the lane, let in by wang, gone by itself. */
function comesAndGoes(): void {
  const car = {
    plate: '粤B12345',
    plateRead: '粤B1234S',
    plateColour: 'blue' as const,
    carColour: null,
    carModel: null,
    class: 'other' as const,
    bookingCode: null,
    orderNo: null,
    card: null,
    captureId: 'c1',
  };
  ledger.record((tx) => {
    tx.fact({
      kind: 'corrected',
      laneId: 'in-1',
      arrivalId: 'a1',
      plate: '粤B12345',
      who: 'wang',
      data: { from: '粤B1234S', read: '粤B1234S' },
    });
    stays.enter(tx, 's1', car, null, { at: AT, laneId: 'in-1', laneName: 'In', cause: 'confirmed' });
    const data = { cause: 'confirmed', assumed: true };
    tx.fact({ kind: 'entered', laneId: 'in-1', arrivalId: 'a1', stayId: 's1', plate: '粤B12345', who: 'wang', data });
  });
  ledger.record((tx) => {
    stays.leave(tx, 's1', 'c2', { at: AT + 60_000, laneId: 'out-1', laneName: 'Out', cause: 'automatic' });
    tx.fact({ kind: 'left', at: AT + 60_000, laneId: 'out-1', arrivalId: 'a2', stayId: 's1', plate: '粤B12345' });
  });
}

const correct = (change: Partial<Parameters<History['correct']>[0]>): void => {
  history.correct({ stayId: 's1', because: '看照片', ...change }, 'li', () => (notes += 1));
};
const kinds = (): string[] => history.stay('s1').audit.map(({ kind }) => kind);

it('a stay is told whole: both ways through, both pictures, who, and all that happened from its arrival on', () => {
  const file = history.stay('s1');
  expect(stayFile.parse(file)).toEqual(file);
  expect(file).toMatchObject({
    plate: '粤B12345',
    plateRead: '粤B1234S',
    entry: {
      at: AT,
      laneName: 'In',
      cause: 'confirmed',
      who: 'the name of wang',
      assumed: true,
      image: 'capture://images/c1.jpg',
    },
    exit: { at: AT + 60_000, laneName: 'Out', cause: 'automatic', who: null, image: 'capture://images/c2.jpg' },
  });
  expect(kinds()).toEqual(['corrected', 'entered', 'left']);
  expect(file.audit[0]).toMatchObject({ who: 'the name of wang', before: [{ field: 'plate', was: '粤B1234S' }] });
});

it('a plate put right at the lane makes its stay one that was corrected, by whoever did it', () => {
  for (const query of [{ kind: 'corrected' as const }, { who: 'wang' }])
    expect(history.find(query).rows).toMatchObject([{ row: 'stay', id: 's1' }]);
});

describe('a correction', () => {
  it('keeps what the camera read, is written down with who and why, and is reported once', () => {
    correct({ plate: '粤b·54321', plateColour: 'green' });
    expect(stays.byId('s1')).toMatchObject({ plate: '粤B54321', plateRead: '粤B1234S', plateColour: 'green' });
    expect(history.stay('s1').audit.at(-1)).toMatchObject({
      kind: 'corrected',
      who: 'the name of li',
      reason: '看照片',
      before: [
        { field: 'plate', was: '粤B12345' },
        { field: 'plateColour', was: 'blue' },
      ],
    });
    expect(reports.map(({ kind }) => kind)).toEqual(['corrected']);
    expect(notes).toBe(1);
    expect(history.find({ text: '54321', who: 'li' }).rows).toHaveLength(1);
    expect(history.find({ text: '12345' }).rows).toEqual([]);
  });

  it('of a stay that no platform was told of stays here', () => {
    told = false;
    correct({ carColour: 'red' });
    expect([reports, stays.byId('s1')?.carColour]).toEqual([[], 'red']);
  });

  it.each([
    ['nothing is another value', { plate: '粤B12345' }, { '': 'nothing-changed' }],
    ['it is no plate', { plate: '·' }, { plate: 'no-plate' }],
    ['the reports have no room for it', { plate: '粤B1234567890' }, { plate: 'too-long' }],
  ])('is refused when %s, and nothing happens', (_why, change, fields) => {
    expect(() => correct(change)).toThrow(expect.objectContaining({ code: 'bad-input', fields }) as Error);
    expect([notes, reports, kinds().length]).toEqual([0, [], 3]);
  });

  it('is for a supervisor; looking is for anybody who may sit here', () => {
    expect(commands['history.correct'].role).toBe('supervisor');
    for (const name of ['history.find', 'history.stay', 'history.choices'] as const)
      expect(commands[name].role).toBe('viewer');
  });
});

it('a stay that is not there is gone', () => {
  const gone = expect.objectContaining({ code: 'gone' }) as Error;
  expect(() => history.stay('nobody')).toThrow(gone);
  expect(() => history.correct({ stayId: 'nobody', plate: '粤B1', because: 'x' }, 'li', () => undefined)).toThrow(gone);
});
