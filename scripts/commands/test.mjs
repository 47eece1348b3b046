import { performance } from 'node:perf_hooks';
import { buildParts } from '../build.mjs';
import { openDisplay } from '../display.mjs';
import { Stop, say, seconds } from '../setup/progress.mjs';
import { capture } from '../setup/processes.mjs';
import { projectEnvironment } from '../setup/project-node.mjs';
import { setUp } from '../setup/setup.mjs';
import { runVitest } from '../vitest.mjs';

/** What looks at the text alone, in strands that run side by side. Each is a script of package.json. */
const checks = [['lint'], ['types', 'imports', 'format:check', 'schema:check']];

/**
 * `npm test`: everything, to the end, whatever fails on the way; then what failed. The last line is the count of tests,
 * where a failed check counts as one failed test.
 */
export async function run() {
  const begun = performance.now();
  await setUp({ tests: true });
  /** @type {{ title: string, ok: boolean, took: string }[]} */
  const steps = [];
  const tally = { passed: 0, failed: 0, skipped: 0 };
  /** @type {import('../vitest.mjs').Failure[]} */
  const failures = [];

  /** @param {string} title @param {() => Promise<boolean>} work */
  const record = async (title, work) => {
    const since = performance.now();
    const ok = await work();
    steps.push({ title, ok, took: seconds(since) });
    say(`${ok ? '✓' : '✗'} ${title} (${seconds(since)})`);
  };
  /** @param {string} title @param {() => Promise<boolean>} work */
  const check = (title, work) =>
    record(title, async () => {
      const ok = await work();
      if (!ok) tally.failed += 1;
      return ok;
    });
  /** @param {'unit' | 'integration' | 'e2e'} project @param {Record<string, string>} env */
  const tests = (project, env) =>
    record(project, async () => {
      const result = await runVitest(project, [], env);
      const counted = result.failed + result.suitesFailed;
      tally.passed += result.passed;
      tally.skipped += result.skipped;
      failures.push(...result.failures);
      tally.failed += result.exitCode === 0 ? counted : Math.max(1, counted);
      return result.exitCode === 0;
    });

  /** @param {string[]} strand */
  const look = async (strand) => {
    for (const name of strand) {
      await check(name, async () => {
        const { code, stdout, stderr } = await runScript(name);
        const message = `${stdout}\n${stderr}`.trim();
        if (code !== 0) failures.push({ title: name, message });
        return code === 0;
      });
    }
  };
  await check('build', build);
  await Promise.all(checks.map(look));
  const display = await openDisplay();
  try {
    await tests('e2e', display.env);
    await tests('unit', display.env);
    await tests('integration', display.env);
  } finally {
    await display.close();
  }

  say(`\nThe whole run took ${seconds(begun)}:`);
  for (const { title, ok, took } of steps) say(`  ${ok ? '✓' : '✗'} ${title.padEnd(14)} ${took.padStart(8)}`);
  // Where a long run is read from its end, what failed stands there with its reason.
  for (const { title, message } of failures) say(`\n✗ ${title}\n${indent(message)}`);
  const nothingRan = tally.passed + tally.failed === 0;
  if (nothingRan) say('No test ran: that counts as a failure.');
  const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
  say(`\n${tally.passed} passed, ${tally.failed} failed${skipped}`);
  return tally.failed > 0 || nothingRan ? 1 : 0;
}

/** @param {string} text */
function indent(text) {
  return text.trim().replaceAll(/^/gm, '    ');
}

/** @param {string} name of a script in package.json */
async function runScript(name) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return await capture(npm, ['run', '--silent', name], { env: projectEnvironment() });
}

async function build() {
  try {
    await buildParts();
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    return false;
  }
}
