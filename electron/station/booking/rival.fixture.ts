import { parentPort, workerData } from 'node:worker_threads';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import { openStore } from '../store/open.ts';
import { createBookings } from './desk.ts';

export interface RivalJob {
  file: string;
  name: string;
  requests: number;
  /** How many rivals are ready, shared by all: they begin together. */
  ready: Int32Array;
  rivals: number;
}
export interface RivalResult {
  locked: number;
  refused: number;
  troubles: string[];
}

const HOUR = 3_600_000;

function beginTogether({ ready, rivals }: RivalJob): void {
  Atomics.add(ready, 0, 1);
  Atomics.notify(ready, 0);
  for (let there = Atomics.load(ready, 0); there < rivals; there = Atomics.load(ready, 0))
    Atomics.wait(ready, 0, there);
}

/** Locks and cancels against whoever else has the store open: few places, a stall wanted each time. */
function compete(job: RivalJob): RivalResult {
  const { file, name, requests } = job;
  const db = openStore(file);
  const clock = createManualClock();
  const ledger = createLedger(db, clock, []);
  const rules = { reservable: 3, stalls: ['A1', 'A2'], earlyMin: 15, unconfirmedMin: 15 };
  const desk = createBookings(db, rules, { onPlaces: () => undefined, isBarred: () => false, isAtGate: () => false });
  const unsaid = { plate: '粤B12345', plateColour: null, carColour: null, carModel: null, keptMin: 0, source: null };
  beginTogether(job);
  const result: RivalResult = { locked: 0, refused: 0, troubles: [] };
  for (let i = 0; i < requests; i++) {
    const code = `${name}-${i}`;
    const from = clock.now() + (i % 5) * HOUR;
    const times = { from, to: from + HOUR };
    const wishes = { change: false, holdStall: i % 3 !== 0, stallNo: null };
    try {
      const { outcome } = ledger.record((tx) => desk.lock(tx, { ...unsaid, ...times, ...wishes, code }));
      if (outcome === 'locked') result.locked += 1;
      else result.refused += 1;
      // Each gives most of its places back, so that there is always something to fight for.
      if (outcome === 'locked' && i % 10 !== 0) ledger.record((tx) => desk.cancel(tx, code));
    } catch (error) {
      result.troubles.push(String(error));
    }
  }
  db.close();
  return result;
}

parentPort?.postMessage(compete(workerData as RivalJob));
