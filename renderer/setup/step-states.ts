import { setupStep } from '../../electron/contract/setup.ts';
import type { SetupStep, SetupView } from '../../electron/contract/setup.ts';
import type { TrialKind } from '../../electron/contract/trials.ts';
import { valueAt } from './site-paths.ts';
import type { Json } from './site-paths.ts';

/** How far a page of the wizard is: nothing written, something to be put right, complete, or tried with the real thing as well. */
export type StepState = 'empty' | 'mistakes' | 'fine' | 'tried';

export const STEPS: readonly SetupStep[] = setupStep.options;

/** Something of the draft that can be tried, and what came of it. */
export interface ToTry {
  kind: TrialKind;
  of: string;
  /** Null: it was not tried, or has been changed since. */
  passed: boolean | null;
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Everything of the draft that can be tried, in the order of the pages. */
export function toTry({ site, trials }: Pick<SetupView, 'site' | 'trials'>): ToTry[] {
  const lanes = list(site.lanes);
  const wanted: [TrialKind, string][] = [
    ...list(site.platforms).map((platform): [TrialKind, string] => ['platform', text(valueAt(platform, 'kind'))]),
    ...lanes.map((lane): [TrialKind, string] => ['camera', text(valueAt(lane, 'id'))]),
    ...lanes.map((lane): [TrialKind, string] => ['barrier', text(valueAt(lane, 'id'))]),
    ...lanes
      .filter((lane) => list(valueAt(lane, 'displays')).length > 0)
      .map((lane): [TrialKind, string] => ['display', text(valueAt(lane, 'id'))]),
    ...(site.printer === undefined ? [] : [['printer', ''] as [TrialKind, string]]),
  ];
  return wanted.map(([kind, of]) => {
    const trial = trials.find((each) => each.kind === kind && each.of === of);
    return { kind, of, passed: trial === undefined || trial.stale ? null : trial.passed };
  });
}

const TRIED_ON: Readonly<Partial<Record<SetupStep, readonly TrialKind[]>>> = {
  platforms: ['platform'],
  cameras: ['camera'],
  barriers: ['barrier'],
};

export function stepStateOf(step: SetupStep, view: SetupView): StepState {
  const wrong = view.mistakes.some((mistake) => step === 'check' || mistake.step === step);
  if (isEmpty(step, view.site)) return 'empty';
  if (wrong) return 'mistakes';
  const kinds = TRIED_ON[step] ?? [];
  const tried = toTry(view).filter(({ kind }) => kinds.includes(kind));
  return tried.length > 0 && tried.every(({ passed }) => passed === true) ? 'tried' : 'fine';
}

function isEmpty(step: SetupStep, site: SetupView['site']): boolean {
  const lanes = list(site.lanes);
  switch (step) {
    case 'lot':
      return site.lot === undefined;
    case 'platforms':
      return list(site.platforms).length === 0;
    case 'lanes':
      return lanes.length === 0;
    case 'cameras':
      return lanes.every((lane) => valueAt(lane, 'camera') === undefined);
    case 'barriers':
      return lanes.every((lane) => valueAt(lane, 'barrier') === undefined);
    case 'rules':
    case 'people':
    case 'check':
      return false;
  }
}
