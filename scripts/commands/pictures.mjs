/* global document -- in the page that is driven */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildParts } from '../build.mjs';
import { openDisplay } from '../display.mjs';
import { electronCommand } from '../electron.mjs';
import { scenes } from '../pictures/scenes.mjs';
import { root } from '../setup/places.mjs';
import { Stop, say } from '../setup/progress.mjs';
import { setUp } from '../setup/setup.mjs';

const FOLDER = join(root, 'docs', 'pictures');
const SIZE = { width: 1366, height: 768 };
const COLOURS = 128;

/**
 * `npm run pictures [-- NAME…]`: takes the pictures of the operator guide anew, in both languages, from the preview's scenes.
 * @param {string[]} wanted names; none: all
 */
export async function run(wanted) {
  const unknown = wanted.filter((name) => !Object.hasOwn(scenes, name));
  if (unknown.length > 0)
    throw new Stop(`No such picture: ${unknown.join(', ')}. There are: ${Object.keys(scenes).join(', ')}.`, {
      exitCode: 2,
    });
  await setUp({ tests: true });
  await buildParts(['schema']);
  await mkdir(FOLDER, { recursive: true });
  const names = wanted.length > 0 ? wanted : Object.keys(scenes);
  const site = await servePreview();
  const window = await openWindow();
  try {
    for (const name of names)
      for (const language of ['zh-CN', 'en']) {
        const file = join(FOLDER, `${name}.${language}.png`);
        await take(window.page, `${site.url}?${scenes[name]?.scene}&look=light&language=${language}`, name, file);
        say(`· ${name} ${language}`);
      }
  } finally {
    await window.close();
    await site.close();
  }
  return 0;
}

async function servePreview() {
  const { build, preview } = await import('vite');
  const configFile = join(root, 'renderer', 'preview', 'vite.config.ts');
  await build({ configFile, logLevel: 'warn' });
  const server = await preview({ configFile, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'warn' });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Stop('The preview could not be served.');
  return { url, close: () => server.close() };
}

async function openWindow() {
  const { _electron } = await import('playwright-core');
  const display = await openDisplay();
  const { path, args, env } = electronCommand();
  const app = await _electron.launch({
    executablePath: path,
    args: [...args.slice(0, -1), join(root, 'scripts', 'pictures', 'window')],
    env: /** @type {Record<string, string>} */ ({ ...env, ...display.env }),
  });
  const page = await app.firstWindow();
  await page.setViewportSize(SIZE);
  return {
    page,
    close: async () => {
      await app.close();
      await display.close();
    },
  };
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {string} name
 * @param {string} file
 */
async function take(page, url, name, file) {
  await page.goto(url);
  for (const act of scenes[name]?.acts ?? []) {
    if ('sees' in act) await page.getByTestId(act.sees).first().waitFor();
    else if ('click' in act) await page.getByTestId(act.click).first().click();
    else if ('type' in act) await page.keyboard.type(act.type);
    else await page.keyboard.press(act.press);
  }
  // Nothing slides any more, and no hint hangs under a pointer.
  await page.mouse.move(0, 0);
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => each.playState === 'finished' || each.effect?.getComputedTiming().iterations === Infinity),
  );
  const { default: sharp } = await import('sharp');
  await sharp(await page.screenshot())
    .png({ palette: true, colours: COLOURS, effort: 10 })
    .toFile(file);
}
