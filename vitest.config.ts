import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.mjs';

// One runner, three projects: unit tests stand beside their code; integration tests use real sockets, files and ptys;
// e2e tests drive real windows.
export default defineConfig({
  test: {
    // The runner itself sleeps while its workers work: left alone it keeps a core back for it, which is half of two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{electron,native,renderer,demo,scripts,test/conformance,test/bench}/**/*.test.{ts,tsx}',
            'test/scenarios/policy*.test.ts',
          ],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          globalSetup: ['test/support/built-station.ts'],
          include: ['test/{integration,faults,simulation,fuzz}/**/*.test.ts', 'test/scenarios/station.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // A window mostly waits: two at a time, each on a lot of its own.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What a window shows follows what happened: it is asked until it does.
          expect: { poll: { interval: 25, timeout: 15_000 } },
        },
      },
    ],
  },
});
