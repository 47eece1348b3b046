import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { modules, results, root } from './setup/places.mjs';
import { foreground } from './setup/processes.mjs';
import { projectEnvironment, projectNode } from './setup/project-node.mjs';

/**
 * What a run of tests came to. `suitesFailed`: files that fell before any test of theirs ran. `failures`: each test or
 * file that failed, by name, with what it said.
 * @typedef {{
 *   exitCode: number, passed: number, failed: number, skipped: number, suitesFailed: number, failures: Failure[],
 * }} Tally
 * @typedef {{ title: string, message: string }} Failure
 */

/**
 * Runs one vitest project in the foreground.
 * @param {'unit' | 'integration' | 'e2e'} project
 * @param {string[]} args handed on to vitest
 * @param {Record<string, string>} [env] laid over the project's environment
 * @returns {Promise<Tally>}
 */
export async function runVitest(project, args, env = {}) {
  const report = join(results, `${project}.json`);
  rmSync(report, { force: true });
  const exitCode = await foreground(
    projectNode(),
    [
      join(modules, 'vitest', 'vitest.mjs'),
      'run',
      ...['--project', project],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...args,
    ],
    { env: { ...projectEnvironment(), ...env } },
  );
  return { exitCode, ...readReport(report) };
}

/**
 * @param {string} path
 * @returns {Omit<Tally, 'exitCode'>}
 */
function readReport(path) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The runner itself fell before it could report: nothing of it counts as passed, and its exit code says the rest.
    return { passed: 0, failed: 0, skipped: 0, suitesFailed: 0, failures: [] };
  }
  /** @type {Suite[]} */
  const suites = report.testResults;
  const emptySuites = suites.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    suitesFailed: emptySuites.length,
    failures: [
      ...emptySuites.map((suite) => ({ title: nameOf(suite), message: suite.message })),
      ...suites.flatMap((suite) =>
        suite.assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => ({ title: `${nameOf(suite)}: ${test.fullName}`, message: test.failureMessages.join('\n') })),
      ),
    ],
  };
}

/**
 * As vitest's JSON report has it.
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Test
 * @typedef {{ name: string, status: string, message: string, assertionResults: Test[] }} Suite
 */

/** @param {Suite} suite */
function nameOf(suite) {
  return relative(root, suite.name);
}
