import { describe, expect, it } from 'vitest';
import type { SetupView } from '../../electron/contract/setup.ts';
import { stepStateOf, toTry } from './step-states.ts';

const view = (part: Partial<SetupView> = {}): SetupView => ({
  mode: 'first',
  revision: 1,
  site: {},
  secrets: [],
  files: [],
  mistakes: [],
  changes: [],
  effect: null,
  trials: [],
  changedAt: null,
  changedBy: null,
  ...part,
});
const lane = { id: 'in-1', camera: { driver: 'push' }, barrier: { driver: 'lcus' } };
const camera = { kind: 'camera' as const, of: 'in-1', at: 1, passed: true, stale: false };

describe('how far a page is', () => {
  it('begins empty, whatever is missing', () => {
    const missing = { path: 'lot', words: '缺少', step: 'lot' as const };
    expect(stepStateOf('lot', view({ mistakes: [missing] }))).toBe('empty');
    expect(stepStateOf('check', view({ mistakes: [missing] }))).toBe('mistakes');
    expect(stepStateOf('cameras', view({ site: { lanes: [{ id: 'in-1' }] } }))).toBe('empty');
  });

  it('has mistakes, is fine, and is tried once each of its devices was', () => {
    const site = { lanes: [lane] };
    const wrong = { path: 'lanes[0].camera.id', words: '重复', step: 'cameras' as const };
    expect(stepStateOf('cameras', view({ site, mistakes: [wrong] }))).toBe('mistakes');
    expect(stepStateOf('cameras', view({ site }))).toBe('fine');
    expect(stepStateOf('cameras', view({ site, trials: [camera] }))).toBe('tried');
    const two = { lanes: [lane, { ...lane, id: 'out-1' }] };
    expect(stepStateOf('cameras', view({ site: two, trials: [camera] }))).toBe('fine');
  });

  it('is not tried any more when what was tried has changed', () => {
    const trials = [{ ...camera, stale: true }];
    expect(stepStateOf('cameras', view({ site: { lanes: [lane] }, trials }))).toBe('fine');
    expect(toTry(view({ site: { lanes: [lane] }, trials }))[0]).toEqual({ kind: 'camera', of: 'in-1', passed: null });
  });
});
