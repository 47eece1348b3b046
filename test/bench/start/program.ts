import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

/** A program with a window, as somebody at the desk starts it, and what is waited for. CSS selectors. */
export interface Starting {
  path: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** All of these stand on the screen … */
  shows: readonly string[];
  /** … and this key, pressed then, … */
  key: string;
  /** … is answered with this. */
  answer: string;
}

/** From the spawn, ms. */
export interface Started {
  /** To the frame in which all that is waited for stands there. */
  shownMs: number;
  /** To the frame in which the key's answer does. */
  usableMs: number;
}

const WITHIN_MS = 60_000;
const ADDRESS = /DevTools listening on (ws:\/\/\S+)/;

/** When the frame begins in which all is there, ms since 1970. */
async function frameWith(page: Page, selectors: readonly string[]): Promise<number> {
  const at = await page.waitForFunction(
    (all) => all.every((css) => document.querySelector(css) !== null) && performance.timeOrigin + performance.now(),
    selectors,
    { polling: 'raf' },
  );
  return Number(await at.jsonValue());
}

/**
 * Starts it, waits until it is usable, and ends it in order. Rejects when it is not usable within a minute. The page is
 * watched over its debugging port: a driver that starts the program itself would hold it up until it is ready to look.
 */
export async function timeStart({ path, args, env, shows, key, answer }: Starting): Promise<Started> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const begunAt = performance.timeOrigin + performance.now();
  const program = spawn(path, [...args, '--remote-debugging-port=0'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = once(program, 'close');
  try {
    const page = await pageOf(await debuggingAddress(program.stderr, signal));
    const shownAt = await frameWith(page, shows);
    await page.keyboard.press(key);
    return { shownMs: shownAt - begunAt, usableMs: (await frameWith(page, [answer])) - begunAt };
  } finally {
    program.kill('SIGTERM');
    await gone;
  }
}

async function debuggingAddress(said: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  const heard: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string) => (): void => reject(new Error(`${why}:\n${heard.slice(-20).join('\n')}`));
    signal.addEventListener('abort', fail('the program opened no window in time'));
    createInterface({ input: said })
      .on('line', (line) => {
        heard.push(line);
        const address = ADDRESS.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      })
      .on('close', fail('the program ended before its window'));
  });
}

/** Its first window. What Electron has no part of, as downloads, is left as it is. */
async function pageOf(address: string): Promise<Page> {
  const browser = await chromium.connectOverCDP(address, { timeout: WITHIN_MS, noDefaults: true });
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the program has no session');
  context.setDefaultTimeout(WITHIN_MS);
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}
