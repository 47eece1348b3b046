import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Stop, say, step } from './progress.mjs';
import { capture, must } from './processes.mjs';

/**
 * What Linux must bring along. A need is probed by the thing itself, not by a package, so that any distribution that
 * has it is content; `packages` are Debian's and Ubuntu's names for it, newer releases first.
 * @typedef {{ what: string, for: 'app' | 'tests', packages: string[], there: (seen: Seen) => boolean }} Need
 * @typedef {{ libraries: string, chineseFonts: string }} Seen
 */

/** @param {string} soname */
const library = (soname) => (/** @type {Seen} */ seen) => seen.libraries.includes(soname);

/** @param {string} program */
const command = (program) => () =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) =>
    existsSync(join(folder, program)),
  );

const hasScreen = () => Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/** @type {Need[]} */
const needs = [
  { what: 'GTK 3', for: 'app', packages: ['libgtk-3-0t64', 'libgtk-3-0'], there: library('libgtk-3.so.0') },
  { what: 'NSS', for: 'app', packages: ['libnss3'], there: library('libnss3.so') },
  { what: 'ALSA', for: 'app', packages: ['libasound2t64', 'libasound2'], there: library('libasound.so.2') },
  { what: 'GBM', for: 'app', packages: ['libgbm1'], there: library('libgbm.so.1') },
  { what: 'a Chinese font', for: 'app', packages: ['fonts-noto-cjk'], there: (seen) => seen.chineseFonts !== '' },
  { what: 'a virtual screen', for: 'app', packages: ['xvfb'], there: () => hasScreen() || command('Xvfb')() },
  { what: 'socat (pty pairs)', for: 'tests', packages: ['socat'], there: command('socat') },
  {
    what: 'Xvfb (a screen of its own for the packed window)',
    for: 'tests',
    packages: ['xvfb'],
    there: command('Xvfb'),
  },
  { what: 'xdotool (keys for a packed window)', for: 'tests', packages: ['xdotool'], there: command('xdotool') },
  { what: 'a C compiler (disks that fail)', for: 'tests', packages: ['gcc'], there: command('cc') },
  {
    what: 'the C library to compile against',
    for: 'tests',
    packages: ['libc6-dev'],
    there: () => existsSync('/usr/include/stdio.h'),
  },
  { what: 'udevadm (list of serial ports)', for: 'tests', packages: ['udev'], there: command('udevadm') },
];

/** @returns {Promise<Seen>} */
async function look() {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path)) ?? 'ldconfig';
  const [libraries, fonts] = await Promise.all([
    capture(ldconfig, ['-p']),
    capture('fc-list', [':lang=zh-cn', 'family']),
  ]);
  return { libraries: libraries.stdout, chineseFonts: fonts.stdout.trim() };
}

/**
 * The name by which this release knows a package. A name that exists only as somebody else's "provides" does not count.
 * @param {string[]} names
 */
async function nameHere(names) {
  for (const name of names) {
    const { stdout } = await capture('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(stdout)) return name;
  }
  return names.at(-1) ?? '';
}

/**
 * Looks for what the app (and, if asked, the tests) needs of the machine. Only Linux needs anything. Stops the run, with
 * the one command that helps, where something is missing that we may not install.
 * @param {{ tests: boolean }} purpose
 * @returns {Promise<(() => Promise<void>) | null>} installs what is missing (as root, on Debian or Ubuntu); null when
 *   nothing is
 */
export async function missingLibraries({ tests }) {
  if (process.platform !== 'linux') return null;
  const asked = needs.filter((need) => need.for === 'app' || tests);
  const seen = await look();
  const missing = asked.filter((need) => !need.there(seen));
  if (missing.length === 0) return null;

  const list = missing.map((need) => need.what).join(', ');
  if (!command('apt-get')()) {
    throw new Stop(`This machine lacks: ${list}. Install them with the system's package manager, then run this again.`);
  }
  if (process.getuid?.() !== 0) {
    const names = await Promise.all(missing.map((need) => nameHere(need.packages)));
    throw new Stop(
      `This machine lacks: ${list}. Run this once, then try again:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}\n`,
    );
  }
  return () => step(`Install system packages for ${list}`, () => install(missing));
}

/** @param {Need[]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await must('apt-get', ['update', '-q'], { env });
  const names = await Promise.all(missing.map((need) => nameHere(need.packages)));
  say(`  apt-get install ${names.join(' ')}`);
  await must('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env });
  const seen = await look();
  const still = missing.filter((need) => !need.there(seen));
  if (still.length > 0) {
    throw new Stop(`Installed, but still not found: ${still.map((need) => need.what).join(', ')}.`);
  }
}
