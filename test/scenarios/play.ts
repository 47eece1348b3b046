import { expect } from 'vitest';
import type { TFunction } from 'i18next';
import { decisionSentence } from '../../renderer/language/sentences.ts';
import type { Scenario, Seen, Step } from './format.ts';
import { instant } from './lot.ts';
import type { ScenarioLot } from './lot.ts';

const UNITS: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000 };

/** Plays a scenario to its end; throws at the first step that comes out differently, and names it. */
export async function play({ steps }: Scenario, lot: ScenarioLot, t: TFunction): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const told = `step ${index + 1}: ${JSON.stringify(step)}`;
    try {
      await take(step, lot, t, told);
    } catch (error) {
      throw new Error(`${told}\n${String(error)}`, { cause: error });
    }
  }
}

async function take(step: Step, lot: ScenarioLot, t: TFunction, told: string): Promise<void> {
  if ('book' in step) return lot.book({ ...step, fromAt: instant(step.from), toAt: instant(step.to) });
  if ('cancel' in step) return lot.cancel(step.cancel);
  if ('list' in step) return lot.list(step.list, step.as);
  if ('arrive' in step) {
    await lot.arrive(step.at, step.arrive, step.sure);
    return look(step, lot, t, told);
  }
  if ('drive' in step) {
    await lot.arrive(step.at, step.drive, step.sure);
    await look(step, lot, t, told);
    return lot.driveThrough(step.at);
  }
  if ('pass' in step) {
    const car = await lot.standing(step.pass);
    expect(car, `${told}: may go`).toMatchObject({ open: true });
    return lot.driveThrough(step.pass);
  }
  if ('away' in step) return lot.driveOff(step.away);
  if ('leave' in step) {
    await lot.arrive(step.at, step.leave, 98);
    expect(await lot.standing(step.at), `${told}: may go`).toMatchObject({ open: true, plate: step.leave });
    return lot.driveThrough(step.at);
  }
  if ('wait' in step) {
    const [number = '0', unit = 's'] = step.wait.split(' ');
    return lot.pass(Number(number) * (UNITS[unit] ?? 0));
  }
  if ('until' in step && !('priority' in step) && !('convert' in step)) return lot.pass(instant(step.until) - lot.now);
  if ('do' in step) {
    expect(await lot.hand(step), told).toBe(step.refused ?? null);
    return;
  }
  if ('priority' in step) return lot.setPriority(step.priority, step.until === undefined ? null : instant(step.until));
  if ('convert' in step) return lot.convert(step.convert, instant(step.until));
  if ('unconvert' in step) return lot.endConversion(step.unconvert);
  if ('unplug' in step) return lot.plug(step.unplug, false);
  if ('plug' in step) return lot.plug(step.plug, true);
  if ('restart' in step) return lot.restart();
  if ('told' in step) {
    expect(await lot.told(), told).toEqual(step.told);
    return;
  }
  if ('lot' in step) {
    const { inside, flow } = await lot.view();
    const { priority, ...flowNow } = flow;
    expect({ inside, ...flowNow, priority: priority.on }, told).toMatchObject(step.lot);
    return;
  }
  return look(step, lot, t, told);
}

async function look(wanted: Seen, lot: ScenarioLot, t: TFunction, told: string): Promise<void> {
  const car = await lot.standing(wanted.at);
  const is = car === null ? 'empty' : `${car.open ? 'open' : car.verdict.action} ${car.verdict.reason}`;
  expect(is, told).toBe(wanted.is);
  if (car === null) return;
  if (wanted.figures) expect(car.verdict.figures, told).toMatchObject(wanted.figures);
  if (wanted.words !== undefined) expect(decisionSentence(t, car.verdict), told).toBe(wanted.words);
  if (wanted.candidates)
    expect(
      car.candidates.map(({ plate }) => plate),
      told,
    ).toEqual(wanted.candidates);
  if (wanted.class) expect(car.class, told).toBe(wanted.class);
}
