import { build } from 'electron-builder';
import { nodeForFallback } from '../setup/places.mjs';
import { configuration, onOlderElectron } from './config.mjs';

/** `node pack.mjs [--dir] [FOLDER OF AN OLDER ELECTRON]`, under the project's Node. */
const args = process.argv.slice(2);
const dir = args.includes('--dir');
const older = args.find((arg) => arg !== '--dir');
await build({
  ...(dir && { dir }),
  publish: 'never',
  config: older === undefined ? configuration : onOlderElectron({ electron: older, node: nodeForFallback }),
});
