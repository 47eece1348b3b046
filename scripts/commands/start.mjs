import { buildParts } from '../build.mjs';
import { openDisplay } from '../display.mjs';
import { electronCommand } from '../electron.mjs';
import { foreground } from '../setup/processes.mjs';
import { setUp } from '../setup/setup.mjs';

/**
 * `npm run start -- --site FILE [--secrets FILE] [--data DIR]`: the app itself, on a real site.
 * @param {string[]} args handed on to the app
 */
export async function run(args) {
  await setUp({ tests: false });
  await buildParts();
  const display = await openDisplay();
  try {
    const electron = electronCommand();
    return await foreground(electron.path, [...electron.args, ...args], {
      env: { ...electron.env, ...display.env },
      cwd: process.cwd(),
    });
  } finally {
    await display.close();
  }
}
