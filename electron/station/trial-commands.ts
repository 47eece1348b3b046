import { refusal } from './access/refusal.ts';
import type { TrialCommand, TrialHandlers, Trials } from './trials/trials.ts';

const TRIALS: Readonly<Record<TrialCommand, true>> = {
  'setup.find-ports': true,
  'setup.probe-line': true,
  'setup.find-cameras': true,
  'setup.posting-address': true,
  'setup.tell-camera': true,
  'setup.try-camera': true,
  'setup.try-barrier': true,
  'setup.try-display': true,
  'setup.try-printer': true,
  'setup.try-platform': true,
  'setup.try-frame': true,
  'setup.try-clock': true,
};

/** Trying what a draft says. Null: there is no draft, and so nothing to try. */
export function trialCommands(trials: Trials | null): TrialHandlers {
  if (trials !== null) return trials.handlers;
  const notNow = (): never => {
    throw refusal('not-now', 'there is no draft here');
  };
  return Object.fromEntries(Object.keys(TRIALS).map((name) => [name, notNow])) as unknown as TrialHandlers;
}
