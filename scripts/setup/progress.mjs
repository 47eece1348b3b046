import { performance } from 'node:perf_hooks';

/** What a person sees while set-up, build and test runs go on: one line a step, with its time. */

/** An error meant for the person at the keyboard: its message is words, and no stack is shown. */
export class Stop extends Error {
  /**
   * @param {string} message what is wrong and what to do about it
   * @param {{ exitCode?: number, cause?: unknown }} [options]
   */
  constructor(message, options = {}) {
    super(message, { cause: options.cause });
    this.name = 'Stop';
    this.exitCode = options.exitCode ?? 1;
  }
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {number} since a reading of performance.now() */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs one named step and says how long it took. The step's result is passed on; its failure too.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const begun = performance.now();
  say(`· ${title} …`);
  try {
    const result = await work();
    say(`✓ ${title} (${seconds(begun)})`);
    return result;
  } catch (error) {
    say(`✗ ${title} (${seconds(begun)})`);
    throw error;
  }
}
