import { BaseSequencer } from 'vitest/node';

/**
 * The test files that take longest, much of it waiting: begun first, they end beside the others and not after them. A machine
 * that runs the tests for the first time knows no durations; its order would be that of the files' sizes.
 */
const LONGEST = [
  'faults/kill',
  'faults/power',
  'faults/clock',
  'integration/attacks',
  'integration/demo-lot',
  'integration/restore',
  'e2e/exit-proof',
  'e2e/exit',
  'e2e/board',
  'e2e/screens',
  'e2e/cards',
  'e2e/wizard',
  'e2e/sync',
  'e2e/access',
  'e2e/packaged',
  'barrier/barrier-contract',
];

export class LongestFirst extends BaseSequencer {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const others = await super.sort(files);
    return others.toSorted((a, b) => rankOf(a.moduleId) - rankOf(b.moduleId));
  }
}

/** @param {string} file */
function rankOf(file) {
  const rank = LONGEST.findIndex((name) => file.endsWith(`/${name}.test.ts`));
  return rank < 0 ? LONGEST.length : rank;
}
