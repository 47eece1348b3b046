import type { BarrierEvent } from './contract.ts';
import { viewOf } from './machine-state.ts';
import type { MachineSettings, MachineState } from './machine-state.ts';
import { armOf, loopOf } from './sensors.ts';

/**
 * What there is to tell of one step: inputs, then limits, then faults, then the state they make.
 * `fulfilled`: a wish was found fulfilled, which is told even when the arm was there already.
 */
export function changesBetween(
  settings: MachineSettings,
  before: MachineState,
  after: MachineState,
  fulfilled: 'open' | 'closed' | null,
): BarrierEvent[] {
  return [
    ...inputChanges(settings, before, after),
    ...limitChanges(settings, before, after, fulfilled),
    ...faultChanges(before, after),
    ...stateChanges(settings, before, after),
  ];
}

function inputChanges(settings: MachineSettings, before: MachineState, after: MachineState): BarrierEvent[] {
  if (after.sensing.type === 'blind') return [];
  if (before.sensing.type === 'blind') return [{ type: 'first-reading', state: viewOf(settings, after) }];
  const events: BarrierEvent[] = [];
  for (const loop of ['passage', 'approach'] as const) {
    const was = loopOf(`${loop}Loop`, settings.senses, before.sensing);
    const is = loopOf(`${loop}Loop`, settings.senses, after.sensing);
    if (was !== is) events.push({ type: 'loop', loop, occupied: is === 'occupied' });
  }
  for (const type of ['button', 'remote'] as const) {
    if (after.sensing.believed[type] && !before.sensing.believed[type]) events.push({ type });
  }
  return events;
}

function limitChanges(
  settings: MachineSettings,
  before: MachineState,
  after: MachineState,
  fulfilled: 'open' | 'closed' | null,
): BarrierEvent[] {
  const was = armOf(settings.senses, before.sensing);
  const is = armOf(settings.senses, after.sensing);
  // What a first reading finds is told by that event: nobody saw the arm get there.
  const seenToMove = before.sensing.type === 'seeing' && was !== is;
  const reached = fulfilled ?? (seenToMove ? is : null);
  if (reached === 'open') return [{ type: 'opened' }];
  return reached === 'closed' ? [{ type: 'closed' }] : [];
}

function faultChanges(before: MachineState, after: MachineState): BarrierEvent[] {
  const events: BarrierEvent[] = [];
  for (const part of ['link', 'arm', 'limits'] as const) {
    const was = before.faults[part];
    const is = after.faults[part];
    if (was?.fault === is?.fault) continue;
    if (was !== null) events.push({ type: 'fault-cleared', fault: was.fault });
    if (is !== null) events.push({ type: 'fault', fault: is.fault, detail: is.detail });
  }
  return events;
}

function stateChanges(settings: MachineSettings, before: MachineState, after: MachineState): BarrierEvent[] {
  const was = viewOf(settings, before);
  const is = viewOf(settings, after);
  const keys = Object.keys(is) as (keyof typeof is)[];
  return keys.some((key) => was[key] !== is[key]) ? [{ type: 'state', state: is }] : [];
}
