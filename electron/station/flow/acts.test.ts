import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { siteConfig } from '../../contract/site.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Report } from '../ledger/report.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createFlowActs } from './acts.ts';
import type { FlowActs } from './acts.ts';
import { createFlowStore } from './store.ts';

const HOUR = 3_600_000;
/** 2026-05-06 09:00 in Beijing. */
const AT = Date.UTC(2026, 4, 6, 1);
const lane = (id: string, change: object) => ({
  id,
  name: id,
  camera: { id: `camera-${id}`, driver: 'push' },
  barrier: { driver: 'modbus-relay', link: 'line', coils: { open: { coil: 0 } } },
  ...change,
});
const site = siteConfig.parse({
  lot: { parkCode: '4403000001', name: 'Lot', desk: 'East', totalStalls: 10 },
  flow: { priority: [{ days: 'every-day', from: '07:30', to: '19:30' }] },
  links: [{ id: 'line', kind: 'tcp', host: '127.0.0.1', port: 4001 }],
  lanes: [
    lane('east', { direction: 'entrance', kind: 'reserved', others: 'refuse' }),
    lane('west', { direction: 'entrance', kind: 'general' }),
    lane('out', { direction: 'exit' }),
  ],
  people: [{ id: 'li', name: 'Li', role: 'attendant' }],
});

let directory: string;
let db: Db;
let clock: ManualClock;
let ledger: Ledger;
let flow: FlowActs;
let reported: Report[];
const once = (): void => undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flow-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  clock = createManualClock(AT);
  reported = [];
  ledger = createLedger(db, clock, [(report) => (reported.push(report), [])]);
  begin();
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

/** The program from its store up: a second call is a restart. */
function begin(): void {
  let made = 0;
  const newId = (): string => String(++made).padStart(32, '0');
  flow = createFlowActs({ site, store: createFlowStore(db), ledger, now: () => clock.now(), newId });
}
const sweep = (): boolean => ledger.record(flow.sweep);
const told = (): boolean[] => reported.flatMap((report) => (report.kind === 'priority' ? [report.on] : []));
const facts = (): string[] => ledger.recent(50).map(({ kind }) => kind).reverse(); // prettier-ignore
const ruleOf = (id: string) => flow.ruleOf(site.lanes.find((each) => each.id === id) ?? (site.lanes[0] as never));

describe('who goes first (6.3.5, 6.3.6)', () => {
  it('is told when the hours begin and end, once each, however often time is looked at', () => {
    expect([sweep(), sweep(), sweep()]).toEqual([true, false, false]);
    clock.advance(10 * HOUR);
    expect(sweep()).toBe(false);
    clock.advance(HOUR);
    expect([sweep(), sweep()]).toEqual([true, false]);
    expect(told()).toEqual([true, false]);
    expect(facts()).toEqual(['priority-changed', 'priority-changed']);
  });

  it('a person says so with a reason, which the platform reads; its end is the clock’s', () => {
    sweep();
    flow.setPriority({ mode: 'off', until: AT + HOUR, because: '医院义诊' }, 'li', once);
    expect(reported.at(-1)).toMatchObject({ kind: 'priority', on: false, remark: '医院义诊', at: AT });
    begin();
    expect(sweep()).toBe(false);
    clock.advance(HOUR);
    sweep();
    expect(told()).toEqual([true, false, true]);
    expect(ledger.recent(9).find(({ kind }) => kind === 'priority-set')).toMatchObject({
      who: 'li',
      reason: '医院义诊',
      data: { mode: 'off', until: AT + HOUR },
    });
  });

  it('what is so already is written down, and not told again', () => {
    sweep();
    flow.setPriority({ mode: 'on', until: null, because: 'x' }, 'li', once);
    flow.setPriority({ mode: 'schedule', until: null, because: 'x' }, 'li', once);
    expect(told()).toEqual([true]);
    expect(facts().filter((kind) => kind === 'priority-set')).toHaveLength(2);
  });

  it('an end that lies behind is refused, and changes nothing', () => {
    sweep();
    expect(() => flow.setPriority({ mode: 'off', until: AT, because: 'x' }, 'li', once)).toThrow(
      expect.objectContaining({ code: 'bad-input', fields: { until: 'past' } }) as Error,
    );
    expect([told(), facts()]).toEqual([[true], ['priority-changed']]);
  });

  it('an act that was done already changes nothing', () => {
    const done = (): never => {
      throw new Error('UNIQUE');
    };
    expect(() => flow.setPriority({ mode: 'off', until: null, because: 'x' }, 'li', done)).toThrow('UNIQUE');
    sweep();
    expect(told()).toEqual([true]);
  });
});

describe('a reserved-only entrance turned over to all cars (6.3.2)', () => {
  it('takes all until its end, over a restart, whatever its rule for others was', () => {
    expect(ruleOf('east')).toEqual({ kind: 'reserved', others: 'refuse' });
    flow.convert({ laneId: 'east', until: AT + HOUR, because: '施工' }, 'li', once);
    begin();
    expect(ruleOf('east')).toEqual({ kind: 'general', others: 'open' });
    expect(flow.conversionOf('east')).toEqual({ since: AT, until: AT + HOUR, who: 'li', because: '施工' });
    expect(ruleOf('west')).toEqual({ kind: 'general', others: 'open' });
    clock.advance(HOUR);
    expect(ruleOf('east')).toEqual({ kind: 'reserved', others: 'refuse' });
    sweep();
    expect(facts()).toContain('lane-conversion-ended');
    expect(sweep()).toBe(false);
  });

  it('ends by hand', () => {
    flow.convert({ laneId: 'east', until: AT + HOUR, because: 'x' }, 'li', once);
    flow.endConversion('east', 'li', once);
    expect([flow.conversionOf('east'), ruleOf('east').kind]).toEqual([null, 'reserved']);
    expect(() => flow.endConversion('east', 'li', once)).toThrow(expect.objectContaining({ code: 'not-now' }) as Error);
  });

  it.each([
    ['a lane that is not there', 'north', HOUR, 'bad-input'],
    ['an entrance for all', 'west', HOUR, 'bad-input'],
    ['an exit', 'out', HOUR, 'bad-input'],
    ['an end that lies behind', 'east', 0, 'bad-input'],
    ['more than a day', 'east', 25 * HOUR, 'bad-input'],
  ])('refuses %s', (_what, laneId, ms, code) => {
    expect(() => flow.convert({ laneId, until: AT + ms, because: 'x' }, 'li', once)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
    expect(facts()).toEqual([]);
  });

  it('refuses to do it twice', () => {
    flow.convert({ laneId: 'east', until: AT + HOUR, because: 'x' }, 'li', once);
    expect(() => flow.convert({ laneId: 'east', until: AT + 2 * HOUR, because: 'x' }, 'li', once)).toThrow(
      expect.objectContaining({ code: 'not-now' }) as Error,
    );
  });
});
