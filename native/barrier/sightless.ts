import type { Arm } from './arm.ts';
import type { MachineSettings } from './machine-state.ts';

/** Of a device that tells nothing: neither where the arm is, nor what is under it, nor whether it is there at all. */
export const SIGHTLESS: Pick<MachineSettings, 'senses' | 'canClose' | 'staleMs' | 'staleLoweringMs'> = {
  senses: {
    opened: false,
    closed: false,
    passageLoop: false,
    approachLoop: false,
    button: false,
    remote: false,
  },
  // Nothing tells that it would be safe (B4).
  canClose: false,
  staleMs: Infinity,
  staleLoweringMs: Infinity,
};

/** It takes commands, as far as anybody can tell: two empty readings, since one is never believed. */
export function takeOnTrust(arm: Arm, now: number): void {
  const reading = { type: 'reading', reading: {}, askedAt: now, suspect: false } as const;
  arm.dispatch(reading);
  arm.dispatch(reading);
}
