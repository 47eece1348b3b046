import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Stop } from './setup/progress.mjs';

const SETPRIV = '/usr/bin/setpriv';

/**
 * A screen to show windows on: the one there is, or else a virtual one of our own. On a virtual screen the GPU stays
 * unused, with which some starts would hang.
 * @param {{ own?: boolean }} [wish] `own`: a virtual one on which nobody else has a window, for keys that go to a screen
 * @returns {Promise<{ env: Record<string, string>, virtual: boolean, close: () => Promise<void> }>} `env` goes over the
 *   environment of whatever opens a window; `close` ends a screen that we opened
 */
export async function openDisplay({ own = false } = {}) {
  const there = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY ?? '';
  if (process.platform !== 'linux' || (there !== '' && !own)) {
    return { env: {}, virtual: false, close: () => Promise.resolve() };
  }
  const screen = ['Xvfb', '-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'];
  // Where the system can tie its life to ours, it also ends when we are killed.
  const [program = '', ...args] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'TERM', ...screen] : screen;
  // Not in our process group: Ctrl+C must close the app first, then its screen.
  const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  const ended = new Promise((resolve) => server.once('close', resolve));
  const endWithUs = () => server.kill();
  process.once('exit', endWithUs);
  const number = await new Promise((resolve, reject) => {
    let words = '';
    server.stderr?.setEncoding('utf8').on('data', (text) => (words = (words + text).slice(-2000)));
    server.once('error', (error) => reject(new Stop(`Xvfb could not be started: ${error.message}`, { cause: error })));
    server.once('exit', (code) => reject(new Stop(`Xvfb ended at once (${code}): ${words.trim()}`)));
    let digits = '';
    const descriptor = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    descriptor.setEncoding('utf8').on('data', (text) => {
      digits += text;
      if (digits.includes('\n')) resolve(digits.trim());
    });
  });
  // It must not keep a program alive that forgot to close it.
  server.unref();
  for (const stream of [server.stderr, server.stdio[3]]) /** @type {import('node:net').Socket} */ (stream).unref();
  return {
    env: { DISPLAY: `:${number}`, GATEHOUSE_NO_GPU: '1' },
    virtual: true,
    close: async () => {
      process.off('exit', endWithUs);
      server.ref();
      server.kill();
      await ended;
    },
  };
}
