import { spawn } from 'node:child_process';
import { root } from './places.mjs';
import { Stop } from './progress.mjs';

/**
 * Runs a program to its end and keeps what it wrote.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, limitMs?: number }} [options] `limitMs`: killed when it takes longer
 * @returns {Promise<{ code: number, stdout: string, stderr: string, timedOut: boolean }>} code 127 when the program is
 *   not there; -1 when a signal ended it
 */
export function capture(program, args, { env = process.env, cwd = root, limitMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    const limit =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, limitMs);
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve({ code: 127, stdout, stderr: stderr + error.message, timedOut });
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ code: code ?? -1, stdout, stderr, timedOut });
    });
  });
}

/**
 * As `capture`, but a failure stops the run with the program's own last words.
 * @param {string} program
 * @param {string[]} args
 * @param {Parameters<typeof capture>[2]} [options]
 */
export async function must(program, args, options) {
  const result = await capture(program, args, options);
  if (result.code !== 0) {
    const words = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-40).join('\n');
    throw new Stop(`"${[program, ...args].join(' ')}" failed (${result.code}):\n${words}`);
  }
  return result;
}

/**
 * Runs a program in the foreground, on our own input and output. A request to end us is handed on to it, so that it
 * can end in order first.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} its exit code; 128 + n after signal n, as shells say it
 */
export function foreground(program, args, { env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: 'inherit' });
    const handOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    // From a keyboard the whole group gets SIGINT, the child too: here it only must not end us before the child.
    const stay = () => undefined;
    process.on('SIGTERM', handOn).on('SIGHUP', handOn).on('SIGINT', stay);
    const forget = () => process.off('SIGTERM', handOn).off('SIGHUP', handOn).off('SIGINT', stay);
    child.on('error', (error) => {
      forget();
      reject(new Stop(`${program} could not be started: ${error.message}`, { cause: error }));
    });
    child.on('close', (code, signal) => {
      forget();
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGKILL' ? 137 : 143));
    });
  });
}
