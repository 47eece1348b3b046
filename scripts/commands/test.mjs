import { performance } from 'node:perf_hooks';
import { buildParts } from '../build.mjs';
import { openDisplay } from '../display.mjs';
import { Stop, say, seconds } from '../setup/progress.mjs';
import { capture } from '../setup/processes.mjs';
import { projectEnvironment } from '../setup/project-node.mjs';
import { setUp } from '../setup/setup.mjs';
import { runVitest } from '../vitest.mjs';

/** What looks at the text alone. Each is a script of package.json. */
const checks = ['types', 'imports', 'format:check', 'schema:check', 'lint'];

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
      tally.failed += result.exitCode === 0 ? counted : Math.max(1, counted);
      return result.exitCode === 0;
    });

  const look = async () => {
    for (const name of checks) await check(name, () => runScript(name));
  };
  await check('build', build);
  const display = await openDisplay();
  try {
    // A window mostly waits: beside it there is a core for whoever only reads.
    await Promise.all([tests('e2e', display.env), look()]);
    await tests('unit', display.env);
    await tests('integration', display.env);
  } finally {
    await display.close();
  }

  say(`\nThe whole run took ${seconds(begun)}:`);
  for (const { title, ok, took } of steps) say(`  ${ok ? '✓' : '✗'} ${title.padEnd(14)} ${took.padStart(8)}`);
  const nothingRan = tally.passed + tally.failed === 0;
  if (nothingRan) say('No test ran: that counts as a failure.');
  const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
  say(`\n${tally.passed} passed, ${tally.failed} failed${skipped}`);
  return tally.failed > 0 || nothingRan ? 1 : 0;
}

/** @param {string} name of a script in package.json */
async function runScript(name) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = await capture(npm, ['run', '--silent', name], { env: projectEnvironment() });
  if (result.code !== 0) say(`${result.stdout}\n${result.stderr}`.trim());
  return result.code === 0;
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
