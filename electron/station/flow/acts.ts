import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { priorityAt } from '../policy/priority.ts';
import type { Conversion, FlowMemory, FlowStore } from './store.ts';

export interface FlowActsParts {
  site: Pick<SiteConfig, 'flow' | 'calendar' | 'lanes'>;
  store: FlowStore;
  ledger: Ledger;
  now(): number;
  /** 32 hex digits. */
  newId(): string;
}

/** Who goes first, as a person says it. `schedule`: by the hours of the site file again. */
export interface PriorityWish {
  mode: 'on' | 'off' | 'schedule';
  /** UTC ms; null: until somebody says otherwise. */
  until: number | null;
  because: string;
}

/** What a lane's rule is now: its own, or what a person made of it for a time. */
export type LaneRule = Pick<LaneConfig, 'kind' | 'others'>;

/** What persons change about the flow of cars, and what time changes. `once` runs inside the act's transaction. */
export interface FlowActs {
  /** 6.3.5. Throws `bad-input` for an end that lies behind us. */
  setPriority(wish: PriorityWish, who: string, once: (tx: Tx) => void): void;
  /** 6.3.2: a reserved-only entrance takes all cars until an instant. Throws `bad-input`, or `not-now` where it does so already. */
  convert(wish: { laneId: string; until: number; because: string }, who: string, once: (tx: Tx) => void): void;
  /** The entrance is for reserved cars only again. Throws `not-now` where it is. */
  endConversion(laneId: string, who: string, once: (tx: Tx) => void): void;
  ruleOf(lane: LaneConfig): LaneRule;
  conversionOf(laneId: string): Conversion | null;
  /** Writes down what time alone changed, each change once; inside the caller's record. True when something did. */
  sweep(tx: Tx): boolean;
}

/** Nobody looks at a lane for longer than this before deciding afresh. */
const LONGEST_CONVERSION_MS = 24 * 3_600_000;

export function createFlowActs({ site, store, ledger, now, newId }: FlowActsParts): FlowActs {
  const isOn = (memory: FlowMemory): boolean =>
    priorityAt(site.flow.priority, site.calendar, memory.override, now()).on;

  /** Table 61, once for each change: who went first before is what was told last. */
  function tell(tx: Tx, memory: FlowMemory, remark: string | null, fact: (on: boolean) => number): FlowMemory {
    const on = isOn(memory);
    if (on === memory.told) return memory;
    tx.report({ kind: 'priority', id: newId(), at: tx.at, on, remark }, fact(on));
    return { ...memory, told: on };
  }

  const lives = ({ until }: { until: number | null }): boolean => until === null || until > now();

  function conversionOf(laneId: string): Conversion | null {
    const conversion = store.load().conversions[laneId];
    return conversion && lives(conversion) ? conversion : null;
  }

  function convertible(laneId: string): LaneConfig {
    const lane = site.lanes.find(({ id }) => id === laneId);
    if (!lane) throw refusal('bad-input', `no lane ${laneId}`, { laneId: 'unknown' });
    if (lane.direction !== 'entrance' || lane.kind !== 'reserved') {
      throw refusal('bad-input', `${laneId} is no reserved-only entrance`, { laneId: 'not reserved-only' });
    }
    return lane;
  }

  function withoutConversion(memory: FlowMemory, laneId: string): FlowMemory {
    const { [laneId]: _, ...conversions } = memory.conversions;
    return { ...memory, conversions };
  }

  return {
    setPriority({ mode, until, because }, who, once) {
      if (until !== null && until <= now()) throw refusal('bad-input', 'it ends before it begins', { until: 'past' });
      ledger.record((tx) => {
        once(tx);
        const override = mode === 'schedule' ? null : { on: mode === 'on', until, who, because };
        const fact = tx.fact({ kind: 'priority-set', who, reason: because, data: { mode, until } });
        store.save(
          tx,
          tell(tx, { ...store.load(), override }, because, () => fact),
        );
      });
    },

    convert({ laneId, until, because }, who, once) {
      convertible(laneId);
      const at = now();
      if (until <= at || until > at + LONGEST_CONVERSION_MS) {
        throw refusal('bad-input', 'it ends within a day, and not before it begins', { until: 'out of range' });
      }
      if (conversionOf(laneId)) throw refusal('not-now', `${laneId} takes all cars already`);
      ledger.record((tx) => {
        once(tx);
        const memory = store.load();
        store.save(tx, {
          ...memory,
          conversions: { ...memory.conversions, [laneId]: { since: at, until, who, because } },
        });
        tx.fact({ kind: 'lane-converted', laneId, who, reason: because, data: { until } });
      });
    },

    endConversion(laneId, who, once) {
      if (!conversionOf(laneId)) throw refusal('not-now', `${laneId} is as the site file says`);
      ledger.record((tx) => {
        once(tx);
        store.save(tx, withoutConversion(store.load(), laneId));
        tx.fact({ kind: 'lane-conversion-ended', laneId, who });
      });
    },

    ruleOf: ({ id, kind, others }) => (conversionOf(id) ? { kind: 'general', others: 'open' } : { kind, others }),
    conversionOf,

    sweep(tx) {
      const before = store.load();
      let memory = before;
      for (const [laneId, conversion] of Object.entries(before.conversions)) {
        if (lives(conversion)) continue;
        memory = withoutConversion(memory, laneId);
        tx.fact({ kind: 'lane-conversion-ended', laneId, reason: 'time', data: { until: conversion.until } });
      }
      if (memory.override && !lives(memory.override)) memory = { ...memory, override: null };
      memory = tell(tx, memory, null, (on) => tx.fact({ kind: 'priority-changed', data: { on } }));
      if (memory !== before) store.save(tx, memory);
      return memory !== before;
    },
  };
}

const refusal = (code: 'bad-input' | 'not-now', message: string, fields?: Record<string, string>): Error =>
  Object.assign(new Error(message), { code, ...(fields ? { fields } : {}) });
